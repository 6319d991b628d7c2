"""The scenario that users hold: read, changed, described, written to a file, and shown in a notebook."""

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from pydantic import PrivateAttr

from model import scenario as core
from model.evidence.claims import Register
from model.files import scenarios as files
from model.library.arguments import public
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

    # Validation makes instances without arguments; for a type checker the fields stay arguments of their own.
    if not TYPE_CHECKING:  # pragma: no branch

        def __new__(cls, *fields: object, **keys: object) -> Self:
            """Refuse any value: a scenario is made by `load`.

            Raises:
                ScenarioError: with a value.
            """
            if fields or keys:
                words = "a scenario is not made by its class; write model.load(...) with a name, a path or a mapping"
                raise ScenarioError([Problem((), words, cls.__name__)])
            return super().__new__(cls)

    @classmethod
    @public
    def from_document(
        cls,
        document: Mapping[str, Any],
        *,
        name: str = "scenario",
        register: Register | None = None,
        tables: Mapping[str, str] | None = None,
    ) -> Self:
        """Validate plain nested data, as a scenario file holds it; `model.load` takes it as well.

        Args:
            document: the data; scalars of numpy and pandas are plain numbers, and a nation may have any of its names.
            name: the scenario's short name.
            register: the evidence for its claims and nations; the shipped one by default.
            tables: the hash of each table that parts of the document were read from, by its file's name.

        Raises:
            ScenarioError: with every problem, each with its path and remedy.
        """
        return super().from_document(document, name=name, register=register, tables=tables)

    @classmethod
    @public
    def of(cls, other: core.Scenario) -> Self:
        """Return a scenario of the packages below as users hold it."""
        if isinstance(other, cls):
            return other
        return cls.from_plain(
            other.document, name=other.name, register=other.register, tables=other.tables, changed=other.changed_to
        )

    @public
    def replace(self, changes: Mapping[str, Any], *, name: str | None = None) -> Self:
        """Return this scenario with dotted paths set to new values (None takes an entry away), validated again.

        Args:
            changes: dotted path -> value.
            name: the short name of the new scenario; by default this one's. Runs of one batch need names of their own.

        Raises:
            ScenarioError: if a path does not exist, or a value is refused there.
        """
        return super().replace(changes, name=name)

    def _replaced(self, changes: Mapping[str, Any], name: str | None, *, is_readers: bool) -> Self:
        changed = super()._replaced(changes, name, is_readers=is_readers)
        changed._start = self.start  # noqa: SLF001  (its own)
        return changed

    @public
    def differences(self, other: core.Scenario) -> dict[str, Any]:
        """Return the changes by dotted path that make this scenario into another, in the other's order."""
        return super().differences(other)

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

    @public
    def to_yaml(self, path: str | PathLike[str] | None = None, *, force: bool = False) -> str:
        """Return the text of a scenario file that holds this scenario; write it to a file if a path is given.

        Args:
            path: the file, which ends in `.yaml`.
            force: whether it may replace a file that stands there.

        Raises:
            ScenarioError: if a file stands there already, or it cannot be written there.
        """
        from model.export.scenario_file import written  # noqa: PLC0415  (pandas, as above)

        return written(self, None if path is None else Path(path), force=force)

    def _repr_html_(self) -> str:
        from model.library.results import scenario_card  # noqa: PLC0415  (it imports this module)

        return scenario_card(self).html()

    def __repr__(self) -> str:
        return f"<Scenario {self.name}: {self.label}>"

    __str__ = __repr__


Source = core.Scenario | str | PathLike[str] | Mapping[str, Any]
"""A scenario, the name of a shipped one, a path, or plain data as a file holds it."""


@public
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
        if register is not None:
            words = "a scenario keeps the evidence that it was loaded with; load its document with another"
            raise ScenarioError([Problem((), words, "register")])
        return Scenario.of(source).replace(changes or {}, name=name)
    path_or_data = source if isinstance(source, str | Mapping) else Path(source)
    return files.load_as(Scenario, path_or_data, name=name, changes=changes, register=register)


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
