"""What a report and the header of a file say of their evidence: the register of inputs, the claims behind them."""

import re

import pandas as pd

from model.engine.run import Run
from model.evidence.claims import Claim, Register
from model.present.labels import label_of, unit_at
from model.present.tables import claims as claim_tables
from model.present.tables.comparison import MEASURES
from model.present.tables.force import STANDINGS
from model.present.words.claims import attribution
from model.present.words.force import LABELS, MEANINGS, figure, missing
from model.scenario import Scenario

NAMES = {**LABELS, **MEASURES}
"""What the key figures are called."""
MEANT = MEANINGS | {
    "capacity": "Troops that the nations counted could keep up for ever at their dwell goal, within their offers.",
    "capacity_at_floor": "The same at the least time at home that each one's rotation tolerates.",
    "shortfall": "Troops deployed, less those whom the rule of sharing finds a nation for.",
}


LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
OF_A_CLAIM = (
    "Figure", "Bound", "In the words used", "Worked out by", "Worked out from", "As", "Said by", "Role",
    "Members of the group", "Said on", "Reported by", "Reported on", "Read in", "Nation",
    "Position on sending ground troops", "Kind", "Standing", "Status", "Source",
)  # fmt: skip


def claims_used(scenario: Scenario) -> list[Claim]:
    """Return the claims that a scenario rests on, by id: of its numbers, its nations' positions, those behind."""
    found = {claim.id: claim for quantity in scenario.quantities().values() if (claim := quantity.evidence)}
    nations = scenario.coalition.contributors if scenario.coalition else ()
    found |= {claim.id: claim for nation in nations if (claim := scenario.position_claim(nation))}
    waiting = list(found.values())
    while waiting:
        for known in waiting.pop().derived_from.values():
            if known not in found:
                found[known] = scenario.register.claims[known]
                waiting.append(found[known])
    return [found[name] for name in sorted(found)]


def key_figures(run: Run) -> pd.DataFrame:
    """Return the figures of the scenario, low to high as pages show them, and what each means."""
    rows = [(NAMES[name], figure(run, name), MEANT[name]) for name in NAMES if name in run.measures]
    return pd.DataFrame(rows, columns=["Figure", "Low to high", "What it means"]).set_index("Figure")


def all_measures(run: Run) -> pd.DataFrame:
    """Return every measure with its own low, central and high, unrounded; where there is none, why."""
    rows = []
    for name in run.measures:
        found = run.measure(name)
        ends = (missing(run, name) if end is None else unrounded(end) for end in (found.low, found.central, found.high))
        rows.append((name, run.unit(name), *ends))
    return pd.DataFrame(rows, columns=["Measure", "Unit", "Low", "Central", "High"]).set_index("Measure")


def inputs_register(run: Run, claim_link: str) -> pd.DataFrame:
    """Return every quantity as entered, with its standing, claim, who said it, when and where, and the reason.

    `{}` in the link stands for a claim's id.
    """
    rows = [
        {
            "Input": label_of(run.scenario, path),
            "Low": unrounded(quantity.low),
            "Central": unrounded(quantity.central),
            "High": unrounded(quantity.high),
            "Unit": unit_at(run.scenario, path),
            "Standing": STANDINGS[quantity.standing],
            "Claim": f"[{quantity.claim}]({claim_link.format(quantity.claim)})" if quantity.claim else "none",
            "Who said it, when, where reported": attribution(quantity) if quantity.claim else "",
            "Reason": quantity.because or "",
        }
        for path, quantity in run.scenario.quantities().items()
    ]
    return pd.DataFrame(rows).set_index("Input")


def unrounded(number: float) -> str:
    """Return a number as it stands in files, with thousands separators.

    >>> unrounded(13333.333333333334), unrounded(0.125)
    ('13,333.3333333333', '0.125')
    """
    return f"{number:,.15g}".replace("-", "−")


def claim_in_words(register: Register, claim: Claim) -> dict[str, str]:
    """Return all that is known of one claim by itself, without what leads to other claims."""
    found = claim_tables.claim_in_words(register, claim, "{}")["Claim"].items()
    told = {str(name): LINK.sub(r"\1", words) for name, words in found}
    return {name: words for name, words in told.items() if name in OF_A_CLAIM}
