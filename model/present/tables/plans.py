"""Tables of the shipped plans, by date: for readers in words, for files unrounded."""

from collections.abc import Sequence

import pandas as pd

from model import terms
from model.analysis.comparison import Figure
from model.engine.run import Run
from model.present.tables.explained import explained
from model.present.words.citations import people
from model.present.words.force import size
from model.present.words.plans import Plan, sized_by

MEASURES = ("deployed", "tied_up", "margin")
NOT_GIVEN = "–"


def plans_in_words(plans: Sequence[Plan]) -> pd.DataFrame:
    """Return each plan's date, size, troops tied up, gap, and who named the size."""
    rows = [
        (
            plan.name, plan.date or NOT_GIVEN, size(plan.run), plan.tied_up, plan.gap or NOT_GIVEN,
            _named_by(plan) or NOT_GIVEN,
        )
        for plan in plans
    ]  # fmt: skip
    columns = ["Plan", "Date", "In the field", terms.MEASURES["tied_up"].label, "Gap", "Size named by"]
    return pd.DataFrame(rows, columns=columns).set_index("Plan")


def _named_by(plan: Plan) -> str:
    register = plan.scenario.register
    return "; ".join(people([register.claims[claim] for claim in sized_by(plan.run)], register))


def plans_table(plans: Sequence[Plan]) -> pd.DataFrame:
    """Return each plan's date and kind, and low and high of its measures, missing where they are not known."""
    rows = [
        (
            plan.scenario.name, plan.scenario.label, str(plan.scenario.as_of or ""), plan.kind,
            *(end for measure in MEASURES for end in _ends(plan, measure)),
        )
        for plan in plans
    ]  # fmt: skip
    ends = [f"{measure}_{end}" for measure in MEASURES for end in ("low", "high")]
    frame = pd.DataFrame(rows, columns=["scenario", "title", "as_of", "kind", *ends])
    runs = {plan.scenario.name: plan.run for plan in plans}
    return explained(frame.astype(dict.fromkeys(ends, "float64")), lambda end, row: _why(runs[row["scenario"]], end))


def _why(run: Run, column: str) -> str:
    """Why the low or high end of a measure is missing."""
    measure, _, end = column.rpartition("_")
    return str(getattr(Figure.of(run, measure).why, end))


def _ends(plan: Plan, measure: str) -> tuple[float | None, float | None]:
    if measure not in plan.run.measures:
        return (None, None)
    return (plan.run.measure(measure).low, plan.run.measure(measure).high)
