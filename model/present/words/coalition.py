"""The sentences about the coalition, from results alone: supply, verdict, pivotal nations, backstop, land force."""

from collections.abc import Iterator, Sequence

from model.engine.cases import extent
from model.engine.run import Run
from model.engine.supply import per_cent_of_land_force, unserved
from model.evidence.claims import COMMITMENTS
from model.frozen import ENDS, Range
from model.kernels.arrays import ROUNDING
from model.kernels.participation import NOT_WORKED_OUT
from model.present.numbers import NOT_KNOWN, amount, joined, of_100, span, with_unit
from model.present.sentence import Figure, Sentence, Step, figures_of
from model.present.words.ends import ends_in_words
from model.present.words.force import named_by, rounded_margin, size, step_of_coalition
from model.present.words.units import plural, unit_size
from model.terms import spaced

WITHIN_GOAL, BELOW_GOAL, SHORT = "within the dwell goal", "only below the dwell goal", "short by"
MOST_NAMED, LEAST_NAMED = 3, 0.005
AVAILABLE = "available at the floor within its offer"
"""The limit of a nation's share: the troops that it could keep up at the dwell floor, within its offer."""
WITH_ARTICLE = ("United ", "Netherlands", "Czech Republic")
ASSUMED_CHANCES = "The chances of taking part are assumptions or your own; nobody has measured them."


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


def verdicts(run: Run) -> dict[str, str] | None:
    """Return the verdict of each case; None without a coalition."""
    if run.outcomes.supply is None:
        return None
    if run.measure("deployed").low is None:
        return dict.fromkeys(ENDS, NOT_KNOWN)
    return {case: verdict(run, case) for case in ENDS}


def nations_in_words(run: Run) -> str:
    """Return the nations that count and whose strength is published: up to three by name, else their number."""
    names = [_named(run, name) for name in sorted(_known(run), key=run.scenario.nation_title)]
    return f"the {len(names)} nations that are in" if len(names) > MOST_NAMED else listed(names)


def _known(run: Run) -> list[str]:
    """The nations that count in the months in which least could be kept up, and whose strength is published."""
    quantities = run.scenario.quantities()
    counted = [] if run.outcomes.supply is None else run.outcomes.supply.counted_names
    return [name for name in counted if f"coalition.contributors.{name}.land_strength" in quantities]


def listed(names: Sequence[str], last: str = "and") -> str:
    """Return names in a row, the last after an `and` or another word.

    >>> listed(["A", "B", "C"]), listed(["A", "B"], "or"), listed(["A"])
    ('A, B and C', 'A or B', 'A')
    """
    return f" {last} ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _named(run: Run, nation: str) -> str:
    """The title of a nation as it stands in a sentence."""
    title = run.scenario.nation_title(nation)
    return f"the {title}" if title.startswith(WITH_ARTICLE) else title


def supply_sentence(run: Run) -> Sentence | None:
    """Return the troops that counted nations could keep up, against the size of the force; None without a coalition."""
    if run.outcomes.supply is None:
        return None
    capacity, deployed = run.measure("capacity"), run.measure("deployed")
    figures = (*figures_of("capacity", capacity), *figures_of("margin", run.measure("margin")))
    if not capacity.high:
        return Sentence(_nothing(run), figures)
    step = step_of_coalition(run)
    least = "at least about" if run.bound("capacity") else "about"
    mix = "" if len(run.outcomes.rotating) == 1 or not deployed.is_known else " of this mix"
    troops = with_unit(step.span(capacity), "troops")
    could = f"{_capital(nations_in_words(run))} could keep {least} {troops} there{mix}{_when(run)}"
    if not deployed.is_known:
        return Sentence(f"{could}; nobody has published how big this force would be, so the gap is not known.", figures)
    return Sentence(f"{could}: {_gap(run)} the {size(run).removeprefix('about ')} {named_by(run)}.", figures)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _nothing(run: Run) -> str:
    """The sentence where nothing could be kept up: who or what is missing."""
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
    if run.bound("capacity"):
        return _of_unknown_strength(run)
    return "No nation that is in has a published strength and troops to send, so nothing could be kept up."


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
    capacity = rest.measure("capacity")
    if not capacity.high:
        return ""
    least = "at least about" if rest.bound("capacity") else "about"
    return f"; without that, {nations_in_words(run)} could keep {least} {Step.of(*capacity.ends).span(capacity)} there"


def _when(run: Run) -> str:
    """The months in which least could be kept up, where not all months are alike."""
    cases = {run.outcomes.limiting_months(case) for case in run.margin_cases}
    return _in_months(run, *cases.pop()) if len(cases) == 1 else " in the months in which they are fewest"


def _in_months(run: Run, first: int, last: int) -> str:
    """A stretch of months; nothing for all of them."""
    if (first, last) == (1, run.scenario.horizon_months):
        return ""
    return f" in months {first} to {last}" if last > first else f" in month {first}"


def largest_force(run: Run) -> Sentence | None:
    """Return the largest force that could be kept up, in whole units where the force has any; None if there is none."""
    if run.outcomes.supply is None or not run.measure("capacity").high:
        return None
    capacity, units = run.measure("capacity"), run.measure("capacity_units")
    least = "at least about" if run.bound("capacity") else "about"
    step = step_of_coalition(run)
    lead = f"The largest force {'this nation' if len(_known(run)) == 1 else 'these nations'} could keep up"
    wholes = [part for part in run.plan.components if part.is_whole]
    if not units.is_known or len(wholes) != 1:
        return Sentence(f"{lead}: {least} {step.span(capacity)}.", figures_of("capacity", capacity))
    unit, troops = plural(wholes[0].unit), extent(wholes[0].troops)
    figures = (*figures_of("capacity_units", units), *figures_of("capacity", capacity))
    at_least = "at least " if run.bound("capacity_units") else ""
    in_units = f"{at_least}{unit_size(units)} in whole {unit} of {unit_size(troops)}"
    return Sentence(f"{lead}: {in_units}; {least} {step.span(capacity)} if {unit} could be split.", figures)


def verdict_sentence(run: Run) -> Sentence | None:
    """Return how the coalition stands at both ends of the range; None where that is not known."""
    by_case = verdicts(run)
    if by_case is None or NOT_KNOWN in by_case.values() or not (run.counted or not has_chances(run)):
        return None
    texts = {case: _stands(run, case, by_case[case]) for case in ("low", "high")}
    figures = [Figure("shortfall", case, run.at(case, "shortfall")) for case in texts]
    they = {0: "the force", 1: nations_in_words(run)}.get(len(_known(run)), "they")
    if len(set(texts.values())) == 1:
        return Sentence(f"{_capital(they)} {texts['high']}.", figures)
    names = ends_in_words(run)
    ends = f"{_capital(names['low'])} {they} {texts['low']}; {names['high']} {they} {texts['high']}"
    return Sentence(f"{ends}.", figures)


def _stands(run: Run, case: str, words: str) -> str:
    """One case's verdict as the rest of a sentence about the nations."""
    if words == WITHIN_GOAL:
        return "could keep it up with the rest aimed for"
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


def chance_sentence(run: Run) -> Sentence | None:
    """Return the chance that the nations taking part keep the force up; None where every nation is in or out."""
    chance = run.measure("probability_kept_up") if has_chances(run) else Range()
    if not chance.is_known:
        return None
    least = "at least " if run.bound("probability_kept_up") else ""
    if least and chance.high == 0:
        return None  # at least none says nothing
    drawn = [run.chances(case).chance.standard_error for case in run.margin_cases]
    error = f", by draws with a standard error of up to {of_100(max(drawn))}" if any(drawn) else ""
    combinations = f"{least}{_cases(span(chance, of_100))} of 100 combinations of nations"
    words = f"With the chances assumed, it could be kept up in {combinations}{error}."
    return Sentence(words, figures_of("probability_kept_up", chance))


def _cases(parts_of_100: str) -> str:
    return parts_of_100.replace("less", "fewer")


def pivotal_sentence(run: Run) -> str | None:
    """Return on whom the answer hangs most: the greatest difference a nation's taking part makes."""
    weights = pivotal_weights(run, LEAST_NAMED) if has_chances(run) else []
    if not weights:
        return None
    (first, most), *others = [(title, of_100(weight)) for title, weight in weights[:MOST_NAMED]]
    then = listed([f"{title} ({weight})" for title, weight in others])
    return (
        f"Whether {first} takes part would matter most ({_cases(most)} of 100 combinations)"
        f"{f', then {then}' if then else ''}."
    )


def needed_sentence(run: Run) -> Sentence | None:
    """Return the fewest contributors that suffice, up to three by name.

    None where it is not known what they would have to reach, or nobody could bring anything.
    """
    if run.outcomes.supply is None or run.measure("deployed").low is None:
        return None
    able = [_named(run, name) for name in run.could_bring()]
    needed = run.measure("contributors_needed")
    if not able or needed.high == 0:
        return None
    whom = "are in or might take part" if has_chances(run) else "are in"
    if run.why("contributors_needed").first == NOT_WORKED_OUT:
        return Sentence(f"The fewest of the nations that {whom} are not worked out: too many combinations.")
    by_case = [names and [_named(run, name) for name in names] for names in run.sufficing()]
    has_floor = run.measure("capacity_at_floor") != run.measure("capacity")
    at_goal = " with the rest aimed for" if has_floor else ""
    words = _alone(able[0], by_case, at_goal) if len(able) == 1 else _of_several(whom, by_case, at_goal)
    return Sentence(words, figures_of("contributors_needed", needed))


def _of_several(whom: str, by_case: Sequence[Sequence[str] | None], at_goal: str) -> str:
    known = sorted((names for names in by_case if names is not None), key=len)
    if not known:
        return f"The nations that {whom} could not keep it up together{at_goal}."
    low = f"Of the nations that {whom}, {_fewest(known[0])}"
    if None in by_case:
        return f"{low} at best; otherwise all together would not do."
    return f"{low}." if len(known[0]) == len(known[-1]) else f"{low} at best; otherwise {_fewest(known[-1])}."


def _alone(title: str, by_case: Sequence[Sequence[str] | None], at_goal: str) -> str:
    if all(names is None for names in by_case):
        return f"{_capital(title)} alone could not keep it up{at_goal}."
    return f"{_capital(title)} alone could keep it up{' at best, and otherwise not' if None in by_case else ''}."


def _fewest(names: Sequence[str]) -> str:
    if not names:
        return "it would take nobody"
    if len(names) == 1:
        return f"{names[0]} alone could keep it up"
    named = f"such as {listed(names)}" if len(names) <= MOST_NAMED else "the largest first"
    return f"it would take at least {len(names)}, {named}"


def backstop_sentence(run: Run) -> str | None:
    """Return the nations that leave and the components that the coalition takes over without the backstop, or None."""
    contributors = run.scenario.coalition.contributors if run.scenario.coalition else {}
    leaving = [
        run.scenario.nation_title(name) for name, contributor in contributors.items() if contributor.needs_us_backstop
    ]
    falling = [run.scenario.title_of(name) for name, component in run.scenario.force.items() if component.falls_back_to]
    what = ((leaving, "out"), (falling, "falling to another provider"))
    parts = [f"{does}: {', '.join(names)}" for names, does in what if names]
    withdrawn = "If the United States backstop were withdrawn"
    when = withdrawn if run.scenario.us_backstop.provided else "Without the United States backstop"
    return f"{when}, {'; '.join(parts)}." if parts else None


def land_force_sentence(run: Run) -> str | None:
    """Return the share of their land forces that carrying nations would tie up; None without an answer.

    Soldiers that come back before their goal are no more soldiers: nobody ties up more than its pool.
    """
    supply = run.outcomes.supply
    if supply is None or run.measure("deployed").low is None:
        return None
    shares = [per_cent_of_land_force(supply, run.case_numbers[case]) for case in ("low", "high")]
    known = [share / 100 for share in shares if share is not None]
    if len(known) < len(shares):
        return None
    words = joined(sorted(known), of_100)
    return f"That would tie up {words} per cent of the armies of those who carry it."


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
    is_all = len(assumed) == len(run.counted) > 1
    whose = "each of these nations" if is_all else ", ".join(run.scenario.nation_title(name) for name in assumed)
    return (
        f"What {whose} keeps posted or deployed elsewhere counts as 0, an assumption of ours; anything there would "
        "make the pool smaller."
    )


def has_chances(run: Run) -> bool:
    """Whether some contributor takes part with a chance between 0 and 1."""
    return run.outcomes.supply is not None and run.outcomes.supply.has_chances


def sentences(run: Run) -> Iterator[str]:
    """Yield the sentences that apply, in the order of a page."""
    for write in (
        supply_sentence, largest_force, verdict_sentence, land_force_sentence, chance_sentence, pivotal_sentence,
        needed_sentence, backstop_sentence,
    ):  # fmt: skip
        if sentence := write(run):
            yield sentence


def pivotal_weights(run: Run, least: float = -1.0) -> list[tuple[str, float]]:
    """Return titles and pivotal weights of contributors, none below the least: the greatest first, then A to Z."""
    weights = [(run.scenario.nation_title(name), weight) for name, weight in run.pivotal_weights().items()]
    return sorted((row for row in weights if row[1] >= least), key=lambda row: (-row[1], row[0]))


def _gap(run: Run) -> str:
    """The troops to spare or short, before the size of the force: the difference of both as they are written."""
    margin = run.measure("margin")
    low, high = (rounded_margin(run, end or 0.0) for end in (margin.low, margin.high))
    if high < 0:
        most = "at most " if run.bound("margin") else ""
        return f"{most}{span(Range(-high, None, -low), amount)} short of"
    if low >= 0:
        return "just" if high == 0 else f"{span(Range(low, None, high), amount)} more than"
    spare = "just enough for" if high == 0 else f"{amount(high)} more than"
    return f"from {amount(-low)} short of, to {spare},"
