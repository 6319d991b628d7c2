"""The words for published rules of rest: what each is called, and what it says of one soldier."""

from functools import lru_cache

from model.analysis.rest_rules import RestRule
from model.evidence.claims import Register
from model.present.words.citations import cite, when
from model.present.words.plain import spelled_ends

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


def rule_name(rule: RestRule, register: Register) -> str:
    """Return the short name of a rule with its date: `British Army guideline, 2003`."""
    if rule.topic not in NAMES:
        return cite(rule.dwell, register)
    return ", ".join(filter(None, (NAMES[rule.topic], when(rule.dwell))))


def rule_says(rule: RestRule) -> str:
    """Return what a rule says of one soldier: `two or three at home for each one away`, `four months away, 20 at home`.

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
