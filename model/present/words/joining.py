"""The words on who could close the gap: the finding about what each nation that is out would add, and its picture."""

from collections.abc import Sequence

from model.analysis.joining import Addition
from model.engine.kept_up import kept_up
from model.engine.run import Run
from model.frozen import Range
from model.kernels.arrays import ROUNDING
from model.present.numbers import rounded_troops
from model.present.words.chances import SOLDIER_BY_SOLDIER
from model.present.words.ends import ends_in_words
from model.present.words.force import rounded_margin
from model.present.words.plain import capital, listed, nation, spelled

MOST_NAMED = 3
COULD_NOT_WOULD = "What it could do, not what it would."


def gap_to_close(run: Run) -> Range:
    """Return the troops missing soldier by soldier, none where some are to spare; not known without a size."""
    margin = run.measure("margin")
    if margin.low is None or margin.high is None:
        return Range()
    low, high = (0.0 if end > -1 + ROUNDING else -end for end in (margin.high, margin.low))
    return Range(low, None, high)


def gap_as_read(run: Run) -> Range:
    """Return the troops missing soldier by soldier as every page writes them; see `force.rounded_margin`."""
    return gap_to_close(run).map(lambda troops: abs(rounded_margin(run, -troops)))


def joining_title(run: Run, added: Sequence[Addition]) -> str:
    """Return the nations that would close the gap alone.

    >>> import model
    >>> from model.analysis.joining import additions
    >>> run = Run.of(model.load("willing_september_2025"))
    >>> joining_title(run, additions(run))
    'Turkey alone would close the gap, soldier by soldier'
    """
    gap = gap_to_close(run)
    if gap.high is None:
        return "What each other nation would add"
    largest_force = kept_up(run)
    is_whole = largest_force is not None and largest_force.is_whole
    if not gap.high:
        there = f"{capital(SOLDIER_BY_SOLDIER)} there" if is_whole else "There"
        return f"{there} is no gap to close; others could add more"
    return f"{_who_would_close_it(run, added, gap)}{', soldier by soldier' if is_whole else ''}"


def _who_would_close_it(run: Run, added: Sequence[Addition], gap: Range) -> str:
    closing = [nation(run.scenario.nation_title(one.name)) for one in added if "high" in one.closes]
    if closing:
        who = (
            f"{capital(listed(closing, 'or'))} alone"
            if len(closing) <= MOST_NAMED
            else f"Any of {len(closing)} nations"
        )
        return f"{who} would close the gap"
    if not gap.low:
        return f"{capital(ends_in_words(run, most=1)['high'])} no single nation would close the gap"
    return f"No single nation would close the {'whole ' if _at_the_low_end(run, added) else ''}gap"


def joining_subtitle(run: Run, added: Sequence[Addition]) -> str:
    """Return the meaning of the bars and their ends, and who would close the gap at the smaller end alone."""
    sentences = ["Troops each would add if it joined."]
    if any(one.low < one.high for one in added):
        sentences.append(f"Outlined: only {ends_in_words(run, measure='capacity')['low']}.")
    if number := _at_the_low_end(run, added):
        sentences.append(f"{capital(spelled(number))} would close the smaller gap then.")
    return " ".join([*sentences, COULD_NOT_WOULD])


def _at_the_low_end(run: Run, added: Sequence[Addition]) -> int:
    """How many nations would close the gap at its smaller end, where none does at the larger one."""
    is_for_all = any("high" in one.closes for one in added)
    return 0 if is_for_all or not gap_to_close(run).low else sum("low" in one.closes for one in added)


def closing_in_words(run: Run, added: Sequence[Addition]) -> list[str]:
    """Return whether each nation closes the gap: `yes`, `only with the shorter rest`, `no`; '' where there is none."""
    gap, ends = gap_to_close(run), ends_in_words(run)
    if not gap.high:
        return ["" for _ in added]
    is_always = ["high" in one.closes for one in added]
    is_sometimes = [bool(gap.low) and "low" in one.closes for one in added]
    return [
        "yes" if always else f"only {ends['low']}" if sometimes else "no"
        for always, sometimes in zip(is_always, is_sometimes, strict=True)
    ]


def left_out(run: Run, drawn: Sequence[Addition], others: Sequence[Addition], unknown: Sequence[str]) -> str:
    """Return the note under the bars: the mark of a refusal, who adds less or nothing, whose army is not known."""
    contributors = run.scenario.coalition.contributors if run.scenario.coalition else {}
    sentences = ["× had ruled it out."] if any(contributors[one.name].position == "refused" for one in drawn) else []
    small = [one for one in others if one.high >= 1]
    if small:
        most = rounded_troops(max(one.high for one in small))
        sentences.append(f"{capital(spelled(len(small)))} more would add {most} or less.")
    if nothing := [one.name for one in others if one.high < 1]:
        who = _titles(run, nothing) if len(nothing) <= MOST_NAMED else f"{spelled(len(nothing))} nations"
        sentences.append(f"{capital(who)} would add nothing here.")
    if unknown:
        sentences.append(f"{capital(_titles(run, unknown))}: no army figure found.")
    return " ".join(sentences)


def _titles(run: Run, names: Sequence[str]) -> str:
    return listed(nation(run.scenario.nation_title(name)) for name in names)
