"""The chart of a comparison step by step."""

import pytest
from charts import validate

import model
from model import Scenario
from model.analysis.comparison import Comparison
from model.present.charts.effects import NAME_LETTERS, NAME_LINE, ROW, Bar, steps, steps_chart, steps_text
from model.present.tables.effects import effects

NAMES = ("This one", "That one")
PLAIN = Scenario.from_document({
    "force": {"main": {"strength": {"troops": 10_000}}}, "rotation": {"tour_months": 3, "dwell_ratio": 2},
})  # fmt: skip


def compared(base: str, variant: str) -> Comparison:
    return model.compare(model.load(base), model.load(variant))


def test_steps_lead_from_the_baseline_to_the_variant() -> None:
    comparison = compared("reassurance_force", "german_norm")
    bars = steps(comparison, "tied_up", "low", NAMES)
    assert [(bar.name, bar.words, bar.kind) for bar in bars] == [
        ("This one", "90,000", "plan"),
        ("Months at home between tours", "+40,000", "more"),
        ("Together, beyond each alone", "+50,000", "more"),
        ("That one", "180,000", "plan"),
    ]
    assert [(bar.start, bar.end) for bar in bars] == [
        (0, 90_000), pytest.approx((90_000, 130_000)), pytest.approx((130_000, 180_000)), (0, 180_000),
    ]  # fmt: skip
    assert "at the low end: This one 90,000; Months at home between tours +40,000;" in steps_text(
        comparison, "tied_up", "low", bars
    )


def test_the_ten_largest_steps_are_shown_and_the_others_together() -> None:
    comparison = compared("willing_september_2025", "dannatt")
    bars = steps(comparison, "margin", "low", NAMES)
    moving = [effect for effect in effects(comparison, "margin") if effect.difference.low]
    assert f"{len(moving) - 10} others together" in [bar.name for bar in bars]
    assert len(bars) == 14
    assert bars[-2].end == pytest.approx(bars[-1].end)


def test_with_a_change_refused_alone_the_rest_is_not_told_apart() -> None:
    """Handover alone is refused, the longer tour alone moves nothing: 30,000 tied up become 90,000."""
    comparison = model.compare(PLAIN, PLAIN.replace({"rotation.overlap_months": 4, "rotation.tour_months": 6}))
    assert [(bar.name, bar.words) for bar in steps(comparison, "tied_up", "low", NAMES)] == [
        ("This one", "30,000"), ("The rest, not told apart", "+60,000"), ("That one", "90,000"),
    ]  # fmt: skip


def test_one_change_that_counts_for_less_is_the_only_step() -> None:
    comparison = model.compare(PLAIN, PLAIN.replace({"rotation.dwell_ratio": 1}))
    assert [bar.kind for bar in steps(comparison, "tied_up", "low", NAMES)] == ["plan", "less", "plan"]


def test_where_an_end_is_not_known_there_are_no_steps() -> None:
    comparison = compared("three_tier", "no_us_backstop")
    assert steps(comparison, "tied_up", "high", NAMES) == []
    assert steps_text(comparison, "tied_up", "high", []).endswith(": no difference to show (not known publicly).")


@pytest.mark.parametrize("width", [652, 322])
def test_it_is_sound_vega_lite_at_both_widths(width: int) -> None:
    comparison = compared("willing_september_2025", "dannatt")
    bars = steps(comparison, "margin", "low", NAMES)
    assert "This one" in validate(steps_chart(bars, "Troops"), width)


def test_a_long_name_pushes_what_stands_below_it_down() -> None:
    long = "A name that is a good deal longer than a phone has room for in one line"
    assert len(long) > NAME_LETTERS
    rows = steps_chart([Bar(long, 0, 1, "1"), Bar("b", 0, 2, "2")], "Troops").rows["bars"]
    assert [row["name_at"] for row in rows] == [0, ROW + NAME_LINE]
    assert rows[0]["name"] == "A name that is a good deal longer than a\nphone has room for in one line"
    assert rows[1]["y"] - rows[0]["y"] == ROW
