"""Tables about ways to close a gap and about size against rest, from results alone."""

import math

import pandas as pd

from model.analysis.rest_map import RestMap
from model.analysis.ways import Ways
from model.engine.missing import REFUSED
from model.engine.run import Run
from model.present.numbers import entered, rounded_troops
from model.present.tables.explained import explained
from model.present.words.ends import ends_in_words
from model.present.words.way_rows import rows
from model.scenario import Scenario

REST = "Months at home for each month away"


def ways_in_words(run: Run, ways: Ways) -> pd.DataFrame:
    """Return each way with what it would take and what has to be known of it: a row each."""
    listed = [(row.name, f"{row.answer}{row.rest}", row.note) for row in rows(run, ways)]
    return pd.DataFrame(listed, columns=["What is changed", "What it would take", "What has to be known"]).set_index(
        "What is changed"
    )


def ways_frame(scenario: Scenario, ways: Ways) -> pd.DataFrame:
    """Return each way in each case in which it does it, unrounded: its value now, and the one it would take.

    Of a nation the value is the troops to spare now, and those that it would add or take away.
    """
    listed = []
    for way in ways.ways:
        if way.nations:
            listed += [
                (scenario.name, way.kind, nation.name, case, ways.margins[case], troops)
                for nation in way.nations
                for case, troops in nation.troops.items()
            ]
        else:
            listed += [
                (scenario.name, way.kind, way.path, case, way.now[case], reached)
                for case, reached in way.reached.items()
            ]
    return pd.DataFrame(listed, columns=["scenario", "way", "of", "case", "now", "reached"])


def rest_map_in_words(run: Run, rest_map: RestMap) -> pd.DataFrame:
    """Return the largest force that could be kept up at whole months at home, in both cases."""
    names = ends_in_words(run, measure="capacity", but="rotation.dwell_ratio")
    heads = {case: f"Could be kept up {names[case]}" for case in ("high", "low")}
    whole = [number for number, rest in enumerate(rest_map.rest.tolist()) if rest.is_integer()]
    columns = {
        head: [_troops(float(rest_map.capacity[case][number])) for number in whole] for case, head in heads.items()
    }
    table = pd.DataFrame(
        columns, index=pd.Index([entered(float(rest_map.rest[number])) for number in whole], name=REST)
    )
    return table if not table.iloc[:, 0].equals(table.iloc[:, 1]) else _single(table)


def _single(table: pd.DataFrame) -> pd.DataFrame:
    """The first of two equal columns."""
    return table.iloc[:, :1].set_axis(["Could be kept up"], axis=1)


def _troops(number: float) -> str:
    return "the months do not fit one another" if math.isnan(number) else rounded_troops(number)


def rest_map_frame(scenario: Scenario, rest_map: RestMap) -> pd.DataFrame:
    """Return the largest force that could be kept up at every time at home, in both cases, unrounded."""
    listed = [
        (scenario.name, case, rest, troops)
        for case in ("low", "high")
        for rest, troops in zip(rest_map.rest.tolist(), rest_map.capacity[case].tolist(), strict=True)
    ]
    frame = pd.DataFrame(listed, columns=["scenario", "case", "dwell_ratio", "capacity"])
    return explained(frame, lambda *_: REFUSED)
