"""The words of the plan of single units: which unit goes when, and whom the first one relieves."""

from collections.abc import Iterable, Sequence

from model.engine.cases import extent
from model.engine.months import Turn
from model.engine.run import Run
from model.engine.units import Row
from model.present.words.ends import ends_in_words
from model.present.words.plain import capital, nation_label, spelled
from model.present.words.units import plural, unit_size
from model.terms import PHASES


def title_of(run: Run, turn: Turn) -> str:
    """Return the name of a turn's unit, with its part where there are several."""
    part = f"{run.scenario.title_of(turn.component)}: " if len(run.plan.components) > 1 else ""
    return f"{part}{unit_of(run, turn.row, turn.number)}"


def unit_of(run: Run, row: Row, number: int) -> str:
    """Return the short name of one unit: `UK 1`, `Shared 2`."""
    title, _, last = row.unit(run.scenario, number).rpartition(" ")
    return f"{nation_label(title)} {last}"


def moving(turns: Sequence[Turn]) -> list[Turn]:
    """Return the turns of the units that do anything but wait at home."""
    busy = {_unit(turn) for turn in turns if turn.phase not in ("ready", "left")}
    return [turn for turn in turns if _unit(turn) in busy]


def num_units(turns: Iterable[Turn]) -> int:
    """Return how many units these turns are of."""
    return len({_unit(turn) for turn in turns})


def _unit(turn: Turn) -> tuple[str, Row, int]:
    return (turn.component, turn.row, turn.number)


def first_relief(turns: Iterable[Turn]) -> Turn | None:
    """Return the first tour that relieves a unit after the start; None where nobody is relieved."""
    reliefs = [turn for turn in turns if turn.relieves is not None and turn.begins > 0]
    return min(reliefs, key=lambda turn: turn.begins, default=None)


def relief_in_a_bar(run: Run, turn: Turn) -> str:
    """Return the activity of a unit on tour, with the unit that it relieves."""
    row, number = turn.relieves or (turn.row, turn.number)
    return f"{PHASES['deployed'].in_a_bar}: relieves {unit_of(run, row, number)}"


def _whole_units(run: Run) -> tuple[str, str]:
    """The name of the units that rotate as a whole, in the plural, and their troops where they are of one part."""
    parts = [part for part in run.plan.components if part.is_whole]
    if len(parts) > 1:
        return "units", ""
    return plural(parts[0].unit), f" of {unit_size(extent(parts[0].troops))}"


def finding(run: Run, turns: Sequence[Turn], case: str = "") -> str:
    """Return how many units take turns, and when the first of them is relieved, or that nobody relieves them.

    Args:
        run: the run.
        turns: the turns of the units that go.
        case: the case that is drawn; where a steady rotation would hold no unit in it, that is said.

    >>> import model
    >>> run = Run.of(model.load("reassurance_force"))
    >>> finding(run, moving(run.turns("low")))
    '23 brigades take turns; the first relief comes in month 3'
    """
    (units, _), count, relief = _whole_units(run), num_units(turns), first_relief(turns)
    name = units if count != 1 else units.removesuffix("s")
    if relief is None:
        goes, them = ("goes", "it") if count == 1 else ("go", "them")
        if case and _holds_none(run, case):
            return f"{capital(spelled(count))} {name} {goes}, too few to keep one there"
        return f"{capital(spelled(count))} {name} {goes}; nobody relieves {them}"
    return f"{capital(spelled(count))} {name} take turns; the first relief comes in month {relief.start_month}"


def conditions(run: Run, case: str, *, waiting: int, left_out: int = 0) -> str:
    """Return the subtitle: a row for each unit, at which end of the range, and how many are not drawn.

    Args:
        run: the run.
        case: the case that is drawn.
        waiting: units that wait at home throughout.
        left_out: units that the picture has no room for.
    """
    units, of = _whole_units(run)
    sentences = [f"Each row is one {units.removesuffix('s')}{of}."]
    if run.case_numbers["low"] != run.case_numbers["high"] and case in ("low", "high"):
        sentences.append(f"Drawn {ends_in_words(run)[case]}.")
    if waiting:
        sentences.append(
            f"{capital(spelled(waiting))} more {'is' if waiting == 1 else 'are'} ready at home throughout."
        )
    if left_out:
        sentences.append(f"{capital(spelled(left_out))} more {'is' if left_out == 1 else 'are'} in the table.")
    return " ".join(sentences)


def _holds_none(run: Run, case: str) -> bool:
    """Whether units go on tour, but in a steady rotation not one of them could be away at all times."""
    return run.measure("capacity_units").is_known and not run.values("capacity_units")[run.case_numbers[case]]


def in_words(run: Run, turns: Iterable[Turn], most: int) -> str:
    """Return the text alternative of the plan: when each of the first units is on tour."""
    on_tour: dict[str, list[str]] = {}
    for turn in turns:
        if turn.phase == "deployed":
            months = (f"{month:g}" for month in dict.fromkeys((turn.start_month, turn.end_month)))
            on_tour.setdefault(title_of(run, turn), []).append(" to ".join(months))
    rows = "; ".join(f"{unit} in {_months(months)}" for unit, months in list(on_tour.items())[:most])
    return f"On tour: {rows or 'nobody'}."


def _months(stretches: Sequence[str]) -> str:
    """Stretches of months as a list: `month 24`, `months 1 to 6 and 24`."""
    is_one = len(stretches) == 1 and stretches[0].isdigit()
    return f"{'month' if is_one else 'months'} {' and '.join(stretches)}"
