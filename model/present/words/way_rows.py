"""The rows of the ways to close a gap: a sentence each, and the numbers of the line under it.

A value that would close the gap is rounded to the side on which it still does; without a gap, to the side on which
none opens.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from model.analysis.ways import Nation, Way, Ways
from model.engine.cases import extent
from model.engine.kept_up import kept_up
from model.engine.run import Run
from model.evidence.claims import Claim
from model.frozen import Range
from model.kernels.arrays import ROUNDING
from model.present.numbers import amount, joined, lever, of_100, rounded_troops, with_unit
from model.present.words.ends import ends_in_words
from model.present.words.force import force_words, rounded_margin, step_of_coalition
from model.present.words.plain import capital, listed, nation, nations, spelled, spelled_ends
from model.present.words.track import Track
from model.present.words.units import plural, unit_size

PER_CENT = "%"
MOST_NAMED, MOST_CITED = 3, 2
"""Nations that a row names; of more it says how many others there are. Refusals that are cited."""
ROOM, LEAST_MONTHS = 1.25, 4.0
"""How far a line reaches beyond its largest value, and at least for months at home for each month away."""
FINER, DECIMALS = 3, 9
"""How many steps of rounding are tried until a value differs from today's; decimals that are no rounding errors."""
NATIONS, SHARE = "coalition.contributors", "coalition.deployable_share"


@dataclass(frozen=True)
class Manner:
    """How an input is changed in words: downwards, upwards, as a thing that changes nothing, and after its number."""

    less: str
    more: str
    idle: str
    after: str = ""
    unit: str = "months"
    step: float = 0.1


REST = ("Shorten the rest", "Lengthen the rest", "how long units rest")
LEAST_REST = ("Lower the least rest", "Raise the least rest", "the least rest that is tolerated")
MANNERS: Mapping[str, Manner] = {
    "dwell_ratio": Manner(*REST, "at home for each month away"),
    "dwell_months": Manner(*REST, "at home between tours"),
    "tour_months": Manner("Shorten the tours", "Lengthen the tours", "how long a tour lasts"),
    "dwell_floor_ratio": Manner(*LEAST_REST, "at home for each month away"),
    "dwell_floor_months": Manner(*LEAST_REST, "at home between tours"),
    "overlap_months": Manner("Shorten the handover", "Lengthen the handover", "handovers"),
    "transit_months": Manner("Shorten the travel", "Lengthen the travel", "travel", "in a cycle"),
    "mobilisation_months": Manner("Shorten the call-up", "Lengthen the call-up", "call-up"),
    "preparation_months": Manner("Shorten the training", "Lengthen the training", "training"),
    "recovery_months": Manner("Shorten the leave", "Lengthen the leave", "leave after a tour"),
    "deployable_share": Manner(
        "Send less of each army", "Send more of each army", "sending more of each army", "of it", "", 0.01
    ),
    "support_per_deployed": Manner(
        "Send less support", "Send more support", "support behind each soldier", "behind each soldier", "troops", 0.01
    ),
}
"""By the last key of an input's path."""


@dataclass(frozen=True)
class Row:
    """One way in words: what to do, the answer and the rest of its sentence, what has to be known of it, its line.

    `claims` are those whose people stand after the note.
    """

    name: str
    answer: str
    rest: str
    note: str
    track: Track
    claims: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The row as one sentence."""
        return f"{self.name}: {self.answer}{self.rest}"


def rows(run: Run, ways: Ways) -> list[Row]:
    """Return a row for each way that has any room, in their order."""
    write: Mapping[str, Callable[[Run, Ways, Way], Row]] = {
        "size": _size, "input": _input, "nation": _nation, "offers": _offers,
    }  # fmt: skip
    return [write[way.kind](run, ways, way) for way in ways.ways if way.has_room]


def per_cent_fewer(way: Way) -> str:
    """Return by how much fewer troops a force would be kept up, in per cent of its size in each case."""
    shares = [1 - way.reached[case] / way.now[case] for case in way.reached]
    return joined(sorted(shares), of_100)


def _only(run: Run, ways: Ways, way: Way) -> str:
    """Return in which case alone a way does it; empty where it does in all that are asked."""
    if ways.is_sure(way):
        return ""
    (case,) = way.reached
    names = ends_in_words(run, but=way.path)
    if ways.is_short:
        return f"Only {names[case]}."
    (other,) = set(ways.margins) - {case}
    return f"{capital(names[other])} no gap would open."


def _size(run: Run, ways: Ways, way: Way) -> Row:
    step, reached, now = step_of_coalition(run), _ends(way.reached.values()), _ends(way.now.values())
    answer, before = joined(reached, step.words), joined(now, force_words(run))
    if ways.is_short:
        name, up_to, verb, note = "Send fewer", "", "closes at", f"{per_cent_fewer(way)}{PER_CENT} fewer."
    else:
        name, up_to, verb, note = "Send more", "up to ", "a gap from", "Above that a gap would open."
    most = ROOM * max(*reached, *now)
    track = Track(most, now, (reached,), f"today {before}", f"{verb} {answer}", is_sure=True)
    notes = " ".join(filter(None, (note, _whole_units(run, ways))))
    return Row(
        name,
        f"{up_to}{answer}",
        f"{with_unit(answer, 'troops').removeprefix(answer)} instead of {before}.",
        notes,
        track,
    )


def _whole_units(run: Run, ways: Ways) -> str:
    """The same in whole units, where the force has them."""
    largest = kept_up(run)
    if largest is None or not largest.is_whole:
        return ""
    part = next(one for one in run.plan.components if one.is_whole)
    known = [troops for case in ways.margins if (troops := run.at(case, "capacity_units")) is not None]
    together = unit_size(Range(min(known), None, max(known))) if any(known) else "none"
    return f"In whole {plural(part.unit)} of {unit_size(extent(part.troops))}: {together}."


def _input(run: Run, ways: Ways, way: Way) -> Row:
    manner = manner_of(run, way.path)
    now = _ends(way.now.values())
    reached = _ends(_rounded(way, case, manner.step, is_away=ways.is_short) for case in way.reached)
    is_up = any(end > way.now[case] for case, end in way.reached.items())
    answer, before = _written(way.path, reached), _before(way.path, now)
    verb, to = ("closes at", "") if ways.is_short else ("a gap beyond", "up to " if is_up else "down to ")
    number = with_unit(answer, manner.unit) if manner.unit else answer
    track = Track(
        _reach(way.path, [*reached, *now]), now, (reached,), f"today {before}", f"{verb} {answer}",
        is_sure=ways.is_sure(way),
    )  # fmt: skip
    note = " ".join(filter(None, (_only(run, ways, way), _exceptions(run, way.path))))
    rest = f"{manner.after and f' {manner.after}'} instead of {before}."
    return Row(manner.more if is_up else manner.less, f"{to}{number}", rest, note, track)


def manner_of(run: Run, path: str) -> Manner:
    """Return how an input is changed in words; where the force has several parts, with the part whose input it is."""
    manner, keys = MANNERS[path.rpartition(".")[2]], path.split(".")
    if keys[0] != "force" or len(run.outcomes.own) == 1:
        return manner
    title = run.scenario.title_of(keys[1])
    less, more = (f"{title}: {words[0].lower()}{words[1:]}" for words in (manner.less, manner.more))
    return replace(manner, less=less, more=more, idle=f"{manner.idle} ({title})")


def _reach(path: str, values: Iterable[float]) -> float:
    """How far a line reaches: a share to the whole, months for each month away to four at least."""
    most = ROOM * max(values)
    if path.endswith("share"):
        return 1.0
    return max(most, LEAST_MONTHS) if path.endswith("dwell_ratio") else most


def _exceptions(run: Run, path: str) -> str:
    """The nations with a figure of their own, which do not follow when the common share moves."""
    names = _with_own(run, "deployable_share")
    if path != SHARE or not names:
        return ""
    return f"{capital(nations(names))} {'keeps a figure of its' if len(names) == 1 else 'keep figures of their'} own."


def _with_own(run: Run, key: str) -> list[str]:
    """The titles of the nations that are in and have a figure of their own."""
    quantities = run.scenario.quantities()
    return [run.scenario.nation_title(name) for name in run.counted if f"{NATIONS}.{name}.{key}" in quantities]


def _rounded(way: Way, case: str, step: float, *, is_away: bool) -> float:
    """A value rounded away from today's where it closes a gap, towards it where one opens."""
    value, now = way.reached[case], way.now[case]
    rounding = math.ceil if (value > now) == is_away else math.floor
    for digits in range(FINER):
        size = step / 10**digits
        count = value / size
        near = round(count) if abs(count - round(count)) <= ROUNDING * max(1, abs(count)) else rounding(count)
        if near * size != now:
            return round(near * size, DECIMALS)
    return value


def _written(path: str, ends: tuple[float, float]) -> str:
    """An input's values as they are written: a share in per cent."""
    if path.endswith("share"):
        return f"{joined((100 * end for end in ends), lever)}{PER_CENT}"
    return joined(ends, lever)


def _before(path: str, now: tuple[float, float]) -> str:
    """The values of today: months in words."""
    if now == (0, 0):
        return "none"
    return _written(path, now) if path.endswith(("share", "deployed")) else spelled_ends(*now)


def _ends(values: Iterable[float]) -> tuple[float, float]:
    every = list(values)
    return min(every), max(every)


def _nation(run: Run, ways: Ways, way: Way) -> Row:
    sure = [one for one in way.nations if len(one.troops) == len(ways.margins)]
    shown = sure or list(way.nations)
    others = [one for one in way.nations if sure and one not in sure]
    if ways.is_short:
        name, rest = "Add one nation", " alone would be enough."
        only = "" if sure else f"Only {ends_in_words(run)[next(iter(way.nations[0].troops))]}."
        notes = [only, _in_one_case(run, others), stance(run, way.nations)]
    else:
        name, rest, notes = "Do without one nation", " alone could leave.", [_in_one_case(run, others)]
    refusals = [claim.id for one in way.nations if (claim := _refusal(run, one.name))]
    claims = tuple(refusals) if ways.is_short and len(refusals) <= MOST_CITED else ()
    track = _nations_track(run, ways, shown[:MOST_NAMED])
    return Row(name, capital(_one_of(run, shown)), rest, " ".join(filter(None, notes)), track, claims)


def _in_one_case(run: Run, others: Sequence[Nation]) -> str:
    """The nations of which one is enough in one case alone, where others are in every case."""
    if not others:
        return ""
    return f"{capital(ends_in_words(run)[next(iter(others[0].troops))])}, {_one_of(run, others)} too."


def _one_of(run: Run, able: Sequence[Nation]) -> str:
    """Nations of which one is enough: the first three by name."""
    *first, last = [nation(run.scenario.nation_title(one.name)) for one in able]
    if len(first) > MOST_NAMED:
        return f"{', '.join(first[:MOST_NAMED])} or one of {spelled(len(able) - MOST_NAMED)} others"
    return f"{', '.join(first)} or {last}" if first else last


def _refusal(run: Run, name: str) -> Claim | None:
    """The claim by which a nation has ruled troops out."""
    claim = run.scenario.position_claim(name)
    return claim if claim is not None and claim.position == "refused" else None


def stance(run: Run, able: Sequence[Nation]) -> str:
    """Return the position of nations on ground troops: who has ruled them out, or that none is known of any."""
    contributors = run.scenario.coalition.contributors if run.scenario.coalition else {}
    positions = [contributors[one.name].position for one in able]
    refused = [
        nation(run.scenario.nation_title(one.name))
        for one, position in zip(able, positions, strict=True)
        if position == "refused"
    ]
    it, they = ("it", "it") if len(able) == 1 else ("any of them", "they")
    could = f"This is what {they} could do, not what {they} would."
    if refused:
        return f"{capital(listed(refused))} had ruled troops out."
    return f"No position was found for {it}." if set(positions) == {"undeclared"} else could


def _nations_track(run: Run, ways: Ways, drawn: Sequence[Nation]) -> Track:
    """The troops of the first nations beside the gap, or beside the troops to spare."""
    bars = tuple(_ends(one.troops.values()) for one in drawn)
    cases = drawn[0].troops
    margins = _ends(abs(rounded_margin(run, ways.margins[case])) for case in cases)
    first = f"{capital(nation(run.scenario.nation_title(drawn[0].name)))}: {joined(bars[0], rounded_troops)}"
    under = f"{'gap' if ways.is_short else 'to spare'}: {joined(margins, amount)}"
    now, gap = ((), (0.0, margins[1])) if ways.is_short else (margins, None)
    most = ROOM * max(margins[1], *(end for _, end in bars))
    return Track(most, now, bars, under, first, is_sure=len(cases) == len(ways.margins), gap=gap)


def _offers(run: Run, ways: Ways, way: Way) -> Row:
    step, now, reached = step_of_coalition(run), _ends(way.now.values()), _ends(way.reached.values())
    missing = max(-ways.margins[case] for case in way.reached)
    offering = _with_own(run, "offer_troops")
    before, answer = joined(now, step.words), joined(reached, step.words)
    they = "it" if len(offering) == 1 else "they"
    track = Track(
        ROOM * max(reached[1], now[1] + missing), now, (reached,), f"today {before}", f"could be {answer}",
        is_sure=ways.is_sure(way), gap=(now[1], now[1] + missing),
    )  # fmt: skip
    rest = f" could be kept up, not {before}, if {nations(offering)} sent all that {they} could."
    return Row("Go beyond the offers", answer, rest, _only(run, ways, way), track)
