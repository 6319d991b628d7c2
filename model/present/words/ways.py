"""The sentences over and under the ways to close a gap: the page's headline and standfirst, what would not close it."""

import math

from model.analysis.rest_map import rest_of
from model.analysis.ways import Ways
from model.engine.kept_up import kept_up
from model.engine.run import Run
from model.frozen import Range
from model.present.numbers import amount, joined, span
from model.present.words.drivers import unknown_strength
from model.present.words.ends import ends_in_words
from model.present.words.force import rounded_margin, size, step_of_coalition
from model.present.words.one_at_a_time import thing
from model.present.words.plain import capital, listed, spelled, who_is_in
from model.present.words.sizes import SOLDIER_BY_SOLDIER
from model.present.words.way_rows import PER_CENT, manner_of, per_cent_fewer, rows

QUESTION = "What would change the answer?"
SIZE_NOT_KNOWN = "Nobody has published how big this force would be"
NO_NATIONS = "No nations are named, so there is no gap to close"
NOBODY_AWAY = "No troops away, so no gap to close"
CLOSING = "Changing one thing alone, what would close the gap"
OPENING = "How far it could go before a gap opens"
SHORTER_REST = "with the shorter rest"
CASES = ("low", "high")


def headline(run: Run, ways: Ways | None) -> str:
    """Return the answer of the page: what would close the gap, or how the force stands.

    `ways` are those of the run, None where there are none.
    """
    if ways is None:
        return NO_NATIONS if run.outcomes.supply is None else SIZE_NOT_KNOWN
    if run.measure("deployed").high == 0:
        return NOBODY_AWAY
    if not ways.is_short:
        return f"There is no gap to close: {_to_spare(run)}"
    if len(ways.margins) == 1:
        return _in_one_case(run)
    return _closing(run, ways)


def _to_spare(run: Run) -> str:
    margin = run.measure("margin").map(lambda troops: rounded_margin(run, troops))
    if not margin.high:
        return "just enough"
    least = "at least " if run.bound("margin") else ""
    return f"{least}{span(margin, amount)} to spare"


def _in_one_case(run: Run) -> str:
    """The headline where there is a gap at one end of the range alone."""
    margin = run.measure("margin")
    short, spare = (amount(abs(rounded_margin(run, end or 0.0))) for end in (margin.low, margin.high))
    if spare != "0":
        return f"It depends: between {short} short and {spare} to spare"
    names = ends_in_words(run, most=1)
    return f"Just enough {names['low']}, {short} short {names['high']}"


def _closing(run: Run, ways: Ways) -> str:
    """The headline where there is a gap at both ends: fewer troops, one nation more, or neither."""
    size_way, nations = ways.of("size"), ways.of("nation")
    fewer = f"{per_cent_fewer(size_way)}{PER_CENT} fewer troops" if size_way and any(size_way.reached.values()) else ""
    is_sure = nations is not None and any(len(one.troops) == len(ways.margins) for one in nations.nations)
    if is_sure:
        return capital(f"{fewer and f'{fewer}, or '}one more large army{fewer and ','} would close the gap")
    some = "one more army could" if nations else "no single nation could" if _are_out(run) else ""
    if not fewer:
        return f"{capital(some)} close the gap" if some else "Nothing here would close the gap"
    return f"{fewer} would close the gap{some and f'; {some}'}"


def _are_out(run: Run) -> bool:
    """Whether some nation of the scenario is out."""
    contributors = run.scenario.coalition.contributors if run.scenario.coalition else {}
    return len(contributors) > len(run.counted)


def standfirst(run: Run) -> str:
    """Return the sentence under the headline: how far those who are in fall short, and what makes the two ends."""
    deployed = run.measure("deployed")
    if run.outcomes.supply is None:
        tied_up = run.measure("tied_up")
        return f"It would tie up {span(tied_up)}." if tied_up.low is not None and tied_up.high else ""
    step, capacity = step_of_coalition(run), run.measure("capacity")
    who, is_one = capital(who_is_in(run)), len(run.counted) == 1
    least = "at least " if run.bound("capacity") else ""
    could = f"{who} could keep up {least}{step.span(capacity)}"
    if deployed.low is None:
        return (
            f"{could}. So far there is no gap to close: the answer shows what would follow for sizes that were named."
        )
    margin = run.measure("margin").map(lambda troops: rounded_margin(run, troops))
    if deployed.low != deployed.high or margin.high is None or margin.high >= 0:
        return f"{could}; the plan is for {size(run)}."
    short = Range(-margin.high, None, -(margin.low or 0.0))
    most = "at most " if run.bound("margin") else ""
    falls = f"{who} {'falls' if is_one else 'fall'} {most}{span(short, amount)} short of {size(run)}"
    return f"{falls}{_by_ends(run, short)}."


def _by_ends(run: Run, short: Range) -> str:
    """How much is missing at each end, by what makes the ends; nothing where both are the same."""
    low, high = map(amount, short.ends)
    if low == high:
        return ""
    names = ends_in_words(run)
    if names["low"] == SHORTER_REST and (at_home := _at_home(run)):
        return f": {low} with {at_home[0]} at home for each soldier away, {high} with {at_home[1]}"
    return f": {low} {names['low']}, {high} {names['high']}"


def _at_home(run: Run) -> list[str]:
    """How many soldiers are at home for each one away at both ends; none where months of travel or call-up come in."""
    rests = [rest_of(run, case) for case in CASES]
    ratios = [run.at(case, "multiplier") or 0.0 for case in CASES]
    is_all = all(math.isclose(ratio, 1 + rest) for ratio, rest in zip(ratios, rests, strict=True))
    return list(map(spelled, rests)) if is_all else []


def leads_on(run: Run) -> str:
    """Return the words of the link in place of ways that are not known: what the answer says instead."""
    if run.outcomes.supply is None:
        return "What the force would tie up, whoever carries it"
    return "What is known of this force, and what would follow for sizes that were named"


def title(ways: Ways) -> str:
    """Return the title of the ways."""
    return CLOSING if ways.is_short else OPENING


def subtitle(run: Run, ways: Ways) -> str:
    """Return the key to the lines under the ways, the case in which they are asked, and how troops are counted."""
    only = "" if all(map(ways.is_sure, ways.ways)) else "; outlined, only in the case named"
    shows = f"Ring: today. Bar: where {'the gap would be closed' if ways.is_short else 'a gap would open'}{only}."
    case = "" if len(ways.margins) > 1 else f"Asked where there is a gap: {ends_in_words(run)['high']}."
    largest = kept_up(run)
    counted = SOLDIER_BY_SOLDIER if largest is not None and largest.is_whole else ""
    return " ".join(filter(None, (shows, case, counted)))


def idle_sentence(run: Run, ways: Ways) -> str:
    """Return the inputs that would not close the gap, or not open one, by themselves; empty where all would."""
    quantities = run.scenario.quantities()
    # a force without support cannot go with less of it
    paths = [path for path in ways.idle if quantities[path].high > 0 or not path.endswith("support_per_deployed")]
    idle = list(dict.fromkeys(_named(run, ways, path) for path in paths))
    if ways.is_short and ways.of("nation") is None and _are_out(run):
        idle.append("adding any one nation")
    if ways.is_short and ways.extra:
        idle.append(f"going beyond the offers ({joined(sorted(ways.extra.values()))} more)")
    if not idle:
        return ""
    what = "these would not close it" if ways.is_short else "these would open none"
    return f"On their own {what}: {listed(idle)}."


def _named(run: Run, ways: Ways, path: str) -> str:
    """An input that does nothing: what would be done with it to close a gap, else its plain name."""
    return manner_of(run, path).idle if ways.is_short else thing(run.scenario, path)


def notes(run: Run, ways: Ways) -> list[str]:
    """Return the sentences under the ways: on inputs without room or effect, and on armies of unknown strength."""
    stuck = [way for way in ways.ways if not way.has_room]
    things = ["the size of the force" if way.kind == "size" else _named(run, ways, way.path) for way in stuck]
    no_room = f"There is no room in these: {listed(things)}." if things else ""
    return list(filter(None, (no_room, idle_sentence(run, ways), unknown_strength(run.scenario))))


def text(run: Run, ways: Ways) -> str:
    """Return the ways as a text alternative: the headline, and each way as a sentence."""
    sentences = [f"{number}. {row.sentence} {row.note}".strip() for number, row in enumerate(rows(run, ways), 1)]
    return " ".join((f"{title(ways)}.", *sentences, *notes(run, ways)))
