"""The sentences of the Method page: its prose, the chance, what would close the gap, and the citation."""

import datetime as dt
from collections.abc import Mapping

from model.engine.run import Run
from model.files import shipped
from model.present.numbers import to_four_digits, to_three_digits, worked
from model.present.words.force import headline, value_in_words
from model.present.words.plain import day as day_in_words
from model.present.words.plain import lower_first

KICKER = "How the sums work"
SECTIONS = {
    "rotation": "A rotation",
    "example": "The sum, step by step",
    "formulas": "Every formula",
    "published": "Checked against others",
    "left-out": "What is left out",
    "terms": "The terms in files",
}
"""The page's parts by the anchors of its contents."""
RECURSION = (
    r"\begin{aligned}A(t) = \max\bigl(&A(t-1), \\ &\min(q(t) + A(t-e), \\ &\quad N(t) + A(t-C'))\bigr)\end{aligned}"
)
"""The number of units that have arrived, step by step."""


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
        return [text("no_chance"), text("how_chance")]
    probability = run.scenario.us_backstop.probability
    backstop = [] if probability is None else [f"{text('with_backstop')} Here π is {value_in_words(probability)}."]
    if not run.pivotal_weights():
        return [_answer(run, chance.low, chance.high), text("how_chance"), *backstop]
    ends = " to ".join(dict.fromkeys(map(to_four_digits, (chance.low, chance.high))))
    return [f"The chance that the force is kept up, before rounding: {ends}.", text("how_chance"), *backstop]


def _answer(run: Run, least: float, greatest: float) -> str:
    """Whether the force is kept up, where every nation is in or out; a share only with a backstop's chance."""
    words = [
        {1.0: "yes", 0.0: "no"}.get(chance, f"in {to_three_digits(100 * chance)} of 100 cases")
        for chance in (least, greatest)
    ]
    ends = words[0] if least == greatest else f"{words[0]} at the least, {words[1]} at the most"
    could, needed = (
        " to ".join(dict.fromkeys(map(worked, run.measure(measure).ends))) for measure in ("capacity", "deployed")
    )
    return (
        f"Every nation is either in or out here, so it follows from what they could keep up, {could}, and what is "
        f"asked for, {needed}. Kept up: {ends}."
    )


def citation(run: Run, *, version: str, evidence: str, day: dt.date, link: str) -> str:
    """Return the citation of what is shown, in one line; without a link, the scenario's own file stands for it."""
    where = link or f"scenario file {run.scenario.name}.yaml"
    return (
        f"Our arithmetic, made with Roulement {version} (evidence {evidence}) on {day_in_words(day.isoformat())}, "
        f"{where}, suggests that {lower_first(headline(run)).removesuffix('.')}."
    )
