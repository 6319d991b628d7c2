"""Grounds of the numbers of a run: inputs in groups, reasons without ids, and how solid they are in a sentence."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from model.engine.run import Run
from model.evidence.claims import Claim, Register
from model.present.numbers import entered, joined, with_unit
from model.present.path_labels import field_unit, label_of
from model.present.words.cautions import old_figures, year
from model.present.words.citations import best, cite, is_unnamed, when
from model.present.words.figures import counted, number, per_cent
from model.present.words.plain import day, listed, lower_first, spelled
from model.scenario import Scenario
from model.scenario.quantity import Quantity
from model.scenario.scenario import NATIONS_AT

Group = Literal["reported", "army", "assumed", "yours", "zero"]
CLAIM_ID = re.compile(r"\b[a-z][a-z0-9_]*\.[a-z0-9_]+\b")
DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
SOLID = "How solid is this?"
SAID_BY_LABEL = ("ratio", "multiple", "share")
"""Units whose words stand in the label of an input already."""


@dataclass(frozen=True)
class Input:
    """One input of a run: where it comes from, as one of five groups; whether it counts in the numbers shown.

    `figure` is its number with its unit, `reason` why we take it, without ids of claims.
    """

    path: str
    label: str
    figure: str
    group: Group
    claim: Claim | None
    reason: str
    nation: str
    is_used: bool


def inputs(run: Run) -> list[Input]:
    """Return the inputs of a run in the order of its file; those of nations that are out count in no number shown."""
    return inputs_of(run.scenario, {name for supply in run.outcomes.supplies for name in supply.that_might})


def inputs_of(scenario: Scenario, might: Container[str] = ()) -> list[Input]:
    """Return the inputs of a scenario; `might` holds the nations that take part."""
    return [_input(scenario, path, quantity, might) for path, quantity in scenario.quantities().items()]


def _input(scenario: Scenario, path: str, quantity: Quantity, might: Container[str]) -> Input:
    nation, claim = _nation(path), quantity.evidence
    return Input(
        path,
        label_of(scenario, path),
        _published(claim) if claim is not None else _entered(quantity.low, quantity.high, field_unit(scenario, path)),
        _group(path, quantity),
        claim,
        reason(quantity.because or "", scenario.register),
        nation,
        not nation or nation in might,
    )


def _nation(path: str) -> str:
    """The nation whose input a path is; '' for none."""
    return path.removeprefix(f"{NATIONS_AT}.").partition(".")[0] if path.startswith(f"{NATIONS_AT}.") else ""


def _group(path: str, quantity: Quantity) -> Group:
    if quantity.is_default:
        return "zero"
    if quantity.evidence is None:
        return "assumed" if quantity.because else "yours"
    return "army" if path.endswith(".land_strength") and quantity.standing == "reference" else "reported"


@lru_cache(maxsize=1_024)
def _published(claim: Claim) -> str:
    """A claim's number with its unit, as published, with its bound."""
    return with_unit(number(claim), "" if claim.unit in SAID_BY_LABEL else counted(claim))


@lru_cache(maxsize=1_024)
def _entered(low: float, high: float, unit: str) -> str:
    """A number of no claim with its unit, as it was entered."""
    ends = (low, high)
    if unit.startswith("of the"):
        return joined(ends, per_cent)
    return with_unit(joined(ends, entered), "" if unit.startswith("months at home") else unit)


@lru_cache(maxsize=1_024)
def reason(text: str, register: Register) -> str:
    """Return a reason with the people behind its claims in place of their ids, and days as in a paper.

    >>> import model
    >>> register = model.load("reassurance_force").register
    >>> reason("the upper end of brigade.nato_baltic, on or before 2025-02-20", register)
    'the upper end of what Latvian Television, June 2022, gives, on or before 20 Feb 2025'
    """

    def person(claim: re.Match[str]) -> str:
        known = register.claims.get(claim[0])
        return claim[0] if known is None else f"what {cite(known, register)}, gives"

    return DAY.sub(lambda date: day(date[0]), CLAIM_ID.sub(person, text))


def main(listed_inputs: Iterable[Input]) -> list[Input]:
    """Return the inputs that are no nation's, without those that nobody gave; with all of the reader's own."""
    return [one for one in listed_inputs if one.group == "yours" or (not one.nation and one.group != "zero")]


def solid(run: Run) -> str:
    """Return in a sentence how solid the numbers of a run are: reported figures, sums, assumptions, the reader's.

    >>> import model
    >>> solid(model.run(model.load("dannatt")).runs[0])
    '2 reported figures, 3 sums of ours; the oldest figure is from 2003.'
    """
    quantities = run.scenario.quantities().items()
    of_all = ((path, quantity) for path, quantity in quantities if quantity.standing == "user" or not _nation(path))
    listed_inputs = main(_input(run.scenario, path, quantity, ()) for path, quantity in of_all)
    claims = [best(one.claim, run.scenario.register) for one in listed_inputs if one.claim]
    reported = [claim for claim in claims if claim.kind != "derived"]
    groups = Counter(one.group for one in listed_inputs)
    choices = sum(one.group == "yours" and one.path.endswith(".probability") for one in listed_inputs)
    counts = (
        (len(reported), "reported figure", unnamed_among(reported)),
        (len(claims) - len(reported), "sum", " of ours"),
        (groups["assumed"], "assumption", " of ours"),
        (groups["yours"] - choices, "figure", " of yours"),
        (choices, "choice", " of yours on who takes part"),
    )
    parts = [f"{count} {thing}{'' if count == 1 else 's'}{after}" for count, thing, after in counts if count]
    years = [year(part) for path, _, part in old_figures(run) if path in {one.path for one in listed_inputs}]
    oldest = f"; the oldest figure is from {min(years)}" if years else ""
    return f"{', '.join(parts) or 'No figure is known'}{oldest}."


def unnamed_among(claims: Sequence[Claim]) -> str:
    """Return how many of several reported figures come from people who are not named; '' where none does."""
    unnamed = sum(map(is_unnamed, claims))
    if not unnamed:
        return ""
    return " from an unnamed source" if len(claims) == 1 else f" ({spelled(unnamed)} from an unnamed source)"


def zero(listed_inputs: Sequence[Input]) -> str:
    """Return the sentence on the inputs that nobody gave and that are taken as zero; those of nations by their number.

    >>> import model
    >>> zero(inputs(model.run(model.load("dannatt")).runs[0]))
    'Not given, so we took zero: support for each one deployed, handover, call-up, travel, training for the tour and \
leave after the tour.'
    """
    labels: dict[str, list[str]] = {}
    for one in listed_inputs:
        if one.group == "zero":
            labels.setdefault(lower_first(one.label.rpartition(": ")[2]), []).append(one.nation)
    names = [
        f"troops {label} ({len(of)} nations)" if len(of) > 1 and all(of) else label for label, of in labels.items()
    ]
    return f"Not given, so we took zero: {listed(names)}." if names else ""


def armies_years(listed_inputs: Iterable[Input]) -> str:
    """Return the years of the armies' sizes: `2020 to 2025`."""
    years = sorted({when(one.claim)[-4:] for one in listed_inputs if one.group == "army" and one.claim})
    return " to ".join(dict.fromkeys((years[0], years[-1]))) if years else ""
