"""Notes and warnings about a run, for readers to know beside its numbers."""

from collections.abc import Iterator

import numpy as np

from model.engine.cases import Mask, extent
from model.engine.plan import Plan
from model.engine.run import Run
from model.engine.supply import Supply, unserved
from model.engine.units import ComponentPlan, Row
from model.evidence.claims import COMMITMENTS
from model.frozen import Range
from model.kernels.arrays import ROUNDING
from model.present.numbers import entered, joined, span, to_two_digits, whole
from model.present.words.force import part_title
from model.present.words.plain import capital, listed, nation
from model.present.words.units import plural
from model.scenario.coalition import Contributor
from model.scenario.errors import Problem
from model.scenario.quantity import Quantity
from model.terms import PROVIDERS, spaced

AT_ENDS = {"low": "at the lower end", "high": "at the higher end"}
"""The ends of a range in a sentence."""
DURATIONS = {
    "tour_months": "tour",
    "dwell_months": "time at home",
    "dwell_floor_months": "least time at home",
    "overlap_months": "handover",
    "mobilisation_months": "call-up",
    "transit_months": "travel",
    "preparation_months": "training",
    "recovery_months": "leave",
}
"""The durations of a rotation within a sentence."""


def notes(run: Run) -> list[str]:
    """Return the notes and warnings of a run, one sentence each."""
    problems = (f"{problem.message}." for problem in warnings(run))
    return list(dict.fromkeys([*_of_the_force(run), *_of_the_steps(run.plan), *problems]))


def _of_the_force(run: Run) -> Iterator[str]:
    """Notes about unknown strengths, the withdrawn backstop, and ranges that may not be exact."""
    scenario = run.scenario
    for name, part in run.outcomes.requirements.items():
        title = scenario.title_of(name)
        if part.provider == "coalition" and not extent(part.strength).is_known:
            effect = "so totals that would include it stay empty"
            if extent(part.tied_up).is_known:
                effect = "and on standby it ties up nobody, so no total includes it"
            yield f"{title}: nobody has published a size, {effect}."
        if not scenario.us_backstop.provided and scenario.force[name].provider == "united_states":
            yield _without_the_backstop(title, part.provider)
    if _is_over_corners(run):
        yield (
            "The two ends are worked out with every input at one end of its own range. With several parts, values in "
            "between could lie outside them."
        )


def _without_the_backstop(title: str, provider: str) -> str:
    """The provider of a part that the United States no longer provides."""
    if provider == "united_states":
        return f"Without the US, nobody in this plan would provide this part: {title}."
    return f"Without the US, {PROVIDERS[provider].in_a_sentence} would have to provide this part: {title}."


def _of_the_steps(plan: Plan) -> Iterator[str]:
    """Notes about the schedule's step and the durations that were rounded to fit it."""
    if plan.is_too_short:
        yield (
            f"A tour less its handover is shorter than half a {plan.step} here, so nothing is worked out month by "
            "month; a longer tour or a shorter handover would change that."
        )
        return
    if plan.off:
        names = listed(DURATIONS[key] for key in plan.off)
        most = to_two_digits(max(plan.off.values()))
        yield (
            f"The months are worked out {plan.step} by {plan.step}. What is no whole number of {plan.step}s is "
            f"rounded, by at most {most} {plan.step}s: {names}. Time at home gives way where that would leave a gap."
        )


def _is_over_corners(run: Run) -> bool:
    """Whether the range may be inexact: with several parts, and a strength that varies or a profile."""
    names = [part.component for part in run.outcomes.own]
    varies = any(
        quantity.is_range and path.startswith(tuple(f"force.{name}." for name in names))
        for path, quantity in run.scenario.quantities().items()
    )
    has_profile = any(run.scenario.force[name].profile for name in names)
    return len(names) > 1 and (varies or (has_profile and run.cases.count > 1))


def warnings(run: Run) -> list[Problem]:
    """Return the inputs of the coalition that the model changes or cannot count, each with its path.

    Those with a remedy leave out what the scenario's author most likely wanted to count; the others are findings.
    """
    supply = run.outcomes.supply
    if supply is None:
        return []
    return [*_of_contributors(run, supply), *_of_the_whole(run, supply), *_of_the_units(run)]


def _of_the_units(run: Run) -> Iterator[Problem]:
    """Warnings about contributors that have less than one unit for a part, each part once for all who share units."""
    scenario = run.scenario
    for part in run.plan.components:
        component = scenario.force[part.name]
        sizing = ("element", "troops") if component.element else ("strength", "troops_per_unit")
        path = ("force", part.name, *sizing)
        one = f"{part_title(run, part.name, 'one')} {part.unit} is {span(extent(part.troops), whole)} troops"
        for row, held in zip(part.rows, part.held, strict=True):
            words = ", and ".join(_too_small(run, part, row)) if row.is_shared else ""
            if words:
                yield Problem(path, f"{one}, {words}; {_made_up(part.unit, len(row.members), extent(held))}")


def _made_up(unit: str, members: int, held: Range) -> str:
    """The whole units that those who share them make up."""
    units = f"{span(held, whole)} {unit if held.high == 1 else plural(unit)}" if held.high else f"no whole {unit}"
    return f"together they make up {units}" if members > 1 else f"it makes up {units}"


def _too_small(run: Run, part: ComponentPlan, row: Row) -> Iterator[str]:
    """Of what the contributors that share units have less than one unit: of all troops, or of those for the part.

    At the ends of the range alone: what is so between them stands nowhere else.
    """
    groups: dict[tuple[str, bool], list[str]] = {}
    for name in row.members:
        for is_share, is_so in enumerate(_too_small_by_case(run, part, name)):
            ends = [end for end in AT_ENDS if is_so[run.case_numbers[end]]]
            if ends:
                end = "" if len(ends) == len(AT_ENDS) else f"{AT_ENDS[ends[0]]} "
                groups.setdefault((end, bool(is_share)), []).append(run.scenario.nation_title(name))
    for (end, is_share), titles in sorted(groups.items(), key=lambda group: group[0][0]):
        who = listed(map(nation, titles), "or")
        alone = " alone" if len(row.members) > 1 else ""
        yield f"{end}more than {who}{' would have for this part' if is_share else f'{alone} could send'}"


def _too_small_by_case(run: Run, part: ComponentPlan, name: str) -> tuple[Mask, Mask]:
    """In which cases a contributor has no unit of its own: its troops make none, or only its share for the part."""
    at = run.outcomes.supplies[0].names.index(name)
    has = [
        np.where(supply.is_counted[at], np.minimum(supply.pool[at], supply.offer_limit[at]), 0.0)
        for supply in run.outcomes.supplies
    ]
    troops = np.max(np.broadcast_arrays(*has, np.zeros(run.cases.count)), axis=0)
    held = np.sum([held for row, held in zip(part.rows, part.held, strict=True) if row.name == name], axis=0)
    is_small = (troops > 0) & (held == 0)
    makes_one = troops >= part.troops * (1 - ROUNDING)
    return is_small & ~makes_one, is_small & makes_one


def _of_contributors(run: Run, supply: Supply) -> Iterator[Problem]:
    that_might = {name for supply in run.outcomes.supplies for name in supply.that_might}
    is_unknown = np.asarray(np.isnan(supply.land_strength).any(axis=1))
    has_nobody = np.asarray((supply.pool == 0).all(axis=1))
    for row, (key, contributor) in enumerate(supply.coalition.contributors.items()):
        path, name = ("coalition", "contributors", key), nation(run.scenario.nation_title(key))
        if is_unknown[row]:
            yield Problem(path, f"{capital(name)} is left out: no army figure found")
        elif has_nobody[row] and (committed := _commitments(contributor)):
            words = f"All that {name} can send is tied up elsewhere, so it adds nobody here"
            yield Problem((*path, committed[-1]), words)
        elif contributor.offer_troops is not None and key in that_might and supply.is_overoffered[row]:
            most = span(extent(supply.sustained_at_floor[row]))
            words = f"{capital(name)} {_offers(contributor.offer_troops)}; by these rules it could keep up {most}"
            yield Problem((*path, "offer_troops"), f"{words}, and we count the smaller of the two")


def _commitments(contributor: Contributor) -> list[str]:
    """The keys of a contributor's commitments elsewhere, those of troops posted before those deployed."""
    return [key for key in COMMITMENTS if getattr(contributor, key).high > 0]


def _offers(offer: Quantity) -> str:
    """An offer as entered: reported, with its bound, if a claim is behind it, else assumed."""
    troops = joined((offer.low, offer.high), entered)
    if offer.evidence is None:
        return f"is taken to offer {troops}"
    bound = "" if offer.evidence.bound == "exactly" else f"{spaced(str(offer.evidence.bound))} "
    return f"was reported to offer {bound}{troops}"


def _of_the_whole(run: Run, supply: Supply) -> Iterator[Problem]:
    if not run.counted and not supply.has_chances:
        words = "Nobody takes part: each nation is out by its position, chance, task, months or need of the US backstop"
        remedy = "give a nation that would take part a position, or a chance, that counts"
        yield Problem(("coalition", "contributors"), words, remedy=remedy)
    if supply.coalition.rule == "offers" and (names := _without_offer(run)):
        words = f"No offer by {names} is known; shared as offered, a nation without an offer carries nothing"
        yield Problem(("coalition", "rule"), words, remedy="give each its offer_troops, or share by another rule")
    if supply.is_approximate:
        words = "Parts and nations both have tours or offers of their own here"
        yield Problem(("coalition", "contributors"), f"{words}, so what could be kept up is about right, not exact")
    for name in unserved(supply):
        title, task = run.scenario.title_of(name), spaced(run.scenario.force[name].task)
        words = f"{title}: none of the nations takes on this task, {task}, so nobody carries this part"
        whole = ", and no force of this mix could be kept up" if run.measure("deployed").high else ""
        remedy = f"name {run.scenario.force[name].task} among the tasks of a nation, or leave the part out"
        yield Problem(("force", name, "task"), f"{words}{whole}", remedy=remedy)


def _without_offer(run: Run) -> str:
    contributors = run.scenario.coalition.contributors if run.scenario.coalition else {}
    without = [name for name in run.counted if contributors[name].offer_troops is None]
    return listed((nation(run.scenario.nation_title(name)) for name in without), "or")
