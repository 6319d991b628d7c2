"""Reading the evidence: claims files below a folder become one register; those of its `cases/`, published cases."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from model.evidence.claims import Claim, Register
from model.evidence.published import Case
from model.files.shipped import shipped_folder
from model.files.strict_yaml import Parsed, parse, placed
from model.frozen import FrozenMapping
from model.letters import quoted
from model.scenario.errors import WORDS, Problem, ScenarioError, problems_of

KEYS = {"about", "defaults", "claims"}
CASES = "cases"
"""The folder of the published cases, which hold no claims."""


@lru_cache(maxsize=1)
def shipped_register() -> Register:
    """Return the register of the shipped evidence (`seeds/`), read once."""
    return read_register(shipped_folder() / "seeds")


def read_register(folder: str | Path) -> Register:
    """Return the register of every claims file (`*.yaml`) below a folder; its `cases/` holds published cases instead.

    Raises:
        ScenarioError: with every fault of every file, and every id that two claims share.
    """
    claims: dict[str, Claim] = {}
    problems: list[Problem] = []
    digest = hashlib.sha256()
    cases = Path(folder) / CASES
    for path in sorted(path for path in Path(folder).rglob("*.yaml") if path.parent != cases):
        text = path.read_bytes()
        digest.update(text)
        problems += _read_claims(parse(text, path.name), path.name, claims)
    problems += _dangling(claims)
    if problems:
        raise ScenarioError(problems)
    return Register(FrozenMapping(claims), digest.hexdigest())


def _read_claims(parsed: Parsed, source: str, claims: dict[str, Claim]) -> list[Problem]:
    if not isinstance(parsed.data, dict) or set(parsed.data) != KEYS:
        return [Problem((), f"a claims file holds {', '.join(sorted(KEYS))}", source)]
    if shapeless := [
        Problem(path, WORDS["dict_type"].format(found=quoted(part)))
        for path, part in _parts(parsed.data)
        if not isinstance(part, dict)
    ]:
        return list(placed(shapeless, parsed.places))
    problems: list[Problem] = []
    for claim_id, record in parsed.data["claims"].items():
        try:
            claim = Claim.model_validate({"id": claim_id, **parsed.data["defaults"], **record})
        except ValidationError as error:
            faults = (replace(fault, path=(claim_id, *fault.path)) for fault in problems_of(error, Claim))
            problems += placed(faults, parsed.places, ("claims",))
            continue
        if claim_id in claims:
            problems += placed([Problem((claim_id,), "stands in another file too")], parsed.places, ("claims",))
        claims[claim_id] = claim
    return problems


def _parts(data: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every part of a claims file that holds keys and values: the defaults, the claims, and each claim."""
    yield ("defaults",), data["defaults"]
    yield ("claims",), data["claims"]
    if isinstance(data["claims"], dict):
        yield from ((("claims", claim_id), record) for claim_id, record in data["claims"].items())


def _dangling(claims: dict[str, Claim]) -> list[Problem]:
    return [
        Problem((claim.id,), f"names '{other}', which is not a claim")
        for claim in claims.values()
        for other in (*claim.derived_from.values(), claim.superseded_by, claim.disputed_by)
        if other is not None and other not in claims
    ]


@lru_cache(maxsize=1)
def published_cases() -> dict[str, Case]:
    """Return the shipped cases by name, cases of rotation first; read once.

    Raises:
        ValueError: if a case has a key that it may not have, or a name stands twice.
    """
    files = sorted((shipped_folder() / "seeds" / CASES).glob("*.yaml"), reverse=True)
    cases = [item for file in files for item in parse(file.read_bytes(), file.name).data.items()]
    if len(dict(cases)) < len(cases):
        raise ValueError("a published case stands twice")
    return {name: Case.model_validate(case) for name, case in cases}
