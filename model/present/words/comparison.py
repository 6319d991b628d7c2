"""Plans side by side in words: their names, the rows in which they differ, and the figures of each."""

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from model.engine.missing import lacking
from model.engine.run import Run
from model.frozen import Range
from model.present.numbers import NOT_KNOWN, amount, joined, priced
from model.present.words import plain
from model.present.words.effects import held_in_words, path_label
from model.present.words.force import rounded_margin, written
from model.present.words.properties import PROPERTIES, Property
from model.scenario import Scenario
from model.scenario.scenario import NATIONS_AT

PLACES = ("This", "That", "Third", "Fourth")
LEAST, MOST = 2, len(PLACES)
"""The least and the most plans of a comparison."""
MOST_OTHERS = 10
"""Further inputs that the table of differences names; of more it says how many they are."""
MOST_SHORT = 2
"""Properties that the name of a plan tells it apart by."""
OF_NATION = 4
"""Keys in the path of one figure of a nation."""
OR_BEYOND = {"at_least": " or more", "at_most": " or less"}
OTHER_CURRENCY = "in another currency"


@dataclass(frozen=True)
class Side:
    """One plan of a comparison: its place in it, its name, and its run."""

    place: str
    label: str
    run: Run


@dataclass(frozen=True)
class Row:
    """One property of several plans: its name, and its words for each of them."""

    label: str
    cells: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether the plans differ in it."""
        return len(set(self.cells)) > 1


def sides(runs: Sequence[Run], labels: Sequence[str] = ()) -> tuple[Side, ...]:
    """Return plans with their places, and their names where these are not given: empty ones are worked out."""
    names = [given or own for given, own in itertools.zip_longest(labels, names_of(runs), fillvalue="")]
    return tuple(Side(place, name, run) for place, name, run in zip(PLACES, names, runs, strict=False))


def names_of(runs: Sequence[Run]) -> list[str]:
    """Return a name for each plan: its short name, and where several are versions of one plan, what tells them apart.

    >>> import model
    >>> start = model.load("reassurance_force")
    >>> names_of(model.run_many([start, start.replace({"rotation.tour_months": 4}, name="other")]).runs)
    ['Reassurance force, Feb 2025: six-month tours', 'Reassurance force, Feb 2025: four-month tours']
    """
    names = [plain.plan(run.scenario) for run in runs]
    return [
        f"{name}: {short}" if names.count(name) > 1 and (short := _apart(runs, names, number)) else name
        for number, name in enumerate(names)
    ]


def _apart(runs: Sequence[Run], names: Sequence[str], number: int) -> str:
    """The first properties in which a plan differs from the others of its name."""
    alike = [run for run, name in zip(runs, names, strict=True) if name == names[number]]
    apart = (prop.short(prop.words(runs[number])) for prop in PROPERTIES if len({*map(prop.words, alike)}) > 1)
    return ", ".join(itertools.islice(filter(None, apart), MOST_SHORT))


def rows(runs: Sequence[Run]) -> list[Row]:
    """Return a row for every property in which the plans differ, and further rows for the inputs that none tells of."""
    differing: list[tuple[Property, Row]] = [
        (prop, row) for prop in PROPERTIES if (row := _row_of(prop, runs)).differs
    ]  # fmt: skip
    first, *others = [run.scenario for run in runs]
    paths = dict.fromkeys(path for other in others for path in first.differences(other))
    left = [path for path in paths if not any(prop.covers(path) for prop, _ in differing)]
    return [*(row for _, row in differing), *_of_inputs([first, *others], left)]


def _row_of(prop: Property, runs: Sequence[Run]) -> Row:
    return Row(prop.label, tuple(prop.words(run) or "none" for run in runs))


def _of_inputs(scenarios: Sequence[Scenario], paths: Sequence[str]) -> Iterator[Row]:
    """The rows of inputs by their paths; a figure that differs for many nations is one row."""
    rows = [row for key, alike in _by_figure(paths).items() for row in _of_figure(scenarios, key, alike) if row.differs]
    yield from rows[:MOST_OTHERS]
    if more := len(rows) - MOST_OTHERS > 0 and rows[MOST_OTHERS:]:
        yield Row(f"{plain.capital(plain.spelled(len(more)))} more", ("see “For analysts”",) * len(scenarios))


def _by_figure(paths: Sequence[str]) -> dict[str, list[str]]:
    """Paths by the figure of nations that they hold; every other path by itself."""
    alike: dict[str, list[str]] = {}
    for path in paths:
        keys = path.split(".")
        is_of_nation = path.startswith(NATIONS_AT) and len(keys) == OF_NATION
        alike.setdefault(keys[-1] if is_of_nation else path, []).append(path)
    return alike


def _of_figure(scenarios: Sequence[Scenario], key: str, paths: Sequence[str]) -> Iterator[Row]:
    held = [scenario.quantities() for scenario in scenarios]
    cells = [
        [held_in_words(quantities, path, scenario) for quantities, scenario in zip(held, scenarios, strict=True)]
        for path in paths
    ]
    labels = [path_label(scenarios, path) for path in paths]
    if len(paths) == 1:
        yield Row(labels[0], tuple(cells[0]))
        return
    by_scenario = [set(column) for column in zip(*cells, strict=True)]
    label = f"{labels[0].partition(': ')[2] or key}, {plain.spelled(len(paths))} nations"
    words = [f"{next(iter(column))} each" if len(column) == 1 else "each its own figure" for column in by_scenario]
    yield Row(plain.capital(label), tuple(words))
