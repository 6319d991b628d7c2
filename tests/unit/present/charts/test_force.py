"""Charts: the numbers, the texts that travel with the picture, the colours."""

import itertools
from collections.abc import Collection, Iterable
from typing import Any

import pytest

import model
from model.engine.run import Run
from model.present.charts import force as force_charts
from model.present.charts import frame
from model.present.charts import months as months_charts
from model.present.tables import force as force_tables
from model.present.words import changes as changes_words
from model.present.words import months as months_words
from model.terms import IN_CYCLE, PHASES

COLOURS = {phase: PHASES[phase].colour for phase in IN_CYCLE}
MOST_PREPARED = {
    "force": {"main": {"strength": {"troops": 10_000}}},
    "rotation": {
        "tour_months": 6, "dwell_months": {"low": 18, "high": 24}, "overlap_months": 1, "transit_months": 1,
        "mobilisation_months": 3, "preparation_months": 6, "recovery_months": 2,
    },
}  # fmt: skip


def everything() -> Run:
    return model.run(model.Scenario.from_document(MOST_PREPARED)).runs[0]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("phase", "colour"), COLOURS.items())
def test_t_37_a_segment_stands_out_from_the_white_lines_and_its_label_from_it(phase: str, colour: str) -> None:
    assert contrast(colour, "#FFFFFF") >= 3
    assert contrast(colour, frame.ON_DARK if phase == "deployed" else frame.ON_LIGHT) >= 4.5


@pytest.mark.parametrize("phase", [phase for phase in COLOURS if phase != "deployed"])
def test_t_37_whatever_stands_beside_the_deployed_stands_out_from_them(phase: str) -> None:
    assert contrast(COLOURS["deployed"], COLOURS[phase]) >= 3


def test_t_37_each_segment_stands_out_from_the_next_or_a_white_line_parts_them() -> None:
    """Every pair that can stand side by side: phases that nobody is in are left out, so any two in their order."""
    chart: dict[str, Any] = force_charts.phases_chart(everything()).to_dict()
    bars = chart["layer"][0]
    assert bars["mark"]["type"] == "bar"
    (rows,) = chart["datasets"].values()
    order = list(dict.fromkeys(row["label"] for row in rows))
    scale = bars["encoding"]["color"]["scale"]
    assert order == scale["domain"] == [PHASES[phase].label for phase in COLOURS]
    assert scale["range"] == list(COLOURS.values())
    assert_parted(scale["range"], bars["mark"])


def test_t_37_in_the_months_and_the_plan_too() -> None:
    changes: dict[str, Any] = {
        "rotation.overlap_months": 1, "rotation.transit_months": 1, "rotation.mobilisation_months": 1,
        "rotation.preparation_months": 3, "rotation.recovery_months": 2,
    }  # fmt: skip
    (run,) = model.run(model.load("reassurance_force").replace(changes)).runs
    months = months_words.together(run, "high")
    assert months is not None
    areas = months_charts.months_chart(run, "high", months).to_dict()["layer"][0]
    assert areas["mark"]["type"] == "area"
    stacked = areas["encoding"]["color"]["scale"]
    assert stacked["domain"][:2] == [PHASES["deployed"].label, months_charts.GAP]
    assert stacked["range"] == [months_charts.FILLS[label] for label in stacked["domain"]]
    assert len(stacked["domain"]) == len(COLOURS) + 1
    assert_parted(stacked["range"], areas["mark"])
    cells = months_charts.turns_chart(run, "high").to_dict()["layer"][0]
    assert cells["mark"]["type"] == "bar"
    quiet = {months_charts.FILLS[PHASES[phase].label] for phase in ("ready", "left")}
    drawn = set(cells["encoding"]["color"]["scale"]["range"])
    assert drawn <= {*months_charts.FILLS.values()}
    assert_parted([*months_charts.FILLS.values()], cells["mark"], told_by_letters=quiet)


def assert_parted(colours: Iterable[str], mark: dict[str, Any], *, told_by_letters: Collection[str] = ()) -> None:
    """Any two of these, in whatever order some are left out: 3:1 apart, or a white line parts them.

    The line shows where at least one of the two stands out from it; where neither does, both are marked by letters.
    """
    has_line = mark.get("stroke") == "white" and mark.get("strokeWidth", 0) >= 1
    assert has_line
    for first, second in itertools.combinations(dict.fromkeys(colours), 2):
        by_line = max(contrast(colour, "#FFFFFF") for colour in (first, second)) >= 3
        by_letters = {first, second} <= set(told_by_letters)
        assert by_line or by_letters or contrast(first, second) >= 3, (first, second)


def test_phases_have_colours_of_their_own() -> None:
    assert all(first != second for first, second in itertools.combinations(COLOURS.values(), 2))
    assert set(COLOURS) == set(IN_CYCLE)


def test_segments_follow_one_another_and_end_at_the_total() -> None:
    spec: dict[str, Any] = force_charts.phases_chart(everything()).to_dict()
    rows = next(iter(spec["datasets"].values()))
    assert len(rows) == 14
    for name in {row["row"] for row in rows}:
        mine = [row for row in rows if row["row"] == name]
        assert [row["start"] for row in mine[1:]] == pytest.approx([row["end"] for row in mine[:-1]])
    ends = sorted({max(row["end"] for row in rows if row["row"] == name) for name in {row["row"] for row in rows}})
    tied_up = everything().measure("tied_up")
    assert ends == pytest.approx([tied_up.low, tied_up.high])


def test_title_source_and_scenario_travel_inside_the_picture() -> None:
    (run,) = model.run(model.load("dannatt")).runs
    title = force_charts.phases_chart(run).to_dict()["title"]
    assert " ".join(title["text"]) == "About 30,000 to 40,000 troops in the cycle"
    assert any("Source: " in line for line in title["subtitle"])
    assert any("Scenario dannatt" in line for line in title["subtitle"])


def test_small_segments_are_named_by_legend_and_table() -> None:
    colour = force_charts.phases_chart(everything()).to_dict()["layer"][0]["encoding"]["color"]
    assert "Handing over" in colour["scale"]["domain"]
    assert colour["legend"]["orient"] == "top"
    rows = next(iter(force_charts.phases_chart(everything()).to_dict()["datasets"].values()))
    assert {row["inside"] for row in rows if row["label"] == "Handing over"} == {""}
    assert "Handing over" in force_tables.phases_in_words(everything()).index


def test_the_table_says_what_the_picture_shows() -> None:
    (run,) = model.run(model.load("reassurance_force")).runs
    table = force_tables.phases_in_words(run)
    assert table.loc["Tied up in all"].tolist() == ["90,000", "120,000"]
    assert table.columns.tolist() == ["if 3×", "if 4×"]


def legend(run: Run) -> dict[str, Any]:
    encoding: dict[str, Any] = force_charts.phases_chart(run).to_dict()["layer"][0]["encoding"]["color"]["legend"]
    return encoding


def test_a_segment_without_room_for_its_number_has_it_in_the_legend() -> None:
    assert legend(model.run(model.load("dannatt")).runs[0])["columns"] == 2
    run = legend(everything())
    assert run["columns"] == 1  # two would run off a phone of 320 pixels
    assert '"Handing over: 2,000"' in run["labelExpr"]
    assert '"At home between tours"' in run["labelExpr"]
    ranged = everything().scenario.replace({"force.main.strength.troops": {"low": 10_000, "high": 20_000}})
    run = legend(model.run(ranged).runs[0])
    assert run["columns"] == 1
    assert '"Handing over: 2,000 to 4,000"' in run["labelExpr"]


def test_the_marks_of_the_start_stand_over_the_bars_and_leave_the_names_their_room() -> None:
    start = model.load("dannatt")
    small = model.run(start.replace({"force.british_force.strength.troops": 1_000})).runs[0]
    drawn = force_charts.phases_chart(small, model.run(start).runs[0]).to_dict()
    (tick,) = [layer["mark"] for layer in drawn["layer"] if layer["mark"]["type"] == "tick"]
    assert tick["yOffset"] + tick["size"] / 2 <= -20
    rows = next(rows for rows in drawn["datasets"].values() if "inside" in rows[0])
    assert {row["inside"] for row in rows} == {""}


TROOPS = "force.reassurance_force.strength.troops"


def reassurance_force(**changes: object) -> Run:
    paths = {path.replace("__", "."): value for path, value in changes.items()}
    return model.run(model.load("reassurance_force").replace(paths)).runs[0]


def test_t_19_table_and_chart_hold_the_start_when_something_is_changed() -> None:
    start, now = reassurance_force(), reassurance_force(**{TROOPS: 20_000})
    table = force_tables.phases_in_words(now, start)
    assert table.loc["Tied up in all"].to_dict() == {
        "if 3×": "60,000", "if 4×": "80,000", "at the start, if 3×": "90,000", "at the start, if 4×": "120,000",
    }  # fmt: skip
    written = str(force_charts.phases_chart(now, start).to_dict())
    assert "start 90,000" in written
    assert "start 120,000" in written
    assert "'tick'" in written
    assert changes_words.total_at_the_start(start) == "At the start: 90,000 to 120,000 troops."
    assert "'tick'" not in str(force_charts.phases_chart(now).to_dict())
    assert "at the start" not in str(force_tables.phases_in_words(now).columns)


def test_a_start_that_holds_other_phases_or_other_ends_has_its_marks_too() -> None:
    handing_over, one = reassurance_force(rotation__overlap_months=1), reassurance_force(rotation__dwell_ratio=2)
    assert force_tables.phases_in_words(one, handing_over).loc["Handing over"].tolist()[0] == "0"
    written = force_charts.phases_chart(one, handing_over).to_dict()
    marks = next(rows for rows in written["datasets"].values() if "side" in rows[0])
    assert {mark["row"] for mark in marks} == {"if 3×"}
    larger = force_charts.phases_chart(reassurance_force(**{TROOPS: 200_000}), reassurance_force()).to_dict()
    assert {row["side"] for rows in larger["datasets"].values() for row in rows if "side" in row} == {"left"}
