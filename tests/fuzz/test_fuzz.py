"""Mutated files and options, and what mutated ones once showed: a placed refusal or a finite run, nothing else.

More of them, with bounds of time and memory, are tried by hand: `python tests/fuzz/fuzz.py --help`.
"""

from pathlib import Path

import pytest
from fuzz import files, options, through_program, tried_file, words_of
from outcomes import of_file, of_option

SEED, TOGETHER = 13, 50
REGRESSIONS = Path(__file__).parent / "regressions"
FIRST_LINES = {
    "a_list": ":2:1: a scenario holds `force` and `rotation`, or `extends` and `changes`",
    "a_mapping_for_a_date": ":1:1: as_of: 'a dict' is not a date: write YYYY-MM-DD",
    "a_word": ":1:1: a scenario holds `force` and `rotation`, or `extends` and `changes`",
    "braces_in_a_date": ":1:1: as_of: '{' is not a date: write YYYY-MM-DD",
    "course_of_next_to_nothing": ":1:92: force.main.training.course_months: 4.94065645841247e-324 is too near to 0; ",
    "cut_within_a_letter": ":3:11: byte 0xC3 is not text in UTF-8; give a YAML file, saved as UTF-8",
    "digits_of_another_script": ":1:27: force.main.strength.troops: expected a number, {value}, {low, high} or {clai",
    "direction_in_a_key": ":3:1: holds U+202E, RIGHT-TO-LEFT OVERRIDE, which is not seen or changes how a line is; l",
    "element_of_a_fraction": ":1:68: force.main.element.troops: 1e-09 is out of range; allowed: 1 to 100,000 troops",
    "element_of_next_to_nothing": ":1:68: force.main.element.troops: 4.94065645841247e-324 is out of range; allowed:",
    "empty": ":1:1: a scenario holds `force` and `rotation`, or `extends` and `changes`",
    "escape_code": ":3:8: title: holds U+001B, which is not seen or changes how a line is; leave it out",
    "extends_null_letter": ":1:10: extends: holds U+0000, which is not seen or changes how a line is; leave it out",
    "extends_of_300_letters": ":1:1: extends: no scenario 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "floor_of_next_to_nothing": ":2:44: rotation.dwell_floor_months: 4.94065645841247e-324 is too near to 0; give 0 ",
    "force_that_rounding_takes_away": "",
    "half_a_letter": ":1:9: byte 0xED is not text in UTF-8; give a YAML file, saved as UTF-8",
    "key_of_a_thousand_letters": ":1:1023: force.mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm.streng",
    "land_strength_of_next_to_nothing": ":3:75: coalition.contributors.a.land_strength: 1e-300 is too near to 0; giv",
    "latin_1": ":1:10: byte 0xF6 is not text in UTF-8; give a YAML file, saved as UTF-8",
    "nested_five_thousand_deep": ":1:28: force.0.0: nested more than 20 deep",
    "least_of_everything": "",
    "least_tour_of_a_contributor": "",
    "least_tour_of_the_largest_force": "",
    "overlap_that_leaves_next_to_nothing": "",
    "null_letter": ":3:9: holds U+0000, which is not seen or changes how a line is; leave it out",
    "number_beyond_floats": ":1:27: force.main.strength.troops.value: 'inf' is not a number to calculate with; giv",
    "number_of_four_hundred_digits": ":1:27: force.main.strength.troops: the number is too large to calculate with",
    "range_down_to_next_to_nothing": ":1:27: force.main.strength.troops: 9.99988867182683e-321 is too near to 0; giv",
    "range_in_every_place": ":15:44: rotation.overlap_months: a handover of 6 months is not shorter than the tour of",
    "tour_of_next_to_nothing": ":2:12: rotation.tour_months: 1e-300 is too near to 0; give at least 1e-30",
    "trainers_of_next_to_nothing": ":1:54: force.main.training.trainers: 1e-300 is too near to 0; give 0 or at least",
    "unit_of_a_fraction": ":1:37: force.main.strength.troops_per_unit: 1e-300 is out of range; allowed: 1 to 100,000",
    "unknown_key_of_a_thousand_letters": ":3:1: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx: unknow",
    "utf_16": ":1:1: this is UTF-16; save it as UTF-8",
}
"""How the first line of each file's refusal begins, after its name; nothing where it runs."""


@pytest.mark.parametrize("first", range(0, 500, TOGETHER))
def test_mutated_files_are_refused_with_their_place_or_run_to_finite_numbers(first: int, tmp_path: Path) -> None:
    for number, path in files(range(first, first + TOGETHER), SEED, tmp_path):
        outcome = tried_file(number, path)
        assert outcome.kind != "find", f"file {number}: {outcome.words}\n{outcome.detail}"


@pytest.mark.parametrize("first", range(0, 200, TOGETHER))
def test_mutated_options_are_refused_by_name_or_run_to_finite_numbers(first: int) -> None:
    for number, option in options(range(first, first + TOGETHER), SEED):
        outcome = of_option(option)
        assert outcome.kind != "find", f"option {number}, {option}: {outcome.words}\n{outcome.detail}"


@pytest.mark.parametrize("name", FIRST_LINES)
def test_what_was_found_once_is_refused_with_its_place_or_runs(name: str) -> None:
    path = REGRESSIONS / f"{name}.yaml"
    outcome = of_file(path, draws=True)
    assert outcome.kind == ("refused" if FIRST_LINES[name] else "ran"), outcome.detail
    assert outcome.words.startswith(f"{path}{FIRST_LINES[name]}" if FIRST_LINES[name] else "")


def test_every_regression_file_is_tried() -> None:
    assert {path.stem for path in REGRESSIONS.glob("*.yaml")} == set(FIRST_LINES)


def test_the_same_seed_gives_the_same_mutations(tmp_path: Path) -> None:
    first, second, other = (
        [(path.read_bytes(), option) for (_, path), (_, option) in zip(
            files(range(20), seed, tmp_path), options(range(20), seed), strict=True)]
        for seed in (1, 1, 2)
    )  # fmt: skip
    assert first == second
    assert first != other


@pytest.mark.slow
def test_the_program_itself_ends_in_order(tmp_path: Path) -> None:
    for number, path in files(range(6), SEED, tmp_path):
        outcome = through_program(["run" if number % 2 else "check", str(path)])
        assert outcome.kind != "find", f"file {number}: {outcome.words}\n{outcome.detail}"
    for number, option in options(range(6), SEED):
        outcome = through_program(words_of(option, tmp_path / "sweep.parquet"))
        assert outcome.kind != "find", f"option {number}, {option}: {outcome.words}\n{outcome.detail}"
