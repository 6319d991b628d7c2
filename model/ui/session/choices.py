"""The reader's choices that are no plain numbers: kept for the session, shared by the pages, in every link.

About the coalition and its backstop, and about how the months begin.

Who is in is a choice about chances: a nation taken in that does not count takes part for certain, one
taken out not at all. The choices are plain values by short name; nothing here draws.
"""

from collections.abc import Callable, Mapping
from typing import Any

from model.evidence.claims import Position
from model.scenario import Scenario
from model.scenario.coalition import Coalition, Contributor
from model.terms import RULES
from model.ui.session.inputs import is_between

WHO, RULE, SHARE, BACKSTOP, CHANCES = "who", "rule", "share", "backstop", "chances"
STARTS, FILLS_IN = "starts", "fill_in"
RESTED, STAGGERED = "Rested", "Staggered"
EACH_ITS_OWN, OTHERS_TOO = "Each its own", "Others fill in"
PROVIDED, WITHDRAWN = "Provided", "Withdrawn"
IN_OR_OUT, ASSUMED = "In or out", "With chances"
WORDS = {
    RULE: list(RULES),
    BACKSTOP: [PROVIDED, WITHDRAWN],
    CHANCES: [IN_OR_OUT, ASSUMED],
    STARTS: [RESTED, STAGGERED],
    FILLS_IN: [EACH_ITS_OWN, OTHERS_TOO],
}
"""The allowed values of each choice of a word."""
POSITIONS: Mapping[Position, float] = {"declared": 0.9, "offered": 0.7, "open": 0.0, "undeclared": 0.0, "refused": 0.0}
"""Chances a reader starts from when asking for chances: placeholders to be replaced, shown as the reader's own.

A nation that volunteered nothing has none before the reader gives it one.
"""

Choices = dict[str, float | str]


def starts(scenario: Scenario) -> Choices:
    """Return the choices as the starting scenario has them; no more than backstop and start without a coalition."""
    choices: Choices = {
        BACKSTOP: PROVIDED if scenario.us_backstop.provided else WITHDRAWN,
        STARTS: STAGGERED if scenario.schedule.start == "evenly_spread" else RESTED,
        FILLS_IN: OTHERS_TOO if scenario.schedule.backfill else EACH_ITS_OWN,
    }
    coalition = scenario.coalition
    if coalition is None:
        return choices
    choices |= {WHO: ",".join(counted(scenario)), RULE: coalition.rule}
    if coalition.deployable_share is not None:
        choices[SHARE] = coalition.deployable_share.central
    choices[CHANCES] = ASSUMED if coalition.probability_by_position else IN_OR_OUT
    chances = {str(key): value for key, value in coalition.probability_by_position.items()}
    return choices | {
        f"p_{position}": chances[position].central if position in chances else chance
        for position, chance in POSITIONS.items()
    }


def counted(scenario: Scenario) -> list[str]:
    """Return the contributors that count by their position or their own chance, A to Z."""
    coalition = scenario.coalition
    if coalition is None:
        return []
    return sorted(name for name, contributor in coalition.contributors.items() if _counts(contributor, coalition))


def _counts(contributor: Contributor, coalition: Coalition) -> bool:
    """Whether a contributor counts: by its own or its position's chance of 0 or 1, else by its position."""
    stated = contributor.probability or coalition.probability_by_position.get(contributor.position)
    if stated is not None and stated.central in (0, 1):
        return stated.central == 1
    return contributor.position in coalition.counted_positions


def changes(scenario: Scenario, choices: Choices) -> dict[str, Any]:
    """Return the changes that the choices make to the starting scenario: dotted path -> value."""
    start = starts(scenario)
    changed: dict[str, Any] = {}
    if choices[BACKSTOP] != start[BACKSTOP]:
        changed["us_backstop.provided"] = choices[BACKSTOP] == PROVIDED
    if choices[STARTS] != start[STARTS]:
        changed["schedule.start"] = "evenly_spread" if choices[STARTS] == STAGGERED else "rested"
    if choices[FILLS_IN] != start[FILLS_IN]:
        changed["schedule.backfill"] = choices[FILLS_IN] == OTHERS_TOO
    if scenario.coalition is None:
        return changed
    for name in sorted(set(_names(choices)) ^ set(counted(scenario))):
        changed[f"coalition.contributors.{name}.probability"] = float(name in _names(choices))
    if choices[RULE] != start[RULE]:
        changed["coalition.rule"] = choices[RULE]
    if SHARE in start and choices[SHARE] != start[SHARE]:
        changed["coalition.deployable_share"] = choices[SHARE]
    return changed | _chance_changes(scenario, choices, start)


def _chance_changes(scenario: Scenario, choices: Choices, start: Choices) -> dict[str, Any]:
    path = "coalition.probability_by_position"
    if choices[CHANCES] == IN_OR_OUT:
        return {path: None} if start[CHANCES] == ASSUMED else {}
    chances = scenario.coalition.probability_by_position if scenario.coalition else {}
    keys = {position: f"p_{position}" for position in POSITIONS}
    return {
        f"{path}.{position}": choices[key]
        for position, key in keys.items()
        if position not in chances or choices[key] != start[key]
    }


def checks(scenario: Scenario) -> dict[str, Callable[[str], str | None]]:
    """Return, for each short name in an address, a function that names the allowed values if a value is not one."""
    allowed: dict[str, Callable[[str], str | None]] = {}
    for key, value in starts(scenario).items():
        if key == WHO:
            allowed[key] = lambda text: _who_allowed(scenario, text)
        elif isinstance(value, float):
            allowed[key] = lambda text: None if is_between(text, 0, 1) else "0 to 1"
        else:
            words = WORDS[key]
            allowed[key] = lambda text, words=words: None if text in words else ", ".join(words)  # type: ignore[misc]
    return allowed


def from_address(scenario: Scenario, address: Mapping[str, str]) -> Choices:
    """Return the starting choices, replaced by allowed values of an address."""
    choices = starts(scenario)
    for key, is_refused in checks(scenario).items():
        if key in address and is_refused(address[key]) is None:
            choices[key] = float(address[key]) if isinstance(choices[key], float) else address[key]
    if WHO in choices:
        choices[WHO] = ",".join(sorted(set(_names(choices))))
    return choices


def _names(choices: Choices) -> list[str]:
    return [name for name in str(choices[WHO]).split(",") if name]


def _who_allowed(scenario: Scenario, text: str) -> str | None:
    names = scenario.coalition.contributors if scenario.coalition else {}
    return None if set(text.split(",")) <= {*names, ""} else f"some of {', '.join(names)}, with commas"
