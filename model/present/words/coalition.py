"""The sentences about the coalition, from results alone: what it could keep up, verdict, who would suffice, its armies.

The size that could be kept up is that of `model.engine.kept_up`: in whole units where the scenario has units.
"""

from collections.abc import Iterator, Sequence

from model.engine.cases import at, extent
from model.engine.kept_up import KeptUp, kept_up
from model.engine.run import Run
from model.engine.supply import per_cent_of_land_force, unserved
from model.evidence.claims import COMMITMENTS
from model.frozen import ENDS, Range, kept
from model.kernels.arrays import ROUNDING
from model.present.numbers import NOT_KNOWN, amount, joined, of_100, round_off, span
from model.present.sentence import Figure, Sentence, Step, figures_of
from model.present.words.backstop import backstop_sentence
from model.present.words.chances import SOLDIER_BY_SOLDIER, chance_sentence, has_chances, pivotal_sentence
from model.present.words.ends import ends_in_words
from model.present.words.force import is_among, named_by, rounded_margin, size, size_as_read, step_of_coalition
from model.present.words.nations import counts_of_positions
from model.present.words.needed import needed_sentence
from model.present.words.plain import MOST_NAMED, capital, listed, nation, nations, spelled
from model.present.words.units import plural, unit_size
from model.terms import spaced

WITHIN_GOAL, BELOW_GOAL, SHORT = "within the dwell goal", "only below the dwell goal", "short by"
"""How a coalition stands, as files have it."""
STANDS_FOR = {"assumed": ", our assumption", "user": ", your figure"}
FRACTIONS = {
    1 / 10: "a tenth", 1 / 6: "a sixth", 1 / 5: "a fifth", 1 / 4: "a quarter", 1 / 3: "a third", 2 / 5: "two fifths",
    1 / 2: "half", 3 / 5: "three fifths", 2 / 3: "two thirds", 3 / 4: "three quarters",
}  # fmt: skip
NEAR_A_FRACTION = 0.03
ARMIES = {1: "its army", 2: "both armies"}


def verdict(run: Run, case: str) -> str:
    """Return how the coalition stands in the `low`, `central` or `high` case, in the worst of its periods.

    `within the dwell goal`, `only below the dwell goal` with who is, `short by N`, or that it is not known: also where
    a nation of unknown strength could make the margin greater.
    """
    shortfall, margin, number = run.at(case, "shortfall"), run.at(case, "margin"), run.case_numbers[case]
    if shortfall is None or (run.bound("margin") and margin is not None and margin <= -1 + ROUNDING):
        return NOT_KNOWN
    if shortfall >= 1 - ROUNDING:
        return f"{SHORT} {amount(-rounded_margin(run, -shortfall))}"
    strained = sorted(map(run.scenario.nation_title, run.outcomes.below_goal(number)))
    return f"{BELOW_GOAL}: {', '.join(strained)}" if strained else WITHIN_GOAL


@kept
def verdicts(run: Run) -> dict[str, str] | None:
    """Return the verdict of each case; None without a coalition."""
    if run.outcomes.supply is None:
        return None
    if run.measure("deployed").low is None:
        return dict.fromkeys(ENDS, NOT_KNOWN)
    return {case: verdict(run, case) for case in ENDS}


def headline(run: Run) -> str:
    """Return the size that the nations could keep up, beside the size of the force: the title of the page.

    >>> import model
    >>> headline(Run.of(model.load("dannatt")))
    'The UK could keep up 3,550 to 16,900; the plan is for 10,000'
    """
    largest_force = kept_up(run)
    if largest_force is None:
        return "This plan names no nations that would take part"
    if _is_nothing(run, largest_force):
        return _nothing(run).removesuffix(".")
    return f"{_could(run, largest_force, 'could keep up')}; {_asked_for(run)}"


def _asked_for(run: Run) -> str:
    """The size of the force, as the end of a title."""
    deployed = run.measure("deployed")
    if not deployed.is_known:
        return "nobody has published how big the force would be"
    if deployed.high == 0:
        return "no troops are asked for"
    return f"the {'plan is for' if named_by(run) == 'proposed' else 'force asked for is'} {size(run)}"


def standfirst(run: Run) -> str:
    """Return the number of nations for each position, and what the size is counted in."""
    counts = "" if run.outcomes.supply is None else counts_of_positions(run)
    return " ".join(filter(None, (counts, in_units_sentence(run))))


def _is_nothing(run: Run, largest_force: KeptUp) -> bool:
    """Whether nothing could be kept up, soldiers in parts of a unit included."""
    return not largest_force.capacity.high and not run.measure("capacity").high


def _could(run: Run, largest_force: KeptUp, verb: str, about: str = "") -> str:
    """The beginning of a sentence: who could keep up how many."""
    when = _when(run)
    if largest_force.is_whole and not largest_force.capacity.high:
        part = whole_part(run)
        return f"{_who(run)} {verb} not one whole {part[0]} of {part[1]}{when}"
    return f"{_who(run)} {verb} {kept_up_in_words(run, largest_force, about)}{when}"


def _who(run: Run) -> str:
    """The nations that count and whose strength is published, as the beginning of a sentence."""
    titles = sorted(map(run.scenario.nation_title, _known(run)))
    if len(titles) <= MOST_NAMED:
        return capital(nations(titles))
    of_all = f"of {spelled(len(run.counted))} " if len(titles) < len(run.counted) else ""
    return capital(f"{spelled(len(titles))} {of_all}nations")


def kept_up_in_words(run: Run, largest_force: KeptUp, about: str = "") -> str:
    """Return the size that could be kept up, low to high; `or more` where a nation's strength is not known."""
    is_exact = largest_force.is_whole and _is_to_the_soldier(run, largest_force)
    plain = f"{'about ' if largest_force.is_whole else about}{_step(run, largest_force).span(largest_force.capacity)}"
    words = span(largest_force.capacity, amount) if is_exact else plain
    return f"{words} or more" if run.bound(largest_force.measure) else words


def _is_to_the_soldier(run: Run, largest_force: KeptUp) -> bool:
    """Whether the size that could be kept up and that of the force are whole soldiers."""
    return all(float(end).is_integer() for end in (*largest_force.capacity.ends, *run.measure("deployed").ends))


def _step(run: Run, largest_force: KeptUp) -> Step:
    return Step.of(*largest_force.capacity.ends, *run.measure("deployed").ends)


def whole_part(run: Run) -> tuple[str, str]:
    """Return the unit of the only part whose units are whole, and its troops in words."""
    (part,) = [part for part in run.plan.components if part.is_whole]
    quantities = run.scenario.quantities()
    support = quantities.get(f"force.{part.name}.support_per_deployed")
    with_support = " with support" if support is not None and support.high > 0 else ""
    return part.unit, f"{unit_size(extent(part.troops))}{with_support}"


def in_units_sentence(run: Run) -> Sentence | None:
    """Return the unit in which the size that could be kept up is counted, and that size soldier by soldier.

    None where troops do not rotate in whole units.
    """
    largest_force = kept_up(run)
    if largest_force is None or not largest_force.is_whole or _is_nothing(run, largest_force):
        return None
    unit, troops = whole_part(run)
    (name,) = [part.name for part in run.plan.components if part.is_whole]
    paths = (f"force.{name}.element.troops", f"force.{name}.strength.troops_per_unit")
    quantities = run.scenario.quantities()
    standing = next((quantities[path].standing for path in paths if path in quantities), "")
    capacity = run.measure("capacity")
    least = " or more" if run.bound("capacity") else ""
    return Sentence(
        f"In whole {plural(unit)} of {troops}{STANDS_FOR.get(standing, '')}; {SOLDIER_BY_SOLDIER}, "
        f"{step_of_coalition(run).span(capacity)}{least}.",
        figures_of("capacity", capacity),
    )


def supply_sentence(run: Run) -> Sentence | None:
    """Return the troops that counted nations could keep up, against the size of the force; None without a coalition."""
    largest_force = kept_up(run)
    if largest_force is None:
        return None
    figures: tuple[Figure, ...] = figures_of(largest_force.measure, largest_force.capacity)
    if _is_nothing(run, largest_force):
        return Sentence(_nothing(run), figures)
    mix = "" if len(run.outcomes.rotating) == 1 or not run.measure("deployed").is_known else " of this mix"
    could = f"{_could(run, largest_force, 'could keep', 'about ')} there{mix}"
    if not run.measure("deployed").is_known:
        return Sentence(f"{could}; nobody has published how big this force would be, so the gap is not known.", figures)
    if not largest_force.is_whole:
        figures = (*figures, *figures_of("margin", run.measure("margin")))
    return Sentence(
        f"{could}: {_gap(run, largest_force)} the {size(run).removeprefix('about ')} {named_by(run)}.", figures
    )


def largest_force(run: Run) -> Sentence | None:
    """Return the largest force that could be kept up, in whole units where the force has any; None if there is none."""
    largest_force = kept_up(run)
    if largest_force is None or _is_nothing(run, largest_force):
        return None
    lead = f"The largest force {'it' if len(_known(run)) == 1 else 'they'} could keep up"
    figures = figures_of(largest_force.measure, largest_force.capacity)
    if not largest_force.is_whole:
        return Sentence(f"{lead}: {kept_up_in_words(run, largest_force, 'about ')}.", figures)
    unit, troops = whole_part(run)
    return Sentence(f"{lead}: {kept_up_in_words(run, largest_force)} in whole {plural(unit)} of {troops}.", figures)


def _gap(run: Run, largest_force: KeptUp) -> str:
    """The troops to spare or short, before the size of the force: the difference of both as they are written."""
    low, high = (
        spare_as_read(run, largest_force, end or 0.0) for end in (largest_force.spare.low, largest_force.spare.high)
    )
    if high < 0:
        most = "at most " if run.bound(largest_force.measure) else ""
        return f"{most}{span(Range(-high, None, -low), amount)} short of"
    if low >= 0:
        return "just" if high == 0 else f"{span(Range(low, None, high), amount)} more than"
    spare = "just enough for" if high == 0 else f"{amount(high)} more than"
    return f"from {amount(-low)} short of, to {spare},"


def spare_as_read(run: Run, largest_force: KeptUp, spare: float) -> float:
    """Return troops to spare, or missing (below 0), as pages write them: what could be kept up less the force.

    All of the force is its size as written.
    """
    if is_among(-spare, run.measure("deployed").ends):
        return -size_as_read(run, -spare)
    if not largest_force.is_whole:
        return rounded_margin(run, spare)
    deployed, step = run.measure("deployed"), _step(run, largest_force)
    if _is_to_the_soldier(run, largest_force):
        return in_soldiers(spare)
    if deployed.low is not None and deployed.low == deployed.high:
        return step.rounded(spare + deployed.low) - round_off(deployed.low)
    return step.rounded(spare)


def in_soldiers(troops: float) -> float:
    """Return a whole number of troops as it is; the mean over the days of a month, which may be none, rounded."""
    return troops if float(troops).is_integer() else round_off(troops)


def _known(run: Run) -> list[str]:
    """The nations that count in the months in which least could be kept up, and whose strength is published."""
    quantities = run.scenario.quantities()
    counted = () if run.outcomes.supply is None else run.outcomes.supply.counted_names
    return [name for name in counted if f"coalition.contributors.{name}.land_strength" in quantities]


def _nothing(run: Run) -> str:
    """The sentence where nothing could be kept up: who or what is missing."""
    if run.measure("deployed").high == 0:
        return "No troops of these nations are asked for, so there is nothing to keep up."
    supply = run.outcomes.supply
    names = unserved(supply) if supply is not None else []
    if names and run.measure("deployed").high:
        parts = ", ".join(f"{run.scenario.title_of(name)} ({spaced(run.scenario.force[name].task)})" for name in names)
        return f"Nobody that is in takes on {parts}, so no force of this mix could be kept up{_without(run, names)}."
    if not run.counted and has_chances(run):
        return "No nation is in for certain, so what could be kept up depends on who takes part."
    if _when(run):
        return f"No nation that is in has troops for it{_when(run)}, so this force could not be kept up throughout."
    if run.scenario.coalition and run.scenario.coalition.rule == "offers" and run.counted and not _offers(run):
        return "No nation that is in is known to have offered troops, so by this rule nothing could be kept up."
    strength = "" if _known(run) else "a published strength and "
    nobody = f"No nation that is in has {strength}troops to send, so nothing could be kept up."
    return _of_unknown_strength(run) if run.bound("capacity") else nobody


def _of_unknown_strength(run: Run) -> str:
    """The sentence where nothing is known of the armies that are in, or of those that take on some part."""
    supply, known = run.outcomes.supply, _known(run)
    serving = {} if supply is None else supply.lists_task
    rows = [supply.names.index(name) for name in known] if supply is not None else []
    names = [name for name, lists_task in serving.items() if not lists_task[rows].any()]
    if not known or not names:
        return "Nobody has published how strong the armies that are in are, so what they could keep up is not known."
    parts = ", ".join(run.scenario.title_of(name) for name in names)
    return (
        f"Nobody has published how strong the armies that take on {parts} are, so what could be kept up of this mix is "
        f"not known{_without(run, names)}."
    )


def _offers(run: Run) -> list[str]:
    """The nations that are in with an offer."""
    contributors = run.scenario.coalition.contributors if run.scenario.coalition else {}
    return [name for name in run.counted if contributors[name].offer_troops is not None]


def _without(run: Run, names: Sequence[str]) -> str:
    """The largest force without these parts, where whoever counts has troops for another one."""
    rest = Run.of(run.scenario.replace({f"force.{name}": None for name in names}))
    largest_force = kept_up(rest)
    if largest_force is None or not largest_force.capacity.high:
        return ""
    could = _could(rest, largest_force, "could keep", "about ")
    return f"; without that, {could[0].lower() if len(_known(rest)) > MOST_NAMED else could[0]}{could[1:]} there"


def _when(run: Run) -> str:
    """The months in which least could be kept up, where not all months are alike."""
    cases = {run.outcomes.limiting_months(case) for case in run.margin_cases}
    return _in_months(run, *cases.pop()) if len(cases) == 1 else " in the months in which they are fewest"


def _in_months(run: Run, first: int, last: int) -> str:
    """A stretch of months; nothing for all of them."""
    if (first, last) == (1, run.scenario.horizon_months):
        return ""
    return f" in months {first} to {last}" if last > first else f" in month {first}"


def verdict_sentence(run: Run) -> Sentence | None:
    """Return how the coalition stands at both ends of the range; None where that is not known."""
    by_case, largest_force = verdicts(run), kept_up(run)
    if (
        by_case is None
        or largest_force is None
        or NOT_KNOWN in by_case.values()
        or run.measure("deployed").high == 0
        or not (run.counted or not has_chances(run))
    ):
        return None
    texts = {case: _stands(run, largest_force, case, by_case[case]) for case in ("low", "high")}
    figures = [] if largest_force.is_whole else [Figure("shortfall", case, run.at(case, "shortfall")) for case in texts]
    they = {0: "the force", 1: nations([run.scenario.nation_title(name) for name in _known(run)])}
    subject = they.get(len(_known(run)), "they")
    if len(set(texts.values())) == 1:
        return Sentence(f"{capital(subject)} {texts['high']}.", figures)
    names = ends_in_words(run)
    ends = f"{capital(names['low'])} {subject} {texts['low']}; {names['high']} {subject} {texts['high']}"
    return Sentence(f"{ends}.", figures)


def _stands(run: Run, largest_force: KeptUp, case: str, words: str) -> str:
    """One case's verdict as the rest of a sentence about the nations; in whole units where the size is in these."""
    if largest_force.is_whole:
        spare = spare_as_read(
            run, largest_force, (largest_force.spare.high if case == "low" else largest_force.spare.low) or 0.0
        )
        return "could keep it up" if spare >= 0 else f"would be {amount(-spare)} short"
    if words == WITHIN_GOAL:
        return "could keep it up"
    if words.startswith(BELOW_GOAL):
        who = f" ({words.partition(': ')[2]})" if len(_known(run)) > 1 else ""
        return f"could keep it up only with less rest than aimed for{who}"
    number = run.case_numbers[case]
    when = _in_months(run, *run.outcomes.missing_months(number))
    return f"would be {words.removeprefix(SHORT).strip()} short{when}{_beside_the_margin(run, case)}"


def _beside_the_margin(run: Run, case: str) -> str:
    """Why what is short differs from the margin: less rest, or each doing what it can and not keeping to the mix."""
    shortfall, margin = run.at(case, "shortfall") or 0.0, run.at(case, "margin") or 0.0
    if abs(shortfall + margin) < 1 - ROUNDING:
        return ""
    capacities = (run.at(case, "capacity"), run.at(case, "capacity_at_floor"))
    return " even with the least rest" if capacities[0] != capacities[1] else ", each doing what it can"


def land_force_sentence(run: Run) -> str | None:
    """Return the share of their armies that carrying nations would tie up; None without an answer.

    Soldiers that come back before their goal are no more soldiers: nobody ties up more than its pool.
    """
    supply = run.outcomes.supply
    if supply is None or run.measure("deployed").low is None:
        return None
    shares = [per_cent_of_land_force(supply, run.case_numbers[case]) for case in ("low", "high")]
    known = sorted(share / 100 for share in shares if share is not None)
    if len(known) < len(shares):
        return None
    numbers = {run.case_numbers[case] for case in ("low", "high")}
    carrying = max(int((at(supply.deployed, number) > 0).sum()) for number in numbers)
    armies, words = ARMIES.get(carrying, "their armies"), f"{joined(known, of_100)}%"
    far, fraction = min((max(abs(end - share) for end in known), word) for share, word in FRACTIONS.items())
    largest_force = kept_up(run)
    counted = f", {SOLDIER_BY_SOLDIER}," if largest_force is not None and largest_force.is_whole else ""
    would = f"What {'it' if len(_known(run)) == 1 else 'they'} would carry{counted} would tie up"
    if far <= NEAR_A_FRACTION:
        return f"{would} about {fraction} of {armies} ({words})."
    return f"{would} {words} of {armies}."


def elsewhere_sentence(run: Run) -> str | None:
    """Return the nations whose other commitments count as zero, as no figure is known; None without such a nation."""
    quantities = run.scenario.quantities()
    assumed = [
        name
        for name in run.counted
        if all(quantities[f"coalition.contributors.{name}.{key}"].is_default for key in COMMITMENTS)
    ]
    if not assumed:
        return None
    titles = [nation(run.scenario.nation_title(name)) for name in assumed]
    whose = "each of these nations" if len(assumed) == len(run.counted) > 1 else listed(titles)
    keeps = "keep" if len(titles) > 1 and whose != "each of these nations" else "keeps"
    return f"No figure was found for the troops that {whose} {keeps} elsewhere; we took none."


def sentences(run: Run) -> Iterator[str]:
    """Yield the sentences that apply, in the order of a page."""
    for write in (
        supply_sentence, in_units_sentence, verdict_sentence, land_force_sentence, chance_sentence, pivotal_sentence,
        needed_sentence, backstop_sentence,
    ):  # fmt: skip
        if sentence := write(run):
            yield sentence
