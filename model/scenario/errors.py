"""The one error of the project: every problem of a scenario, each with its place and its remedy."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from model.letters import MOST_QUOTED, MOST_SHOWN, quoted, visible
from model.scenario.paths import keys_of, most_like, nearest, type_at
from model.scenario.plain import Replacement

Path = tuple[str, ...]
MOST_TOLD = 200
"""Faults of one file that are listed."""
MOST_KEYS = 20
A_CHANGE = "a dotted path is a change: write it below `changes` of a variant, or give it to replace"
WORDS = {
    "missing": "is required and not given",
    "float_type": "expected a number, found {found}",
    "int_type": "expected a whole number, found {found}",
    "int_parsing": "expected a whole number, found {found}",
    "int_from_float": "expected a whole number, found {found}",
    "bool_type": "expected true or false, found {found}",
    "string_type": "expected text, found {found}; put it in quotes",
    "string_unicode": "{found} holds half a letter; leave it out",
    "finite_number": "{found} is not a number to calculate with; give a finite number",
    "literal_error": "{found} is not known here; allowed: {expected}",
    "greater_than_equal": "{found} is out of range; allowed: {ge} or more",
    "less_than_equal": "{found} is out of range; allowed: {le} or less",
    "dict_type": "expected keys and values below it, found {found}",
    "model_type": "expected keys and values below it, found {found}",
    "tuple_type": "expected a list [a, b], found {found}",
    "too_short": "is empty; at least one entry is needed",
    "string_pattern_mismatch": "{found} is not a name: use lower-case letters, digits and _, a letter first",
}
"""Our messages for pydantic's types of fault; any other keeps pydantic's own message."""


@dataclass(frozen=True)
class Problem:
    """One fault: its path in the scenario, the message with the remedy, and the place in a file.

    Message and place are cut to one line of bounded length, whatever they quote; the path is not cut. A warning has its
    `remedy` apart from its message, which stands beside results too; one without is a finding, and nothing to mend.
    """

    path: Path
    message: str
    place: str = ""
    remedy: str = ""

    def __post_init__(self) -> None:
        for name in ("message", "place", "remedy"):
            object.__setattr__(self, name, visible(getattr(self, name)[:MOST_SHOWN]))

    @property
    def words(self) -> str:
        """The message, and the remedy behind it."""
        return f"{self.message}; {self.remedy}" if self.remedy else self.message

    def __str__(self) -> str:
        keys = ".".join(visible(key[:MOST_QUOTED]) for key in self.path[:MOST_KEYS])
        return ": ".join(part for part in (self.place, keys, self.words) if part)


class ScenarioError(ValueError):
    """A scenario, path, file or value that cannot be used; `problems` lists every fault."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type["ScenarioError"], tuple[tuple[Problem, ...]]]:
        return (type(self), (self.problems,))

    def _render_traceback_(self) -> list[str]:
        """The lines that a notebook shows in place of a traceback: nothing in our code is to be mended."""
        return [f"{type(self).__name__}: {problem}" for problem in self.problems]


def problems_of(error: ValidationError, root: type[BaseModel], place: str = "") -> Iterator[Problem]:
    """Yield each fault of a validation in our words; for an unknown key, with the nearest known key.

    A key that is missing because it is misspelt is one fault, that of the unknown key. After the first `MOST_TOLD`
    faults only the number of the others follows: a remedy takes some time to find.
    """
    faults = error.errors(include_url=False)
    unknown = [_path(fault) for fault in faults[:MOST_TOLD] if fault["type"] == "extra_forbidden"]
    misspelt = {(*path[:-1], most_like(path[-1], keys_of(type_at(root, path[:-1])[0]))) for path in unknown}
    for fault in faults[:MOST_TOLD]:
        context = {name: str(value) for name, value in fault.get("ctx", {}).items() if name != "remedy"}
        path = _path(fault)
        if fault["type"] == "missing":
            if path not in misspelt:
                yield Problem(path, WORDS["missing"] + _to_change_one(path[:-1], fault["input"]), place)
        elif fault["type"] == "refused":
            below = context["at"]
            remedy = fault["ctx"]["remedy"]
            message = context["message"] + (f"; {remedy()}" if remedy else _to_change_one(path, fault["input"]))
            yield Problem((*path, *below.split(".")) if below else path, message, place)
        elif fault["type"] == "extra_forbidden":
            known = keys_of(type_at(root, path[:-1])[0])
            is_change = len(path) == 1 and "." in path[0]
            yield Problem(path, f"unknown key; {A_CHANGE if is_change else nearest(path[-1], known)}", place)
        elif fault["type"] in WORDS:
            words = WORDS[fault["type"]].format_map({**context, "found": quoted(fault["input"])})
            yield Problem(path, words, place)
        else:
            yield Problem(path, fault["msg"].removeprefix("Value error, "), place)
    if len(faults) > MOST_TOLD:
        yield Problem((), f"and {len(faults) - MOST_TOLD:,} more faults; mend these first", place)


def _path(fault: ErrorDetails) -> Path:
    return tuple(str(part) for part in fault["loc"] if part != "[key]")


def _to_change_one(path: Path, value: object) -> str:
    """The remedy for a change that replaced a whole record, with one of its keys for an example; '' for other data."""
    if not isinstance(value, Replacement) or not value:
        return ""
    key, inner = next(iter(value.items()))
    where = ".".join(path)
    example = ": " + quoted(inner).strip("'") if isinstance(inner, int | float | str) else ""
    return f"; this change replaces all of {where}; to change one key of it, write {where}.{key[:MOST_QUOTED]}{example}"
