"""Tables in words, from results alone: what pages show beside charts, every number with where it comes from."""

from collections.abc import Mapping
from typing import Any, Literal

import pandas as pd

from model.engine.columns import COLUMNS
from model.engine.rows import chance_rows, contributor_rows
from model.engine.run import Run
from model.evidence.claims import Claim
from model.frozen import Range
from model.kernels.arrays import ROUNDING
from model.present.labels import label_of, unit_at
from model.present.numbers import as_entered, in_text, with_unit
from model.present.words import changes as change_words
from model.present.words.claims import attribution, dates
from model.present.words.coalition import AVAILABLE, pivotal_weights
from model.present.words.force import (
    NOT_KNOWN,
    PHASE_LABELS,
    case_names,
    force_words,
    is_entered,
    named_by,
    span,
    value_in_words,
)
from model.scenario import Scenario
from model.scenario.quantity import Quantity

PROVIDERS = {
    "coalition": "Coalition",
    "neutral": "Neutral country",
    "ukraine": "Ukraine",
    "united_states": "United States",
}
PLACES = {"in_ukraine": "in Ukraine", "neighbouring": "in a neighbouring country", "at_sea": "at sea"}
LEVELS = (1, 0.95, 0.75, 0.5, 0.25, 0.05)
FLAGS: dict[Literal["signed", "leads"], str] = {"signed": "signed", "leads": "leads"}
STANDINGS = {
    "reported": "reported",
    "reference": "reference figure",
    "derived": "our arithmetic",
    "assumed": "assumption",
    "user": "your figure",
}


def phases_table(run: Run) -> pd.DataFrame:
    """Return what makes up the total: a row per phase that holds anybody, a column per case, troops unrounded."""
    troops = {
        name: [float(run.outcomes.phases[phase][run.case_numbers[case]]) for phase in PHASE_LABELS]
        for case, name in case_names(run).items()
    }
    table = pd.DataFrame(troops, index=pd.Index(PHASE_LABELS, name="phase"))
    return table[(table > 0).any(axis=1)]


def phases_in_words(run: Run, start: Run | None = None) -> pd.DataFrame:
    """Return what makes up the total, rounded, with its sum: a row per phase, a column per end of the range.

    With a run of the starting scenario its columns follow.
    """
    table = phases_table(run)
    if start is not None:
        table = table.join(phases_table(start).add_prefix("at the start, "), how="outer").fillna(0.0)
        table = table.reindex([phase for phase in PHASE_LABELS if phase in table.index])
    table = table.rename(index=PHASE_LABELS)
    table.loc["Tied up in all"] = table.sum()
    return table.map(force_words(run)).rename_axis("Troops")


def requirement_in_words(run: Run) -> pd.DataFrame:
    """Return who would provide what: a row per component, with place, strength and what it would tie up."""
    rows = []
    for name, part in run.outcomes.requirements.items():
        given = run.scenario.force[name]
        posture = ", on standby" if given.posture == "standby" else ""
        what = f"{run.scenario.title_of(name)} ({given.task.replace('_', ' ')}, {PLACES[given.place]}{posture})"
        words = as_entered if is_entered(given) else in_text
        rows.append((what, PROVIDERS[part.provider], span(_ends(part.strength), words), span(_ends(part.tied_up))))
    return pd.DataFrame(rows, columns=["Part", "Provider", "Troops", "Tied up"]).set_index("Part")


def inputs_in_words(run: Run, claim_link: str) -> pd.DataFrame:
    """Return every input with its value as entered and whom it comes from; `{}` in the link stands for a claim's id."""
    rows = [
        (
            label_of(run.scenario, path),
            with_unit(value_in_words(quantity), unit_at(run.scenario, path)),
            f"{STANDINGS[quantity.standing].capitalize()}: {source_in_words(quantity, claim_link)}",
        )
        for path, quantity in run.scenario.quantities().items()
    ]
    return pd.DataFrame(rows, columns=["Input", "Value", "Who said it, or why"]).set_index("Input")


def changes_in_words(start: Scenario, changed: Scenario, changes: Mapping[str, Any]) -> pd.DataFrame:
    """Return each thing that was changed with its value at the start and now."""
    return pd.DataFrame(
        change_words.rows(start, changed, changes), columns=["Changed", "At the start", "Now"]
    ).set_index("Changed")


def source_in_words(quantity: Quantity, claim_link: str) -> str:
    """Return who a number comes from, with a link to its claim; `{}` in the link stands for the claim's id."""
    words = attribution(quantity)
    if quantity.claim is None:
        return words
    because = f" ({quantity.because})" if quantity.because else ""
    return f"[{quantity.claim}]({claim_link.format(quantity.claim)}): {words}{because}"


def _ends(values: Any) -> Range:  # noqa: ANN401  (an array)
    return Range() if pd.isna(values).any() else Range(float(values.min()), None, float(values.max()))


def contributors_in_words(run: Run, case: str, claim_link: str) -> pd.DataFrame:
    """Return every contributor, those in first, then A to Z: on what ground, what it has, could and would carry."""
    quantities = run.scenario.quantities()
    rows = []
    for row in (dict(zip(COLUMNS["contributors"], values, strict=True)) for values in contributor_rows(run)):
        if row["case"] == case:
            path = f"coalition.contributors.{row['contributor']}"
            is_known = row["pool"] is not None  # else it carries nothing for want of a figure, which is not 0
            rows.append(
                {
                    "Nation": row["title"],
                    "In": "in" if row["counts"] else "out",
                    "Carries": _or_not_known(row["deployed"] if is_known else None),
                    "Ties up": _or_not_known(row["tied_up"] if is_known else None),
                    "Of its pool": _share(row["strain"]),
                    "Of its land force": _share(row["share_of_land_strength"]),
                    "Position": _position(run.scenario, row["contributor"], claim_link),
                    "Land strength": _with_claim(quantities.get(f"{path}.land_strength"), NOT_KNOWN, claim_link),
                    "Pool": _or_not_known(row["pool"]),
                    "Could keep up at the goal": _or_not_known(row["sustained"]),
                    "Offer": _with_claim(quantities.get(f"{path}.offer_troops"), "none", claim_link),
                    AVAILABLE.capitalize(): _or_not_known(_available(row)),
                    "Chance": "" if row["probability"] is None else f"{row['probability']:.0%}",
                    "Held by": row["limit"] or "",
                }
            )
    return pd.DataFrame(rows).sort_values(["In", "Nation"]).set_index("Nation")


def _position(scenario: Scenario, contributor: str, claim_link: str) -> str:
    """A contributor's position with who says so, when, and whether it signed or leads by then."""
    given = scenario.coalition.contributors[contributor].position if scenario.coalition else ""
    claim = scenario.position_claim(contributor)
    flags = [words for flag, words in FLAGS.items() if contributor in scenario.register.flagged(flag, scenario.as_of)]
    said = f" ({_dated(claim, claim_link)})" if claim else ""
    return "; ".join([f"{given}{said}", *flags])


def _with_claim(quantity: Quantity | None, otherwise: str, claim_link: str) -> str:
    """A quantity as entered, with the claim behind it and its date."""
    if quantity is None:
        return otherwise
    claim = quantity.evidence
    return f"{value_in_words(quantity)} ({_dated(claim, claim_link) if claim else STANDINGS[quantity.standing]})"


def _dated(claim: Claim, claim_link: str) -> str:
    said = dates(claim.said_on) if claim.said_on != "unknown" else f"reported {dates(claim.reported_on)}"
    return f"[{claim.id}]({claim_link.format(claim.id)}), {said}"


def _share(share: float | None) -> str:
    return NOT_KNOWN if share is None else f"{share:.0%}"


def chances_in_words(run: Run, case: str) -> pd.DataFrame:
    """Return the largest force that could be kept up at each chance, and the chance of the force's own size."""
    rows = [(troops, chance) for _, name, troops, chance in chance_rows(run) if name == case]
    words = force_words(run)
    found = {
        f"{100 * level:g} of 100 cases": words(max(troops for troops, chance in rows if chance >= level - ROUNDING))
        for level in LEVELS
    }
    deployed, kept_up = run.at(case, "deployed"), run.chance(run.case_numbers[case]).kept_up
    if deployed is not None:
        found[f"{100 * kept_up:.0f} of 100 cases: as {named_by(run)}"] = words(deployed)
    return pd.Series(found, name="A force of up to").rename_axis("In at least").to_frame()


def _available(row: Mapping[str, Any]) -> float | None:
    """What a nation could keep up at the floor, no more than it offers; None where its strength is not known."""
    known = [each for each in (row["sustained_at_floor"], row["offer"]) if each is not None]
    return None if row["pool"] is None else min(known)


def pivotal_in_words(run: Run) -> pd.DataFrame:
    """Return every nation's pivotal weight in cases of 100, the greatest first."""
    words = [(title, f"{100 * weight:.1f}") for title, weight in pivotal_weights(run)]
    return pd.DataFrame(words, columns=["Nation", "Cases of 100"]).set_index("Nation")


def _or_not_known(number: float | None) -> str:
    return NOT_KNOWN if number is None else in_text(number)
