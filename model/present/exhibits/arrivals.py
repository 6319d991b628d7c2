"""The exhibit of the months' recursion: what holds back the units of a nation, what is asked for or who is rested."""

import pandas as pd

from model.analysis.arrivals import Arrivals, arrivals
from model.engine.run import Run
from model.present.charts.arrivals import arrivals_chart
from model.present.exhibits.exhibit import Exhibit
from model.present.numbers import tenths
from model.present.words import arrivals as words


def recursion(run: Run, part: str, contributor: str | None) -> Exhibit | None:
    """Return the arrivals of a nation's units in a part, in the case in which some are missing, else the high case.

    None where the months are not worked out, or the nation has no units there.
    """
    cases = {case: arrivals(run, part, contributor, case) for case in ("high", "low")}
    held = {case: of for case, of in cases.items() if of is not None}
    if not held:
        return None
    case = next((case for case, of in held.items() if of.first_short is not None), "high")
    of = held[case]
    return Exhibit(
        key="recursion",
        title=words.title(run, of),
        subtitle=words.subtitle(run, of, case),
        chart=arrivals_chart(of),
        text=words.text(run, of),
        table=_in_words(of),
        frame=lambda: pd.DataFrame([{"month": month, **_row(of, month)} for month in of.by_month]),
    )


def _row(of: Arrivals, month: int) -> dict[str, float]:
    called, rested, arrived = of.by_month[month]
    return {"asked": called, "rested": rested, "arrived": arrived}


def _in_words(of: Arrivals) -> pd.DataFrame:
    rows = [
        {"Month": f"{month}", "Asked for": tenths(called), "Rested": tenths(rested), "Arrived": tenths(arrived)}
        for month, (called, rested, arrived) in of.by_month.items()
    ]
    return pd.DataFrame(rows).set_index("Month")
