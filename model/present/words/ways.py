"""The sentences over and under the ways to close a gap: the page's headline and standfirst, what would not close it."""

import math

from model.analysis.named_sizes import is_without_any_size
from model.analysis.rest_map import rest_of
from model.analysis.ways import Ways
from model.engine.kept_up import KeptUp, kept_up
from model.engine.run import Run
from model.frozen import Range
from model.present.numbers import amount, joined, span
from model.present.words.coalition import kept_up_in_words, whole_part
from model.present.words.drivers import unknown_strength
from model.present.words.ends import ends_in_words
from model.present.words.force import rounded_margin, size, step_of_coalition
from model.present.words.gap import as_read, by_soldier, finding
from model.present.words.one_at_a_time import thing
from model.present.words.plain import capital, listed, small, spelled, who_is_in
from model.present.words.units import plural
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
    lead, answer, more = _by_soldier(run, ways)
    largest_force = kept_up(run)
    if largest_force is None or not largest_force.is_whole:
        return capital(f"{lead}{answer}{more}")
    unit, _ = whole_part(run)
    return f"{finding(run, largest_force)} in whole {plural(unit)}; soldier by soldier, {answer}"


def _by_soldier(run: Run, ways: Ways) -> tuple[str, str, str]:
    """The answer counted soldier by soldier between the words before and after it, where it stands alone."""
    if not ways.is_short:
        return "There is no gap to close: ", _to_spare(run), ""
    if len(ways.margins) == 1:
        return *_in_one_case(run), ""
    return "", *_closing(run, ways)


def _to_spare(run: Run) -> str:
    margin = run.measure("margin").map(lambda troops: rounded_margin(run, troops))
    if not margin.high:
        return "just enough"
    least = "at least " if run.bound("margin") else ""
    return f"{least}{span(margin, amount)} to spare"


def _in_one_case(run: Run) -> tuple[str, str]:
    """The words before the answer where there is a gap at one end of the range alone, and that answer."""
    margin = run.measure("margin")
    short, spare = (amount(abs(rounded_margin(run, end or 0.0))) for end in (margin.low, margin.high))
    if spare != "0":
        return "It depends: ", f"between {short} short and {spare} to spare"
    names = ends_in_words(run, most=1)
    return "", f"just enough {names['low']}, {short} short {names['high']}"


def _closing(run: Run, ways: Ways) -> tuple[str, str]:
    """The answer where there is a gap at both ends, fewer troops or one nation more, and what else is known of nations.

    An army whose government had ruled troops out is none that closes a gap.
    """
    size_way, way = ways.of("size"), ways.of("nation")
    able = way.nations if way else ()
    left = [one for one in able if not _had_refused(run, one.name)]
    fewer = f"{per_cent_fewer(size_way)}{PER_CENT} fewer troops" if size_way and any(size_way.reached.values()) else ""
    closes, close = "would close the gap", "" if fewer else " close the gap"
    if any(len(one.troops) == len(ways.margins) for one in left):
        return f"{fewer and f'{fewer}, or '}one more large army{fewer and ','} {closes}", ""
    if left:
        only = f" only {ends_in_words(run, most=1)[next(iter(left[0].troops))]}"
        return (f"{fewer} {closes}", f"; one more army{only}") if fewer else (f"one more army {closes}{only}", "")
    some = f"no single nation could{close}" if _are_out(run) else ""
    if able:
        some = f"the only {'army' if len(able) == 1 else 'armies'} that could{close} had ruled troops out"
    if fewer:
        return f"{fewer} {closes}", some and f"; {some}"
    return some or f"nothing here {closes}", ""


def _had_refused(run: Run, name: str) -> bool:
    """Whether a nation had ruled troops out."""
    return run.scenario.coalition is not None and run.scenario.coalition.contributors[name].position == "refused"


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
    if deployed.high == 0:
        return ""
    largest_force = kept_up(run)
    if largest_force is not None and largest_force.is_whole:
        return _in_whole_units(run, largest_force)
    step, capacity = step_of_coalition(run), run.measure("capacity")
    least = "at least " if run.bound("capacity") else ""
    could = f"{capital(who_is_in(run))} could keep up {least}{step.span(capacity)}"
    if deployed.low is None:
        shows = "what would follow for sizes that were named" if is_without_any_size(run) else "what is known of it"
        return f"{could}. So far there is no gap to close: the answer shows {shows}."
    margin = run.measure("margin").map(lambda troops: rounded_margin(run, troops))
    if deployed.low != deployed.high or margin.high is None or margin.high >= 0:
        return f"{could}; the plan is for {size(run)}."
    short = Range(-margin.high, None, -(margin.low or 0.0))
    return f"{_falls(run, short)}{_by_ends(run, short)}."


def _in_whole_units(run: Run, largest_force: KeptUp) -> str:
    """The standfirst where whole units rotate: counted in these, then soldier by soldier."""
    unit, troops = whole_part(run)
    units = f"in whole {plural(unit)} of {troops}"
    low, high = as_read(run, largest_force)
    if run.measure("deployed").low == run.measure("deployed").high and high < 0:
        short = Range(-high, None, -low)
        first = f"{_falls(run, short)} {units}{_by_ends(run, short)}"
    else:
        could = kept_up_in_words(run, largest_force)
        first = f"{capital(who_is_in(run))} could keep up {could} {units}; the plan is for {size(run)}"
    return f"{first}. Soldier by soldier, {small(by_soldier(run))}."


def _falls(run: Run, short: Range) -> str:
    """How far those who are in fall short of the force."""
    most = "at most " if run.bound("margin") else ""
    falls = "falls" if len(run.counted) == 1 else "fall"
    return f"{capital(who_is_in(run))} {falls} {most}{span(short, amount)} short of {size(run)}"


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
    known = "What is known of this force"
    return f"{known}, and what would follow for sizes that were named" if is_without_any_size(run) else known


def title(run: Run, ways: Ways) -> str:
    """Return the title of the ways, with how troops are counted where whole units rotate."""
    largest_force = kept_up(run)
    counted = "Soldier by soldier: " if largest_force is not None and largest_force.is_whole else ""
    return capital(f"{counted}{small(CLOSING if ways.is_short else OPENING)}")


def subtitle(run: Run, ways: Ways) -> str:
    """Return the key to the lines under the ways, and the case in which they are asked."""
    only = "" if all(map(ways.is_sure, ways.ways)) else "; outlined, only in the case named"
    shows = f"Ring: today. Bar: where {'the gap would be closed' if ways.is_short else 'a gap would open'}{only}."
    case = "" if len(ways.margins) > 1 else f"Asked where there is a gap: {ends_in_words(run)['high']}."
    return " ".join(filter(None, (shows, case)))


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
    return " ".join((f"{title(run, ways)}.", *sentences, *notes(run, ways)))
