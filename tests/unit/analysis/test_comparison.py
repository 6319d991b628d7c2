"""The effect of each change alone and the remainder, by hand: 1,000 troops at 4 in the cycle, then 2,000 at 3."""

import json
import re
from pathlib import Path

import pytest
from coalitions import nation, scenario
from command import Call

import model
from model.frozen import Range

TROOPS, DWELL = "force.main.strength.troops", "rotation.dwell_months"


def test_effects_and_remainder_add_up_to_the_difference() -> None:
    base = scenario(None)
    comparison = model.compare(base, base.replace({TROOPS: 2_000, DWELL: 12}))
    effects = {step.path: comparison.effect(step, "tied_up") for step in comparison.steps}
    assert effects == {TROOPS: Range(4_000, 4_000, 4_000), DWELL: Range(-1_000, -1_000, -1_000)}
    assert comparison.remainder("tied_up") == Range(-1_000, -1_000, -1_000)  # 4,000 + 4,000 − 1,000 − 1,000 = 6,000


def test_a_change_that_is_refused_alone_has_its_reason_and_no_effect() -> None:
    base = scenario(None)
    comparison = model.compare(base, base.replace({"rotation.overlap_months": 7, "rotation.tour_months": 8}))
    refused = {step.path: bool(step.refused) for step in comparison.steps}
    assert refused == {"rotation.overlap_months": True, "rotation.tour_months": False}
    (overlap,) = (step for step in comparison.steps if step.refused)
    assert comparison.effect(overlap, "tied_up") == Range()
    assert list(comparison.why_effect(overlap, "tied_up")) == ["refused alone"] * 3


def two_files(folder: Path) -> list[str]:
    """Write a baseline of which some figures are missing for reasons of their own, and a variant."""
    base = {
        "force": {"f": {
            "strength": {"troops": {"low": 8_000, "high": 12_000}}, "support_per_deployed": 0.2,
            "element": {"name": "brigade", "troops": 1_500}, "profile": {"7": 1.25},
        }},
        "rotation": {"tour_months": 6, "dwell_ratio": {"low": 2, "high": 3}, "overlap_months": 0.5},
        "coalition": {"deployable_share": 0.4, "contributors": {
            "a": {"title": "A", "position": "declared", "land_strength": 75_000, "probability": 0.7},
            "b": {
                "title": "B", "position": "offered", "land_strength": {"low": 50_000, "high": 60_000},
                "offer_troops": 5_000,
            },
            "c": {"title": "C", "position": "open", "land_strength": 40_000, "probability": 0.3},
        }},
    }  # fmt: skip
    changes = {
        "rotation.dwell_months": 20,
        "coalition.contributors.b.offer_troops": None,
        "force.f.strength.troops": 9_000,
    }
    (folder / "basex.yaml").write_text(json.dumps(base))
    (folder / "varx.yaml").write_text(json.dumps({"extends": "basex", "changes": changes}))
    return [str(folder / "basex.yaml"), str(folder / "varx.yaml")]


def cells(table: str, measure: str) -> set[str]:
    """The words that stand in place of figures in the rows of a measure."""
    rows = [line for line in table.splitlines() if line.startswith(f"{measure} ")]
    return {cell for row in rows for cell in re.split(r" {2,}", row.strip())[2:] if re.match(r"[a-z ]+$", cell)}


def test_a_comparison_says_the_same_of_a_missing_figure_as_a_run(tmp_path: Path, call: Call) -> None:
    files = two_files(tmp_path)
    _, table, _ = call("compare", *files)
    assert "not known publicly" not in table
    assert cells(table, "cost_per_year") == {"no cost given"}
    assert cells(table, "contributors_needed") == {"more than all together"}
    assert cells(table, "first_shortfall_month") == {"never"}
    assert not cells(table, "achieved_dwell_months")
    _, text, _ = call("compare", *files, "--format", "json")
    rows = {row["measure"]: row for row in json.loads(text)["measures"]}
    needed = rows["contributors_needed"]
    effects = {row["path"]: row for row in needed["effects"]}
    assert effects["rotation.dwell_months"]["central_why"] == "more than all together"
    assert effects["rotation.dwell_months"]["low_why"] is None
    assert (needed["remainder"]["central"], needed["remainder"]["central_why"]) == (None, "more than all together")
    _, text, _ = call("compare", *files, "--format", "csv")
    assert text.splitlines()[0] == "measure,what,path,low,central,high,low_why,central_why,high_why"
    assert "cost_per_year,remainder,,,,,no cost given,no cost given,no cost given" in text.splitlines()


def test_a_remainder_with_an_unknown_effect_is_unknown() -> None:
    """Both nations are needed, or neither would be enough: the change of the share alone leaves too few."""
    base = scenario({"a": nation(8_000), "b": nation(8_000)})
    variant = base.replace({"coalition.deployable_share": 0.1, TROOPS: 100})
    comparison = model.compare(base, variant)
    assert comparison.difference("contributors_needed") == Range(0, 0, 0)
    assert comparison.remainder("contributors_needed") == Range()
    assert list(comparison.why_remainder("contributors_needed")) == ["more than all together"] * 3
    for row in comparison.rows():
        values = zip(row[3:6], row[6:], strict=True)
        assert all((value is None) == bool(why) for value, why in values), row


def test_the_parts_of_a_known_difference_add_up_to_it() -> None:
    comparison = model.compare(model.load("dannatt"), model.load("british_norm"))
    effects = [comparison.effect(step, "tied_up").high for step in comparison.steps]
    parts = [*effects, comparison.remainder("tied_up").high]
    assert sum(part or 0.0 for part in parts) == pytest.approx(comparison.difference("tied_up").high)


def test_each_change_is_counted_as_it_is_worked_out() -> None:
    base, steps = scenario(None), []
    model.compare(base, base.replace({TROOPS: 2_000, DWELL: 12}), progress=lambda *step: steps.append(step))
    assert steps == [(1, 2), (2, 2)]


def test_several_changes_are_made_together_as_one() -> None:
    base = scenario(None)
    comparison = model.compare(base, base.replace({TROOPS: 2_000, DWELL: 12}))
    both = comparison.together(comparison.steps)
    assert comparison.effect(both, "tied_up") == Range(2_000, 2_000, 2_000)
    assert comparison.together(comparison.steps[:1]) is comparison.steps[0]
