"""The words of the picture of the arithmetic: its finding, what a square stands for, its totals, its phases."""

from collections.abc import Iterable, Mapping

from model.engine.run import Run
from model.kernels.arrays import ROUNDING
from model.present.numbers import amount, joined, rounded, span, step_of
from model.present.words.ends import ends_in_words
from model.present.words.force import force_words, is_among, not_at_home
from model.present.words.plain import capital, spelled, spelled_ends
from model.terms import PHASES

FILLED_IN_TURN = (
    "deployed", "handing_over", "in_transit", "mobilised", "recovering", "preparing", "resting",
)  # fmt: skip
"""The phases in the order in which squares are filled."""
IN_THE_PICTURE: Mapping[str, str] = {phase: PHASES[phase].doing for phase in FILLED_IN_TURN}
"""The names of the troops of each phase beside their squares."""


def finding(run: Run) -> str:
    """Return the picture's finding, of one soldier.

    >>> import model
    >>> finding(model.run(model.load("reassurance_force")).runs[0])
    'One soldier away means two or three at home'
    """
    low, high = ((end or 1.0) - 1 for end in (run.measure("multiplier").low, run.measure("multiplier").high))
    if high <= ROUNDING:
        return "One soldier away means nobody at home"
    return f"One soldier away means {spelled_ends(round(low, 2), round(high, 2))} {_where(run)}"


def _where(run: Run) -> str:
    return "more tied up" if not_at_home(run) else IN_THE_PICTURE["resting"]


def squares(run: Run, square: float, started: Run | None) -> str:
    """Return the subtitle: what one square stands for, what is outlined, and the total before the reader's changes."""
    of = "one soldier" if square == 1 else f"{amount(square)} troops"
    sentences = [f"Each square is {of}."]
    if run.at("low", "tied_up") != run.at("high", "tied_up"):
        sentences.append(f"Outlined: only {ends_in_words(run, measure='tied_up')['high']}.")
    before = None if started is None else started.measure("tied_up")
    if before is not None and before.is_known and before.ends != run.measure("tied_up").ends:
        sentences.append(f"Before your changes: {span(before)}.")
    return " ".join(sentences)


def by_phase(run: Run, case: str) -> dict[str, float]:
    """Return the troops of each phase that holds any in one case, in the order in which squares are filled."""
    number = run.case_numbers[case]
    troops_of = ((phase, float(run.outcomes.phases[phase][number])) for phase in IN_THE_PICTURE)
    return {phase: held for phase, held in troops_of if held > ROUNDING}


def troops(run: Run, ends: Iterable[float]) -> str:
    """Return troops beside one another in the picture: sizes of the force as the headline has them, all else rounded.

    All that is rounded shares the step of the smallest total.
    """
    step = step_of(*run.measure("tied_up").ends)
    deployed, size_of = run.measure("deployed").ends, force_words(run)
    return joined(ends, lambda number: size_of(number) if is_among(number, deployed) else rounded(number, step))


def what_of_group(group: int, *, is_sure: bool) -> tuple[str, str]:
    """Return the activity of a group's soldiers, long and short; of those at home at one end alone it is asked."""
    if group == 0:
        return IN_THE_PICTURE["deployed"], IN_THE_PICTURE["deployed"]
    at_home = IN_THE_PICTURE["resting"]
    return (at_home, at_home) if is_sure else (f"{at_home} too?", "home too?")


def total(run: Run, case: str) -> tuple[str, str]:
    """Return the total of one case with what makes it, long and short: `90,000: two at home for each one away`.

    The size of the force stands first where it differs between the cases.
    """
    deployed, multiplier = run.at(case, "deployed") or 0.0, run.at(case, "multiplier") or 1.0
    is_one_size = run.at("low", "deployed") == run.at("high", "deployed")
    beside = "" if is_one_size else f"{troops(run, (deployed,))}, "
    more = spelled(round(multiplier - 1, 2)) if multiplier > 1 + ROUNDING else "nobody"
    short = f"{troops(run, (run.at(case, 'tied_up') or 0.0,))}: {beside}{more} {_where(run)}"
    return f"{short} for each one away", short


def in_words(run: Run) -> str:
    """Return the text alternative of the picture: each total with its phases in words."""
    totals = []
    is_range = run.at("low", "tied_up") != run.at("high", "tied_up")
    for case in ("low", "high") if is_range else ("high",):
        held = by_phase(run, case).items()
        phases = ", ".join(f"{troops(run, (of,))} {IN_THE_PICTURE[phase]}" for phase, of in held)
        totals.append(f"{total(run, case)[0]} ({phases})")
    return f"{'; '.join(totals)}."


def whose_rest(run: Run) -> str:
    """Return how the rest of one army or speaker was applied to this force, as the scenario says; '' for own rest."""
    reason = run.scenario.rotation.dwell.because
    return f"{capital(reason)}." if reason and run.scenario.rotation.dwell.claim else ""
