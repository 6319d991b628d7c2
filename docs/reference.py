"""The reference in Markdown, made from the types, the vocabulary, the frames, the command and the library.

Nothing of it is written by hand but the meaning of the frames' columns, so it cannot fall behind the code.
"""

import ast
import inspect
import itertools
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

import typer.main

import model
from model.cli.app import app as command
from model.engine.results import COLUMNS, Results
from model.frozen import Frozen
from model.scenario import Scenario
from model.scenario.paths import ANY_NAME, is_mapping, type_at
from model.scenario.quantity import Quantity
from model.scenario.rotation import RotationChanges
from model.terms import IN_CYCLE, MEASURES, PHASES

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

NONE = "–"
KEPT_LINES = "\b"
"""Typer's mark of a paragraph whose lines are not to be folded."""
OF_A_CLASS = """\
   :members:
   :inherited-members: Frozen, BaseModel, BaseException
   :exclude-members: model_config, model_post_init
"""
"""Options of a class's directive: its members, but those that come from pydantic and from Python."""
BESIDE = ("model.frozen.Range", "model.scenario.errors.Problem")
"""Classes that public attributes hold."""
NAME = "NAME"
"""Stands in a path for the names of a user's own."""


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown; a cell is one line, and a bar within it stands as itself."""
    cells = [[" ".join(cell.split()).replace("|", "\\|") for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in ([*heads], ["---"] * len(heads), *cells)) + "\n"


def sentence(text: str) -> str:
    """Return words as a sentence: with a capital, and a full stop if it has no end."""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '?')) else '.'}"


# The scenario file


@dataclass(frozen=True)
class Key:
    """A key of a scenario file: its field, and the type that stands there."""

    name: str
    field: "FieldInfo"
    kind: object

    @property
    def is_record(self) -> bool:
        """Whether further keys stand below it, in a section of their own."""
        kind = type_at(self.kind, (ANY_NAME,))[0] if is_mapping(self.kind) else self.kind
        return isinstance(kind, type) and issubclass(kind, Frozen) and kind is not Quantity


def keys_of(record: type[Frozen]) -> list[Key]:
    """Return the keys of a record in the order of the file's own description."""
    keys = ((field.alias or name, field) for name, field in record.model_fields.items())
    return [Key(name, field, type_at(record, (name,))[0]) for name, field in keys]


def scenario_keys() -> str:
    """Return every key of a scenario file, a section for each record."""
    sections = [_section("", Scenario), *_sections_below("", Scenario)]
    return "\n".join(dict.fromkeys(sections))


def _sections_below(path: str, record: type[Frozen]) -> Iterator[str]:
    for key in keys_of(record):
        if not key.is_record:
            continue
        below = f"{path}{key.name}"
        kind = typing.cast("Any", key.kind)
        if is_mapping(kind):
            below, kind = f"{below}.{NAME}", type_at(kind, (ANY_NAME,))[0]
        if kind is not RotationChanges:  # the same keys as `rotation`, which its own line says
            yield _section(below, kind)
            yield from _sections_below(f"{below}.", kind)


def _section(path: str, record: type[Frozen]) -> str:
    rows = [(f"`{key.name}`", _meaning(record, key), _allowed(record, key), _default(key)) for key in keys_of(record)]
    title = f"`{path}`" if path else "The file"
    about = (record.__doc__ or "").partition("\n\n")[0]
    return f"## {title}\n\n{about}\n\n{table(('key', 'meaning', 'allowed', 'default'), rows)}"


def _meaning(record: type[Frozen], key: Key) -> str:
    domain = type_at(record, (key.name,))[1] or _domain_within(key)
    if domain is not None:
        return f"**{domain.label}**: {sentence(domain.meaning)}"
    if key.field.description:
        return sentence(key.field.description)
    if key.kind is RotationChanges:
        return "Keys of `rotation` that it changes, one by one."
    if not key.is_record:
        raise LookupError(f"the field '{key.name}' of {record.__name__} has no description")
    return (typing.cast("Any", key.kind).__doc__ or "").partition("\n")[0]


def _domain_within(key: Key) -> Any:  # noqa: ANN401  (as `type_at`)
    return type_at(key.kind, (ANY_NAME,))[1] if is_mapping(key.kind) else None


def _allowed(record: type[Frozen], key: Key) -> str:
    domain = type_at(record, (key.name,))[1]
    if domain is not None:
        return domain.allowed
    if is_mapping(key.kind):
        names, within = get_args(key.kind)[0], _domain_within(key)
        words = f"a mapping from {_choices(names) or ('a month' if within else 'names of your own')}"
        return f"{words} to a number, {within.allowed}" if within else words
    if key.is_record:
        return "a mapping"
    if choices := _choices(key.kind):
        return f"a list of {choices}" if get_origin(key.kind) is tuple else choices
    if key.kind is int:
        ends = {name: getattr(rule, name) for rule in _rules(key.field) for name in ("ge", "le") if hasattr(rule, name)}
        return (
            f"a whole number, {ends['ge']} to {ends['le']}" if "le" in ends else f"a whole number, {ends['ge']} or more"
        )
    return "`true` or `false`" if key.kind is bool else "text"


def _rules(part: Any) -> Iterator[object]:  # noqa: ANN401  (a field, or a part of its annotation)
    """The limits of a field, wherever in its annotation they stand."""
    for rule in getattr(part, "metadata", ()) or getattr(part, "__metadata__", ()):
        yield rule
        yield from _rules(rule)
    for below in get_args(getattr(part, "annotation", part)):
        yield from _rules(below)


def _choices(kind: object) -> str:
    """The words that a type allows, or that a list of it holds."""
    if get_origin(kind) is Literal:
        return ", ".join(f"`{word}`" for word in get_args(kind))
    return next(filter(None, map(_choices, get_args(kind))), "")


def _default(key: Key) -> str:
    if key.field.is_required():
        return "required"
    default = key.field.get_default(call_default_factory=True)
    if isinstance(default, Quantity):
        return f"{default.central:g}"
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    if isinstance(default, tuple):
        return ", ".join(f"`{word}`" for word in default)
    return f"`{default}`" if isinstance(default, int | str) and default != "" else NONE


# Measures, phases and frames

OF_COLUMNS = {
    "scenario": "the scenario's short name",
    "case": "`central`, or the case of least or of greatest tied up: `low`, `high`",
    "measure": "the measure's name",
    "unit": "its unit",
    "low": "the least value",
    "central": "the value in the central case",
    "high": "the greatest value",
    "bound": "`at_least` or `at_most` where troops of unknown number would move it; else empty",
    "low_why": "the reason where `low` is missing",
    "central_why": "the reason where `central` is missing",
    "high_why": "the reason where `high` is missing",
    "phase": "a phase of the cycle",
    "troops": "troops in it",
    "component": "the name of the part of the force; `(all)` for all together",
    "title": "its title",
    "task": "its task",
    "provider": "who provides it",
    "place": "its place",
    "posture": "whether it is deployed or on standby",
    "strength": "troops before support",
    "multiplier": "soldiers in the cycle for each one deployed",
    "tied_up": "troops tied up",
    "throughput": "tours served over the horizon",
    "contributor": "the nation's name; `(all)` for all together",
    "position": "its position on the scenario's date",
    "counts": "whether it is in",
    "land_strength": "troops of its land forces",
    "posted_elsewhere": "troops posted elsewhere",
    "deployed_elsewhere": "troops on other operations",
    "pool": "troops that could go in turns",
    "sustained": "troops that its pool could keep up at the dwell goal",
    "sustained_at_floor": "the same at the dwell floor",
    "offer": "the most that it has offered",
    "share_of_force": "its share of the deployed force",
    "strain": "troops it ties up for each one in its pool",
    "share_of_land_strength": "the part of its land forces that is tied up",
    "limit": "what limits what it carries",
    "probability": "its chance of taking part",
    "pivotal_weight": "the chance that the force is kept up with it, less that without it",
    "from_month": "the first month of the period that limits the coalition",
    "to_month": "the last month of that period",
    "month": "the month; the first is 1",
    "required": "troops asked for",
    "shortfall": "troops missing",
    "element": "the unit that rotates",
    "start_month": "the month in which it begins",
    "end_month": "the month in which it ends",
    "relieves": "the unit that it relieves",
    "dwell_months": "months at home before it",
    "below_goal_months": "months by which these are fewer than the goal",
    "path": "the number's dotted path in the scenario",
    "standing": "where it comes from: reported, reference, derived, assumed or user",
    "claim": "the id of its claim",
    "reason": "its reason",
    "why": "the reason where a number of the row is missing",
}
"""The meaning of each column; those of phases are in the vocabulary."""
OF_FRAMES = {("chances", "troops"): "a size of the force", ("chances", "probability"): "the chance to keep it up"}
"""The columns that mean something else in one frame."""
TYPES = {"str": "text", "float64": "number", "int64": "whole number", "bool": "true or false"}


def measures() -> str:
    """Return every measure with its label, unit and meaning."""
    rows = [(f"`{name}`", f"**{one.label}**: {one.meaning}", one.unit or NONE) for name, one in MEASURES.items()]
    return table(("measure", "meaning", "unit"), rows)


def phases() -> str:
    """Return every phase of the cycle, and the two that a pool has besides."""
    rows = [
        (f"`{name}`", phase.label, phase.doing, "yes" if name in IN_CYCLE else "no") for name, phase in PHASES.items()
    ]
    return table(("phase", "label", "soldiers are", "counts as tied up"), rows)


def frames() -> str:
    """Return every frame with its columns."""
    return "\n".join(_frame(name, columns) for name, columns in COLUMNS.items())


def _frame(name: str, columns: Mapping[str, str]) -> str:
    rows = [(f"`{column}`", sentence(_of_column(name, column)), TYPES[kind]) for column, kind in columns.items()]
    return f"### `{name}`\n\n{_about_frames()[name]}\n\n{table(('column', 'meaning', 'type'), rows)}"


def _about_frames() -> dict[str, str]:
    """The docstring below each frame of `Results`."""
    (results,) = ast.parse(inspect.getsource(Results)).body
    return {
        ast.unparse(frame.targets[0]): inspect.cleandoc(ast.literal_eval(below.value))
        for frame, below in itertools.pairwise(typing.cast("ast.ClassDef", results).body)
        if isinstance(frame, ast.Assign) and isinstance(below, ast.Expr)
    }


def _of_column(frame: str, column: str) -> str:
    if (frame, column) in OF_FRAMES:
        return OF_FRAMES[frame, column]
    return OF_COLUMNS[column] if column in OF_COLUMNS else f"troops {PHASES[column].doing}"


# The command


def commands() -> str:
    """Return every command with its help, its arguments and its options."""
    group = typing.cast("Any", typer.main.get_command(command))
    return "\n".join(_command(name, one) for name, one in group.commands.items())


def _command(name: str, one: Any) -> str:  # noqa: ANN401  (whichever parser typer brings along)
    title = f"roulement {name}"
    context = one.make_context(title, [], resilient_parsing=True)
    records = filter(None, (parameter.get_help_record(context) for parameter in one.params))
    about = "\n\n".join(_paragraphs(inspect.cleandoc(text)) for text in (one.help, one.epilog) if text)
    usage = context.get_usage().removeprefix("Usage: ")
    rows = [(f"`{form}`", meaning) for form, meaning in records]
    options = table(("argument or option", "meaning"), rows) if rows else ""
    return f"## `{title}`\n\n```text\n{usage}\n```\n\n{about}\n\n{options}"


def _paragraphs(text: str) -> str:
    """Help as Markdown: lines that the help keeps apart, behind its mark for that, stand as a block of code."""
    parts = (part.strip("\n") for part in text.split("\n\n"))
    return "\n\n".join(
        f"```text\n{part.removeprefix(KEPT_LINES).strip(chr(10))}\n```" if part.startswith(KEPT_LINES) else part
        for part in parts
    )


# The library


def library() -> str:
    """Return the directives that document every public name, and the classes of what public functions return."""
    names = [*model.__all__]
    answers = {
        f"{kind.__module__}.{kind.__qualname__}": kind
        for name in names
        if inspect.isfunction(function := getattr(model, name))
        and inspect.isclass(kind := inspect.signature(function).return_annotation)
        and kind.__module__.startswith("model.")
        and kind.__name__ not in names
    }
    functions = [name for name in names if inspect.isfunction(getattr(model, name))]
    classes = [name for name in names if name not in functions]
    parts = [
        "## Functions", *(_directive("autofunction", f"model.{name}") for name in functions),
        "## Objects", *(_directive("autoclass", f"model.{name}") for name in classes),
        "## Answers", *(_directive("autoclass", name) for name in (*answers, *BESIDE)),
    ]  # fmt: skip
    return "\n\n".join(parts)


def _directive(kind: str, name: str) -> str:
    options = "" if kind == "autofunction" else OF_A_CLASS
    return f"```{{eval-rst}}\n.. {kind}:: {name}\n{options}```"
