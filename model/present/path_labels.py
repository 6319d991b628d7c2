"""Names of a scenario's paths: the field's label, with its component or nation; and links to claims."""

import re
from functools import lru_cache

from model.scenario import Scenario
from model.scenario.scenario import NATIONS_AT
from model.terms import spaced

WORDS = {
    "as_of": "As of",
    "horizon_months": "Horizon in months",
    "coalition.counted_positions": "Positions that count",
    "coalition.probability_by_position": "Chances by position",
    "cost.currency": "Currency of the cost",
    "cost.price_year": "Price year of the cost",
    "us_backstop": "United States backstop",
    "us_backstop.provided": "United States backstop",
    "coalition.rule": "Rule of sharing",
    "schedule.start": "How units start",
    "schedule.backfill": "Others fill in where a nation has nobody",
}
"""Names of paths that hold no number."""
COST = "cost.per_deployed_year"
CHANCES = "coalition.probability_by_position"
POSITION_WORDS = {
    "declared": "that said it would send troops",
    "offered": "that named a number or a unit",
    "open": "that made it depend, or would help from elsewhere",
    "undeclared": "without a known position",
    "refused": "that ruled troops out",
}
"""The positions of nations, whose chances of taking part can be assumed."""
FOR_EACH = "months at home for each one away"
UNIT_WORDS = {
    "deployable_share": "of the land force",
    "dwell_ratio": FOR_EACH,
    "dwell_floor_ratio": FOR_EACH,
    "multiple": "in the cycle for each one deployed",
    "ratio": "",
    "share": "",
}
"""Words for units that read badly by their name: their subject where it tells more, '' where the label suffices."""
LINK = re.compile(r"\[(?P<words>[^\[\]]+)\]\(claim:(?P<claim>[a-z0-9_.]+)\)")
"""A link to a claim in a sentence, as `claim_link` writes it."""
CURRENCIES = ("gbp", "eur", "usd")
NATIONS = f"{NATIONS_AT}."
PARTS = {"force": 2, "nation": 3}
"""Number of keys in the path of a whole component and of a whole nation."""


def label_with_unit(scenario: Scenario, path: str) -> str:
    """Return the name of a path with its unit in brackets, where the label does not say it."""
    label, unit = label_of(scenario, path), field_unit(scenario, path)
    is_said = unit.partition(" ")[0] in label.lower().split()
    return label if is_said or not unit else f"{label} ({unit})"


def unit_words(unit: str, of: str = "") -> str:
    """Return a unit as it is read; `of` is the last key of the path, or the question, that the number is of.

    >>> unit_words("eur_per_soldier_year"), unit_words("ratio", "dwell_ratio"), unit_words("troops_per_km")
    ('EUR a soldier and year', 'months at home for each one away', 'troops per km')
    """
    currency, _, per = unit.partition("_")
    if currency in CURRENCIES:
        return f"{currency.upper()}{' a soldier and year' if per else ''}"
    return UNIT_WORDS.get(of, UNIT_WORDS.get(unit, spaced(unit)))


def field_unit(scenario: Scenario, path: str) -> str:
    """Return the unit of the field at a path, as it is read; the cost's in the scenario's currency."""
    if path == COST and scenario.cost is not None:
        return f"{scenario.cost.currency} a soldier and year".strip()
    return _unit_of_field(path)


@lru_cache(maxsize=4_096)
def _unit_of_field(path: str) -> str:
    domain = Scenario.domain_of(path)
    return unit_words(domain.unit_word if domain else "", path.rpartition(".")[2])


def label_of(scenario: Scenario, path: str) -> str:
    """Return the name of a path: its field's label, after the title of its component or its nation's name."""
    if path.startswith(NATIONS):
        return _nations_label(path)
    domain = scenario.domain_of(path)
    keys = path.split(".")
    label = domain.label if domain else WORDS.get(path, spaced(keys[-1]).capitalize())
    if path.startswith(f"{CHANCES}."):
        return f"Chance of a nation {POSITION_WORDS[keys[-1]]}"
    if keys[0] == "force" and len(keys) > 1:
        title = scenario.title_of(keys[1]) if keys[1] in scenario.force else spaced(keys[1]).capitalize()
        return title if len(keys) == PARTS["force"] else f"{title}: {label[0].lower()}{label[1:]}"
    return label


@lru_cache(maxsize=4_096)
def _nations_label(path: str) -> str:
    """The name of a nation, or of something of it."""
    domain, keys = Scenario.domain_of(path), path.split(".")
    title = spaced(keys[PARTS["nation"] - 1]).title()
    if len(keys) == PARTS["nation"]:
        return title
    label = domain.label if domain else WORDS.get(path, spaced(keys[-1]).capitalize())
    return f"{title}: {label[0].lower()}{label[1:]}"


def claim_link(claim: str, words: str = "") -> str:
    """Return a link to a claim, which pages and reports turn into an address of their own.

    >>> claim_link("dannatt.deployed")
    '[dannatt.deployed](claim:dannatt.deployed)'
    """
    return f"[{words or claim}](claim:{claim})"
