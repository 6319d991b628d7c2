"""The largest difference between plans as a headline, with the change that makes most of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from model.analysis.comparison import Comparison, Step
from model.engine.run import Run
from model.present.numbers import amount
from model.present.path_labels import label_of
from model.present.words import plain, properties
from model.present.words.comparison import (
    GAP,
    GAP_IN_UNITS,
    LEAST,
    Side,
    counted,
    ends_of,
    figure,
    gap,
    gap_as_read,
    gap_measure,
)
from model.present.words.effects import NOISE, held_in_words
from model.present.words.force import size
from model.present.words.properties import PROPERTIES
from model.scenario.scenario import NATIONS_AT

TIED_UP, TOURS, COST = "tied_up", "throughput", "cost_per_year"
PREFERENCE = {TIED_UP: 1.0, GAP: 1.0, GAP_IN_UNITS: 1.0, TOURS: 0.6, COST: 0.6}
"""The measures that a headline can be about, with the weight of a difference in each."""
OF_NATIONS = {
    "deployable_share": "the share of each army that {} can send",
    "land_strength": "the armies of {}",
    "offer_troops": "the offers of {}",
    "posted_elsewhere": "the troops that {} have posted elsewhere",
    "deployed_elsewhere": "the troops that {} have deployed elsewhere",
}
"""The figures of several nations, by the last key of their paths, with how many nations it is."""
LEAST_MOVED = 0.005
"""A difference of less than this share of the figure is none in a headline."""
FORCE = "Force"

Words = Callable[[Run, Run], str]
"""Returns the words for a change from one run to another; empty where they would say nothing."""


@dataclass(frozen=True)
class Cause:
    """The change that makes most of a difference: the name of the property that changed, and a clause."""

    label: str
    clause: str


@dataclass(frozen=True)
class Difference:
    """The difference of a plan from the first in one measure, as a share of the larger figure."""

    first: Side
    other: Side
    measure: str
    comparison: Comparison | None

    @property
    def share(self) -> float:
        """The mean difference of both ends as a share of the largest end; of the gap, of the larger force.

        Tours and costs count for less: they move with the size of the force, which what is tied up tells better.
        """
        ends = [ends_of(side.run, self.measure) for side in (self.first, self.other)]
        moved = sum(abs(one - another) for one, another in zip(*ends, strict=True)) / 2
        on = "deployed" if self.measure in (GAP, GAP_IN_UNITS) else self.measure
        return (
            PREFERENCE[self.measure]
            * moved
            / max(1.0, *(end for side in (self.first, self.other) for end in ends_of(side.run, on)))
        )


def headline(sides: Sequence[Side], comparisons: Sequence[Comparison | None]) -> str:
    """Return the headline of a comparison: the largest difference of a plan from the first, and its cause.

    Args:
        sides: the plans.
        comparisons: the comparison of each further plan with the first; None where it is too large to work out, so
            that the headline names no cause.
    """
    if unknown := _unknown(sides):
        return unknown
    largest = max(_differences(sides, comparisons), key=lambda difference: difference.share)
    if largest.share < LEAST_MOVED:
        who = "Both" if len(sides) == LEAST else f"All {plain.spelled(len(sides))}"
        return f"{who} come to the same totals{_counted(sides)}"
    is_gap = largest.measure == GAP
    return f"{_sentence(largest, has_others=len(sides) > LEAST)}{_counted(sides) if is_gap else ''}"


def _counted(sides: Sequence[Side]) -> str:
    return counted([side.run for side in sides])


def short_name(side: Side) -> str:
    """Return the name of a plan without the month as of which it stands, or a reader's own name for it."""
    name = plain.plan(side.run.scenario)
    return side.label.replace(name, name.rpartition(", ")[0] or name) if side.run.scenario.as_of else side.label


def _unknown(sides: Sequence[Side]) -> str:
    """The headline where plans cannot be compared, as their size is not known; empty where two of them can."""
    unknown = [side for side in sides if not ends_of(side.run, TIED_UP)]
    if not unknown or (unknown[0] is not sides[0] and len(sides) - len(unknown) >= LEAST):
        return ""
    if len(unknown) > 1:
        return f"{plain.listed(map(short_name, unknown))} cannot be compared: nobody has published their sizes"
    is_part = properties.force(unknown[0].run) == properties.PART_UNKNOWN
    its = "the size of all its parts" if is_part else "its size"
    return f"{short_name(unknown[0])} cannot be compared: nobody has published {its}"


def _differences(sides: Sequence[Side], comparisons: Sequence[Comparison | None]) -> Iterator[Difference]:
    """Every difference of a further plan from the first, in each measure that both have in one unit."""
    first, *others = sides
    of_gap = gap_measure([side.run for side in sides])
    for other, comparison in zip(others, comparisons, strict=True):
        for measure in (TIED_UP, of_gap, TOURS, COST):
            runs = (first.run, other.run)
            is_alike = measure != COST or len({run.unit(COST) for run in runs}) == 1
            if is_alike and all(ends_of(run, measure) for run in runs):
                yield Difference(first, other, measure, comparison)


def _sentence(difference: Difference, *, has_others: bool) -> str:
    """The headline on one difference; which plan it is of, where there are others and its cause does not say so."""
    before, after, measure = difference.first.run, difference.other.run, difference.measure
    reason = cause(difference.comparison, measure) if difference.comparison is not None else None
    lead = reason.clause if reason else f"In “{short_name(difference.other)}”"
    was, now = figure(before, measure), figure(after, measure)
    if measure in (GAP, GAP_IN_UNITS):
        sentence = f"{lead}, {_gap(before, after, measure)}"
    elif measure == TOURS:
        is_same = figure(before, TIED_UP) == figure(after, TIED_UP)
        total = "the total stays, but it" if is_same else "it"
        sentence = f"{lead}, {total} would take {now} tours over {plain.horizon(after)}, not {was}"
    elif measure == COST:
        sentence = f"{lead}, the extra cost would be {now} a year, not {was}"
    else:
        sentence = _tied_up(difference, reason, was, now)
    needs_name = has_others and reason is not None and reason.label != FORCE
    return f"{short_name(difference.other)}: {plain.small(sentence)}" if needs_name else sentence


def _tied_up(difference: Difference, reason: Cause | None, was: str, now: str) -> str:
    before, after = difference.first.run, difference.other.run
    if reason is None:
        names = [f"“{short_name(side)}”" for side in (difference.other, difference.first)]
        return f"{names[0]} would tie up {now}; {names[1]} {was}"
    if reason.label != FORCE:
        return f"{reason.clause}, the force would tie up {now}, not {was}"
    of_none = "no troops away would tie up nobody"
    parts = [
        f"{size(run)}{unit} would tie up {figure_of}" if run.measure("deployed").high else of_none
        for run, unit, figure_of in ((after, " troops", now), (before, "", was))
    ]
    return plain.capital("; ".join(parts))


def _gap(before: Run, after: Run, measure: str) -> str:
    """The gap before and after, as the rest of a sentence."""
    (was_low, was_high), (low, high) = (gap_as_read(run, measure) for run in (before, after))
    was, now = (gap(run, measure) for run in (before, after))
    if low >= 0 > was_low:
        return f"there would be no gap: {now}"
    if low >= 0:
        return f"{now}, not {was.removesuffix(' to spare')}"
    to = f"between {amount(-low)} short and {f'{amount(high)} to spare' if high else 'just enough'}"
    if high < 0:
        to = amount(-low) if low == high else f"between {amount(-high)} and {amount(-low)}"
        to = f"{to} at most" if after.bound(GAP) else to
    if was_low >= 0:
        return f"a gap opens: {now}"
    if (low - was_low) * (high - was_high) < 0:
        return f"the gap is {to}, not {was.removeprefix('short by ')}"
    return f"the gap {'shrinks' if low + high > was_low + was_high else 'grows'} to {to}"


def cause(comparison: Comparison, measure: str) -> Cause | None:
    """Return the change that alone moves a measure most, as a clause; None where none does, or it has no words.

    Changes of one property are made together, as those of many nations are.
    """
    alike: dict[str, list[Step]] = {}
    for step in comparison.steps:
        alike.setdefault(_label(step.path), []).append(step)
    weights = {label: _weight(comparison, comparison.together(steps), measure) for label, steps in alike.items()}
    for label in sorted(alike, key=lambda label: -weights[label]):
        words = CAUSES.get(label, _any_other(alike[label]))(comparison.base, comparison.variant)
        if words and (weights[label] > NOISE or len(alike) == 1):
            return Cause(label, words)
    return None


def _weight(comparison: Comparison, step: Step, measure: str) -> float:
    """How far a change alone moves both ends of a measure."""
    if measure != GAP_IN_UNITS:
        return sum(map(abs, comparison.effect(step, measure).ends))
    ends = zip(ends_of(comparison.base, measure), ends_of(step.run, measure) if step.run else (), strict=False)
    return sum(abs(after - before) for before, after in ends)


def _label(path: str) -> str:
    """The name under which a change counts: its property's, a figure's of nations, else its own path."""
    label = next((prop.label for prop in PROPERTIES if prop.covers(path)), path)
    return path.rpartition(".")[2] if label == path and path.startswith(f"{NATIONS_AT}.") else label


def _any_other(steps: Sequence[Step]) -> Words:
    """The words for an input that no property tells of: its label with its value after and before."""

    def words(before: Run, after: Run) -> str:
        path = steps[0].path
        held = [held_in_words(run.scenario.quantities(), path, run.scenario) for run in (after, before)]
        if len(steps) > 1:
            key, nations = path.rpartition(".")[2], f"{plain.spelled(len(steps))} nations"
            if key in OF_NATIONS:
                figures = OF_NATIONS[key].replace("{}", nations)
                return f"With other figures for {figures}"
            label = plain.small(label_of(after.scenario, path).partition(": ")[2])
            return f"With other figures for “{label}” of {nations}"
        return (
            f"With “{label_of(after.scenario, path)}” at {held[0]} instead of {held[1]}" if held[0] != held[1] else ""
        )

    return words


def _instead(words: Callable[[Run], str], before_it: str, unit: str = "", unit_of_first: str = "") -> Words:
    """The clause for a property of two runs: `With four at home for each one away instead of two or three`."""

    def clause(before: Run, after: Run) -> str:
        was, now = words(before), words(after)
        return f"{before_it} {now}{unit} instead of {was}{unit_of_first}" if was != now and was and now else ""

    return clause


def _force(before: Run, after: Run) -> str:
    if not after.measure("deployed").high:
        return "With no troops away"
    was, now = (size(run) if run.measure("deployed").high else "none" for run in (before, after))
    return f"With {now} troops instead of {was}" if was != now else ""


def _who(before: Run, after: Run) -> str:
    was, now = properties.who(before), properties.who(after)
    if properties.NO_NATION in (was, now) or set(before.counted) == set(after.counted):
        return ""
    if not after.counted:
        return "Without any nation"
    counts = [plain.spelled(len(run.counted)) if run.counted else "none" for run in (after, before)]
    many = len(after.counted) > 1
    if len(after.counted) > plain.MOST_NAMED or (many and len(before.counted) != len(after.counted)):
        nations = "other nations" if counts[0] == counts[1] else f"nations instead of {counts[1]}"
        return f"With {counts[0]} {nations}"
    return f"With {now}{' alone' if len(after.counted) == 1 else ''} instead of {was}"


def _tours(before: Run, after: Run) -> str:
    was, now = (properties.tours(properties.months("tour_months")(run)) for run in (before, after))
    return f"With {now} instead of {was.replace(' tours', ' ones')}" if was != now else ""


def _rule(before: Run, after: Run) -> str:
    rules = [run.scenario.coalition.rule if run.scenario.coalition else "" for run in (before, after)]
    return f"With the load shared {properties.RULES[rules[1]]}" if rules[1] and rules[0] != rules[1] else ""


def _backstop(before: Run, after: Run) -> str:
    was, now = (run.scenario.us_backstop.provided for run in (before, after))
    return f"{'With' if now else 'Without'} the US backstop" if was != now else ""


def _chances(_: Run, after: Run) -> str:
    has_chances = after.scenario.coalition is not None and after.scenario.coalition.probability_by_position
    return "With a chance for each nation" if has_chances else "With every nation in or out"


CAUSES: Mapping[str, Words] = {
    FORCE: _force,
    "Who takes part": _who,
    "Tours": _tours,
    "At home for each one away": _instead(properties.at_home, "With", " at home for each one away"),
    "Share of each army that can be sent": _instead(properties.share, "With", " of each army"),
    "How the load is shared": _rule,
    "Taking part": _chances,
    "US backstop": _backstop,
    "Handover": _instead(properties.months("overlap_months"), "With a handover of"),
    "Travel": _instead(properties.months("transit_months"), "With travel of"),
    "Call-up": _instead(properties.months("mobilisation_months"), "With a call-up of"),
    "Time looked at": _instead(plain.horizon, "Over"),
    "Extra cost of a soldier for a year": _instead(properties.cost, "At", " a soldier"),
}
"""The clauses for changes of a property by its name; every other one is told by the path that changed."""
