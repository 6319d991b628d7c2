"""The parts of an answer, each with its headline and its exhibits in order: what a page draws and a report prints."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from model.analysis.sensitivity import Bar, one_at_a_time
from model.analysis.ways import Ways, ways
from model.engine.run import Run
from model.frozen import lazy
from model.present.charts.nations import Colour
from model.present.exhibits import coalition, drivers, force, months, unknown
from model.present.exhibits.exhibit import Exhibit
from model.present.words import coalition as coalition_words
from model.present.words import force as force_words
from model.present.words import one_at_a_time as alone_words
from model.present.words import ways as ways_words
from model.present.words.backstop import backstop_sentence
from model.present.words.drivers import moving
from model.present.words.force import rounded_margin
from model.present.words.needed import needed_sentence
from model.scenario import Scenario


@dataclass(frozen=True)
class Part:
    """One page's answer.

    Attributes:
        question: the question in a few words, above the headline.
        headline: the answer.
        standfirst: why, in one or two sentences.
        cited: pairs of what a claim is about and the claim's id.
        listed: gives the exhibits in order, None where one does not apply; asked once, and only if they are wanted.
        follows: gives the sentences on what follows.
    """

    question: str
    headline: str
    standfirst: str
    listed: Callable[[], Iterable[Exhibit | None]]
    follows: Callable[[], Iterable[str | None]]
    cited: tuple[tuple[str, str], ...] = ()

    @lazy
    def exhibits(self) -> dict[str, Exhibit]:
        """The exhibits that apply, by their keys, in order."""
        return {exhibit.key: exhibit for exhibit in self.listed() if exhibit is not None}

    @lazy
    def sentences(self) -> list[str]:
        """The sentences on what follows."""
        return [sentence for sentence in self.follows() if sentence]


def parts(run: Run, started: Run | None = None) -> Iterator[Part]:
    """Yield the parts of a run's answer, in the order of the pages; of those on nations and inputs, what applies."""
    yield answer(run, started)
    if run.outcomes.supply is not None:
        yield carried(run)
    part = changed(run, ways(run), (run.scenario, one_at_a_time(run.scenario)))
    if part.exhibits:
        yield part


def answer(run: Run, started: Run | None = None, case: str = "high") -> Part:
    """Return the answer: the arithmetic, the gap, the months, other rules of rest, which brigade goes when.

    Of a force of unknown size it has what is known, and what would follow from sizes that were named.

    Args:
        run: the run that is shown.
        started: the run of the starting scenario, where something was changed.
        case: the end of the range at which it is drawn which brigade goes when.
    """
    is_known = run.measure("tied_up").low is not None

    def listed() -> Iterator[Exhibit | None]:
        arithmetic, sizes = force.arithmetic(run, started), None if is_known else unknown.sizes(run)
        yield arithmetic
        yield unknown.known(run) if arithmetic is None and not is_known else None
        yield sizes
        yield force.gap(run) if sizes is None else None
        yield months.months(run, started)
        yield force.rules_of_rest(run)
        yield months.turns(run, case)

    return Part(
        "What would it take?", force_words.headline(run), force_words.standfirst(run), listed,
        lambda: [backstop_sentence(run)], tuple(force_words.cited(run)),
    )  # fmt: skip


def carried(run: Run, case: str = "high", colour: Colour = "position", order: coalition.Order = "size") -> Part:
    """Return the exhibits on nations: the map, who could close the gap, what each carries, the chances.

    Args:
        run: the run that is shown.
        case: the end of the range at which the map and the nations are drawn.
        colour: the colour of the map: what each nation had said, or the share of its army that it would tie up.
        order: the order of the nations that could join.
    """

    def follows() -> Iterator[str | None]:
        yield coalition_words.verdict_sentence(run)
        yield coalition_words.land_force_sentence(run)
        yield needed_sentence(run)
        yield coalition_words.elsewhere_sentence(run)

    return Part(
        "Who would carry it?", coalition_words.headline(run), coalition_words.standfirst(run),
        lambda: coalition.coalition(run, case, colour, order), follows,
    )  # fmt: skip


def changed(run: Run, closing: Ways | None, alone: tuple[Scenario, Sequence[Bar]]) -> Part:
    """Return the exhibits on inputs: ways to close the gap, size against rest, each input alone.

    Args:
        run: the run that is shown.
        closing: the ways to close its gap, None where there are none.
        alone: the scenario whose inputs are moved one at a time, and the bars of these.
    """
    scenario, bars = alone
    measure, is_known = drivers.moved_measure(run), run.measure("deployed").is_known
    read = partial(rounded_margin, run)

    def listed() -> Iterator[Exhibit | None]:
        yield drivers.ways_to_close(run, closing)
        yield drivers.two_lever_map(run)
        yield drivers.inputs_alone(scenario, bars, measure, read=read) if is_known else None

    def follows() -> Iterator[str]:
        if is_known and f"alone_{measure}" not in part.exhibits:
            yield alone_words.why_not_drawn(scenario, bars, measure)
            yield from (alone_words.sentence(scenario, bar, read) for bar in moving(bars, measure))

    part = Part(ways_words.QUESTION, ways_words.headline(run, closing), ways_words.standfirst(run), listed, follows)
    return part
