"""The words of arrivals: what holds back the units of a nation, what is asked for or who is rested."""

from model.analysis.arrivals import Arrivals
from model.engine.run import Run
from model.engine.units import ALONE, SHARED
from model.present.numbers import tenths
from model.present.words.ends import ends_in_words
from model.present.words.plain import nation

ARRIVED, ASKED, RESTED = "arrived", "what is asked for allows", "those who are rested allow"


def whose(run: Run, of: Arrivals) -> str:
    """Return the owner of the units: a nation, several that share units, or all together."""
    if of.contributor == ALONE:
        return "all together"
    if of.contributor.startswith(SHARED.rstrip(")")):
        return "the nations that share units"
    return nation(run.scenario.nation_title(of.contributor))


def title(run: Run, of: Arrivals) -> str:
    """Return the finding: from which month on rest decides how many can go, or that all go who are asked for."""
    units, who = f"{of.unit}s" if of.unit else "troops", whose(run, of)
    if of.first_short is None:
        return f"As many {units} of {who} can go as are asked for"
    if of.first_short == 1:
        return f"Rest decides from the start how many {units} of {who} can go"
    return f"From month {of.first_short} rest decides how many {units} of {who} can go"


def subtitle(run: Run, of: Arrivals, case: str) -> str:
    """Return the line under the title: all arrivals since the start, and the two lines above them, in one case."""
    units = of.unit.capitalize() + "s" if of.unit else "Troops"
    ends = ends_in_words(run)
    when = f", {ends[case]}" if len(set(ends.values())) > 1 else ""
    return f"{units} that have arrived since the start{when}: never more than either line allows. Tinted: missing."


def text(run: Run, of: Arrivals) -> str:
    """Return the text alternative: the finding, and where the lines end."""
    month, (called, rested, arrived) = max(of.by_month.items())
    return (
        f"{title(run, of)}. By month {month}, {tenths(arrived)} have arrived; {ASKED} {tenths(called)}, {RESTED} "
        f"{tenths(rested)}."
    )
