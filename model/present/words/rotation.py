"""The words of a rotation: how many soldiers it takes to keep one away, one soldier's months, units that take turns."""

from collections.abc import Sequence

from model.analysis.rounds import NEXT, SPARE, Round, Turns, rounds
from model.engine.run import Run
from model.present.numbers import amount
from model.present.words.plain import capital, listed, spelled, spelled_ends

NOTHING_ROTATES = "Nothing here takes turns, so there is no sum to work through"
PLAIN_SUM = (
    "Two numbers decide it: how long a tour lasts, and how long a soldier is at home before the next. The rest is "
    "multiplication."
)
ONE_SOLDIER = "One soldier, by this plan's rule of rest."
DIVIDED = "Leave and training are part of the time at home."
NOT_DIVIDED = "How the time at home divides into leave, rest and training was not said."
SHORT = {
    "deployed": "away", "handing_over": "handover", "in_transit": "travel", "mobilised": "called up",
    "recovering": "leave", "resting": "at home", "preparing": "training", SPARE: "to spare", NEXT: "away again",
}  # fmt: skip
"""The phases of a round in short words."""
OTHERS = {"overlap": "handover", "transit": "travel", "mobilisation": "call-up"}
"""Months of a round beside the tour and the time at home."""


def months(number: float) -> str:
    """Return a length of time in words.

    >>> months(1), months(6), months(4.5)
    ('one month', 'six months', '4.5 months')
    """
    return f"{spelled(number)} month{'' if number == 1 else 's'}"


def months_between(low: float, high: float) -> str:
    """Return two lengths of time in words: `six months`, `12 or 18 months`."""
    return months(low) if low == high else f"{spelled_ends(low, high)} months"


def headline(run: Run) -> str:
    """Return how many soldiers it takes to keep one away, by the rule of rest that is shown.

    >>> import model
    >>> headline(model.run(model.load("reassurance_force")).runs[0])
    'To keep one soldier away, an army needs three or four'
    """
    ends = run.measure("multiplier").ends
    if not ends:
        return NOTHING_ROTATES
    if ends[0] == ends[-1] == 1:
        return "To keep one soldier away, an army needs no other: nobody rests at home"
    return f"To keep one soldier away, an army needs {spelled_ends(ends[0], ends[-1])}"


def rounds_of(run: Run, parts: Sequence[str]) -> list[Round]:
    """Return the rounds of all parts that take turns."""
    return [one for part in parts for one in rounds(run, part)]


def cited(run: Run, parts: Sequence[str]) -> list[tuple[str, str]]:
    """Return the claims behind the tour and the rest of the first part, each with what it is about."""
    if not parts:
        return []
    held, paths = run.scenario.quantities(), run.scenario.rotation_paths(parts[0])
    keys = (("Tour", "tour_months"), ("Rest between tours", "dwell_ratio"), ("Rest between tours", "dwell_months"))
    claims = [(what, held[paths[key]].claim) for what, key in keys if key in paths]
    return [(what, claim) for what, claim in claims if claim]


def standfirst(rounds: Sequence[Round]) -> str:
    """Return the sentence on how many soldiers it takes: by which numbers, as far as they apply to these rounds."""
    held = [word for key, word in OTHERS.items() if any(getattr(one, key) for one in rounds)]
    if not held:
        return PLAIN_SUM
    return (
        f"It takes the months of a tour, the months at home before the next, and those of {listed(held)}. The rest is "
        "multiplication."
    )


def soldier_title(rounds: Sequence[Round]) -> str:
    """Return the finding of one soldier's strip.

    >>> soldier_title([Round(tour=6, dwell=12), Round(tour=6, dwell=18)])
    'A soldier is away for six months, then at home for 12 or 18'
    """
    first, last = rounds[0], rounds[-1]
    away = months_between(first.tour, last.tour)
    if first.dwell == last.dwell == 0:
        return f"A soldier is away for {away}, and then again: no rest is asked for"
    return f"A soldier is away for {away}, then at home for {ends_of(rounds, 'dwell')}"


def ends_of(rounds: Sequence[Round], key: str) -> str:
    """Return the months of a key of the rounds: `12`, `12 or 18` where the rule says two or three, else `12 to 18`."""
    low, high = sorted((getattr(rounds[0], key), getattr(rounds[-1], key)))
    is_either = " or " in spelled_ends(*sorted((rounds[0].ratio, rounds[-1].ratio)))
    return (" or " if is_either else " to ").join(dict.fromkeys((spelled(low), spelled(high))))


def soldier_note(rounds: Sequence[Round], part: str = "") -> str:
    """Return the line under one soldier's strip: whose it is, and how far the time at home is divided."""
    whose = f"One soldier of {part}, by this plan's rule of rest." if part else ONE_SOLDIER
    if not any(one.dwell for one in rounds):
        return whose
    parts = {_parts_at_home(one) for one in rounds}
    if parts == {""}:
        return f"{whose} {NOT_DIVIDED}"
    return f"{whose} Of the time at home {parts.pop()}." if len(parts) == 1 else f"{whose} {DIVIDED}"


def _parts_at_home(one: Round) -> str:
    """The months of leave and of training, where they are known: `one month is leave and four months are training`."""
    parts = ((one.recovery, "leave"), (one.preparation, "training"))
    return listed(f"{months(length)} {'is' if length == 1 else 'are'} {word}" for length, word in parts if length)


def long_words(one: Round, longest: Round) -> dict[str, tuple[str, str]]:
    """Return the long and the short words of each phase of one soldier's strip; time to spare is the longer rest."""
    rest = one.dwell - one.recovery - one.preparation
    is_whole = rest == one.dwell
    at_home_long = f"at home {months(rest)}" + (": leave, rest, training" if is_whole else "")
    lengths = {
        "handing_over": one.overlap, "in_transit": one.transit / 2, "mobilised": one.mobilisation,
        "recovering": one.recovery, "preparing": one.preparation,
    }  # fmt: skip
    longer = f"or {spelled(longest.dwell)}" if is_whole else f"or {months(longest.dwell - one.dwell)} more"
    worded = {phase: (f"{SHORT[phase]} {months(length)}", SHORT[phase]) for phase, length in lengths.items()}
    return worded | {
        "deployed": (f"away {months(one.tour)}", "away"),
        "resting": (at_home_long, "at home"),
        SPARE: (longer, longer),
        NEXT: ("away again", "away again"),
    }


def strip_name(one: Round, rounds: Sequence[Round]) -> str:
    """Return the name of one of several strips, by what tells them apart."""
    if len({of.tour for of in rounds}) > 1:
        return f"Tours of {months(one.tour)}"
    return f"{capital(spelled(one.multiplier))} soldiers for each one away"


def turns_title(turns: Turns) -> str:
    """Return the finding of the units that take turns.

    >>> from model.analysis.rounds import turns_of
    >>> turns_title(turns_of(Round(tour=6, dwell=18)))
    'Three at home for each one away: four units take turns'
    """
    one = turns.round
    if turns.units == 1:
        return "Nobody rests: one unit is always away"
    it_takes = (
        f"{spelled(one.multiplier - 1)} at home for each one away"
        if one.is_plain
        else f"{spelled(one.multiplier)} soldiers for each one away"
    )
    more = f", {spelled(turns.away)} away at a time" if turns.away > 1 else ""
    more += f", with {months(turns.spare)} to spare" if turns.spare else ""
    return f"{capital(it_takes)}: {spelled(turns.units)} units take turns{more}"


def turns_note(turns: Turns, drawn: int) -> str:
    """Return the line over the rows of units: how many months they show, and how many units where they are many."""
    which = "" if turns.units <= drawn else f" The first {amount(drawn)} of {amount(turns.units)} units."
    return f"Each row is a unit, over {months(turns.length)}; then it begins again.{which}"


def counted(turns: Turns) -> str:
    """Return the count at the line across the units: away and not."""
    if turns.units == 1:
        return "always away"
    away, others = spelled(turns.away), spelled(turns.units - turns.away)
    if turns.round.is_plain:
        return f"in any month: {away} away, {others} at home"
    return f"at any time: {away} away, {others} not"


def soldier_text(rounds: Sequence[Round]) -> str:
    """Return the text alternative of one soldier's strip: its months in order."""
    return f"{soldier_title(rounds)}. From one tour to the next: {ends_of(rounds, 'length')} months."
