"""Rows of the command's tables, rounded as the pages are; a number keeps its value beside the words that are shown.

Files and the other formats of the command carry numbers unrounded.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from model.analysis.breakeven import Solution
from model.analysis.comparison import Comparison
from model.analysis.sensitivity import Bar
from model.analysis.simulation import Simulation
from model.engine import results
from model.engine.missing import WHY, lacking
from model.engine.results import Row
from model.engine.run import Run
from model.engine.wide import Changed, wide
from model.frozen import ENDS
from model.present.numbers import NOT_KNOWN, Written, between_wholes, lever
from model.present.words.drivers import troops
from model.present.words.effects import words_of_differences
from model.present.words.force import written
from model.terms import MEASURES, spaced

HEADS = dict(zip(ENDS, ("low", "midpoint", "high"), strict=True))
"""The heads of low, central and high."""
MIDPOINT = "Rounded for reading. The midpoint is our arithmetic, nobody's claim."
EARLIER = "; low is the earlier"
"""Follows the unit of the measure whose low end is the worse one: the first month in which troops are missing."""

Cell = str | Written


def measure_rows(run: Run, names: Sequence[str] = ()) -> Iterator[tuple[Cell, ...]]:
    """Yield scenario, measure, unit, and low, midpoint and high of each measure, or why one is missing.

    Args:
        run: the run.
        names: the measures that are wanted; all of the run by default.
    """
    for name in names or run.measures:
        if name not in run.measures:
            yield (run.scenario.name, name, MEASURES[name].unit, *[lacking(name)] * len(ENDS))
            continue
        bound = f"; {spaced(run.bound(name))}" if run.bound(name) and run.measure(name).ends else ""
        unit = f"{run.unit(name)}{EARLIER if name == 'first_shortfall_month' else ''}{bound}"
        yield (run.scenario.name, name, unit, *_cells(run.measure(name), run.why(name), written(run, name)))


def in_words(run: Run, names: Sequence[str] = ()) -> Iterator[Row]:
    """Yield the rows of `measures` with the words of each number beside it; see `engine.results.measure_rows`."""
    for scenario, name, unit, *cells in results.measure_rows(run, names):
        values, rest = cells[: len(ENDS)], cells[len(ENDS) :]
        words = [None if value is None else Written(value, written(run, name)(value)) for value in values]
        yield (scenario, name, unit, *words, *rest)


def wide_table(
    lines: Sequence[Row], names: Sequence[str] = (), changed: Changed | None = None
) -> tuple[list[str], list[tuple[Cell, ...]]]:
    """Return the columns and the rows of a table with a row for each scenario; a reason stands in its value's place.

    Args:
        lines: rows of `measures`, with words or without.
        names: the measures in their order; by default all that some scenario has.
        changed: the changed paths of these scenarios; none by default.
    """
    columns, rows = wide(lines, names, changed)
    shown = [column for column in columns if not column.endswith(WHY)]
    records = [dict(zip(columns, row, strict=True)) for row in rows]
    cells = [tuple(_wide_cell(record[name], record.get(f"{name}_why")) for name in shown) for record in records]
    return [_head(column) for column in shown], cells


def _wide_cell(value: Cell | float | None, why: str | None) -> Cell:
    """A measure as it is in words; an input as a scenario file has it; the reason for what is missing."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float) and not isinstance(value, Written):
        return Written(value, lever(value))
    return value if value is not None else why or ""


def _head(column: str) -> str:
    """The head of a column of a wide table: `tied_up_midpoint` for `tied_up_central`."""
    stem, _, end = column.rpartition("_")
    return f"{stem}_{HEADS.get(end, end)}" if stem else column


def comparison_rows(comparison: Comparison) -> Iterator[tuple[Cell, ...]]:
    """Yield measure, kind of row, path, low, midpoint and high of each row of a comparison, or why one is missing."""
    runs = {"baseline": comparison.base, "variant": comparison.variant}
    for measure, what, path, *cells in comparison.rows():
        name, values = str(measure), [end if isinstance(end, float) else None for end in cells[:3]]
        words = (
            written(runs[str(what)], name) if what in runs else words_of_differences(comparison.variant, name, values)
        )
        yield (name, str(what), str(path), *_cells(values, map(str, cells[3:]), words))


def bar_rows(bars: Iterable[Bar]) -> Iterator[tuple[Cell, ...]]:
    """Yield measure, path, both ends of the input, and the measure at the midpoint and at both of these ends."""
    for bar in bars:
        inputs = (Written(end, lever(end)) for end in (bar.input_low, bar.input_high))
        at_ends = (_troops(end, "refused") for end in (bar.at_low, bar.at_high))
        is_known = bar.central is not None
        results = (_troops(bar.central, NOT_KNOWN), *(at_ends if is_known else (NOT_KNOWN, NOT_KNOWN)))
        yield (bar.measure, bar.path, *inputs, *results)


def root_rows(solution: Solution) -> Iterator[tuple[Cell, ...]]:
    """Yield the lever, the end, each value at which the margin is zero, and the whole step that suffices."""
    for case, root, step in roots(solution):
        words = lever(root) if step in (None, root) else between_wholes(root)
        whole = "" if step is None else Written(step, lever(step))
        yield (solution.lever, HEADS[case], Written(root, words), whole)


def roots(solution: Solution) -> Iterator[tuple[str, float, float | None]]:
    """Yield each case, a value at which the margin is zero in it, and the whole step that suffices, None for none."""
    for case in ENDS:
        steps = solution.whole.get(case) or (None,) * len(solution.roots[case])
        for root, step in zip(solution.roots[case], steps, strict=True):
            yield (case, root, step)


def draw_rows(simulation: Simulation) -> Iterator[tuple[Cell, ...]]:
    """Yield scenario, measure, the troops below which one, five and nine of ten draws lie, and their mean."""
    for scenario, measure, *levels in simulation.rows():
        yield (scenario, measure, *(_troops(level, NOT_KNOWN) for level in levels))


def _cells(values: Iterable[float | None], reasons: Iterable[str], words: Callable[[float], str]) -> Iterator[Cell]:
    for value, why in zip(values, reasons, strict=True):
        yield why if value is None else Written(value, words(value))


def _troops(number: float | None, missing: str) -> Cell:
    return missing if number is None else Written(number, troops(number))
