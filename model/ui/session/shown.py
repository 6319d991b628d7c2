"""The scenario that a page shows: a starting scenario, and the value of every input. Nothing here draws."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from model.analysis import rest_rules
from model.export import headers
from model.export.scenario_file import scenario_text
from model.files.scenarios import shipped_scenarios
from model.frozen import lazy
from model.present.tables import force as force_tables
from model.scenario import Scenario
from model.scenario.errors import ScenarioError
from model.scenario.scenario import NATIONS_AT
from model.ui.session import inputs, published, typed
from model.ui.session.inputs import Input, Table, Value, Values

VERSION, SCENARIO = "v", "scenario"
FIRST = "reassurance_force"
"""The starting scenario where an address names none."""
NAMED_SIZE = "a size that was named in public, taken for this force at the number that was given"
NAMED_TOUR = "a published tour, taken for all troops of this force"
Changes = dict[str, Any]
"""Dotted path -> value: a number, a word, a range, or a claim with our reading of it."""


@dataclass(frozen=True)
class Shown:
    """A starting scenario with the value of every input; what follows from them is worked out once."""

    start: Scenario
    values: Values
    inputs: Table = field(repr=False, compare=False)

    @classmethod
    def at_start(cls, scenario: Scenario) -> "Shown":
        """Return a scenario with every input as it starts."""
        table = inputs.table(scenario)
        return cls(scenario, table.starts(), table)

    def replace(self, values: Values) -> "Shown":
        """Return the same start with some inputs at other values."""
        return Shown(self.start, {**self.values, **values}, self.inputs)

    @lazy
    def changes(self) -> Changes:
        """The changes that the values make to the starting scenario: dotted path -> value."""
        return dict(_changes(self))

    @lazy
    def scenario(self) -> Scenario:
        """The scenario with its changes.

        Raises:
            ScenarioError: if the values do not fit together.
        """
        return self.start.replace(self.changes) if self.changes else self.start

    @lazy
    def is_own(self) -> bool:
        """Whether it starts from a reader's own file, which no link opens elsewhere."""
        return self.start.name not in shipped_scenarios()

    def ends(self, path: str) -> tuple[float, float] | None:
        """Return low and high of the number at a path; None where there is none. Also of values that do not fit."""
        fields = self.inputs.ends(path)
        if fields and not self.hidden & {entry.key for entry in fields}:
            values = [float(value) for entry in fields if (value := self.values[entry.key]) is not None]
            return (values[0], values[-1]) if values else None
        try:
            quantity = self.scenario.quantities().get(path)
        except ScenarioError:
            quantity = self.start.quantities().get(path)
        return None if quantity is None else (quantity.low, quantity.high)

    @lazy
    def query(self) -> dict[str, str]:
        """The part of an address that opens it: the scenario, and the values that count and are not the start's."""
        return {SCENARIO: self.start.name} | {
            key: as_text(value)
            for key, value in self.values.items()
            if value is not None and key not in self.hidden and value != self.inputs[key].start
        }

    @lazy
    def hidden(self) -> set[str]:
        """The inputs that do not count now: a published figure, or the other form of the rest, is taken."""
        return published.hidden(self.inputs, self.values)

    def link(self, base: str) -> str:
        """Return the full address: the evidence's version, the scenario and every input, also at its start.

        It is '' where the start is a reader's own file.

        Args:
            base: the address of the page that the link opens, without a query.
        """
        return "" if self.is_own else f"{base}?{self._full_query}"

    @lazy
    def _full_query(self) -> str:
        form = self.values[inputs.DWELL_AS]
        other = self.inputs.ends(rest_rules.DWELL_RATIO if form == inputs.DWELL_MONTHS else rest_rules.DWELL_MONTHS)
        texts = {
            key: as_text(value)
            for key, value in self.values.items()
            if value is not None and self.inputs[key] not in other
        }
        return urlencode({VERSION: evidence_version(self.start), SCENARIO: self.start.name} | texts)

    def header(self, base: str) -> list[str]:
        """Return the lines that a file of numbers begins with.

        Raises:
            ScenarioError: if the values do not fit together.
        """
        return headers.header(self.start, self.changes, self.link(base))

    def file(self, base: str, text: str = "") -> str:
        """Return the scenario as the text of a file; `text` is that of the reader's own file that it starts from.

        Raises:
            ScenarioError: if the values do not fit together.
        """
        rows = force_tables.changes_in_words(self.start, self.scenario, self.changes).itertuples()
        words = [f"{row[0]}: {row[1]} -> {row[2]}" for row in rows]
        return scenario_text(self.start, self.changes, link=self.link(base), changed=words, text=text)


def as_text(value: Value) -> str:
    """Return a value as it stands in an address."""
    return value if isinstance(value, str) else typed.as_text(float(value or 0))


def evidence_version(scenario: Scenario) -> str:
    """Return the short form of the evidence's hash that links carry."""
    return scenario.register.digest[:8]


def _changes(shown: Shown) -> Iterator[tuple[str, Any]]:
    table, values = shown.inputs, shown.values
    yield from _sizes(shown)
    yield from _rotation(shown)
    for group in (inputs.MONTHS, inputs.MORE):
        for path in dict.fromkeys(entry.path for entry in table.of_group(group) if entry.kind == "number"):
            yield from _number(values, table.ends(path))
    for key, by_word in PLAIN_WORDS.items():
        if values[key] != table[key].start:
            yield table[key].path, by_word.get(str(values[key]), values[key])
    if inputs.WHO in table:
        yield from _nations(shown)


PLAIN_WORDS: Mapping[str, Mapping[str, bool | str]] = {
    inputs.BACKSTOP: {inputs.PROVIDED: True, inputs.WITHDRAWN: False},
    inputs.STARTS: {inputs.STAGGERED: "evenly_spread", inputs.RESTED: "rested"},
    inputs.FILLS_IN: {inputs.OTHERS_TOO: True, inputs.EACH_ITS_OWN: False},
}
"""Words that stand for one value of a scenario each."""


def _sizes(shown: Shown) -> Iterator[tuple[str, Any]]:
    """The sizes of the force's parts: of the main one a claim's, or the reader's numbers."""
    table, values = shown.inputs, shown.values
    if inputs.SIZE_BY not in table:
        return
    by = table[inputs.SIZE_BY]
    whose = values[by.key]
    above = by.path.rpartition(".")[0]
    if whose not in (inputs.OWN, by.start):
        yield by.path, {"claim": whose, "because": NAMED_SIZE}
    for path in dict.fromkeys(entry.path for entry in table.of_group(inputs.SIZE) if entry.kind == "number"):
        if whose == inputs.OWN or path.rpartition(".")[0] != above:
            yield from _number(values, table.ends(path))


def _rotation(shown: Shown) -> Iterator[tuple[str, Any]]:
    """The tour and the rest between tours: a published rule's, or the reader's numbers."""
    table, values = shown.inputs, shown.values
    tour, rest, form = (table[key] for key in (inputs.TOUR_BY, inputs.REST_BY, inputs.DWELL_AS))
    if values[tour.key] == inputs.OWN:
        yield from _number(values, table.ends(tour.path))
    elif values[tour.key] != tour.start:
        yield tour.path, {"claim": values[tour.key], "because": NAMED_TOUR}
    if values[rest.key] == inputs.OWN:
        is_ratio = values[form.key] == inputs.DWELL_RATIO
        path = rest_rules.DWELL_RATIO if is_ratio else rest_rules.DWELL_MONTHS
        yield from _number(values, table.ends(path), is_new=values[form.key] != form.start)
    elif values[rest.key] != rest.start:
        rule = next(rule for rule in rest_rules.rules(shown.start.register) if rule.topic == values[rest.key])
        yield from ((path, value) for path, value in rule.changes.items() if path != rest_rules.TOUR)


def _number(values: Values, ends: list[Input], *, is_new: bool = False) -> Iterator[tuple[str, Any]]:
    """The number or range at one path, if it is not that of the start; `is_new` if the start has none there."""
    numbers = [values[end.key] for end in ends]
    if numbers and (is_new or numbers != [end.start for end in ends]):
        yield ends[0].path, numbers[0] if len(numbers) == 1 else dict(zip(("low", "high"), numbers, strict=True))


def _nations(shown: Shown) -> Iterator[tuple[str, Any]]:
    """The nations that come or go, the rule of sharing, the deployable share, and the chances."""
    table, values = shown.inputs, shown.values
    names, was = (set(inputs.names_in(held)) for held in (values[inputs.WHO], table[inputs.WHO].start))
    for name in sorted(names ^ was):
        yield f"{NATIONS_AT}.{name}.probability", float(name in names)
    for key in (inputs.RULE, inputs.SHARE):
        if key in table and values[key] != table[key].start:
            yield table[key].path, values[key]
    if values[inputs.CHANCES] == inputs.IN_OR_OUT:
        if table[inputs.CHANCES].start == inputs.ASSUMED:
            yield inputs.CHANCES_AT, None
        return
    coalition = shown.start.coalition
    chances = coalition.probability_by_position if coalition else {}
    for position in inputs.POSITIONS:
        key = f"p_{position}"
        if position not in chances or values[key] != table[key].start:
            yield table[key].path, values[key]
