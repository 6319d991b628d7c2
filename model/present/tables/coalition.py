"""Tables about the coalition, from results alone: contributors, the chances of each size of force, pivotal nations."""

from collections.abc import Callable

import pandas as pd

from model.engine.missing import NO_POOL
from model.engine.results import COLUMNS, available_in, contributor_rows, largest_force
from model.engine.run import Run
from model.evidence.claims import Claim
from model.present.numbers import NOT_KNOWN, in_100, of_100, percent, rounded, tenths_in_100
from model.present.path_labels import claim_link
from model.present.words.claims import dates, deeds, outside_in_words
from model.present.words.coalition import AVAILABLE, pivotal_weights
from model.present.words.force import force_words, named_by, value_in_words
from model.scenario import Scenario
from model.scenario.quantity import Quantity
from model.terms import STANDINGS, TERMS

LEVELS = (1, 0.95, 0.75, 0.5, 0.25, 0.05)


def contributors_in_words(run: Run, case: str) -> pd.DataFrame:
    """Return every contributor, counted ones first, then A to Z: position, pool, troops it could and would carry."""
    quantities, available = run.scenario.quantities(), available_in(run, case)
    rows = []
    for row in (dict(zip(COLUMNS["contributors"], values, strict=True)) for values in contributor_rows(run)):
        if row["case"] == case:
            path = f"coalition.contributors.{row['contributor']}"
            is_known = row["pool"] is not None  # else it carries nothing for want of a figure, which is not 0
            rows.append(
                {
                    "Nation": row["title"],
                    "In": "in" if row["counts"] else "out",
                    "Carries": _known(row["deployed"] if is_known else None),
                    "Ties up": _known(row["tied_up"] if is_known else None),
                    "Of its pool": NO_POOL if row["pool"] == 0 else _known(row["strain"], percent),
                    "Of its land force": _known(row["share_of_land_strength"], percent),
                    TERMS["position"].word: _position(run.scenario, row["contributor"]),
                    "Land strength": _with_claim(quantities.get(f"{path}.land_strength"), NOT_KNOWN),
                    "Posted elsewhere": _with_claim(quantities[f"{path}.posted_elsewhere"], ""),
                    "Deployed elsewhere": _with_claim(quantities[f"{path}.deployed_elsewhere"], ""),
                    TERMS["pool"].word: _known(row["pool"]),
                    "Could keep up at the goal": _known(row["sustained"]),
                    TERMS["offer"].word: _with_claim(quantities.get(f"{path}.offer_troops"), "none"),
                    AVAILABLE.capitalize(): _known(available[row["contributor"]] if is_known else None),
                    TERMS["chance"].word: "" if row["probability"] is None else percent(row["probability"]),
                    "Held by": row["limit"] or "",
                }
            )
    return pd.DataFrame(rows).sort_values(["In", "Nation"]).set_index("Nation")


def _position(scenario: Scenario, contributor: str) -> str:
    """A contributor's position with who says so, when, and the things that it leads or signed by then."""
    position = scenario.coalition.contributors[contributor].position if scenario.coalition else ""
    claim = scenario.position_claim(contributor)
    said = f" ({_dated(claim)})" if claim else ""
    others = deeds(scenario.register.of_nation(contributor, scenario.as_of))
    return "; ".join(filter(None, [f"{position}{said}", outside_in_words(claim), *others]))


def _with_claim(quantity: Quantity | None, otherwise: str) -> str:
    """A quantity as entered, with the claim behind it and its date."""
    if quantity is None:
        return otherwise
    claim = quantity.evidence
    return f"{value_in_words(quantity)} ({_dated(claim) if claim else STANDINGS[quantity.standing]})"


def _dated(claim: Claim) -> str:
    said = dates(claim.said_on) if claim.said_on != "unknown" else f"reported {dates(claim.reported_on)}"
    return f"{claim_link(claim.id)}, {said}"


def chances_in_words(run: Run, case: str) -> pd.DataFrame:
    """Return the largest force that could be kept up at each chance, and the chance of the force's own size."""
    words = force_words(run)
    sizes = {f"{in_100(level)} of 100 cases": words(largest_force(run, case, level)) for level in LEVELS}
    deployed, kept_up = run.at(case, "deployed"), run.chances(run.case_numbers[case]).chance.kept_up
    if deployed is not None:
        sizes[f"{of_100(kept_up)} of 100 cases: as {named_by(run)}"] = words(deployed)
    return pd.Series(sizes, name="A force of up to").rename_axis("In at least").to_frame()


def pivotal_in_words(run: Run) -> pd.DataFrame:
    """Return every nation's pivotal weight in cases of 100, the greatest first."""
    words = [(title, tenths_in_100(weight)) for title, weight in pivotal_weights(run)]
    return pd.DataFrame(words, columns=["Nation", "Cases of 100"]).set_index("Nation")


def _known(number: float | None, words: Callable[[float], str] = rounded) -> str:
    return NOT_KNOWN if number is None else words(number)
