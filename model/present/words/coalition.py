"""The sentences about the coalition, from results alone: supply, verdict, pivotal nations, backstop, land force."""

from collections.abc import Iterator, Sequence

from model.engine.cases import extent
from model.engine.run import Run
from model.engine.supply import per_cent_of_land_force, unserved
from model.evidence.claims import COMMITMENTS
from model.frozen import ENDS, Range
from model.kernels.arrays import ROUNDING
from model.kernels.participation import NOT_WORKED_OUT
from model.present.numbers import NOT_KNOWN, amount, joined, of_100, rounded_troops, span, with_unit
from model.present.sentence import Figure, Sentence, Step, figures_of
from model.present.words.ends import ends_in_words
from model.present.words.force import named_by, size
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
    a nation of unknown strength could make up what is missing.
    """
    shortfall, number = run.at(case, "shortfall"), run.case_numbers[case]
    if shortfall is None or _rests_on_unknowns(run, number):
        return NOT_KNOWN
    if shortfall >= 1 - ROUNDING:
        return f"{SHORT} {rounded_troops(shortfall)}"
    strained = sorted(map(run.scenario.nation_title, run.outcomes.below_goal(number)))
    return f"{BELOW_GOAL}: {', '.join(strained)}" if strained else WITHIN_GOAL


def _rests_on_unknowns(run: Run, case: int) -> bool:
    """Whether the margin is below zero in a case and nations of unknown strength could make it up."""
    unlimited = run.outcomes.with_unlimited_unknowns
    return bool(run.outcomes["margin"][case] < 0 <= unlimited["margin"][case])


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
    """The nations that count and whose strength is published."""
    quantities = run.scenario.quantities()
    return [name for name in run.counted if f"coalition.contributors.{name}.land_strength" in quantities]


def listed(names: Sequence[str]) -> str:
    """Return names in a row, the last after an `and`.

    >>> listed(["A", "B", "C"]), listed(["A"])
    ('A, B and C', 'A')
    """
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


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
    step = Step.of(*capacity.ends, *deployed.ends)
    least = "at least about" if run.bound("capacity") else "about"
    mix = "" if len(run.outcomes.rotating) == 1 else " of this mix"
    troops = with_unit(step.span(capacity), "troops")
    could = f"{_capital(nations_in_words(run))} could keep {least} {troops} there{mix}{_when(run)}"
    if not deployed.is_known:
        return Sentence(f"{could}; nobody has published how big this force would be, so the gap is not known.", figures)
    return Sentence(f"{could}: {_gap(run, step)} the {size(run).removeprefix('about ')} {named_by(run)}.", figures)


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
        return "Nobody has published how strong the armies that are in are, so what they could keep up is not known."
    return "No nation that is in has a published strength and troops to send, so nothing could be kept up."


def _offers(run: Run) -> list[str]:
    """The nations that are in with an offer."""
    contributors = run.scenario.coalition.contributors if run.scenario.coalition else {}
    return [name for name in run.counted if contributors[name].offer_troops is not None]


def _without(run: Run, names: Sequence[str]) -> str:
    """The largest force without these parts; whoever counts serves another one."""
    capacity = Run.of(run.scenario.replace({f"force.{name}": None for name in names})).measure("capacity")
    return f"; without that, {nations_in_words(run)} could keep about {Step.of(*capacity.ends).span(capacity)} there"


def _when(run: Run) -> str:
    """The months in which least could be kept up, where not all months are alike."""
    cases = {run.outcomes.limiting_months(case) for case in run.margin_cases}
    if len(run.outcomes.begins) == 1:
        return ""
    return months_in_words(*cases.pop()) if len(cases) == 1 else " in the months in which they are fewest"


def months_in_words(first: int, last: int) -> str:
    """Return a stretch of months.

    >>> months_in_words(4, 24), months_in_words(1, 1)
    (' in months 4 to 24', ' in month 1')
    """
    return f" in months {first} to {last}" if last > first else f" in month {first}"


def largest_force(run: Run) -> Sentence | None:
    """Return the largest force that could be kept up, in whole units where the force has any; None if there is none."""
    if run.outcomes.supply is None or not run.measure("capacity").high:
        return None
    capacity, units = run.measure("capacity"), run.measure("capacity_units")
    least = "at least about" if run.bound("capacity") else "about"
    step = Step.of(*capacity.ends, *run.measure("deployed").ends)
    lead = f"The largest force {'this nation' if len(_known(run)) == 1 else 'these nations'} could keep up"
    wholes = [part for part in run.plan.components if part.is_whole]
    if not units.is_known or len(wholes) != 1:
        return Sentence(f"{lead}: {least} {step.span(capacity)}.", figures_of("capacity", capacity))
    unit, troops = plural(wholes[0].unit), extent(wholes[0].troops)
    figures = (*figures_of("capacity_units", units), *figures_of("capacity", capacity))
    in_units = f"{unit_size(units)} in whole {unit} of {unit_size(troops)}"
    return Sentence(f"{lead}: {in_units}; {least} {step.span(capacity)} if {unit} could be split.", figures)


def verdict_sentence(run: Run) -> Sentence | None:
    """Return how the coalition stands at both ends of the range; None where that is not known."""
    by_case = verdicts(run)
    if by_case is None or NOT_KNOWN in by_case.values() or not (run.counted or not has_chances(run)):
        return None
    texts = {case: _stands(run, case, by_case[case]) for case in ("low", "high")}
    figures = [Figure("shortfall", case, run.at(case, "shortfall")) for case in texts]
    they = nations_in_words(run) if len(_known(run)) == 1 else "they"
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
    shortfall, number = run.at(case, "shortfall") or 0.0, run.case_numbers[case]
    months = run.outcomes.months_of(int(run.outcomes.most_missing[number]))
    when = months_in_words(*months) if len(run.outcomes.begins) > 1 else ""
    return f"would be {rounded_troops(shortfall)} short{when}"


def chance_sentence(run: Run) -> Sentence | None:
    """Return the chance that the nations taking part keep the force up; None where every nation is in or out."""
    chance = run.measure("probability_kept_up") if has_chances(run) else Range()
    if not chance.is_known:
        return None
    least = "at least " if run.bound("probability_kept_up") else ""
    drawn = [run.chances(case).chance.standard_error for case in run.margin_cases]
    error = f", by draws with a standard error of up to {of_100(max(drawn))}" if any(drawn) else ""
    return Sentence(
        f"With the chances assumed, it could be kept up in {least}{span(chance, of_100)} of 100 combinations of "
        f"nations{error}.",
        figures_of("probability_kept_up", chance),
    )


def pivotal_sentence(run: Run) -> str | None:
    """Return on whom the answer hangs most: the greatest difference a nation's taking part makes."""
    weights = pivotal_weights(run, LEAST_NAMED) if has_chances(run) else []
    if not weights:
        return None
    (first, most), *others = [(title, of_100(weight)) for title, weight in weights[:MOST_NAMED]]
    then = listed([f"{title} ({weight})" for title, weight in others])
    return (
        f"Whether {first} takes part would matter most ({most} of 100 combinations){f', then {then}' if then else ''}."
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
    words = _alone(able[0], by_case) if len(able) == 1 else _of_several(whom, by_case)
    return Sentence(words, figures_of("contributors_needed", needed))


def _of_several(whom: str, by_case: Sequence[Sequence[str] | None]) -> str:
    known = sorted((names for names in by_case if names is not None), key=len)
    if not known:
        return f"The nations that {whom} could not keep it up together."
    low = f"Of the nations that {whom}, {_fewest(known[0])}"
    if None in by_case:
        return f"{low} at best; otherwise all together would not do."
    return f"{low}." if len(known[0]) == len(known[-1]) else f"{low} at best; otherwise {_fewest(known[-1])}."


def _alone(title: str, by_case: Sequence[Sequence[str] | None]) -> str:
    if all(names is None for names in by_case):
        return f"{_capital(title)} alone could not keep it up."
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


def _gap(run: Run, step: Step) -> str:
    """The troops to spare or short, before the size of the force: the difference of both as they are written.

    Less than one soldier is nothing.
    """
    deployed, capacity, margin = run.measure("deployed"), run.measure("capacity"), run.measure("margin")
    low, high = (0.0 if abs(end or 0.0) < 1 - ROUNDING else end or 0.0 for end in (margin.low, margin.high))
    words = step.words
    if deployed.low is not None and deployed.low == deployed.high:
        written = [step.rounded(end or 0.0) - deployed.low for end in (capacity.low, capacity.high)]
        if written[0] * low > 0 and written[1] * high > 0:
            (low, high), words = written, amount
    if high < 0:
        most = "at most " if run.bound("margin") else ""
        return f"{most}{span(Range(-high, None, -low), words)} short of"
    if low >= 0:
        return "just" if high == 0 else f"{span(Range(low, None, high), words)} more than"
    spare = "just enough for" if high == 0 else f"{words(high)} more than"
    return f"from {words(-low)} short of, to {spare},"
