"""The parts of an answer, each with its headline and its exhibits in order: what a page draws and a report prints."""

from collections.abc import Iterator
from dataclasses import dataclass

from model.engine.run import Run
from model.present.exhibits import force as force_exhibits
from model.present.exhibits import months as months_exhibits
from model.present.exhibits.exhibit import Exhibit
from model.present.words import force as force_words


@dataclass(frozen=True)
class Part:
    """One page's answer.

    Attributes:
        question: the question in a few words, above the headline.
        headline: the answer.
        standfirst: why, in one or two sentences.
        cited: pairs of what a claim is about and the claim's id.
        exhibits: the exhibits, in order.
    """

    question: str
    headline: str
    standfirst: str
    cited: tuple[tuple[str, str], ...]
    exhibits: tuple[Exhibit, ...]


def parts(run: Run) -> Iterator[Part]:
    """Yield the parts of a run's answer, in the order of the pages."""
    yield answer(run)


def answer(run: Run, started: Run | None = None) -> Part:
    """Return the answer: the arithmetic, the gap, the months, other rules of rest, which brigade goes when.

    Args:
        run: the run that is shown.
        started: the run of the starting scenario, where something was changed.
    """
    exhibits = (
        force_exhibits.arithmetic(run, started),
        force_exhibits.gap(run),
        months_exhibits.months(run, started),
        force_exhibits.rules_of_rest(run),
    )
    return Part(
        "What would it take?",
        force_words.headline(run),
        force_words.standfirst(run),
        tuple(force_words.cited(run)),
        tuple(exhibit for exhibit in exhibits if exhibit is not None),
    )
