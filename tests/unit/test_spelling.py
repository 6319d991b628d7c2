"""How numbers are written: a count that can mean two numbers is refused at every door, other numbers are not."""

import copy
import pickle
from pathlib import Path

import pytest

import model
from model import ScenarioError
from model.files.scenarios import load_text
from model.spelling import Written, refusal, refusal_of_list

FILE = """\
force: {{f: {{strength: {{troops: {troops}}}}}}}
rotation: {{tour_months: 6, dwell_ratio: {ratio}}}
"""


def problem(text: str) -> str:
    with pytest.raises(ScenarioError) as caught:
        load_text(text.encode(), "mine.yaml")
    return str(caught.value)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("20.000", "'20.000' can mean two numbers: write 20000, or 20"),
        ("1.500", "'1.500' can mean two numbers: write 1500, or 1.5"),
        ("2.125", "'2.125' can mean two numbers: write 2125, or 2.1250"),
        ("'20,000'", "'20,000' can mean two numbers: write 20000, or 20"),
        ("'1.500.000'", "'1.500.000' is written with separators: write 1500000"),
        ("1,500,000.5", "reads as two entries"),
        ("'1.500,5'", "'1.500,5' is written with separators: write 1500.5"),
        ("'20 000'", "'20 000' is written with separators: write 20000"),
        ("20 000", "'20 000' is written with separators: write 20000"),
        ("'20\u2019000'", "'20\u2019000' is written with separators: write 20000"),
        ("'1,5'", "'1,5' has a comma: write 1.5"),
        ("{value: 20.000}", "'20.000' can mean two numbers"),
        ("{low: 10000, high: 20.000, because: a guess}", "'20.000' can mean two numbers"),
    ],
)  # fmt: skip
def test_a_count_that_can_mean_two_numbers_is_refused_with_its_place(written: str, message: str) -> None:
    refused = problem(FILE.format(troops=written, ratio=2))
    assert refused.startswith("mine.yaml:1:")
    assert message in refused


@pytest.mark.parametrize(
    ("keys", "path"),
    [
        ("strength: {units: 3, troops_per_unit: 1.500}", "force.f.strength.troops_per_unit"),
        ("strength: {sites: 3, troops_per_site: 1.500}", "force.f.strength.troops_per_site"),
        ("strength: {sites: 1.500, troops_per_site: 10}", "force.f.strength.sites"),
        ("strength: {line_km: 1.200, troops_per_km: 10}", "force.f.strength.line_km"),
        ("strength: {line_km: 1200, troops_per_km: 2.125}", "force.f.strength.troops_per_km"),
        ("strength: {troops: 5000}, element: {name: brigade, troops: 1.500}", "force.f.element.troops"),
        (
            "strength: {troops: 5}, training: {trainers: 1.500, trainees_per_trainer: 4, course_months: 2,target: 9}",
            "force.f.training.trainers",
        ),
        (
            "strength: {troops: 5}, training: {trainers: 9, trainees_per_trainer: 4, course_months: 2,target: 1.500}",
            "force.f.training.target",
        ),
    ],
)
def test_every_count_of_a_force_is_held_to_it(keys: str, path: str) -> None:
    refused = problem(f"force: {{f: {{{keys}}}}}\nrotation: {{tour_months: 6, dwell_ratio: 2}}\n")
    assert f"{path}: '" in refused
    assert "can mean two numbers" in refused


@pytest.mark.parametrize("key", ["land_strength", "offer_troops", "posted_elsewhere", "deployed_elsewhere"])
def test_every_count_of_a_nation_is_held_to_it(key: str) -> None:
    with pytest.raises(ScenarioError, match=rf"united_kingdom\.{key}: '62\.000' can mean two numbers: write 62000"):
        model.load("dannatt", changes={f"coalition.contributors.uk.{key}": Written("62.000")})


def test_other_numbers_stay() -> None:
    scenario = load_text(FILE.format(troops="62000.0", ratio="2.125").encode(), "mine.yaml")
    assert scenario.document["force"]["f"]["strength"] == {"troops": 62000}
    assert scenario.rotation.dwell.central == 2.125
    for troops in ("19500.004", "0.500", "1e3", "12.34", "20_000", "1234.567"):
        load_text(FILE.format(troops=troops, ratio=2).encode(), "mine.yaml")


def test_a_float_of_a_program_is_a_float() -> None:
    assert model.load("dannatt").replace({"force.british_force.strength.troops": 20.125}).quantities()[
        "force.british_force.strength.troops"
    ].central == pytest.approx(20.125)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (FILE.format(troops="20,000", ratio=2), "mine.yaml:1:35: force.f.strength: '20,000' reads as two entries"),
        (FILE.format(troops="20,000", ratio=2), "a comma separates entries: write 20000, or 20"),
        (FILE.format(troops="1,500,000", ratio=2), "'1,500' reads as two entries"),
        (
            FILE.format(troops=9, ratio="2,5"),
            "rotation: '2,5' reads as two entries; a comma separates entries: write 2.5",
        ),
    ],
)
def test_a_comma_within_braces_is_told_with_the_remedy(text: str, message: str) -> None:
    assert message in problem(text)


def test_keys_of_digits_that_are_meant_stay(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "force: {f: {strength: {troops: 9}, profile: {1: 1, 6: 0.5}}}\nrotation: {tour_months: 6, dwell_ratio: 2}\n"
    )
    assert list(model.load(path).force["f"].profile) == [1, 6]


def test_a_written_number_travels() -> None:
    for twin in (copy.deepcopy(Written("20.000")), pickle.loads(pickle.dumps(Written("20.000")))):  # noqa: S301
        assert (twin, twin.text) == (20, "20.000")


def test_long_text_and_other_data_are_no_numbers() -> None:
    assert refusal("1" + ",000" * 20, is_count=True) == ""
    assert refusal(None, is_count=True) == refusal({"low": 1}, is_count=True) == ""


def test_lists_of_ratios_hold_any_numbers() -> None:
    assert refusal_of_list("2.125,3,050", is_count=False) == ""
    assert refusal_of_list("10.000:20.000:5000", is_count=True).startswith("'10.000' can mean two numbers")
