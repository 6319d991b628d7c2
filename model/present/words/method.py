"""The sentences of the Method page: how results are worked out, what is left out, how to cite."""

import datetime as dt
from collections.abc import Collection

from model.analysis.published import Check
from model.engine.run import Run
from model.present.numbers import NOT_KNOWN, amount, span
from model.present.words.coalition import ASSUMED_CHANCES, chance_sentence, has_chances, largest_force
from model.present.words.force import headline, value_in_words

TITLE = "How is it worked out, and what is left out?"
ON_NUMBERS = (
    "Numbers on this page have six digits, so that each line can be worked through by hand; other pages round them. "
    "Results and what goes into them are those of the run that the other pages show. Under each formula stands where "
    "its inputs come from; what has no source there comes from a line above."
)
NO_PART = "The coalition provides nothing here that rotates, so there is nothing to work through."
NO_NATION = "No nation counts here whose land strength is known, so there is none to work through."
NO_COALITION = "This scenario names no coalition."
RULES = {
    "equal_strain": (
        "Sharing, by equal strain: each nation carries x = min(λ × K, ceiling). The ceiling is the lesser of its offer "
        "and what it could keep up at its dwell floor; λ is one number for all, such that what they carry adds up to "
        "the troops deployed. It is found exactly, not by trial."
    ),
    "by_priority": (
        "Sharing, by priority: the nations of priority 1 first, then those of 2, and so on, by equal strain within "
        "each; all up to their dwell goal at first, then in a second round up to their ceilings."
    ),
    "offers": (
        "Sharing, as offered: each nation carries its offer, up to what it could keep up at its dwell floor. Without "
        "an offer it carries nothing; where more is offered than asked for, all are scaled down together."
    ),
}
HOW_CHANCE = (
    "Each nation takes part or stays out, independently of the others. What it would bring is its capacity in whole "
    "troops. Nation by nation the chance of every possible sum is worked out: the chance that the nation stays out, "
    "times the sum as it was, and the chance that it takes part, times the sum with its troops. The chance of keeping "
    "the force up is that of all sums of at least the troops deployed. This is exact: nothing is drawn."
)
WITH_BACKSTOP = (
    "The United States backstop has a chance of its own, π: the answer is π times the chance with it, and 1 − π times "
    "the chance without it."
)
BREAK_EVEN = (
    "Break-even: the value of one input at which margin = capacity − deployed = 0, all else as it is. The input's "
    "range is gone through in small steps; wherever the margin changes its sign, the step is narrowed down until it is "
    "as narrow as the computer's numbers. Every such value is shown on the page Drivers, or that there is none."
)
RECURSION = "A(t) = max( A(t − 1), min( q(t) + A(t − e), N(t) + A(t − C′) ) )"
HOW_MONTHS = (
    "A(t) is the number of arrivals in theatre up to month or day t. It is the lesser of two lines. The demand line: "
    "the units required, q(t), and all that arrived a relief interval e ago, who go home now. The pool line: the units "
    "in the pool, N(t), and all that arrived a whole cycle C′ ago, at the dwell floor, who are back. And it never "
    "falls, since nobody un-arrives."
)
AFTER_MONTHS = (
    "Every phase is a difference between two points of this line: deployed are A(t) − A(t − e), handing over "
    "A(t − e) − A(t − τ), and so on to those who are ready. Arrival number k is unit k mod N, so the longest rested go "
    "first. What the demand line asks for and the pool line does not give is the gap."
)
WHOLE_UNITS = (
    "Whole units: what is required is rounded up to whole units, a pool is rounded down. Pools too small for one unit "
    "are put together. Targets are each nation's share of the units required, rounded so that they add up: the largest "
    "remainders go up. Where a scenario names no unit, plain troops rotate and nothing is rounded."
)
CHECKED = (
    "These show whether the arithmetic is done right. They do not show that one norm of rest foretells what armies "
    "keep up."
)
GRADES = (
    "Kinds of check. Identity: the published output restates its input. Agreement: two norms published apart meet. "
    "Test: the output was not used to choose the rule. After the fact: the rule was chosen with both numbers in view."
)
LEFT_OUT = (
    (
        "It counts troops. Equipment, ammunition, transport, bases and political consent are left out, and money "
        "beyond the one line of cost; support troops are in only where a scenario gives a number for them."
    ),
    "A pool keeps its size. There are no casualties, no sickness, no recruiting and nobody who leaves the service.",
    "One norm of rest stands for a whole army. A nation's law, reserves and other duties are not looked into.",
)
ALSO_LEFT_OUT = (
    "Land strengths are rounded and of mixed years, and for some nations conscripts are among them.",
    (
        "One deployable share stands for every nation that has none of its own. What a nation keeps deployed elsewhere "
        "counts only where a scenario gives it."
    ),
    "Positions and offers are those of the scenario's date; later ones are not looked at.",
    "Chances of taking part are assumptions or your own, and nations decide independently of each other.",
    (
        "What nations carry follows one rule of sharing. Where the tasks they list overlap crosswise, parts are placed "
        "one after another, those with the fewest nations first; another sharing could place more."
    ),
    "Where parts rotate differently, what a pool could keep up rests on their mean multiplier, weighted by size.",
    "A part on standby ties up nobody, unless it has a rotation of its own.",
    (
        "Low and high are those of the corners of the ranges. With several parts of which one varies, values in "
        "between could lie outside; a note says so where it holds."
    ),
    (
        "With a staggered start each nation's units are spread over its own cycle, and all nations begin in the same "
        "month: they are not staggered against each other."
    ),
    "Units that nations share rotate as the part does, not by a nation's own norm.",
    "Month by month, durations are rounded to whole days where they are not whole months; a year has 365 days.",
    "Courses of training follow one another without a pause, full, and nobody drops out. Those trained join no pool.",
    "Costs are as published: bases and price years differ between sources, and none is adjusted for inflation.",
    "Nothing is said about targets, positions, tactics or what such a force would achieve.",
)
HOW_TO_CITE = "The link holds every input, so whoever follows it sees what you saw, if the evidence is the same."


def chance_sentences(run: Run) -> list[str]:
    """Return the chance of keeping the force up with its number, and how it is worked out."""
    chance = run.measure("probability_kept_up")
    if chance.low is None or chance.high is None:
        return [f"The size of the force is {NOT_KNOWN}, and so is the chance.", HOW_CHANCE]
    if not has_chances(run):
        return [_answer(run, chance.low, chance.high), HOW_CHANCE, *_backstop(run)]
    ends = span(chance, lambda end: f"{end:.4g}")
    return [f"{chance_sentence(run)} Unrounded: {ends}.", HOW_CHANCE, *_backstop(run), ASSUMED_CHANCES]


def _answer(run: Run, least: float, greatest: float) -> str:
    """Whether the force is kept up, where every nation is in or out; a share only with a backstop's chance."""
    words = [{1.0: "yes", 0.0: "no"}.get(chance, f"{100 * chance:.3g} of 100") for chance in (least, greatest)]
    ends = words[0] if least == greatest else f"{words[0]} where the margin is least, {words[1]} where it is greatest"
    sizes = (span(run.measure(measure), amount) for measure in ("capacity", "deployed"))
    return (
        "No nation has a chance between 0 and 1 here, so the answer follows from capacity and troops deployed, "
        f"{' against '.join(sizes)}. Kept up: {ends}."
    )


def _backstop(run: Run) -> list[str]:
    probability = run.scenario.us_backstop.probability
    return [] if probability is None else [f"{WITH_BACKSTOP} Here π is {value_in_words(probability)}."]


def break_even_sentences(run: Run) -> list[str]:
    """Return what break-even means, and the size of force at which the margin would be zero."""
    return [BREAK_EVEN, *filter(None, [largest_force(run)])]


def checked_sentence(checks: Collection[Check]) -> str:
    """Return how many published figures come out as published, and how many do not."""
    met = sum(check.agrees for check in checks)
    return f"{met} of {len(checks)} published figures come out as published, {len(checks) - met} do not. {CHECKED}"


def citation(run: Run, *, version: str, evidence: str, day: dt.date, link: str) -> str:
    """Return the sentence to cite what is shown with; without a link, the scenario's own file stands for it."""
    scenario = f"scenario {link}" if link else f"scenario file {run.scenario.name}.yaml"
    return (
        f"Our arithmetic, made with Roulement version {version} on {day.isoformat()}, {scenario}, evidence {evidence}, "
        f"suggests that: {headline(run)}"
    )


def version_sentence(*, version: str, evidence: str, claims: int) -> str:
    """Return the versions of tool and evidence, and the licence."""
    return (
        f"Roulement {version}; evidence {evidence}, {amount(claims)} claims. MIT licence: free to use and change, with "
        "its notice kept."
    )
