"""The terms in use, each with its symbol and what it means: the one place that says so in plain words.

Formulas and pages take their words from here.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """A term as a reader meets it; `symbol` is '' for one that no formula holds."""

    word: str
    meaning: str
    symbol: str = ""


TERMS: Mapping[str, Term] = {
    "deployed": Term(
        "Deployed", "Troops that a part keeps effectively in theatre; those handing over are not counted twice.", "D"
    ),
    "tour": Term("Tour", "Months that one soldier is in theatre, the handover included.", "τ"),
    "dwell": Term(
        "Dwell", "Months at home between two tours. The goal is the norm, the floor the least that is tolerated.", "d"
    ),
    "overlap": Term("Overlap", "Months at the end of a tour in which the relief is already in theatre.", "o"),
    "mobilisation": Term(
        "Mobilisation", "Months for which a reservist is called up, but neither deployed nor at home.", "b"
    ),
    "transit": Term("Transit", "Months of travel in a cycle, half on the way out and half on the way home.", "x"),
    "preparation": Term("Preparation", "The part of the dwell that is training for the next tour.", "p"),
    "recovery": Term("Recovery", "The part of the dwell that is leave after a tour.", "r"),
    "cycle": Term("Cycle", "Months from one departure to the next: mobilisation, transit, tour and dwell.", "C"),
    "multiplier": Term("Multiplier", "Troops in the cycle for each one kept deployed.", "m"),
    "tied_up": Term("Tied up", "All troops in the cycle: those deployed, and all whom their relief takes.", "T"),
    "dwell_ratio": Term(
        "Deploy-to-dwell ratio", "1:n, n months at home for each month away; a call-up counts as away.", "n"
    ),
    "component": Term("Part", "One part of a proposed force, with its task and whoever provides it."),
    "contributor": Term(
        "Contributor", "A nation, or one part of its forces, that could supply what the coalition provides."
    ),
    "pool": Term(
        "Pool",
        "Troops that a nation could rotate through the force: those it can deploy, less what its other operations "
        "tie up.",
        "P",
    ),
    "sustained": Term(
        "Could keep up", "Deployed troops that a nation's pool could keep up for good, at its dwell goal.", "K"
    ),
    "sustained_at_floor": Term(
        "Could keep up at the floor",
        "Deployed troops that a nation's pool could keep up for good at its dwell floor.",
        "K′",
    ),
    "offer": Term(
        "Offer",
        "The most troops that a nation has stated or is reported to be ready to send; without one there is no such "
        "limit.",
    ),
    "capacity": Term(
        "Capacity", "What the nations that count could keep up together, each at its dwell goal and within its offer."
    ),
    "margin": Term("Margin", "Capacity less the troops deployed; below zero it is what is missing."),
    "shortfall": Term(
        "Shortfall",
        "Troops deployed, less what the rule of sharing places on nations within their dwell floors and offers.",
    ),
    "strain": Term("Strain", "What a nation would tie up, by its own rotation, for each one in its pool."),
    "throughput": Term(
        "Tours served",
        "Tours that the force takes over the horizon, at least one for each one deployed; one person "
        "could serve more than one.",
    ),
    "horizon": Term("Horizon", "The months that a scenario looks at.", "H"),
    "element": Term("Unit that rotates", "The whole unit, a brigade or a battlegroup, that is relieved as one.", "E"),
    "position": Term(
        "Position",
        "What a nation has said about ground troops: declared (its head of government said it would send some), "
        "offered (a number or a unit was named), open (it depends, or support elsewhere), undeclared (nothing found), "
        "refused.",
    ),
    "chance": Term("Chance", "How many times of 100 a nation takes part; an assumption or your own, never measured."),
    "pivotal_weight": Term(
        "Pivotal weight", "The chance that the force is kept up if a nation takes part, less the chance if it does not."
    ),
    "claim": Term("Claim", "One published figure or statement: who said it, when, and where it was reported."),
    "standing": Term(
        "Standing",
        "Where a number comes from: reported in an article, a reference figure, our arithmetic, an assumption with "
        "its reason, or your own.",
    ),
    "baseline": Term("Baseline and variant", "The scenario one starts from, and the same after changes."),
    "case": Term(
        "Case", "One value for each number of a scenario; the ends of the ranges make the low and the high case."
    ),
}
