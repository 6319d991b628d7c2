"""Reading the published cases (`seeds/cases/`), for the tests and the Method page."""

from functools import lru_cache

from model.evidence.published import Case
from model.files.register import CASES
from model.files.shipped import shipped_folder
from model.files.strict_yaml import parse


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
