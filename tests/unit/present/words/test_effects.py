"""The effects of single changes in words, against numbers that one can check by hand."""

from by_hand import by_hand

import model
from model import Scenario
from model.analysis.comparison import Comparison
from model.frozen import Range
from model.present.tables import effects as effects_tables
from model.present.words import effects as effects_words

PLAIN = Scenario.from_document({
    "force": {"main": {"strength": {"troops": 10_000}}}, "rotation": {"tour_months": 6, "dwell_months": 12},
})  # fmt: skip


def compared(base: str, variant: str) -> Comparison:
    return model.compare(model.load(base), model.load(variant))


def test_the_change_that_moves_most_alone_is_told_with_what_all_do_together() -> None:
    comparison = compared("reassurance_force", "german_norm")
    sentences = effects_words.comparison_sentences(comparison)
    assert sentences[1:] == [
        (
            "Made alone, “Months at home between tours” would move the troops tied up most: +40,000 at the "
            "lower end, +10,000 at the higher end."
        ),
        "Beyond each alone, all together would move the troops tied up: +50,000.",
    ]


def test_where_nothing_moves_the_total_the_margin_is_told_and_where_nothing_differs_that() -> None:
    sentences = effects_words.comparison_sentences(compared("willing_september_2025", "uk_and_france_alone"))
    assert any("would move" in sentence for sentence in sentences)
    same = compared("dannatt", "dannatt")
    assert effects_words.comparison_sentences(same)[1:] == ["Nothing differs."]
    assert effects_tables.inputs_that_differ([same.base.scenario, same.variant.scenario]) == []
    still = model.compare(PLAIN, PLAIN.replace({"schedule.backfill": True}))
    assert effects_words.comparison_sentences(still)[1:] == [
        "Alone or together, the changes would leave the troops tied up as before."
    ]
    unknown = model.compare(model.load("no_us_backstop"), model.load("no_us_backstop").replace({"horizon_months": 36}))
    assert len(effects_words.comparison_sentences(unknown)) == 1


def test_a_difference_that_is_not_known_has_no_steps_and_says_so() -> None:
    comparison = compared("three_tier", "no_us_backstop")
    assert effects_words.largest_effect(comparison, "tied_up", "high") == "No change alone moves the troops tied up"
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


def test_a_change_is_named_with_its_values() -> None:
    base = model.load("reassurance_force")
    comparison = model.compare(base, base.replace({"rotation.tour_months": 4.0, "coalition.deployable_share": 0.5}))
    assert [effects_words.changed(comparison, step) for step in comparison.steps] == [
        "Tour: 6 → 4",
        "Share of an army that can be sent: 30% to 77% → 50%",
    ]


def test_the_largest_effect_is_a_finding() -> None:
    comparison = compared("reassurance_force", "german_norm")
    assert effects_words.largest_effect(comparison, "tied_up", "low") == (
        "“Months at home between tours” alone moves the troops tied up most: +40,000"
    )
    same = compared("dannatt", "dannatt")
    assert effects_words.largest_effect(same, "tied_up", "low") == "No change alone moves the troops tied up"


def test_choices_are_told_by_their_words() -> None:
    start = model.load("reassurance_force")
    words = {
        path: effects_words.held_in_words(start.quantities(), path, start)
        for path in ("us_backstop.provided", "schedule.backfill", "schedule.start", "coalition.rule", "as_of", "cost")
    }
    assert list(words.values()) == ["provided", "no", "evenly spread", "equal strain", "20 Feb 2025", "given"]
    assert {effects_words.held_in_words({}, path, PLAIN) for path in ("coalition.rule", "as_of")} == {"not given"}


def test_shares_are_told_in_per_cent() -> None:
    start = model.load("reassurance_force")
    path = "coalition.deployable_share"
    assert effects_words.held_in_words(start.quantities(), path, start) == "30% to 77%"


def test_rounding_errors_are_no_effects() -> None:
    assert effects_words.size_of(Range(1e-9, 0, -1e-9)) == 0
    assert effects_words.size_of(Range()) == 0


def test_with_a_change_refused_alone_the_rest_is_not_told_apart() -> None:
    """Handover alone is refused, the longer tour alone moves nothing: 30,000 tied up become 90,000."""
    base = Scenario.from_document({
        "force": {"main": {"strength": {"troops": 10_000}}}, "rotation": {"tour_months": 3, "dwell_ratio": 2},
    })  # fmt: skip
    comparison = model.compare(base, base.replace({"rotation.overlap_months": 4, "rotation.tour_months": 6}))
    table = effects_tables.effects_in_words(comparison, "tied_up")
    assert table.loc[effects_tables.TOGETHER].tolist() == ["", "", "refused alone", "refused alone"]


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
