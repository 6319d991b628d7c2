"""The nations of a coalition as records that charts, tables and pages take, and the chances of each size of force."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from model.engine.cases import at, or_none
from model.engine.results import largest_force
from model.engine.run import Run
from model.engine.supply import CONTRIBUTORS, Supply
from model.evidence.claims import Position
from model.kernels.arrays import Array, ratio
from model.present.numbers import NOT_KNOWN, in_100, of_100, percent, rounded_troops
from model.present.words.chances import pivotal_weights
from model.present.words.citations import cite
from model.present.words.force import force_words
from model.present.words.nations import said
from model.present.words.plain import capital, nation_label

LEVELS = (1, 0.95, 0.75, 0.5, 0.25, 0.05)
NO_OFFER, NOT_ASKED = "no offer", "no part for it"


@dataclass(frozen=True)
class Nation:
    """A nation of the coalition in one case; troops are None where they are not known.

    Attributes:
        name: its key.
        title, short: its name, and the name as a label.
        position: what it said of sending troops.
        is_in: whether it counts.
        could: troops that it could keep up within its offer, if it took part; None also where it could not.
        could_words: the same in words, or why there are none.
        carries: troops that it would carry of this force.
        share: the share of its army that these would tie up.
        claims: who said its position, its offer and the strength of its army, as far as they are known.
    """

    name: str
    title: str
    position: Position
    is_in: bool
    could: float | None
    could_words: str
    carries: float | None
    share: float | None
    claims: tuple[str, ...]

    @property
    def short(self) -> str:
        """The name as a label."""
        return nation_label(self.title)

    @property
    def carries_words(self) -> str:
        """The troops that it would carry in words."""
        return NOT_KNOWN if self.carries is None else rounded_troops(self.carries)

    @property
    def share_words(self) -> str:
        """The share of its army in words."""
        return NOT_KNOWN if self.share is None else percent(self.share)


def nations(run: Run, case: str) -> list[Nation]:
    """Return every nation of the coalition in one case: those that are in first, who could keep up most before others.

    Empty without a coalition.
    """
    supply = run.outcomes.supply
    if supply is None:
        return []
    number, counted = run.case_numbers[case], set(run.counted)
    could, carries = _most(supply.capacity, case), at(supply.deployed, number).tolist()
    shares = at(ratio(np.minimum(supply.tied_up, supply.pool), supply.land_strength), number).tolist()
    rows = []
    for row, name in enumerate(supply.names):
        is_in, known, why = name in counted, or_none(could[row]), _why_none(supply, row)
        rows.append(
            Nation(
                name=name,
                title=run.scenario.nation_title(name),
                position=supply.coalition.contributors[name].position,
                is_in=is_in,
                could=None if why else known,
                could_words=why or (NOT_KNOWN if known is None else rounded_troops(known)),
                carries=or_none(carries[row]) if is_in and known is not None else None,
                share=or_none(shares[row]) if is_in else None,
                claims=_claims(run, name),
            )
        )
    return sorted(rows, key=lambda one: (not one.is_in, -(one.could or 0.0), one.title))


def _why_none(supply: Supply, row: int) -> str:
    """Why a nation could keep up nothing whatever its army: no task for it, or no offer where offers count alone."""
    if not supply.could_take_part[row].any():
        return NOT_ASKED
    is_offered = bool(np.isfinite(supply.offer[row]).any())
    return NO_OFFER if supply.coalition.rule == "offers" and not is_offered else ""


def _most(capacity: Array, case: str) -> list[float]:
    """The troops that each nation could keep up: most in the low case, least in the high one; ranges of its own too."""
    if case == "central":
        return list(capacity[:, 0].tolist())
    return list((capacity.max(axis=-1) if case == "low" else capacity.min(axis=-1)).tolist())


def _claims(run: Run, name: str) -> tuple[str, ...]:
    """The claims behind a nation's position, its offer and the strength of its army."""
    position, quantities = run.scenario.position_claim(name), run.scenario.quantities()
    paths = (f"{CONTRIBUTORS}.{name}.{key}" for key in ("offer_troops", "land_strength"))
    evidence = [position, *(quantities[path].evidence for path in paths if path in quantities)]
    return tuple(claim.id for claim in evidence if claim is not None)


def nations_in_words(run: Run, case: str) -> pd.DataFrame:
    """Return every nation with what it said, who said so, what it could keep up, and what it would carry."""
    register = run.scenario.register
    rows = []
    for one in nations(run, case):
        claim = run.scenario.position_claim(one.name)
        rows.append(
            {
                "Nation": one.title,
                "In": "in" if one.is_in else "",
                "What it said": capital(said(run.scenario, one.name)),
                "Who said so": cite(claim, register) if claim else "",
                "Could keep up": one.could_words,
                "Would carry": one.carries_words if one.is_in else "",
                "Of its army": one.share_words if one.is_in else "",
            }
        )
    return pd.DataFrame(rows).set_index("Nation")


def chances_in_words(run: Run, case: str) -> pd.DataFrame:
    """Return the largest force that could be kept up at each chance, and the chance of the force's own size."""
    words = force_words(run)
    sizes = {f"{in_100(level)} of 100 combinations": words(largest_force(run, case, level)) for level in LEVELS}
    deployed, kept_up = run.at(case, "deployed"), run.chances(run.case_numbers[case]).chance.kept_up
    if deployed is not None:
        sizes[f"{of_100(kept_up)} of 100 combinations: this force"] = words(deployed)
    return pd.Series(sizes, name="A force of up to").rename_axis("In at least").to_frame()


def pivotal_in_words(run: Run) -> pd.DataFrame:
    """Return for each nation in how many of 100 combinations its taking part decides, the greatest first."""
    rows = [
        (run.scenario.nation_title(name), of_100(weight), capital(said(run.scenario, name)))
        for name, weight in pivotal_weights(run)
    ]
    return pd.DataFrame(rows, columns=["Nation", "Combinations of 100", "What it said"]).set_index("Nation")
