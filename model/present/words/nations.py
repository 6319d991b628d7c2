"""The positions of nations on sending troops in words, and who counts although it had ruled troops out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from model.engine.run import Run
from model.evidence.claims import Claim
from model.present.words.plain import capital, day, listed, nation, spelled
from model.scenario import Scenario
from model.terms import SAID

REFUSED, QUIET, OPEN = "refused", "undeclared", "open"


@dataclass(frozen=True)
class Refusal:
    """A nation that counts although it had ruled out sending troops; `claim` is None where a file says so itself."""

    name: str
    title: str
    claim: Claim | None


def refusals(run: Run) -> list[Refusal]:
    """Return the nations that count although they had ruled troops out, in the order of the scenario."""
    scenario = run.scenario
    refused = with_position(scenario, REFUSED)
    return [
        Refusal(name, scenario.nation_title(name), scenario.position_claim(name))
        for name in run.counted
        if name in refused
    ]


def had_refused(refusal: Refusal) -> str:
    """Return the fact: `Poland had ruled out sending troops`."""
    return f"{capital(nation(refusal.title))} had ruled out sending troops"


def added_all_the_same(run: Run, refusal: Refusal) -> str:
    """Return the consequence, whether the reader added the nation or the scenario counts it."""
    is_readers = any(path.startswith(f"coalition.contributors.{refusal.name}.") for path in run.scenario.changed)
    who = "You have added it anyway" if is_readers else "This plan counts it all the same"
    return f"{who}: this shows what it could do."


def with_position(scenario: Scenario, position: str) -> list[str]:
    """Return the contributors with a position, in the order of the scenario."""
    contributors = scenario.coalition.contributors if scenario.coalition else {}
    return [name for name, contributor in contributors.items() if contributor.position == position]


def counts_of_positions(run: Run) -> str:
    """Return how many nations are looked at, count, had ruled troops out, and have no known position."""
    scenario, counted = run.scenario, len(run.counted)
    total = len(scenario.coalition.contributors) if scenario.coalition else 0
    if total == counted:
        return "No other nation is looked at here." if total == 1 else "No other nations are looked at here."
    others = [set(with_position(scenario, position)) - set(run.counted) for position in (REFUSED, QUIET, OPEN)]
    refused, quiet, unsure = map(len, others)
    clauses = [f"{spelled(counted) if counted else 'none'} {'counts' if counted == 1 else 'count'} as in"]
    if unsure:
        clauses.append(f"{spelled(unsure)} {'was' if unsure == 1 else 'were'} open or set conditions")
    if refused:
        clauses.append(f"{spelled(refused)} had ruled troops out{when(scenario)}")
    if quiet:
        clauses.append(f"no position was found for {spelled(quiet)}")
    looked_at = "the one nation" if total == 1 else f"{spelled(total)} nations"
    return f"Of {looked_at} looked at, {listed(clauses)}."


def when(scenario: Scenario) -> str:
    """Return the day as of which positions stand: ` by 20 Feb 2025`; '' for none."""
    return f" by {day(scenario.as_of.isoformat())}" if scenario.as_of else ""


def of_the_map(run: Run) -> str:
    """Return the finding of the map: how many nations are in, open, and have ruled troops out."""
    counted = len(run.counted)
    open_too = len(set(with_position(run.scenario, OPEN)) - set(run.counted))
    refused = len(with_position(run.scenario, REFUSED))
    words = f"{capital(spelled(counted))} nation{'' if counted == 1 else 's'} {'is' if counted == 1 else 'are'} in"
    others = [f"{spelled(open_too)} open"] if open_too else []
    others += [f"{spelled(refused)} had ruled troops out"] if refused else []
    return f"{words}; {', '.join(others)}" if others else words


def of_the_named(scenario: Scenario, names: Iterable[str]) -> str:
    """Return the nations that had ruled troops out, and those for which no position was found; '' for neither."""
    every = list(names)
    sentences = []
    if refused := _titles(scenario, [name for name in every if name in with_position(scenario, REFUSED)]):
        sentences.append(f"{capital(listed(refused))} had ruled troops out.")
    if quiet := _titles(scenario, [name for name in every if name in with_position(scenario, QUIET)]):
        is_all = len(quiet) == len(every) > 1
        words = "None of them has stated a position in our sources" if is_all else _no_position(quiet)
        sentences.append(f"{words}.")
    return " ".join(sentences)


def _titles(scenario: Scenario, names: Sequence[str]) -> list[str]:
    return [nation(scenario.nation_title(name)) for name in names]


def _no_position(titles: Sequence[str]) -> str:
    return f"No position was found for {listed(titles)}"


def said(scenario: Scenario, name: str) -> str:
    """Return a nation's position as words: `ruled it out`."""
    contributors = scenario.coalition.contributors if scenario.coalition else {}
    return SAID[contributors[name].position]
