"""The words of a run as a short report: its key figures, its headings, and what it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass

from model.engine.kept_up import KeptUp, kept_up
from model.engine.run import Run
from model.present.numbers import joined, of_100
from model.present.words import comparison, plain
from model.present.words import force as force_words
from model.present.words import gap as gap_words
from model.present.words.chances import has_chances
from model.present.words.citations import cite, source_line
from model.present.words.coalition import kept_up_in_words
from model.terms import MEASURES, TERMS

MONTHS, RESTS_ON, NOTES = "Month by month", "What it rests on", "Please note"
KEY = "Bars: troops; pale from the lower to the higher end."
MOST_SOURCES = 4
"""Sources of the nations' figures that the report names; of more it says how many they are."""
BESIDE = ("throughput", "cost_per_year")
"""Measures of a comparison that are key figures beside those of troops."""
CHANCE, TRAINING = "probability_kept_up", ("trained_per_month", "months_to_target")


@dataclass(frozen=True)
class KeyFigure:
    """A figure with its label; of troops also both ends, for bars on one scale, empty where they are not known."""

    label: str
    words: str
    troops: tuple[float, ...] = ()


def key_figures(run: Run) -> list[KeyFigure]:
    """Return the key figures of a run, those of troops first.

    >>> import model
    >>> [figure.words for figure in key_figures(Run.of(model.load("dannatt")))[:3]]
    ['10,000', '30,000 to 40,000', '3,550 to 16,900']
    """
    largest_force = kept_up(run)
    figures = [
        KeyFigure(TERMS["deployed"].plain, force_words.size(run), run.measure("deployed").ends),
        KeyFigure(MEASURES["tied_up"].label, comparison.figure(run, "tied_up"), run.measure("tied_up").ends),
    ]
    if largest_force is not None:
        figures += _of_nations(run, largest_force)
    figures += (KeyFigure(one.label, one.words[0]) for one in comparison.measured([run]) if one.key in BESIDE)
    if has_chances(run) and run.measure(CHANCE).is_known:
        figures.append(KeyFigure(MEASURES[CHANCE].label, f"{joined(run.measure(CHANCE).ends, of_100)} of 100"))
    trained = (name for name in TRAINING if name in run.measures and run.measure(name).is_known)
    figures += (KeyFigure(MEASURES[name].label, force_words.figure(run, name)) for name in trained)
    return figures


def _of_nations(run: Run, largest_force: KeptUp) -> Iterator[KeyFigure]:
    """The largest force that could be kept up, and the gap where it is known."""
    words = kept_up_in_words(run, largest_force)
    yield KeyFigure(MEASURES["capacity"].label, words, largest_force.capacity.ends)
    if largest_force.spare.is_known and run.measure("deployed").high:
        yield KeyFigure(comparison.MEASURED["margin"][0], gap_words.finding(run, largest_force))


def name(run: Run) -> str:
    """Return the line over the headline: the plan with its month, and its short name for commands.

    >>> import model
    >>> name(Run.of(model.load("dannatt")))
    "Lord Dannatt's 10,000, Feb 2025 (dannatt)"
    """
    return f"{plain.plan(run.scenario)} ({run.scenario.name})"


def cited(run: Run) -> list[tuple[str, str]]:
    """Return the people behind the size of the force and the rest between tours: a label and a citation each."""
    register = run.scenario.register
    return [(label, cite(register.claims[claim], register)) for label, claim in force_words.cited(run)]


def sources_of_nations(run: Run) -> str:
    """Return the source line of the nations' figures; '' where no claim is behind them."""
    return source_line(run.scenario.register, gap_words.claims(run), is_ours=False, most=MOST_SOURCES)
