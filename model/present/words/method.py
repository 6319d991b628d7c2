"""The sentences of the Method page: its prose, the chance, break-even and the citation."""

import datetime as dt
from collections.abc import Collection, Mapping

from model.analysis.published import Check
from model.engine.run import Run
from model.files import shipped
from model.present.numbers import NOT_KNOWN, amount, percent, span, to_four_digits, to_three_digits
from model.present.words.coalition import ASSUMED_CHANCES, chance_sentence, has_chances, largest_force
from model.present.words.force import headline, value_in_words

TITLE = "How is it worked out, and what is left out?"
DIFFERS, AGREES = "Where ours differs", "Where ours agrees, as near as stated"
RECURSION = "A(t) = max( A(t − 1), min( q(t) + A(t − e), N(t) + A(t − C′) ) )"


def prose() -> Mapping[str, tuple[str, ...]]:
    """Return the page's sections by their key, each with its paragraphs or the entries of its list."""
    return shipped.prose("model.present.words", "method.md")


def text(key: str) -> str:
    """Return a section of one paragraph."""
    (paragraph,) = prose()[key]
    return paragraph


def chance_sentences(run: Run) -> list[str]:
    """Return the chance of keeping the force up with its number, and how it is worked out."""
    chance = run.measure("probability_kept_up")
    if chance.low is None or chance.high is None:
        return [f"The size of the force is {NOT_KNOWN}, and so is the chance.", text("how_chance")]
    if not has_chances(run):
        return [_answer(run, chance.low, chance.high), text("how_chance"), *_backstop(run)]
    ends = span(chance, to_four_digits)
    return [f"{chance_sentence(run)} Unrounded: {ends}.", text("how_chance"), *_backstop(run), ASSUMED_CHANCES]


def _answer(run: Run, least: float, greatest: float) -> str:
    """Whether the force is kept up, where every nation is in or out; a share only with a backstop's chance."""
    words = [
        {1.0: "yes", 0.0: "no"}.get(chance, f"{to_three_digits(100 * chance)} of 100") for chance in (least, greatest)
    ]
    ends = words[0] if least == greatest else f"{words[0]} where the margin is least, {words[1]} where it is greatest"
    sizes = (span(run.measure(measure), amount) for measure in ("capacity", "deployed"))
    return (
        "No nation has a chance between 0 and 1 here, so the answer follows from capacity and troops deployed, "
        f"{' against '.join(sizes)}. Kept up: {ends}."
    )


def _backstop(run: Run) -> list[str]:
    probability = run.scenario.us_backstop.probability
    return [] if probability is None else [f"{text('with_backstop')} Here π is {value_in_words(probability)}."]


def break_even_sentences(run: Run) -> list[str]:
    """Return the meaning of break-even, and the size of force at which the margin would be zero."""
    return [text("break_even"), *filter(None, [largest_force(run)])]


def checked_sentence(checks: Collection[Check]) -> str:
    """Return how many published figures come out as published, how many do not, and by how much."""
    off = [max(abs(end or 0.0) for end in check.off.ends) for check in checks if not check.agrees]
    met = f"{len(checks) - len(off)} of {len(checks)} published figures come out as published, {len(off)} do not"
    by_how_much = f": by our arithmetic they are off by {percent(min(off))} to {percent(max(off))}" if off else ""
    return f"{met}{by_how_much}. {text('checked')}"


def citation(run: Run, *, version: str, evidence: str, day: dt.date, link: str) -> str:
    """Return the citation of the scenario shown; without a link, the scenario's own file stands for it."""
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
