"""Answers as a person reads them at a terminal: one scenario as a short report, several as a table, effects as bars.

In a pipe the commands print tables for scripts instead. The sentences are those of the pages.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from rich.text import Text

from model.analysis.comparison import Comparison, Step
from model.analysis.sensitivity import BAR_MEASURES, Bar
from model.cli import layout
from model.cli.terminal import printable
from model.engine.run import Run
from model.present.numbers import joined
from model.present.words import effects as effects_words
from model.present.words import gap as gap_words
from model.present.words import months as months_words
from model.present.words import one_at_a_time, short_report
from model.present.words.coalition import sentences
from model.present.words.drivers import NOTHING_MOVES, moving
from model.present.words.evidence import solid
from model.present.words.force import figure, headline, standfirst
from model.present.words.notes import notes
from model.present.words.properties import NO_NATION
from model.present.words.short_report import KeyFigure
from model.present.words.sizes import SOLDIER_BY_SOLDIER
from model.scenario import Scenario
from model.terms import MEASURES

INDENT = "  "
STRONG, FAINT, COLOUR = "bold", "dim", "cyan"
LEAST_BAR, MOST_BAR = 10, 40
"""The columns that a bar has at least, else there is none, and at most."""
MEASURED = ("tied_up", "capacity", "margin")
"""The measures of a row among others."""
ALL_MEASURES = "All measures: --format csv, or json."
ONE_OF_THEM = "One of them as a report: roulement run NAME. All measures: --format csv, or json."

Lines = Iterator[Text]


def report(run: Run, width: int) -> Lines:
    """Yield the lines of one run as a short report: the answer, key figures with bars, sentences, sources, notes."""
    yield from paragraph(short_report.name(run), width, style=FAINT)
    yield from paragraph(f"{headline(run)}.", width, style=STRONG)
    yield from paragraph(standfirst(run), width)
    yield Text()
    yield from _key_figures(short_report.key_figures(run), width)
    yield from section(gap_words.question(run), [" ".join(map(str, sentences(run)))], width)
    yield from section(short_report.MONTHS, [" ".join(months_words.sentences(run))], width)
    cited = [f"{label}: {people}." for label, people in short_report.cited(run)]
    yield from section(short_report.RESTS_ON, [*cited, short_report.sources_of_nations(run), solid(run)], width)
    yield from section(short_report.NOTES, notes(run), width)
    yield Text()
    yield from paragraph(ALL_MEASURES, width, style=FAINT)


def section(heading: str, paragraphs: Iterable[str], width: int) -> Lines:
    """Yield a heading with paragraphs below it; nothing without any."""
    texts = list(filter(None, paragraphs))
    if texts:
        yield Text()
        yield from paragraph(heading, width, style=STRONG)
    for text in texts:
        yield from paragraph(text, width, indent=INDENT)


def paragraph(text: str, width: int, *, style: str = "", indent: str = "") -> Lines:
    """Yield a text in lines of a width."""
    for line in layout.folded(printable(text), width - len(indent)):
        yield Text(f"{indent}{line}", style)


def _key_figures(figures: Sequence[KeyFigure], width: int) -> Lines:
    """A line for each figure: its label, its words and, of troops, a bar; all bars have one scale."""
    cells = [(printable(one.label), printable(one.words)) for one in figures]
    labels = max(layout.width_of(label) for label, _ in cells)
    words = max((layout.width_of(cell[1]) for one, cell in zip(figures, cells, strict=True) if one.troops), default=0)
    most = max(chain.from_iterable(one.troops for one in figures), default=0.0)
    room = min(width - len(INDENT) - labels - words - 2 * len(layout.GAP), MOST_BAR)
    if room < LEAST_BAR or not most:
        _, *lines = layout.table(("", ""), cells, width=width)
        yield from map(Text, lines)
        return
    for one, (label, word) in zip(figures, cells, strict=True):
        before = f"{INDENT}{layout.padded(label, labels)}{layout.GAP}"
        for part in layout.folded(word, width - layout.width_of(before)):
            line = Text.assemble(before, (part, STRONG))
            if one.troops:
                low, high = one.troops
                line.append(" " * (words - layout.width_of(word)) + layout.GAP)
                line.append(layout.bar(low, high, most, room), COLOUR)
            yield line
            before = " " * layout.width_of(before)
    yield from paragraph(short_report.KEY, width, style=FAINT, indent=INDENT)


def row(run: Run) -> tuple[str, ...]:
    """Return the row of a run among others: its name, and the figures of `MEASURED`."""
    figures = (figure(run, name) if name in run.measures else NO_NATION for name in MEASURED)
    return (run.scenario.name, *figures)


def _of_runs(rows: Sequence[Sequence[str]], width: int) -> Lines:
    """The table of several runs, a row each; names stay whole, so that they can be copied, and the margin too."""
    heads = ("Scenario", *(MEASURES[name].label for name in MEASURED))
    yield from _table(heads, rows, width, whole=[0, len(MEASURED)])
    yield from paragraph(SOLDIER_BY_SOLDIER, width, style=FAINT)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int, whole: Sequence[int] = ()) -> Lines:
    cells = [[printable(cell) for cell in one] for one in rows]
    first, *lines = layout.table(heads, cells, width=width, whole=whole)
    yield Text(first, STRONG)
    yield from map(Text, lines)


def several(rows: Sequence[Sequence[str]], width: int) -> Lines:
    """Yield the lines of several runs, each as `row` has it."""
    yield from _of_runs(rows, width)
    if len(rows) > 1:
        yield Text()
        yield from paragraph(ONE_OF_THEM, width, style=FAINT)


def drivers(scenario: Scenario, bars: Sequence[Bar], others: Iterable[str], width: int) -> Lines:
    """Yield for each measure a finding, and for each input that moves it a sentence and a bar; then other sentences."""
    if not any(moving(bars, measure) for measure in BAR_MEASURES):
        is_known = any(bar.central is not None for bar in bars)
        yield from paragraph(NOTHING_MOVES if is_known or not bars else one_at_a_time.NOT_KNOWN_SIZE, width)
    for measure in BAR_MEASURES:
        drawn = moving(bars, measure)
        if drawn:
            yield from paragraph(f"{one_at_a_time.title(scenario, bars, measure)}.", width, style=STRONG)
            yield from _bars(scenario, drawn, width)
            yield from paragraph(one_at_a_time.IN_BLOCKS, width, style=FAINT, indent=INDENT)
            yield Text()
    for sentence in others:
        yield from paragraph(sentence, width)


def _bars(scenario: Scenario, bars: Sequence[Bar], width: int) -> Lines:
    """A sentence for each input and a bar below it, about the middle; an end that is refused has none."""
    known = [at for one in bars for at in (one.at_low, one.central, one.at_high) if at is not None]
    for one in bars:
        yield from paragraph(one_at_a_time.sentence(scenario, one), width, indent=INDENT)
        middle = one.central or 0.0
        at_low, at_high = (middle if at is None else at for at in (one.at_low, one.at_high))
        room = min(width - 2 * len(INDENT) - 1, MOST_BAR)  # one more is the middle's
        yield Text(2 * INDENT + layout.bar_about(at_low, middle, at_high, (min(known), max(known)), room), COLOUR)


def comparisons(compared: Iterable[Comparison], width: int) -> Lines:
    """Yield a baseline and its variants as a table, then each variant's changes; no run is kept."""
    rows: list[tuple[str, ...]] = []
    changes: list[Text] = []
    for one in compared:
        rows += [row(one.variant)] if rows else [row(one.base), row(one.variant)]
        changes += _changes(one, width)
    yield from _of_runs(rows, width)
    yield from changes


def _changes(compared: Comparison, width: int) -> Lines:
    """The changes of a variant with the effect of each made alone, and the sentences on them."""
    variant = compared.variant.scenario
    yield Text()
    yield from paragraph(f"{variant.name}: {variant.label}", width, style=STRONG)
    measures = [name for name in effects_words.MOVED if name in compared.measures]
    heads = ("Change, made alone", *(MEASURES[name].label for name in measures))
    rows = [(effects_words.changed(compared, step), *_effects(compared, step, measures)) for step in compared.steps]
    if rows:
        yield from _table(heads, rows, width)
        yield Text()
    for sentence in effects_words.comparison_sentences(compared):
        yield from paragraph(sentence, width)


def _effects(compared: Comparison, step: Step, measures: Iterable[str]) -> Iterator[str]:
    for measure in measures:
        effect = compared.effect(step, measure)
        words = effects_words.words_of_differences(compared.variant, measure, effect.ends)
        yield joined(effect.ends, words) or compared.why_effect(step, measure).first
