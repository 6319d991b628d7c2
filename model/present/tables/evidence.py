"""Tables of the evidence for reports and headers of files: the register of inputs, the claims behind them."""

import re

import pandas as pd

from model.engine.missing import with_reasons
from model.engine.run import Run
from model.evidence.claims import Claim, Register
from model.present.numbers import exact
from model.present.path_labels import claim_link, label_of, unit_at
from model.present.tables import claims as claims_tables
from model.present.words.claims import attribution
from model.present.words.force import figure
from model.scenario import Scenario
from model.terms import MEASURES, STANDINGS, TERMS

CLAIM, STANDING = TERMS["claim"].word, TERMS["standing"].word
KEY_FIGURES = (
    "deployed", "multiplier", "tied_up", "throughput", "people_within_horizon", "cost_per_year", "margin", "capacity",
    "capacity_at_floor", "shortfall",
)  # fmt: skip
LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
OF_A_CLAIM = (
    "Figure", "Bound", "In the words used", "Worked out by", "Worked out from", "As", "Said by", "Role",
    "Members of the group", "Said on", "Reported by", "Reported on", "Read in", "Nation",
    "Position on sending ground troops", "Kind", STANDING, "Status", "Source",
)  # fmt: skip


def claims_used(scenario: Scenario) -> list[Claim]:
    """Return the claims that a scenario rests on, by id: of its numbers, of its nations' positions, and behind them."""
    used = {claim.id: claim for quantity in scenario.quantities().values() if (claim := quantity.evidence)}
    nations = scenario.coalition.contributors if scenario.coalition else ()
    used |= {claim.id: claim for nation in nations if (claim := scenario.position_claim(nation))}
    waiting = list(used.values())
    while waiting:
        for known in waiting.pop().derived_from.values():
            if known not in used:
                used[known] = scenario.register.claims[known]
                waiting.append(used[known])
    return [used[name] for name in sorted(used)]


def key_figures(run: Run) -> pd.DataFrame:
    """Return the figures of the scenario, low to high as pages show them, and their meanings."""
    rows = [
        (MEASURES[name].label, figure(run, name), MEASURES[name].meaning)
        for name in KEY_FIGURES
        if name in run.measures
    ]
    return pd.DataFrame(rows, columns=["Figure", "Low to high", "What it means"]).set_index("Figure")


def all_measures(run: Run) -> pd.DataFrame:
    """Return every measure with its own low, central and high, unrounded; where there is none, why."""
    rows = []
    for name in run.measures:
        cells = with_reasons(run.measure(name), run.why(name))
        rows.append((name, run.unit(name), *(exact(cell) if isinstance(cell, float) else cell for cell in cells)))
    return pd.DataFrame(rows, columns=["Measure", "Unit", "Low", "Midpoint, our arithmetic", "High"]).set_index(
        "Measure"
    )


def inputs_register(run: Run) -> pd.DataFrame:
    """Return every quantity as entered, with its standing, claim, who said it, when and where, and the reason."""
    rows = [
        {
            "Input": label_of(run.scenario, path),
            "Low": exact(quantity.low),
            "Central": exact(quantity.central),
            "High": exact(quantity.high),
            "Unit": unit_at(run.scenario, path),
            STANDING: STANDINGS[quantity.standing],
            CLAIM: claim_link(quantity.claim) if quantity.claim else "none",
            "Who said it, when, where reported": attribution(quantity) if quantity.claim else "",
            "Reason": quantity.because or "",
        }
        for path, quantity in run.scenario.quantities().items()
    ]
    return pd.DataFrame(rows).set_index("Input")


def claim_without_links(register: Register, claim: Claim) -> dict[str, str]:
    """Return all rows of one claim's card, without links to other claims."""
    card = claims_tables.claim_in_words(register, claim)[CLAIM].items()
    texts = {str(name): LINK.sub(r"\1", words) for name, words in card}
    return {name: words for name, words in texts.items() if name in OF_A_CLAIM}
