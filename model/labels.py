"""What a path of a scenario is called: its field's label, with its component or nation."""

from model.scenario import Scenario

WORDS = {
    "us_backstop.provided": "United States backstop",
    "coalition.rule": "Rule of sharing",
    "schedule.start": "How units start",
    "schedule.backfill": "Others fill in where a nation has nobody",
}
"""What changes are called that are no numbers."""


def label_with_unit(scenario: Scenario, path: str) -> str:
    """Return what a path is called with its unit in brackets, where the label does not say it."""
    label, unit = label_of(scenario, path), scenario.unit_of(path)
    return label if unit in label else f"{label} ({unit})"


def label_of(scenario: Scenario, path: str) -> str:
    """Return what a path is called: its field's label, after the title of its component or its nation's name."""
    domain = scenario.domain_of(path)
    label = domain.label if domain else WORDS.get(path, path)
    keys = path.split(".")
    if keys[0] == "force":
        return f"{scenario.title_of(keys[1])}: {label[0].lower()}{label[1:]}"
    if keys[:2] == ["coalition", "contributors"]:
        return f"{keys[2].replace('_', ' ').title()}: {label[0].lower()}{label[1:]}"
    return label
