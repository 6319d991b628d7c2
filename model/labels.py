"""What a path of a scenario is called: its field's label, with its component or nation."""

from model.scenario import Scenario

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
"""What changes are called that are no numbers."""
PARTS = {"force": 2, "nation": 3}
"""How many keys lead to a whole component, to a whole nation."""


def label_with_unit(scenario: Scenario, path: str) -> str:
    """Return what a path is called with its unit in brackets, where the label does not say it."""
    label, unit = label_of(scenario, path), scenario.unit_of(path)
    return label if unit in label else f"{label} ({unit})"


def label_of(scenario: Scenario, path: str) -> str:
    """Return what a path is called: its field's label, after the title of its component or its nation's name."""
    domain = scenario.domain_of(path)
    keys = path.split(".")
    label = domain.label if domain else WORDS.get(path, keys[-1].replace("_", " ").capitalize())
    if keys[0] == "force" and len(keys) > 1:
        title = scenario.title_of(keys[1]) if keys[1] in scenario.force else keys[1].replace("_", " ").capitalize()
        return title if len(keys) == PARTS["force"] else f"{title}: {label[0].lower()}{label[1:]}"
    if keys[:2] == ["coalition", "contributors"] and len(keys) > PARTS["nation"] - 1:
        if len(keys) == PARTS["nation"]:
            return keys[2].replace("_", " ").title()
        return f"{keys[2].replace('_', ' ').title()}: {label[0].lower()}{label[1:]}"
    return label
