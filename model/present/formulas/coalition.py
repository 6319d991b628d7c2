"""The formulas of the coalition with the numbers of a run put in: one nation in full, then all that count."""

import math
from collections.abc import Iterator

import numpy as np

from model.engine import membership
from model.engine.membership import CONTRIBUTORS
from model.engine.run import Run
from model.engine.supply import Supply, at
from model.kernels import rotation
from model.present.formulas.text import Formula, Operands, by_case, durations_of, lines_of, number_at, summed
from model.terms import MEASURES, TERMS


def counted(run: Run) -> list[str]:
    """Return the contributors that count at either end and whose pool is known, the largest pool first, then A to Z."""
    supply = run.outcomes.supply
    if supply is None:
        return []
    ends = [run.case_numbers[case] for case in ("low", "high")]
    pools = {
        name: number_at(supply.pool[row], ends[1])
        for row, name in enumerate(supply.names)
        if any(at(supply.counts, case)[row] for case in ends)
    }
    return sorted((name for name in pools if not math.isnan(pools[name])), key=lambda name: (-pools[name], name))


def nation_formulas(run: Run, contributor: str) -> Iterator[Formula]:
    """Yield the formulas of one contributor: its pool, what it could keep up, and what its part would ask of it."""
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
    given, at_nation = supply.coalition.contributors[contributor], f"{CONTRIBUTORS}.{contributor}"
    row = supply.names.index(contributor)
    share = f"{at_nation if given.deployable_share is not None else 'coalition'}.deployable_share"
    elsewhere = f"{at_nation}.deployed_elsewhere"
    template, paths = "{land_strength} × {share}", [f"{at_nation}.land_strength", share]
    if given.deployed_elsewhere.high > 0:
        template = "max(0, {land_strength} × {share} − {elsewhere} × {own_multiplier})"
        paths.append(elsewhere)
    operands: Operands = {
        "land_strength": supply.land_strength[row],
        "share": run.cases[share],
        "elsewhere": run.cases[elsewhere],
        "own_multiplier": run.cases.multiplier(contributor=contributor),
    }
    lines = lines_of(template, operands, supply.pool[row], by_case(run))
    return Formula("Pool", "pool", template, TERMS["pool"].meaning, lines, paths=tuple(paths))


def _kept_up(run: Run, supply: Supply, row: int) -> Iterator[Formula]:
    """What a pool could keep up at the dwell goal and, where that is another, at the floor."""
    operands: Operands = {"pool": supply.pool[row], "multiplier": supply.multiplier[row]}
    template = "{pool} / {multiplier}"
    lines = lines_of(template, operands, supply.sustained[row], by_case(run))
    means = f"{TERMS['sustained'].meaning} With parts that rotate differently the multiplier is their mean by size."
    yield Formula("Could keep up", "sustained", template, means, lines)
    if not np.array_equal(supply.sustained, supply.sustained_at_floor, equal_nan=True):
        given = (run.cases, supply.coalition, supply.parts)
        least = membership.mean_multipliers(*given, at_floor=True)[row]
        template = "{pool} / {floor_multiplier}"
        lines = lines_of(
            template, {**operands, "floor_multiplier": least}, supply.sustained_at_floor[row], by_case(run)
        )
        means = TERMS["sustained_at_floor"].meaning
        yield Formula("Could keep up at the floor", "sustained_at_floor", template, means, lines)


def _capacity(run: Run, supply: Supply, contributor: str) -> Formula:
    row = supply.names.index(contributor)
    has_offer = bool(np.isfinite(supply.offer[row]).any())
    template = "min({sustained}, {offer})" if has_offer else "{sustained}"
    operands: Operands = {"sustained": supply.sustained[row], "offer": supply.offer[row]}
    lines = lines_of(template, operands, supply.capacity[row], by_case(run))
    means = (
        f"What it adds to the capacity: what it could keep up, within its offer{'' if has_offer else '; it made none'}."
    )
    paths = (f"{CONTRIBUTORS}.{contributor}.offer_troops",) if has_offer else ()
    return Formula("Its capacity", "capacity", template, means, lines, paths=paths)


def _carried(run: Run, supply: Supply, contributor: str) -> Iterator[Formula]:
    """What the rule of sharing asks of a contributor, and what that leaves it at home."""
    row = supply.names.index(contributor)
    carried, pool = supply.deployed[row], supply.pool[row]
    operands: Operands = {"carried": carried, "multiplier": supply.multiplier[row], "pool": pool}
    template = "{carried} × {multiplier}"
    lines = lines_of(template, operands, supply.tied_up[row], by_case(run))
    means = "What it would tie up by its own rotation, with the part of the force that the rule of sharing gives it."
    yield Formula("It would tie up", "tied_up", template, means, lines)
    template = "{own_tied_up} / {pool}"
    lines = lines_of(template, {**operands, "own_tied_up": supply.tied_up[row]}, supply.strain[row], by_case(run))
    unit = "tied up for each one in its pool"
    yield Formula("Strain", "strain", template, TERMS["strain"].meaning, lines, unit)
    alike = {run.scenario.rotation_key(part.name, contributor) for part in supply.parts}
    if len(alike) == 1:
        yield _dwell_allowed(run, supply, contributor, operands)


def _dwell_allowed(run: Run, supply: Supply, contributor: str, operands: Operands) -> Formula:
    part = supply.parts[0].name
    months = durations_of(run, part, contributor)
    away = {f"{key}_months": months[key] for key in ("tour", "overlap", "mobilisation", "transit")}
    row = supply.names.index(contributor)
    found = rotation.dwell_months_allowed(pool_troops=supply.pool[row], deployed_troops=supply.deployed[row], **away)
    template = "({tour} − {overlap}) × {pool} / {carried} − ({mobilisation} + {transit} + {tour})"
    paths = run.scenario.rotation_paths(part, contributor)
    lines = lines_of(template, {**months, **operands}, found, by_case(run))
    means = "Months at home that its pool would allow with the part it carries; fewer than the goal at a strain over 1."
    taken = tuple(paths[key] for key in away)
    return Formula("Dwell its pool allows", "dwell", template, means, lines, "months", taken)


def coalition_formulas(run: Run) -> Iterator[Formula]:
    """Yield the formulas of all that count together: capacity, margin, shortfall and strain."""
    supply, measures, cases = run.outcomes.supply, run.outcomes.measures, by_case(run)
    if supply is None:
        return
    rows = [(row, name) for row, name in enumerate(supply.names) if name in counted(run)]
    if rows:
        names = {name: run.scenario.nation_title(name) for _, name in rows}
        brings = {name: np.where(supply.counts[row], supply.capacity[row], 0.0) for row, name in rows}
        yield summed(TERMS["capacity"].word, "capacity", brings, measures["capacity"], cases=cases, names=names)
    template = "{capacity} − {deployed}"
    lines = lines_of(template, measures, measures["margin"], cases)
    yield Formula(TERMS["margin"].word, "margin", template, TERMS["margin"].meaning, lines)
    template = "max(0, {deployed} − {placed})"
    operands: Operands = {"deployed": measures["deployed"], "placed": supply.total(supply.deployed)}
    lines = lines_of(template, operands, measures["shortfall"], cases)
    yield Formula(TERMS["shortfall"].word, "shortfall", template, TERMS["shortfall"].meaning, lines)
    if rows:
        template = "{theirs} / {pools}"
        operands = {"theirs": supply.total(supply.tied_up), "pools": measures["pool"]}
        lines = lines_of(template, operands, measures["strain"], cases)
        means = "What all that count would tie up, each by its own rotation, for each one in their pools."
        unit = "tied up for each one in the pools"
        yield Formula(MEASURES["strain"].label, "strain", template, means, lines, unit)
