"""Nations as contributors: a nation of any name, in a file, an option or a program, stands under the register's key."""

import difflib
from collections import Counter
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError, ValidationInfo
from pydantic_core import InitErrorDetails, PydanticCustomError

from model import ports
from model.evidence.claims import Register
from model.evidence.nations import NATIONS, key_of
from model.letters import MOST_QUOTED, quoted
from model.scenario.errors import Path, Problem, ScenarioError
from model.scenario.plain import with_key
from model.scenario.quantity import refuse

AT = ("coalition", "contributors")
"""The path of the contributors."""
LEAST_LETTERS = 4
"""Letters of a name that a mistyped one is compared with: codes are like too many words."""
LIKE_ENOUGH = 0.75
OWN = "give its land_strength, or `land_strength: unknown`"


def known_path(path: Path) -> Path:
    """Return a path with a nation under the register's key.

    >>> known_path(("coalition", "contributors", "uk", "offer_troops"))
    ('coalition', 'contributors', 'united_kingdom', 'offer_troops')
    """
    return (*AT, key_of(path[2]) or path[2], *path[3:]) if path[:2] == AT and len(path) > len(AT) else path


def known_dotted(path: str) -> str:
    """Return a dotted path with a nation under the register's key."""
    return ".".join(known_path(tuple(str(path).split("."))))


def known_changes(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return changes by dotted path with every nation under the register's key.

    Raises:
        ScenarioError: if two paths are one by two names of a nation.
    """
    known: dict[str, Any] = {}
    spelled: dict[str, str] = {}
    for path, value in changes.items():
        one = known_dotted(path)
        if one in known:
            words = f"is changed twice, as {quoted(spelled[one])} and as {quoted(path)}; keep one of the two"
            raise ScenarioError([Problem(tuple(one.split(".")), words)])
        known[one], spelled[one] = value, path
    return known


def known_document(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a scenario's plain document with every contributor under the register's key.

    Two keys of one nation stay as they are, to be refused by `checked`.
    """
    coalition = document.get("coalition")
    contributors = coalition.get("contributors") if isinstance(coalition, Mapping) else None
    if not isinstance(contributors, Mapping):
        return dict(document)
    keys = [key_of(str(name)) or name for name in contributors]
    times = Counter(keys)
    known = {
        key if times[key] == 1 else name: nation for key, (name, nation) in zip(keys, contributors.items(), strict=True)
    }
    return {**document, "coalition": with_key(coalition, "contributors", known)}  # type: ignore[arg-type]


def checked(contributors: object, info: ValidationInfo) -> object:
    """Return the data under `contributors`; raise an error for each name that is no nation's, or a second one's.

    A name that the register does not hold needs a land strength of its own.
    """
    if not isinstance(contributors, Mapping):
        return contributors
    register = (info.context or {}).get("register") or ports.shipped_register()
    faults: list[InitErrorDetails] = []
    firsts: dict[str, str] = {}
    for name, nation in contributors.items():
        key = key_of(str(name)) or name
        first = firsts.setdefault(key, name)
        fault = None
        if first != name:
            fault = refuse(f"{quoted(first)} and {quoted(name)} are one nation; keep one of the two")
        elif (
            key not in register.nations and isinstance(nation, Mapping | None) and "land_strength" not in (nation or {})
        ):
            fault = _unknown(str(name), register)
        if fault is not None:
            faults.append(InitErrorDetails(type=fault, loc=(name,), input=nation))
    if faults:
        raise ValidationError.from_exception_data("contributors", faults)
    return contributors


def _unknown(name: str, register: Register) -> PydanticCustomError:
    if name in NATIONS:
        return refuse(f"the register has no figure of {quoted(name)}; {OWN}")
    return refuse("is not in the register", remedy=lambda: _remedy(name, register))


def _remedy(name: str, register: Register) -> str:
    names = {name: key for key in register.nations for name in (key, *NATIONS.get(key, ()))}
    names = {name: key for name, key in names.items() if len(name) >= LEAST_LETTERS}
    near = difflib.get_close_matches(name.casefold()[:MOST_QUOTED], names, n=1, cutoff=LIKE_ENOUGH)
    return f"did you mean '{names[near[0]]}'? If it is another, {OWN}" if near else OWN
