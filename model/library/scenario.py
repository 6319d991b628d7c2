"""The scenario that users hold: read, changed, described, written to a file, and shown in a notebook."""

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from pydantic import PrivateAttr

from model import scenario as core
from model.evidence.claims import Register
from model.files import scenarios as files
from model.letters import quoted
from model.present.words.plain import listed
from model.scenario.errors import Problem, ScenarioError

if TYPE_CHECKING:
    import pandas as pd

    from model.export.origin import Origin


class Scenario(core.Scenario):
    """A proposed force, its rotation, and who could supply it: frozen, and changed by `replace`.

    `model.load` reads one; in a notebook it shows its answer as a card.

    >>> import model
    >>> model.load("dannatt")
    <Scenario dannatt: Lord Dannatt's 10,000: British troops on six-month tours>
    """

    _start: "Scenario | None" = PrivateAttr(default=None)

    @classmethod
    def of(cls, scenario: core.Scenario) -> Self:
        """Return a scenario of the packages below as users hold it."""
        if isinstance(scenario, cls):
            return scenario
        return cls.from_document(
            scenario.document,
            name=scenario.name,
            register=scenario.register,
            tables=scenario.tables,
            changed=scenario.changed_to,
        )

    def replace(self, changes: Mapping[str, Any], *, name: str | None = None, is_readers: bool = True) -> Self:
        """Return this scenario with dotted paths set to new values (None takes an entry away), validated again.

        Args:
            changes: dotted path -> value.
            name: the short name of the new scenario; by default this one's. Runs of one batch need names of their own.
            is_readers: whether the paths are among `changed`; not if the changes are the model's own.

        Raises:
            ScenarioError: if a path does not exist, or a value is refused there.
        """
        if not isinstance(changes, Mapping):
            words = "changes are paths with their values, such as replace({'rotation.tour_months': 4})"
            raise ScenarioError([Problem((), f"{words}; this is {quoted(changes)}")])
        changed = super().replace(changes, name=name, is_readers=is_readers)
        changed._start = self.start  # noqa: SLF001  (its own)
        return changed

    @property
    def start(self) -> "Scenario":
        """The scenario that this one was made from by `replace`, as it was read; itself if it was not changed."""
        return self._start or self

    @property
    def changes(self) -> dict[str, Any]:
        """The changes since the scenario was read: dotted path -> value."""
        return self.start.differences(self)

    def describe(self) -> "pd.DataFrame":
        """Return every input in words, by the path that `replace` takes: its name, its value, what it rests on."""
        from model.present.tables.evidence import inputs_in_words  # noqa: PLC0415  (pandas: a fifth of a second)

        return inputs_in_words(self)

    def to_yaml(self, path: str | PathLike[str] | None = None) -> str:
        """Return the text of a scenario file that holds this scenario; write it to a new file if a path is given.

        Raises:
            ScenarioError: if a file stands there already, or it cannot be written there.
        """
        from model.export.scenario_file import written  # noqa: PLC0415  (pandas, as above)

        return written(self, None if path is None else Path(path))

    def _repr_html_(self) -> str:
        from model.library.results import scenario_card  # noqa: PLC0415  (it imports this module)

        return scenario_card(self).html()

    def __repr__(self) -> str:
        return f"<Scenario {self.name}: {self.label}>"

    __str__ = __repr__


Source = core.Scenario | str | PathLike[str] | Mapping[str, Any]
"""A scenario, the name of a shipped one, a path, or plain data as a file holds it."""


def load(
    source: Source,
    *,
    name: str | None = None,
    changes: Mapping[str, Any] | None = None,
    register: Register | None = None,
) -> Scenario:
    """Return the scenario of a YAML file, of plain data, or a shipped one by its name, with changes by dotted path.

    Args:
        source: a path, or the name of a shipped scenario such as `dannatt`; a file comes first. Or plain nested data,
            as a file holds it.
        name: the scenario's short name; by default the file's stem, and `scenario` for plain data.
        changes: dotted path -> new value, as in a variant's `changes`; None takes an entry away.
        register: the evidence for its claims; the shipped one by default.

    Raises:
        ScenarioError: with every problem as `file:line:column: path: what is wrong, what is allowed`.
    """
    if isinstance(source, core.Scenario):
        return Scenario.of(source).replace(changes or {}, name=name)
    if not isinstance(source, str | PathLike | Mapping):
        words = "a scenario is loaded from the name of a shipped one, a path, or a mapping as a file holds it"
        raise ScenarioError([Problem((), f"{words}; this is {_kind(source)}")])
    path_or_data = source if isinstance(source, str | Mapping) else Path(source)
    return files.load_as(Scenario, path_or_data, name=name, changes=changes, register=register)


def _kind(thing: object) -> str:
    return f"an object of the type {type(thing).__name__}"


def held(source: Source) -> Scenario:
    """Return a scenario as users hold it: a scenario itself, or one that `load` reads."""
    return Scenario.of(source) if isinstance(source, core.Scenario) else load(source)


def origin(*scenarios: Scenario) -> "Origin":
    """Return where the numbers of some scenarios come from, each with its changes since it was read."""
    from model.export.headers import header  # noqa: PLC0415  (pandas, as above)
    from model.export.origin import Origin  # noqa: PLC0415
    from model.present.words.changes import counted, own_figures  # noqa: PLC0415

    def lines() -> list[str]:
        return [line for scenario in scenarios for line in header(scenario.start, scenario.changes)]

    names = [f"{one.name} ({counted(one.changes)})" if one.changes else one.name for one in scenarios]
    return Origin(
        scenarios[0].register,
        lines,
        printed_link=f"Scenario {listed(dict.fromkeys(names))}.",
        own_figures=lambda: own_figures(*scenarios),
    )
