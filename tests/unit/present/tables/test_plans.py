"""The tables of the shipped plans."""

import math

import model
from model.present.tables.plans import plans_in_words, plans_table
from model.present.words.plans import Plan

PLANS = [
    Plan(model.run(model.load(name)).runs[0], "proposal")
    for name in ("reassurance_force", "multinational_force_ukraine")
]
ALONE = Plan(
    model.run(
        model.Scenario.from_document(
            {"force": {"main": {"strength": {"troops": 1_000}}}, "rotation": {"tour_months": 6, "dwell_ratio": 2}}
        )
    ).runs[0],
    "version",
)


def test_readers_get_words_and_who_named_each_size() -> None:
    table = plans_in_words([PLANS[0], ALONE])
    assert table.loc["Reassurance force"].tolist() == [
        "Feb 2025", "30,000", "90,000 to 120,000", "short by 5,000 to 30,000",
        "unnamed European military chiefs, in The Times, Feb 2025",
    ]  # fmt: skip
    assert table.loc["scenario"].tolist() == ["–", "1,000", "3,000", "–", "–"]


def test_files_get_numbers_and_a_gap_where_one_is_not_known() -> None:
    table = plans_table([*PLANS, ALONE]).set_index("scenario")
    assert table.loc["reassurance_force", "tied_up_low"] == 90_000
    assert table.loc["reassurance_force", "margin_high"] == -3_119
    assert table.loc["reassurance_force", "as_of"] == "2025-02-20"
    assert math.isnan(table.loc["multinational_force_ukraine", "tied_up_high"])
    assert math.isnan(table.loc["scenario", "margin_low"])
    assert table.loc["scenario", "why"] == "margin_low, margin_high: no coalition"
    assert table.loc["multinational_force_ukraine", "why"].endswith("margin_low, margin_high: not known publicly")
    assert table.loc["reassurance_force", "why"] is None
    assert table["kind"].tolist() == ["proposal", "proposal", "version"]
