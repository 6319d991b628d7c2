"""The parts of an answer, each with its headline and its exhibits in order: what a page draws and a report prints."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from model.analysis.ways import Ways, ways
from model.engine.run import Run
from model.present.exhibits import coalition, drivers, force, months
from model.present.exhibits.exhibit import Exhibit
from model.present.words import coalition as coalition_words
from model.present.words import force as force_words
from model.present.words import ways as ways_words


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
    """Yield the parts of a run's answer, in the order of the pages; without nations the first alone."""
    yield answer(run)
    if run.outcomes.supply is not None:
        yield carried(run)
        yield changed(run, ways(run))


def answer(run: Run, started: Run | None = None) -> Part:
    """Return the answer: the arithmetic, the gap, the months, other rules of rest, which brigade goes when.

    Args:
        run: the run that is shown.
        started: the run of the starting scenario, where something was changed.
    """
    exhibits = (
        force.arithmetic(run, started),
        force.gap(run),
        months.months(run, started),
        force.rules_of_rest(run),
        months.turns(run, "high"),
    )
    return Part(
        "What would it take?", force_words.headline(run), force_words.standfirst(run), tuple(force_words.cited(run)),
        _present(exhibits),
    )  # fmt: skip


def carried(run: Run) -> Part:
    """Return who carries it: the nations on a map, who could close the gap, what each carries, the chances."""
    return Part(
        "Who would carry it?", coalition_words.headline(run), coalition_words.standfirst(run), (),
        _present(coalition.coalition(run)),
    )  # fmt: skip


def changed(run: Run, closing: Ways | None) -> Part:
    """Return what changes it: each input alone, and size against rest."""
    return Part(
        ways_words.QUESTION, ways_words.headline(run, closing), ways_words.standfirst(run), (),
        _present((drivers.ways_to_close(run, closing), drivers.two_lever_map(run))),
    )  # fmt: skip


def _present(exhibits: Iterable[Exhibit | None]) -> tuple[Exhibit, ...]:
    return tuple(exhibit for exhibit in exhibits if exhibit is not None)
