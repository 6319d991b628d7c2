"""A comparison in words, tables and charts, against numbers that one can check by hand."""

import pytest
from by_hand import by_hand

import model
from model import Scenario
from model.analysis.comparison import Comparison
from model.files.scenarios import shipped_parents
from model.frozen import Range
from model.present.charts import effects as effects_charts
from model.present.tables import effects as effects_tables
from model.present.words import effects as effects_words

PLAIN = Scenario.from_document({
    "force": {"main": {"strength": {"troops": 10_000}}}, "rotation": {"tour_months": 6, "dwell_months": 12},
})  # fmt: skip


def compared(base: str, variant: str) -> Comparison:
    return model.compare(model.load(base), model.load(variant))


def test_steps_lead_from_the_baseline_to_the_variant() -> None:
    comparison = compared("reassurance_force", "german_norm")
    rows = effects_charts.steps(comparison, "tied_up", "low")
    assert rows[["name", "label"]].to_numpy().tolist() == [
        ["reassurance_force", "90,000"],
        ["Months at home between tours", "+40,000"],
        ["Together, beyond each alone", "+50,000"],
        ["german_norm", "180,000"],
    ]
    assert rows["start"].tolist() == pytest.approx([0, 90_000, 130_000, 0])
    assert rows["end"].tolist() == pytest.approx([90_000, 130_000, 180_000, 180_000])
    assert effects_charts.steps_text(comparison, "tied_up", "low") == (
        "Tied up in all, at the low end: reassurance_force 90,000; Months at home between tours +40,000; Together, "
        "beyond each alone +50,000; german_norm 180,000."
    )
    sentences = effects_words.comparison_sentences(comparison)
    assert sentences[1:] == [
        (
            "Made alone, “Months at home between tours” would move the troops tied up most: +40,000 at the low "
            "end, +10,000 at the high end."
        ),
        "Beyond each alone, all together would move the troops tied up: +50,000.",
    ]


def test_where_nothing_moves_the_total_the_margin_is_told_and_where_nothing_differs_that() -> None:
    sentences = effects_words.comparison_sentences(compared("willing_september_2025", "uk_and_france_alone"))
    assert any("would move the margin of the coalition most" in sentence for sentence in sentences)
    same = compared("dannatt", "dannatt")
    assert effects_words.comparison_sentences(same)[1:] == ["Nothing differs."]
    assert effects_tables.inputs_that_differ([same.base.scenario, same.variant.scenario]).empty
    still = model.compare(PLAIN, PLAIN.replace({"schedule.backfill": True}))
    assert effects_words.comparison_sentences(still)[1:] == [
        "Alone or together, the changes would leave the troops tied up as before."
    ]
    unknown = model.compare(model.load("no_us_backstop"), model.load("no_us_backstop").replace({"horizon_months": 36}))
    assert len(effects_words.comparison_sentences(unknown)) == 1


def test_a_difference_that_is_not_known_has_no_steps_and_says_so() -> None:
    comparison = compared("three_tier", "no_us_backstop")
    assert effects_charts.steps_chart(comparison, "tied_up", "high") is None
    assert effects_charts.steps_text(comparison, "tied_up", "high") == (
        "Tied up in all: no difference to show (not known publicly)."
    )
    table = effects_tables.effects_in_words(comparison, "tied_up")
    assert table.loc["United States backstop"].tolist() == [
        "provided", "withdrawn", "not known publicly", "not known publicly",
    ]  # fmt: skip


def test_a_change_refused_alone_is_named_and_its_row_says_so() -> None:
    comparison = compared("reassurance_force", "dannatt")
    sentences = effects_words.comparison_sentences(comparison)
    assert any(
        "(cost.currency) alone is refused: the claim is in eur_per_soldier_year" in sentence for sentence in sentences
    )
    table = effects_tables.effects_in_words(comparison, "tied_up")
    assert table.loc["Currency of the cost"].tolist() == ["EUR", "GBP", "refused alone", "refused alone"]


def test_changes_that_do_more_together_than_alone_are_told_after_those_alone() -> None:
    base = Scenario.from_document({
        "force": {"main": {"strength": {"troops": 10_000}}}, "rotation": {"tour_months": 3, "dwell_ratio": 2},
    })  # fmt: skip
    sentences = effects_words.comparison_sentences(
        model.compare(base, base.replace({"rotation.overlap_months": 4, "rotation.tour_months": 6}))
    )
    assert sentences[-1].startswith("“Handover” (rotation.overlap_months) alone is refused: ")
    assert "All together, the changes would move the troops tied up: +60,000." in sentences


def test_the_measures_stand_side_by_side_and_the_dots_tell_the_same() -> None:
    runs = model.run_many([by_hand(), PLAIN]).runs
    table = effects_tables.measures_in_words(runs)
    assert table.loc["Tied up in all"].tolist() == ["30,000–40,000", "30,000"]
    assert table.loc["Margin of the coalition"].tolist() == ["−2,500 to 0", "no coalition"]
    assert effects_charts.ranges_text(runs) == (
        "Deployed: dannatt 10,000; scenario 10,000. Tied up in all: dannatt 30,000 to 40,000; scenario 30,000. Could "
        "be kept up at the dwell goal: dannatt 7,500 to 10,000; scenario no coalition. Margin of the coalition: "
        "dannatt −2,500 to 0; scenario no coalition."
    )
    assert "Margin" not in effects_charts.ranges_text(model.run(PLAIN).runs)
    unknown = model.run(model.load("no_us_backstop")).runs
    assert "Tied up in all: no_us_backstop not known publicly" in effects_charts.ranges_text(unknown)


def test_a_variant_is_told_by_what_it_changes() -> None:
    sentences = {
        name: effects_words.variant_sentence(model.load(parent), model.load(name))
        for name, parent in shipped_parents().items()
    }
    assert sentences["german_norm"] == (
        "Variant of “Reassurance force: 30,000 troops”. Changes: Tour (6 → 4); Months at home between tours (not given → 20)."
    )
    assert sentences["uk_and_france_alone"].endswith("Changes: which nations are named (27 differ).")
    assert "Chances by position (not given → given)" in sentences["willing_chances"]
    assert "United States backstop (provided → withdrawn)" in sentences["no_us_backstop"]
    one = PLAIN.replace({"coalition": {"contributors": {"a": {"land_strength": 5, "deployable_share": 1}}}})
    two = one.replace({"coalition.contributors.a.land_strength": 6})
    assert effects_words.variant_sentence(one, two).endswith("which nations are named (1 differs).")
    assert effects_words.variant_sentence(PLAIN, PLAIN).endswith("Changes: nothing.")
    assert effects_words.variant_sentence(PLAIN, one).endswith("Changes: Coalition (not given → given).")


def test_rounding_errors_are_no_effects() -> None:
    assert effects_words.size_of(Range(1e-9, 0, -1e-9)) == 0
    assert effects_words.size_of(Range()) == 0


def test_with_a_change_refused_alone_the_rest_is_not_told_apart() -> None:
    """Handover alone is refused, the longer tour alone moves nothing: 30,000 tied up become 90,000."""
    base = Scenario.from_document({
        "force": {"main": {"strength": {"troops": 10_000}}}, "rotation": {"tour_months": 3, "dwell_ratio": 2},
    })  # fmt: skip
    comparison = model.compare(base, base.replace({"rotation.overlap_months": 4, "rotation.tour_months": 6}))
    rows = effects_charts.steps(comparison, "tied_up", "low")
    assert rows[["name", "label"]].to_numpy().tolist() == [
        ["scenario", "30,000"], ["The rest, not told apart", "+60,000"], ["scenario", "90,000"],
    ]  # fmt: skip
    table = effects_tables.effects_in_words(comparison, "tied_up")
    assert table.loc[effects_tables.TOGETHER].tolist() == ["", "", "refused alone", "refused alone"]
    assert effects_charts.steps_text(comparison, "cost_per_year", "low") == (
        "Cost a year: no difference to show (no cost given)."
    )


def test_what_no_known_change_explains_is_not_told_as_before() -> None:
    base = Scenario.from_document({
        "force": {"main": {"strength": {"troops": 10_000}}}, "rotation": {"tour_months": 3, "dwell_ratio": 2},
    })  # fmt: skip
    for changes in ({"rotation.overlap_months": 4, "rotation.tour_months": 6}, {"rotation.recovery_months": 1}):
        sentences = effects_words.comparison_sentences(model.compare(base, base.replace(changes)))
        assert any("as before" in sentence for sentence in sentences) == ("rotation.recovery_months" in changes)


def test_a_path_is_called_by_the_scenario_that_holds_its_part() -> None:
    assert effects_words.path_label([PLAIN, by_hand()], "force.british_force") == "British force"
    assert effects_words.path_label([PLAIN], "force.nobodys_force") == "Nobodys force"
