"""Tables about the evidence: claims as files have them, one claim's record, where it is used, assumptions."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import pandas as pd

from model.evidence.claims import Claim, Register
from model.present.path_labels import label_of
from model.present.tables.explained import explained
from model.present.words.citations import cite
from model.present.words.claims import (
    dates,
    topic,
)
from model.present.words.evidence import Input, inputs_of
from model.present.words.figures import figure
from model.present.words.plain import listed
from model.scenario import Scenario
from model.terms import BOUNDS, KINDS, STANDINGS, TERMS, spaced

CLAIM, STANDING = TERMS["claim"].word, TERMS["standing"].word
"""Heads of columns."""


def claims_in_words(claims: Iterable[Claim]) -> pd.DataFrame:
    """Return the claims, a row each: statement, figure, speaker, date, where reported, standing."""
    rows = [
        {
            CLAIM: claim.id,
            "Says": claim.says,
            "Figure": figure(claim),
            "Said by": _speaker(claim),
            "Role": claim.role or "not stated",
            "Said on": _said_on(claim),
            "Reported by": claim.reported_by,
            "Reported on": dates(claim.reported_on),
            "Kind": KINDS[claim.kind],
            "Bound": _bound(claim),
            STANDING: STANDINGS[claim.standing],
            "Status": claim.status,
            "About": topic(claim),
            "Source": claim.url or f"article {claim.seed}",
        }
        for claim in claims
    ]
    return pd.DataFrame(rows)


def claims_with_numbers(claims: Iterable[Claim]) -> pd.DataFrame:
    """Return the claims in words, and for programs each figure's low, high and unit and the days it can be of."""
    claims, unknown = list(claims), (None, None)
    numbers = [(*(claim.bounds or unknown), claim.unit, *(claim.days or unknown)) for claim in claims]
    columns = ["low", "high", "unit", "first_day", "last_day"]
    return claims_in_words(claims).join(explained(pd.DataFrame(numbers, columns=columns), _why))


def _why(column: str, _: Mapping[Hashable, Any]) -> str:
    return "not stated" if column.endswith("day") else "in words"


def in_short(register: Register, claims: Iterable[Claim]) -> pd.DataFrame:
    """Return claims as a picture shows them: figure, who said it and when, what it is of."""
    rows = [(figure(claim), cite(claim, register), claim.says) for claim in claims]
    return pd.DataFrame(rows, columns=["Figure", "Who and when", "What of"]).set_index("Figure")


def _speaker(claim: Claim) -> str:
    return "unnamed" if claim.speaker == "unknown" else claim.speaker


def _said_on(claim: Claim) -> str:
    basis = "" if claim.said_on == "unknown" else f" ({spaced(claim.date_basis)})"
    return dates(claim.said_on) + basis


def _bound(claim: Claim) -> str:
    return BOUNDS[claim.bound].label if claim.bound else "in words"


def used_in(claim: Claim, scenarios: Iterable[Scenario]) -> list[tuple[Scenario, list[str]]]:
    """Return the scenarios that rest on a claim, each with its inputs and nations that do."""
    return [(scenario, labels) for scenario in scenarios if (labels := _uses(claim, scenario))]


def _uses(claim: Claim, scenario: Scenario) -> list[str]:
    """The labels of a scenario's inputs that rest on the claim, and the nations whose position it gives."""
    labels = []
    for path, quantity in scenario.quantities().items():
        if quantity.claim == claim.id:
            labels.append(label_of(scenario, path))
        elif quantity.evidence and claim.id in scenario.register.behind(quantity.evidence):
            labels.append(f"{label_of(scenario, path)} (through a sum of ours)")
    nations = scenario.coalition.contributors if scenario.coalition else ()
    for nation in nations:
        position = scenario.position_claim(nation)
        if position and position.id == claim.id:
            labels.append(f"{scenario.nation_title(nation)}: position")
    return labels


def assumptions(scenarios: Iterable[Scenario], *, of_claims: bool) -> list[tuple[str, Input, list[Scenario]]]:
    """Return the assumptions of several scenarios, each once with its label and the scenarios that make it.

    Nations of which the same is assumed for the same reason share a row.

    Args:
        scenarios: the scenarios.
        of_claims: whether the assumptions on how a claim is taken are wanted, or the numbers of our own.
    """
    users: dict[tuple[str, str, str], tuple[Input, dict[str, Scenario], dict[str, None]]] = {}
    for scenario in scenarios:
        for one in inputs_of(scenario):
            if one.reason and one.group not in ("zero", "army") and (one.claim is not None) is of_claims:
                nation, _, label = one.label.rpartition(": ") if one.nation else ("", "", one.label)
                _, plans, nations = users.setdefault((label, one.figure, one.reason), (one, {}, {}))
                plans[scenario.name] = scenario
                nations |= dict.fromkeys(filter(None, [nation]))
    return [
        (f"{listed(nations)}: {key[0]}" if nations else key[0], one, list(plans.values()))
        for key, (one, plans, nations) in users.items()
    ]
