"""Plans side by side in words: their names, the rows in which they differ, and the figures of each."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from model.engine.kept_up import kept_up
from model.engine.run import Run
from model.present.numbers import amount, joined, priced
from model.present.words import plain
from model.present.words.chances import SOLDIER_BY_SOLDIER
from model.present.words.effects import held_in_words, path_label
from model.present.words.force import OR_BEYOND, rounded_margin, written
from model.present.words.gap import as_read
from model.present.words.properties import NO_NATION, PROPERTIES, Property
from model.scenario import Scenario
from model.scenario.scenario import NATIONS_AT
from model.terms import MEASURES

PLACES = ("This", "That", "Third", "Fourth")
LEAST, MOST = 2, len(PLACES)
"""The least and the most plans of a comparison."""
MOST_OTHERS = 10
"""Further inputs that the table of differences names; of more it says how many they are."""
MOST_SHORT = 2
"""Properties that the name of a plan tells it apart by."""
SEE_BELOW = "see “For analysts”"
GAP, GAP_IN_UNITS = "margin", "margin_units"
"""The gap soldier by soldier, and in whole units."""
NOT_DRAWN = " (another currency)"
MEASURED = {
    "tied_up": (MEASURES["tied_up"].label, "troops"),
    GAP: ("Gap", "what those who are in could keep up, less what is needed"),
    "throughput": ("Tours over {horizon}", "each one soldier's turn away"),
    "cost_per_year": ("Extra cost a year", "at the published cost of a soldier"),
}
"""The measures that plans are compared by: their names, and what each is."""


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
        """Whether all plans have it and differ in it."""
        return len(set(self.cells)) > 1 and "" not in self.cells


def sides(runs: Sequence[Run], labels: Sequence[str] = ()) -> tuple[Side, ...]:
    """Return plans with their places, and their names where these are not given: empty ones are worked out."""
    names = [label or name for label, name in itertools.zip_longest(labels, names_of(runs), fillvalue="")]
    return tuple(Side(place, name, run) for place, name, run in zip(PLACES, names, runs, strict=False))


def names_of(runs: Sequence[Run], starts: Sequence[Run | None] = ()) -> list[str]:
    """Return a name for each plan: its short name, and of a version of a plan what tells it apart from the others.

    Args:
        runs: the plans.
        starts: for each plan that a reader changed, the plan as it was.

    >>> import model
    >>> start = model.load("reassurance_force")
    >>> names_of(model.run_many([start, start.replace({"rotation.tour_months": 4}, name="other")]).runs)
    ['Reassurance force, Feb 2025: six-month tours', 'Reassurance force, Feb 2025: four-month tours']
    """
    names = [plain.plan(run.scenario) for run in runs]
    named = []
    for run, name, start in itertools.zip_longest(runs, names, starts):
        alike = [other for other, other_name in zip(runs, names, strict=True) if other_name == name]
        short = _apart(run, [*alike, *([start] if start else [])])
        named.append(f"{name}: {short}" if short else f"{name}, changed" if start else name)
    return named


def told_apart(runs: Sequence[Run]) -> list[str]:
    """Return a name for each run, no two alike: the scenarios' short names, else those of `names_of`, else numbered.

    >>> import model
    >>> start = model.load("reassurance_force")
    >>> told_apart([model.run(start).runs[0]] * 2)
    ['Reassurance force, Feb 2025 (1)', 'Reassurance force, Feb 2025 (2)']
    """
    names = [run.scenario.name for run in runs]
    if len(set(names)) == len(names):
        return names
    names = names_of(runs)
    return [
        f"{name} ({names[: number + 1].count(name)})" if names.count(name) > 1 else name
        for number, name in enumerate(names)
    ]


def _apart(run: Run, alike: Sequence[Run]) -> str:
    """The first properties in which a plan differs from other versions of it; empty where there are none."""
    apart = (prop.short(prop.words(run)) for prop in PROPERTIES if _row_of(prop, alike).differs)
    return ", ".join(itertools.islice(filter(None, apart), MOST_SHORT))


def rows(runs: Sequence[Run]) -> list[Row]:
    """Return a row for every property in which the plans differ, and further rows for the inputs that none tells of.

    The figures of nations that take part in none of the plans are left out: they move nothing.
    """
    differing = [(prop, row) for prop in PROPERTIES if (row := _row_of(prop, runs)).differs]
    first, *others = [run.scenario for run in runs]
    paths = dict.fromkeys(path for other in others for path in first.differences(other))
    counted = {name for run in runs for name in run.counted}
    left = [
        path
        for path in paths
        if not any(prop.covers(path) for prop, _ in differing) and _nation(path) in (None, *counted)
    ]
    return [*(row for _, row in differing), *_of_inputs([first, *others], left)]


def _row_of(prop: Property, runs: Sequence[Run]) -> Row:
    return Row(prop.label, prop.cells(runs))


def _of_inputs(scenarios: Sequence[Scenario], paths: Sequence[str]) -> list[Row]:
    """The rows of inputs by their paths; a figure that differs for many nations is one row."""
    rows = [row for alike in _by_figure(paths) if (row := _of_figure(scenarios, alike)).differs]
    more = len(rows) - MOST_OTHERS
    if more <= 0:
        return rows
    return [*rows[:MOST_OTHERS], Row(f"{plain.capital(plain.spelled(more))} more", (SEE_BELOW,) * len(scenarios))]


def _nation(path: str) -> str | None:
    """The nation whose figure stands at a path; None for whole nations and everything else."""
    above, _, name = path.rpartition(".")[0].rpartition(".")
    return name if above == NATIONS_AT else None


def _by_figure(paths: Sequence[str]) -> Iterator[list[str]]:
    """Paths of the same figure of several nations together, whole nations too; every other path by itself."""
    alike: dict[str, list[str]] = {}
    for path in paths:
        above, _, key = path.rpartition(".")
        alike.setdefault(above if above == NATIONS_AT else key if _nation(path) else path, []).append(path)
    yield from alike.values()


def _of_figure(scenarios: Sequence[Scenario], paths: Sequence[str]) -> Row:
    held = [scenario.quantities() for scenario in scenarios]
    columns = [
        tuple(held_in_words(quantities, path, scenario) for path in paths)
        for quantities, scenario in zip(held, scenarios, strict=True)
    ]
    label = path_label(scenarios, paths[0])
    if paths[0].rpartition(".")[0] == NATIONS_AT:
        named = (scenario.coalition.contributors if scenario.coalition else () for scenario in scenarios)
        return Row("Nations that could take part", tuple(plain.spelled(len(nations)) for nations in named))
    if len(paths) == 1:
        return Row(label, tuple(column[0] for column in columns))
    words = (
        f"{column[0]} each" if len(set(column)) == 1 else "a figure each" if column == columns[0] else "others"
        for column in columns
    )
    return Row(f"{plain.capital(label.partition(': ')[2])}, {plain.spelled(len(paths))} nations", tuple(words))


def same(runs: Sequence[Run]) -> str:
    """Return the most important properties that the plans share, as a list; empty where there are none."""
    cells = ((prop.same, set(prop.cells(runs))) for prop in PROPERTIES)
    return ", ".join(same(*words) for same, words in cells if same is not None and len(words) == 1 and "" not in words)


@dataclass(frozen=True)
class Measured:
    """One measure of several plans.

    Attributes:
        key: the measure.
        label: its name.
        what: its meaning.
        words: its figure for each plan, or why there is none.
        ends: low and high for each plan; empty where it is not known, or in another currency than the first.
    """

    key: str
    label: str
    what: str
    words: tuple[str, ...]
    ends: tuple[tuple[float, ...], ...]


def measured(runs: Sequence[Run]) -> list[Measured]:
    """Return the measures of plans side by side; without those that no plan has."""
    of_gap = gap_measure(runs)
    horizons = {plain.horizon(run) for run in runs}
    horizon = horizons.pop() if len(horizons) == 1 else "the time looked at"
    return [
        Measured(
            key, f"{label.replace('{horizon}', horizon)}{counted(runs) if key == GAP else ''}", what,
            tuple(_figures(runs, measure)),
            tuple(ends_of(run, measure) if _is_on_the_scale(run, measure, runs) else () for run in runs),
        )
        for key, (label, what) in MEASURED.items()
        if any(ends_of(run, measure := of_gap if key == GAP else key) for run in runs)
    ]  # fmt: skip


def gap_measure(runs: Sequence[Run]) -> str:
    """Return the measure of the gap by which plans are compared: in whole units where these rotate in all of them."""
    return GAP_IN_UNITS if _are_whole(runs) == {True} else GAP


def counted(runs: Sequence[Run]) -> str:
    """Return that the gap is counted soldier by soldier, where some of the plans alone rotate whole units."""
    return f", {SOLDIER_BY_SOLDIER}" if len(_are_whole(runs)) > 1 else ""


def _are_whole(runs: Sequence[Run]) -> set[bool]:
    """Whether the plans with a gap that is known, or none, are those of whole units."""
    largest_forces = filter(None, map(kept_up, runs))
    return {largest_force.is_whole for largest_force in largest_forces if largest_force.spare.is_known}


def ends_of(run: Run, measure: str) -> tuple[float, ...]:
    """Return low and high of a measure; empty where a run does not have it, or it is not known."""
    if measure == GAP_IN_UNITS:
        largest_force = kept_up(run)
        return () if largest_force is None else largest_force.spare.ends
    return run.measure(measure).ends if measure in run.measures else ()


def _is_on_the_scale(run: Run, measure: str, runs: Sequence[Run]) -> bool:
    """Whether a figure can stand on one scale with those of the other plans: a cost in the same currency."""
    return measure != "cost_per_year" or run.unit(measure) == next(
        other.unit(measure) for other in runs if ends_of(other, measure)
    )


def _figures(runs: Sequence[Run], measure: str) -> Iterator[str]:
    for run in runs:
        words = figure(run, measure)
        is_drawn = not ends_of(run, measure) or _is_on_the_scale(run, measure, runs)
        yield words if is_drawn else f"{words}{NOT_DRAWN}"


def figure(run: Run, measure: str) -> str:
    """Return a measure as the words over its bar: its range, or why there is none.

    >>> import model
    >>> start = model.run(model.load("reassurance_force")).runs[0]
    >>> figure(start, "tied_up"), figure(start, "cost_per_year")
    ('90,000 to 120,000', '€3.8bn to €6.2bn')
    """
    ends = ends_of(run, measure)
    if not ends:
        known_as = GAP if measure == GAP_IN_UNITS else measure
        return run.why(known_as).first if known_as in run.measures else NO_NATION
    if measure in (GAP, GAP_IN_UNITS):
        return gap(run, measure)
    if measure == "cost_per_year":
        currency = run.scenario.cost.currency if run.scenario.cost else ""
        return joined(ends, partial(priced, currency, most=max(ends)))
    return f"{joined(ends, written(run, measure))}{OR_BEYOND.get(run.bound(measure), '')}"


def gap(run: Run, measure: str = GAP_IN_UNITS) -> str:
    """Return the troops that are missing or to spare of a run that knows them.

    `measure` is that of the gap: in whole units, where these rotate, or soldier by soldier.

    >>> import model
    >>> start = model.run(model.load("reassurance_force")).runs[0]
    >>> gap(start), gap(start, GAP)
    ('short by 5,000 to 30,000', 'short by 3,100 to 21,800')
    """
    (low, high), is_bound = gap_as_read(run, measure), bool(run.bound(GAP))
    if high < 0:
        return f"short by {'at most ' if is_bound else ''}{span_of(-high, -low)}"
    beyond = OR_BEYOND["at_least"] if is_bound else ""
    if low < 0:
        return f"{amount(-low)} short to {f'{amount(high)} to spare{beyond}' if high else 'just enough'}"
    return f"{span_of(low, high)} to spare{beyond}" if high else "just enough"


def gap_as_read(run: Run, measure: str) -> tuple[float, float]:
    """Return the least and the most troops to spare, or missing (below 0), as pages write them."""
    largest_force = kept_up(run)
    if measure == GAP_IN_UNITS and largest_force is not None:
        return as_read(run, largest_force)
    low, high = (rounded_margin(run, end) for end in run.measure(GAP).ends)
    return low, high


def span_of(low: float, high: float) -> str:
    """Return two rounded numbers as a range, `up to` the second where the first is none."""
    if not low:
        return f"up to {amount(high)}"
    return " to ".join(dict.fromkeys((amount(low), amount(high))))
