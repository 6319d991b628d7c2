"""Comparison, break-even and bars: numbers by hand, refusals, commands."""

import csv
import io
import json
from pathlib import Path

import numpy as np
import pytest
from by_hand import by_hand
from coalitions import one_chance
from command import Call

import model
from model import Scenario, ScenarioError
from model.analysis.breakeven import POINTS, levers, margins_along, solve, solve_all
from model.analysis.sensitivity import indices, sobol
from model.frozen import Range
from model.present.words.break_even import roots_in_words

NO_INTERVAL = "is not an interval here; give the lesser end first, both from"


def nine_of_42(troops: float = 9) -> Scenario:
    """Nine troops, or so many, of an army of 42 that may all be sent, on tours of twelve months."""
    return Scenario.from_document({
        "force": {"main": {"strength": {"troops": troops}}},
        "rotation": {"tour_months": 12, "dwell_months": 20},
        "coalition": {"deployable_share": 1, "contributors": {"a": {"position": "declared", "land_strength": 42}}},
    })  # fmt: skip


def test_dannatts_force_breaks_even_at_what_his_army_keeps_up() -> None:
    solution = model.solve(by_hand(), "force.british_force.strength.troops")
    assert solution.roots["low"] == pytest.approx([10_000])
    assert solution.roots["central"] == pytest.approx([60_000 / 7])
    assert solution.roots["high"] == pytest.approx([7_500])
    assert solution.whole == {"low": (10_000,), "central": (8_571,), "high": (7_500,)}


def test_a_root_that_is_whole_is_its_own_whole_step() -> None:
    """42 troops keep up 9 at 12 / (12 + dwell) of them: 12 · 42 / 9 = 56, a dwell of 44 months."""
    solution = solve(nine_of_42(), "rotation.dwell_months", (1, 120))
    assert set(solution.roots.values()) == {(44.0,)}
    assert set(solution.whole.values()) == {(44.0,)}
    chiefs = solve(model.load("chiefs_64000"), "force.reassurance_force.strength.troops")
    assert (chiefs.roots["high"], chiefs.whole["high"]) == ((9_610.0,), (9_610.0,))


@pytest.mark.parametrize(("troops", "root", "whole"), [(9, 44.0, 44.0), (9.1, 43.384615384615, 43.0)])
def test_the_sentence_on_break_even_names_a_whole_step_only_beside_a_root_between_two(
    troops: float, root: float, whole: float
) -> None:
    solution = solve(nine_of_42(troops), "rotation.dwell_months", (1, 120))
    (text,) = roots_in_words(solution, "low")
    assert (solution.roots["low"], solution.whole["low"]) == ((pytest.approx(root),), (whole,))
    assert text == ("44" if root == whole else "43.38 (whole: 43)")


def test_a_root_between_two_wholes_never_reads_as_one_of_them() -> None:
    solution = solve(model.load("willing_chances"), "force.reassurance_force.strength.troops")
    assert roots_in_words(solution, "low") == ["40,609.2 (whole: 40,609)"]
    assert roots_in_words(solution, "high") == ["13,345"]


def test_a_margin_that_runs_through_zero_does_not_jump_over_it() -> None:
    solution = solve(model.load("willing_chances"), "rotation.transit_months")
    assert solution.roots["high"] == pytest.approx([1.943993])
    assert not any(solution.jumps.values())


def test_a_lever_below_whose_root_there_is_no_margin_is_rounded_up() -> None:
    solution = solve(by_hand().replace({"rotation.dwell_ratio": 3}), "rotation.tour_months", (1, 30))
    assert solution.roots["low"] == ()
    fixed = by_hand().replace({"rotation.dwell_months": 15.5})
    longer = solve(fixed, "rotation.tour_months")
    assert longer.roots["low"] == pytest.approx([7.75])  # (τ + 15.5) / τ = 3
    assert longer.whole["low"] == (8,)


def test_a_lever_is_no_range_while_it_is_solved_for() -> None:
    solution = solve(by_hand({"force.british_force.strength.troops": 20_000}), "rotation.dwell_ratio")
    assert solution.roots["low"] == solution.roots["high"] == pytest.approx((0.5,))
    assert solution.whole == {}


def test_values_that_the_model_refuses_are_left_out_of_the_search() -> None:
    solution = solve(by_hand(), "rotation.overlap_months", (0, 12))
    assert solution.roots["low"] == (0,)


def test_a_stretch_without_margin_has_two_ends() -> None:
    solution = solve(by_hand().replace({"rotation.dwell_ratio": 2}), "rotation.tour_months")
    assert solution.roots["low"] == (0.5, 24)


@pytest.mark.parametrize(
    ("lever", "between", "message"),
    [
        ("rotation.tuor_months", None, "did you mean 'tour_months'"),
        ("coalition.rule", None, "no number"),
        ("rotation.tour_months", (6, 6), "not an interval"),
        (
            "rotation.tour_months",
            (-1, 6),
            "-1 to 6 is not an interval here; give the lesser end first, both from 0 to 240",
        ),
        ("coalition.deployable_share", (0, 2), "from 0 to 1$"),
        ("force.nothing.strength.troops", None, "no 'nothing'"),
    ],
)
def test_a_lever_or_interval_that_is_none_is_refused(
    lever: str, between: tuple[float, float] | None, message: str
) -> None:
    with pytest.raises(ScenarioError, match=message):
        solve(by_hand(), lever, between)


@pytest.mark.parametrize("name", ["multinational_force_ukraine", "no_us_backstop"])
def test_without_a_margin_there_is_nothing_to_solve(name: str) -> None:
    with pytest.raises(ScenarioError, match="no margin to bring to zero"):
        solve(model.load(name), "rotation.tour_months")


def test_levers_are_the_coalitions_own() -> None:
    paths = levers(model.load("three_tier"))
    assert "force.european_brigades.strength.units" in paths
    assert "coalition.deployable_share" in paths
    assert not [path for path in paths if "contributors" in path or "united_states" in path or "training" in path]


def test_a_change_that_is_refused_alone_is_shown_as_such() -> None:
    base = Scenario.from_document({
        "force": {"main": {"strength": {"troops": 10_000}}}, "rotation": {"tour_months": 3, "dwell_ratio": 2},
    })  # fmt: skip
    variant = base.replace({"rotation.overlap_months": 4, "rotation.tour_months": 6})
    comparison = model.compare(base, variant)
    refused = {step.path: step.refused for step in comparison.steps}
    assert "not shorter than the tour" in refused["rotation.overlap_months"]
    assert refused["rotation.tour_months"] == ""
    assert comparison.difference("tied_up").low == pytest.approx(60_000)
    assert (comparison.remainder("tied_up"), comparison.why_remainder("tied_up").first) == (Range(), "refused alone")


def test_a_measure_that_only_one_has_says_what_the_other_lacks() -> None:
    comparison = model.compare(by_hand(), by_hand().replace({"coalition": None}))
    assert "margin" in comparison.measures
    assert comparison.effect(comparison.steps[0], "margin").low is None
    assert comparison.why_effect(comparison.steps[0], "margin").first == "no coalition"
    trained = model.load("multinational_force_ukraine")
    changed = trained.replace({"force.regeneration.training": None})
    assert model.compare(changed, trained).why_difference("months_to_target").first == "no training"


def test_compare_from_the_command_line(call: Call) -> None:
    code, out, _ = call("compare", "reassurance_force", "german_norm", "--format", "json")
    document = json.loads(out)
    tied_up = next(row for row in document["measures"] if row["measure"] == "tied_up")
    assert code == 0
    assert (document["baseline"], document["variant"]) == ("reassurance_force", "german_norm")
    assert tied_up["remainder"]["low"] == pytest.approx(50_000)
    assert [row["path"] for row in tied_up["effects"]] == ["rotation.tour_months", "rotation.dwell_months"]
    _, out, _ = call("compare", "dannatt", "dannatt")
    assert "Nothing differs." in out
    _, out, _ = call("compare", "dannatt", "british_norm", "--format", "csv")
    assert next(csv.DictReader(io.StringIO(out)))["what"] == "baseline"


def test_solve_from_the_command_line(call: Call, tmp_path: Path) -> None:
    file = str(tmp_path / "dannatt.yaml")
    by_hand().to_yaml(file)
    _, out, _ = call("solve", file, "--lever", "rotation.dwell_ratio", "--between", "1:4", "--format", "json")
    document = json.loads(out)
    assert (document["lever"], document["between"], document["whole"]) == ("rotation.dwell_ratio", [1, 4], None)
    assert document["roots"] == {case: [pytest.approx(2)] for case in ("low", "central", "high")}
    _, out, _ = call("solve", file, "--lever", "rotation.dwell_ratio", "--between", "1:4", "--format", "csv")
    assert out.splitlines()[:2] == ["lever,case,root,whole", "rotation.dwell_ratio,low,2.0,"]
    _, out, _ = call("solve", "three_tier", "--lever", "force.european_brigades.strength.units")
    assert "(whole: 6) at the low end" in out
    for text, message in (
        ("much", "--between much: write two numbers A:B"),
        ("a\udcff", "--between a\\udcff: write two numbers A:B"),
        ("nan:inf", "--between nan:inf: write two numbers A:B"),
        ("1:1e999", "--between 1:1e999: write two numbers A:B"),
        ("1:" * 5_000, f"--between {'1:' * 30}: write two numbers A:B"),
        ("4:1", f"--between: rotation.dwell_ratio: 4 to 1 {NO_INTERVAL} 0 to 100"),
    ):
        code, _, err = call("solve", file, "--lever", "rotation.dwell_ratio", "--between", text)
        assert (code, err.partition(", e.g.")[0].strip()) == (1, message)
    code, _, err = call("solve", file, "--lever", "rotation.dwell_ratio", "--format", "parquet")
    assert (code, "table, json or csv" in err) == (2, True)


def test_drivers_from_the_command_line(call: Call) -> None:
    _, out, _ = call("drivers", "three_tier", "--format", "json")
    document = json.loads(out)
    assert {row["lever"] for row in document["break_even"]} == set(levers(model.load("three_tier")))
    assert document["one_at_a_time"][0]["path"] == "force.european_brigades.strength.troops_per_unit"
    _, out, _ = call("drivers", "multinational_force_ukraine")
    assert "One at a time" in out
    assert "margin would be" not in out
    assert out.count("No break-even: there is no margin to bring to zero") == 1


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_sobol_indices_of_the_ishigami_function_are_the_published_ones(seed: int) -> None:
    def ishigami(points: np.ndarray) -> np.ndarray:
        first, second, third = points
        return np.sin(first) + 7 * np.sin(second) ** 2 + 0.1 * third**4 * np.sin(first)

    estimates = indices(ishigami, [(-np.pi, None, np.pi)] * 3, points=2**12, seed=seed)
    published = [(0.3139, 0.5576), (0.4424, 0.4424), (0.0, 0.2437)]
    for (alone, low, high, in_all, all_low, all_high), (first, total) in zip(estimates, published, strict=True):
        assert (alone, in_all) == pytest.approx((first, total), abs=0.02)
        assert low - 0.02 <= first <= high + 0.02
        assert all_low - 0.02 <= total <= all_high + 0.02


def test_sobol_indices_of_a_sum_are_the_shares_of_the_variances() -> None:
    def three(points: np.ndarray) -> np.ndarray:
        return 2 * points[0] + points[1] + 0 * points[2]

    (first, second, nothing) = indices(three, [(0, None, 1), (0, None, 1), (0, 0.5, 1)], points=1_024, seed=1)
    assert (first[0], second[0], nothing[0]) == pytest.approx((0.8, 0.2, 0), abs=0.02)
    assert nothing[4] <= nothing[3] <= nothing[5]
    assert indices(lambda points: 0 * points[0], [(0, None, 1)], points=16, seed=1) == [(0,) * 6]


def test_a_scenarios_indices_name_its_ranges() -> None:
    estimates = sobol(model.load("three_tier"), points=256)
    assert estimates[0].path == "force.european_brigades.strength.troops_per_unit"
    assert sum(index.alone for index in estimates) == pytest.approx(1, abs=0.1)
    assert sobol(by_hand().replace({"rotation.dwell_ratio": 2, "cost": None})) == []
    (cost,) = (index for index in sobol(by_hand(), points=64) if index.path.startswith("cost"))
    assert (cost.alone, cost.in_all) == (0, 0)
    with pytest.raises(ScenarioError, match="there is no tied_up to explain"):
        sobol(model.load("multinational_force_ukraine"))


def test_sobol_indices_from_the_command_line(call: Call, tmp_path: Path) -> None:
    file = str(tmp_path / "dannatt.yaml")
    by_hand().to_yaml(file)
    _, out, _ = call("drivers", "three_tier", "--sobol")
    assert "of 100 parts of the variance of what is to spare or short" in out
    _, out, _ = call("drivers", file, "--sobol", "--format", "json")
    assert json.loads(out)["sobol"][0]["path"] == "rotation.dwell_ratio"


def test_sobol_indices_and_their_intervals_are_the_same_every_time() -> None:
    first, second = (sobol(by_hand(), points=256) for _ in range(2))
    assert first == second
    (ratio,) = (index for index in sobol(model.load("three_tier"), points=256)[:1])
    assert ratio.alone_low < ratio.alone < ratio.alone_high
    assert sobol(model.load("three_tier"), points=256, seed=1)[0].alone_low != ratio.alone_low


def test_more_ranges_than_have_corners_are_explained_too_and_a_refused_part_is_named() -> None:
    parts = {f"part_{n}": {"strength": {"troops": {"low": 1_000, "high": 2_000}}} for n in range(13)}
    many = Scenario.from_document({"force": parts, "rotation": {"tour_months": 6, "dwell_ratio": 2}})
    estimates = sobol(many, points=256)
    assert len(estimates) == 13
    assert all(index.measure == "tied_up" and 0 < index.in_all < 0.2 for index in estimates)
    with pytest.raises(ScenarioError, match=r"a handover of .* months is not shorter than the tour"):
        sobol(many.replace({"rotation.overlap_months": {"low": 1, "high": 9}}), points=64)


def test_a_margin_that_jumps_over_zero_is_not_zero_there() -> None:
    solution = solve(one_chance(), "coalition.contributors.b.probability")
    assert not any(solution.roots.values())
    assert all(jumps == (pytest.approx(1.0),) for jumps in solution.jumps.values())


def test_a_whole_step_suffices_within_the_interval_or_there_is_none() -> None:
    dannatt = by_hand()
    wide, narrow = (solve(dannatt, "rotation.tour_months", between) for between in (None, (6.1, 6.9)))
    assert (wide.whole["low"], wide.stretches["low"]) == ((1, 24), ((0.5, 24),))
    assert narrow.whole["low"] == (None, None)
    assert narrow.stretches["low"] == ((6.1, 6.9),)


def test_why_there_are_no_indices_is_told(call: Call) -> None:
    _, out, _ = call("drivers", "multinational_force_ukraine", "--sobol")
    assert "No Sobol indices: there is no tied_up to explain here" in out


def test_each_lever_is_counted_as_it_is_tried() -> None:
    steps: list[tuple[int, int]] = []
    solve_all(by_hand(), progress=lambda *step: steps.append(step))
    count = len(levers(by_hand()))
    assert steps == [(done, count) for done in range(1, count + 1)]


def test_the_margins_along_a_lever_are_those_of_runs() -> None:
    at, margins = margins_along(solve(by_hand(), "rotation.dwell_ratio", (1.0, 3.0)))
    assert (at[0], at[-1], at.size) == (1, 3, POINTS)
    for place in (0, 400, 800):
        run = model.run(by_hand({"rotation.dwell_ratio": float(at[place])}))
        assert margins["central"][place] == pytest.approx(run.measure("margin").central)
