"""The words for published rules of rest: what each is called, and what it says of one soldier."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from model.analysis.rest_rules import RestRule, rule_of, tied_up_by_rule
from model.engine.run import Run
from model.evidence.claims import Register
from model.frozen import Range
from model.present.numbers import entered, joined, rounded, span, step_of, with_unit
from model.present.words.citations import cite, when
from model.present.words.force import size
from model.present.words.plain import listed, spelled, spelled_ends

NAMES = {
    "dannatt": "Lord Dannatt",
    "france_afghanistan": "French rule for Afghanistan",
    "france_norm": "French norm",
    "germany_flexible": "Later German rule",
    "germany_norm": "German norm",
    "nato_2004": "NATO targets",
    "united_kingdom_harmony": "British Army guideline",
}
"""The short names of the rules; a rule without one is called by its citation."""
AT_HOME = "at home for each one away"
YOURS = "As entered here"


def rule_name(rule: RestRule, register: Register) -> str:
    """Return the short name of a rule with its date: `British Army guideline, 2003`."""
    if rule.topic not in NAMES:
        return cite(rule.dwell, register)
    return ", ".join(filter(None, (NAMES[rule.topic], when(rule.dwell))))


def rule_says(rule: RestRule) -> str:
    """Return a rule for one soldier in words: `two or three at home for each one away`, `four months away, 20 at home`.

    >>> import model
    >>> from model.analysis.rest_rules import rules
    >>> [rule_says(rule) for rule in rules(model.load("dannatt").register)][:3]
    ['two or three at home for each one away', 'five at home for each one away', 'four months away, 20 at home']
    """
    low, high = rule.dwell.bounds or (0.0, 0.0)
    if rule.is_ratio:
        return f"{spelled_ends(low, high)} {AT_HOME}"
    if rule.tour is None:
        return f"{spelled_ends(low, high)} months at home between tours"
    return f"{spelled_ends(*(rule.tour.bounds or (0.0, 0.0)))} months away, {spelled_ends(low, high)} at home"


@lru_cache(maxsize=1_024)
def rule_in_words(rule: RestRule, register: Register) -> str:
    """Return a rule as an option to choose: `British Army guideline, 2003: 24 months at home between tours`."""
    return f"{rule_name(rule, register)}: {rule_says(rule)}"


@dataclass(frozen=True)
class RuleRow:
    """The result of a rule of rest for a force: its name, what it says of one soldier, the troops it ties up.

    `is_in_use` marks the rule by which the force rotates; a force that follows none has a row of its own.
    """

    name: str
    says: str
    tied_up: Range
    is_in_use: bool
    claims: tuple[str, ...] = ()


def rows(run: Run) -> tuple[list[RuleRow], list[str]]:
    """Return the result of each rule for a run's force, least troops first; and names of rules that do not fit."""
    register, in_use = run.scenario.register, rule_of(run.scenario)
    by_rule = tied_up_by_rule(run)
    fitting = [
        RuleRow(rule_name(rule, register), rule_says(rule), tied_up, rule == in_use, rule.claims)
        for rule, tied_up in by_rule
        if tied_up is not None
    ]
    if not any(row.is_in_use for row in fitting):
        fitting.append(RuleRow(YOURS, entered_rest(run), run.measure("tied_up"), is_in_use=True))
    left_out = [rule_name(rule, register) for rule, tied_up in by_rule if tied_up is None]
    return sorted(fitting, key=lambda row: row.tied_up.ends), left_out


def entered_rest(run: Run) -> str:
    """Return the rest of a scenario that follows no published rule, in words."""
    rotation = run.scenario.rotation
    ends = joined((rotation.dwell.low, rotation.dwell.high), entered)
    if rotation.dwell_ratio is not None:
        return f"{ends} {AT_HOME}"
    return f"{with_unit(ends, 'months')} at home between tours"


def in_troops(listed_rows: Sequence[RuleRow]) -> Callable[[Range], str]:
    """Return the words for the troops that rules tie up, all rounded to one step: they stand in one picture."""
    write = partial(rounded, step=step_of(*(end for row in listed_rows for end in row.tied_up.ends)))
    return lambda tied_up: span(tied_up, write)


def finding(run: Run, listed_rows: Sequence[RuleRow]) -> str:
    """Return the finding: the troops that the published rules tie up, from the least to the most.

    >>> import model
    >>> run = Run.of(model.load("reassurance_force"))
    >>> finding(run, rows(run)[0])
    'The same 30,000 by seven published rules: 90,000 to 180,000'
    """
    published = [row.tied_up for row in listed_rows if row.claims]
    ends = [end for tied_up in published for end in tied_up.ends]
    words = in_troops(listed_rows)(Range(min(ends), None, max(ends)))
    is_one_size = run.measure("deployed").low == run.measure("deployed").high
    what = f"The same {size(run).removeprefix('about ')}" if is_one_size else "The same force"
    return f"{what} by {spelled(len(published))} published rules: {words}"


def conditions(left_out: Sequence[str]) -> str:
    """Return the subtitle: what is drawn, and which rules are left out."""
    without = f" Left out, as leave and training do not fit into it: {listed(left_out)}." if left_out else ""
    return f"Troops tied up; tours as here, unless a rule names its own. Filled: the rule in use.{without}"
