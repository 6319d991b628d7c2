"""The charts of a comparison."""

import json

import pytest

import model
from model import Scenario
from model.analysis.comparison import Comparison
from model.present.charts import effects as effects_charts
from model.present.tables import effects as effects_tables

PLAIN = Scenario.from_document({
    "force": {"main": {"strength": {"troops": 10_000}}}, "rotation": {"tour_months": 6, "dwell_months": 12},
})  # fmt: skip


def compared(base: str, variant: str) -> Comparison:
    return model.compare(model.load(base), model.load(variant))


def test_the_ten_largest_steps_are_shown_and_the_others_together() -> None:
    comparison = compared("willing_september_2025", "dannatt")
    rows = effects_charts.steps(comparison, "margin", "low")
    (others,) = [name for name in rows["name"] if name.endswith("others together")]
    assert len(rows) == 14
    assert rows["end"].iloc[-2] == pytest.approx(rows["end"].iloc[-1])
    moving = [effect for effect in effects_tables.effects(comparison, "margin") if effect.difference.low]
    assert others == f"{len(moving) - 10} others together"


def test_the_charts_carry_title_source_scenarios_names_and_numbers() -> None:
    long = "A name that is a good deal longer than a phone has room for in one line"
    runs = model.run_many([
        model.load("dannatt"), Scenario.from_document(PLAIN.document, name=long), model.load("no_us_backstop"),
    ]).runs  # fmt: skip
    drawn = json.dumps(effects_charts.ranges_chart(runs).to_dict(), ensure_ascii=False)
    for text in (
        "Source: Roulement",
        "Scenario dannatt",
        "30,000 to 40,000",
        "not known publicly",
        "no coalition",
    ):
        assert text in drawn
    assert "A name that is a good deal longer than a\\nphone has room for in one line" in drawn
    subtitle = effects_charts.ranges_chart(runs, ["one", "two", "three"]).to_dict()["title"]["subtitle"]
    assert f"Scenario one: dannatt Scenario two: {long} Scenario three: no_us_backstop Source:" in " ".join(subtitle)
    assert effects_charts.ranges_chart(model.run(PLAIN).runs).to_dict()["layer"]
    steps = effects_charts.steps_chart(compared("dannatt", "british_norm"), "multiplier", "high")
    assert steps is not None
    drawn = json.dumps(steps.to_dict(), ensure_ascii=False)
    for text in ("Source: Roulement", "At the high end", "Troops per troop deployed", "Scenario british_norm"):
        assert text in drawn


def test_a_long_name_pushes_what_stands_below_it_down_and_no_line_strikes_a_label() -> None:
    long = "A name that is a good deal longer than a phone has room for in one line"
    one, two = (Scenario.from_document(PLAIN.document, name=name) for name in ("short", long))
    variant = two.replace({"rotation.dwell_months": 18})
    shares = [
        effects_charts.steps(model.compare(base, variant), "tied_up", "low")["at"].tolist() for base in (one, two)
    ]
    line = effects_charts.LINE / effects_charts.ROW
    assert shares[0] == pytest.approx([0.68, 1.68, 2.68 + line])
    assert shares[1] == pytest.approx([0.68 + line, 1.68 + line, 2.68 + 2 * line])
    layers = effects_charts.ranges_chart(model.run_many([one, variant]).runs).to_dict()["layer"]
    marks = [layer["mark"] for layer in layers]
    rule = next(at for at, mark in enumerate(marks) if mark["type"] == "rule")
    texts = [(at, mark) for at, mark in enumerate(marks) if mark["type"] == "text"]
    assert len(texts) == 6
    assert all(at > rule for at, _ in texts)
    assert [mark.get("stroke") for _, mark in texts] == ["white", None] * 3
