"""Tables of the evidence for reports and headers of files: the register of inputs, the claims behind them."""

import pandas as pd

from model.engine.missing import with_reasons
from model.engine.run import Run
from model.evidence.claims import Claim
from model.present.numbers import exact
from model.present.words.citations import cite
from model.present.words.evidence import inputs_of
from model.scenario import Scenario
from model.terms import STANDINGS


def claims_used(scenario: Scenario) -> list[Claim]:
    """Return the claims that a scenario rests on, by id: of its numbers, of its parts and nations, and behind them."""
    used = {claim.id: claim for quantity in scenario.quantities().values() if (claim := quantity.evidence)}
    nations = scenario.coalition.contributors if scenario.coalition else ()
    used |= {claim.id: claim for nation in nations if (claim := scenario.position_claim(nation))}
    named = {part.named_by for part in scenario.force.values() if part.named_by}
    used |= {claim: scenario.register.claims[claim] for claim in named}
    waiting = list(used.values())
    while waiting:
        for known in waiting.pop().derived_from.values():
            if known not in used:
                used[known] = scenario.register.claims[known]
                waiting.append(used[known])
    return [used[name] for name in sorted(used)]


def inputs_in_words(scenario: Scenario) -> pd.DataFrame:
    """Return every input of a scenario by its path: its name, its value as published or entered, who gave it."""
    inputs = inputs_of(scenario)
    rests_on = [cite(one.claim, scenario.register) if one.claim else one.reason or STANDINGS["user"] for one in inputs]
    columns = {"input": [one.label for one in inputs], "value": [one.figure for one in inputs], "rests_on": rests_on}
    return pd.DataFrame(columns, pd.Index([one.path for one in inputs], name="path"))


def all_measures(run: Run) -> pd.DataFrame:
    """Return every measure with its own low, central and high, unrounded; where there is none, why."""
    rows = []
    for name in run.measures:
        cells = with_reasons(run.measure(name), run.why(name))
        rows.append((name, run.unit(name), *(exact(cell) if isinstance(cell, float) else cell for cell in cells)))
    return pd.DataFrame(rows, columns=["Measure", "Unit", "Low", "Midpoint, our arithmetic", "High"]).set_index(
        "Measure"
    )
