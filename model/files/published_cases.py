"""Reading the published cases: what somebody else worked out (`seeds/cases/`), for the tests and the Method page."""

from functools import lru_cache

from model.analysis.published import Case, Check, check
from model.files.register import CASES, shipped_register
from model.files.shipped import shipped_folder
from model.files.strict_yaml import parse


@lru_cache(maxsize=1)
def published_cases() -> dict[str, Case]:
    """Return the shipped cases by name, those of rotation first; read once.

    Raises:
        ValueError: if a case has a key that it may not have, or a name stands twice.
    """
    files = sorted((shipped_folder() / "seeds" / CASES).glob("*.yaml"), reverse=True)
    found = [each for file in files for each in parse(file.read_bytes(), file.name).data.items()]
    if len(dict(found)) < len(found):
        raise ValueError("a published case stands twice")
    return {name: Case.model_validate(case) for name, case in found}


def published_checks() -> dict[str, Check]:
    """Return every shipped case worked out by this model, beside what was published, by name."""
    register = shipped_register()
    return {name: check(case, register) for name, case in published_cases().items()}
