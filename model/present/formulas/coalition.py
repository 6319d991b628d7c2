"""The formulas of the coalition with the numbers of a run put in: one nation in full, then all that count."""

import math
from collections.abc import Iterator

import numpy as np

from model.engine.cases import at
from model.engine.run import Run
from model.engine.supply import CONTRIBUTORS, Supply, dwell_months_allowed
from model.present.formulas.text import (
    MONTHS_AWAY,
    Formula,
    Operands,
    by_case,
    durations_of,
    formula,
    number_at,
    summed,
)
from model.scenario.rotation import AWAY
from model.terms import TERMS


def counted(run: Run) -> list[str]:
    """Return the contributors that count at either end and whose pool is known, the largest pool first, then A to Z."""
    supply = run.outcomes.supply
    if supply is None:
        return []
    ends = [run.case_numbers[case] for case in ("low", "high")]
    pools = {
        name: number_at(supply.pool[row], ends[1])
        for row, name in enumerate(supply.names)
        if any(at(supply.is_counted, case)[row] for case in ends)
    }
    return sorted((name for name in pools if not math.isnan(pools[name])), key=lambda name: (-pools[name], name))


def nation_formulas(run: Run, contributor: str) -> Iterator[Formula]:
    """Yield the formulas of one contributor: its pool, the troops it could keep up, and the demand of its part."""
    supply = run.outcomes.supply
    if supply is None:
        return
    row = supply.names.index(contributor)
    yield _pool(run, supply, contributor)
    yield from _kept_up(run, supply, row)
    yield _capacity(run, supply, contributor)
    carried = supply.deployed[row]
    if np.nan_to_num(carried).any():
        yield from _carried(run, supply, contributor)


def _pool(run: Run, supply: Supply, contributor: str) -> Formula:
    nation, at_nation = supply.coalition.contributors[contributor], f"{CONTRIBUTORS}.{contributor}"
    row = supply.names.index(contributor)
    share = f"{at_nation if nation.deployable_share is not None else 'coalition'}.deployable_share"
    posted, elsewhere = f"{at_nation}.posted_elsewhere", f"{at_nation}.deployed_elsewhere"
    template, paths = "{land_strength} × {share}", [f"{at_nation}.land_strength", share]
    if nation.posted_elsewhere.high > 0:
        template += " − {posted}"
        paths.append(posted)
    if nation.deployed_elsewhere.high > 0:
        template += " − {elsewhere} × {own_multiplier}"
        paths.append(elsewhere)
    if "−" in template:
        template = f"max(0, {template})"
    operands: Operands = {
        "land_strength": supply.land_strength[row],
        "share": run.cases[share],
        "posted": run.cases[posted],
        "elsewhere": run.cases[elsewhere],
        "own_multiplier": run.cases.multiplier(contributor=contributor),
    }
    return formula("pool", template, operands, supply.pool[row], by_case(run), paths=paths)


def _kept_up(run: Run, supply: Supply, row: int) -> Iterator[Formula]:
    """The troops that a pool could keep up at the dwell goal and, where that differs, at the floor."""
    operands: Operands = {"pool": supply.pool[row], "multiplier": supply.multiplier[row]}
    means = f"{TERMS['sustained'].meaning} Where parts rotate differently, m is their mean by size."
    yield formula("sustained", "{pool} / {multiplier}", operands, supply.sustained[row], by_case(run), means=means)
    if not np.array_equal(supply.sustained, supply.sustained_at_floor, equal_nan=True):
        operands, kept_up = (
            {**operands, "floor_multiplier": supply.multiplier_at_floor[row]},
            supply.sustained_at_floor[row],
        )
        yield formula("sustained_at_floor", "{pool} / {floor_multiplier}", operands, kept_up, by_case(run))


def _capacity(run: Run, supply: Supply, contributor: str) -> Formula:
    row = supply.names.index(contributor)
    has_offer = bool(np.isfinite(supply.offer[row]).any())
    needs_offer = supply.coalition.rule == "offers"
    template = "min({sustained}, {offer})" if has_offer or needs_offer else "{sustained}"
    offer = supply.offer[row] if has_offer else np.zeros(1)
    operands: Operands = {"sustained": supply.sustained[row], "offer": offer}
    none = "; it made none, which by this rule is an offer of none" if needs_offer else "; it made none"
    means = f"What it could keep in the field, within its offer{'' if has_offer else none}."
    paths = (f"{CONTRIBUTORS}.{contributor}.offer_troops",) if has_offer else ()
    capacity = supply.capacity[row]
    return formula(
        "counts", template, operands, capacity, by_case(run), title="What counts of it", means=means, paths=paths
    )


def _carried(run: Run, supply: Supply, contributor: str) -> Iterator[Formula]:
    """The troops that the rule of sharing ties up of a contributor, their strain, and the dwell that remains."""
    row = supply.names.index(contributor)
    operands: Operands = {
        "carried": supply.deployed[row], "multiplier": supply.multiplier[row], "pool": supply.pool[row],
        "own_tied_up": supply.tied_up[row],
    }  # fmt: skip
    yield formula(
        "tied_up", "{carried} × {multiplier}", operands, supply.tied_up[row], by_case(run), title="It would tie up",
        means="What it would tie up by its own rotation, with the part of the force that the rule of sharing gives it.",
    )  # fmt: skip
    unit = "of those troops"
    yield formula("strain", "{own_tied_up} / {pool}", operands, supply.strain[row], by_case(run), unit=unit)
    alike = {run.scenario.rotation_key(part, contributor) for part in supply.demand}
    if len(alike) == 1:
        yield _dwell_allowed(run, supply, contributor, operands)


def _dwell_allowed(run: Run, supply: Supply, contributor: str, operands: Operands) -> Formula:
    part = next(iter(supply.demand))
    months = durations_of(run, part, contributor)
    paths = run.scenario.rotation_paths(part, contributor)
    return formula(
        "dwell", f"({{tour}} − {{overlap}}) × {{pool}} / {{carried}} − ({MONTHS_AWAY})",
        {**months, **operands}, dwell_months_allowed(supply, contributor), by_case(run),
        title="Months at home that remain", unit="months", means=(
            "Months at home that its soldiers would have with the part it carries; fewer than the rule asks for where "
            "the load is over 1."
        ),
        paths=[paths[key] for key in dict.fromkeys(("tour_months", "overlap_months", *AWAY))],
    )  # fmt: skip


def coalition_formulas(run: Run) -> Iterator[Formula]:
    """Yield the formulas of all that count together: capacity, margin, shortfall and strain."""
    supply, measures, cases = run.outcomes.supply, run.outcomes, by_case(run)
    if supply is None:
        return
    rows = [(row, name) for row, name in enumerate(supply.names) if name in counted(run)]
    if rows:
        names = {name: run.scenario.nation_title(name) for _, name in rows}
        brings = {name: np.where(supply.is_counted[row], supply.capacity[row], 0.0) for row, name in rows}
        yield summed("", "capacity", brings, measures["capacity"], cases=cases, names=names, of="counts")
    operands: Operands = {
        **{key: measures[key] for key in ("capacity", "deployed")},
        "placed": supply.total(supply.deployed), "theirs": supply.total(supply.tied_up), "pools": measures["pool"],
    }  # fmt: skip
    yield formula("margin", "{capacity} − {deployed}", operands, measures["margin"], cases)
    yield formula("shortfall", "max(0, {deployed} − {placed})", operands, measures["shortfall"], cases)
    if rows:
        yield formula(
            "strain", "{theirs} / {pools}", operands, measures["strain"], cases, title="Load on all armies",
            means="What all would tie up, each by its own rotation, for each soldier they could send in turns.",
            unit="of those troops",
        )  # fmt: skip
