"""Reading scenarios: places of faults, variants on their parents, what cannot be read."""

import os
from pathlib import Path
from typing import Any

import pytest

import model
from model import Scenario
from model.files import scenarios
from model.files.register import shipped_register
from model.files.scenarios import load_text, load_variants, load_with_nations, shipped_parents, shipped_scenarios
from model.files.strict_yaml import MOST_BYTES
from model.scenario.errors import MOST_TOLD, ScenarioError

PLAIN = """\
force:
  main:
    strength: {troops: 10000}
rotation:
  tour_months: 6
  dwell_ratio: 2
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(text)
    return path


def fault(source: Path | str, **options: object) -> str:
    with pytest.raises(ScenarioError) as caught:
        scenarios.load(source, **options)  # type: ignore[arg-type]
    return str(caught.value)


def test_a_plain_file_is_named_after_its_stem(tmp_path: Path) -> None:
    assert model.load(write(tmp_path, "mine", PLAIN)).name == "mine"


def test_every_fault_has_its_line_and_column(tmp_path: Path) -> None:
    path = write(tmp_path, "bad", PLAIN.replace("10000", "-5").replace("dwell_ratio", "dwel_ratio"))
    assert fault(path).splitlines() == [
        f"{path}:3:16: force.main.strength.troops: -5 is out of range; allowed: 0 to 10,000,000 troops",
        f"{path}:6:3: rotation.dwel_ratio: unknown key; did you mean 'dwell_ratio'?",
    ]


def test_a_missing_key_is_placed_at_the_block_that_misses_it(tmp_path: Path) -> None:
    path = write(tmp_path, "bad", "force:\n  a:\n    task: air\nrotation: {tour_months: 6, dwell_ratio: 2}\n")
    assert fault(path) == f"{path}:2:3: force.a.strength: is required and not given"


def test_durations_that_do_not_fit_name_the_corner(tmp_path: Path) -> None:
    text = PLAIN.replace("tour_months: 6", "tour_months: {low: 2, high: 6}\n  overlap_months: {low: 1, high: 3}")
    path = write(tmp_path, "bad", text)
    assert fault(path) == (
        f"{path}:6:3: rotation.overlap_months: a handover of 3 months is not shorter than the tour of 2; shorten the "
        "handover or lengthen the tour (refused where rotation.tour_months = 2, rotation.overlap_months = 3)"
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("overlap_months: 6", "rotation.overlap_months: a handover of 6 months is not shorter than the tour of 6"),
        ("preparation_months: 8\n  recovery_months: 5", "training of 8 and leave of 5 months do not fit into"),
        ("dwell_floor_months: 13", "rotation.dwell_floor_months: the least time at home of 13 months is longer"),
        ("dwell_floor_ratio: 2.5", "rotation.dwell_floor_ratio: the least time at home of 15 months is longer"),
    ],
)
def test_durations_that_do_not_fit_are_refused(tmp_path: Path, line: str, message: str) -> None:
    assert message in fault(write(tmp_path, "bad", f"{PLAIN}  {line}\n"))


def test_more_than_twelve_ranges_are_for_draws_alone(tmp_path: Path) -> None:
    parts = "".join(f"  part_{n}: {{strength: {{troops: {{low: 1, high: 2}}}}}}\n" for n in range(13))
    many = model.load(write(tmp_path, "many", f"force:\n{parts}rotation: {{tour_months: 6, dwell_ratio: 2}}\n"))
    with pytest.raises(
        ScenarioError,
        match=r"13 ranges.*12; draw over them \(roulement run --draws, or model.simulate\).*force.part_0",
    ):
        model.run(many)
    tally = model.simulate(many, draws=1_000).tallies["deployed"]
    assert tally is not None
    assert 13 <= tally.first < tally.quantile(0.9) < 26
    parts = parts.replace("troops: {", "troops: {because: x, ")
    wrong = f"force:\n{parts}rotation: {{tour_months: 6, dwell_ratio: 2, overlap_months: 6}}\n"
    assert "a handover of 6 months is not shorter than the tour of 6" in fault(write(tmp_path, "bad", wrong))


def test_a_variant_changes_its_parent_beside_it_or_shipped(tmp_path: Path) -> None:
    write(tmp_path, "base", PLAIN)
    child = write(tmp_path, "child", "extends: base\nchanges:\n  rotation.dwell_months: 24\n  title: Child\n")
    grandchild = write(tmp_path, "grandchild", "extends: child\nchanges: {rotation.tour_months: 4}\n")
    assert model.run(model.load(child)).measure("tied_up").low == 50_000
    assert model.run(model.load(grandchild)).measure("tied_up").low == 70_000
    shipped = write(tmp_path, "mine", "extends: dannatt\n")
    assert model.run(model.load(shipped)).measure("tied_up").high == 40_000


def test_a_file_may_extend_the_shipped_scenario_of_its_own_name(tmp_path: Path) -> None:
    mine = write(tmp_path, "dannatt", "extends: dannatt\nchanges: {rotation.dwell_ratio: 4}\n")
    assert model.run(model.load(mine)).measure("tied_up").high == 50_000


def test_faults_of_a_variant_stand_where_they_were_written(tmp_path: Path) -> None:
    base = write(tmp_path, "base", PLAIN)
    child = write(tmp_path, "child", "extends: base\nchanges:\n  rotation.tour_months: 0\n  rotation.dwel: 3\n")
    assert fault(child).splitlines() == [
        f"{child}:4:3: rotation.dwel: no 'dwel' below rotation; did you mean 'dwell_ratio'?",
        f"{child}:3:3: rotation.tour_months: 0 is out of range; allowed: above 0, at most 240 months",
    ]
    child.write_text("extends: base\nchanges:\n  force.main.strength.units: 3\n")
    assert fault(child).startswith(f"{child}:3:3: force.main.strength: give exactly one of: troops; units and")
    child.write_text("extends: base\nchanges:\n  force.main: null\n")
    assert fault(child) == f"{child}:3:3: force: is empty; at least one entry is needed"
    child.write_text("extends: base\nchanges:\n  rotation.tour_months: 0\n")
    assert fault(child).startswith(f"{child}:3:3: rotation.tour_months: 0 is out of range")
    child.write_text("extends: base\nchanges:\n  rotation: {tour_months: 6, dwell_ratio: x}\n")
    assert fault(child).startswith(f"{child}:3:30: rotation.dwell_ratio: expected a number")
    child.write_text("extends: base\nchanges: {rotation: {tour_months: 4}}\n")
    assert fault(child).startswith(f"{child}:2:11: rotation: give dwell_months")
    assert fault(child).endswith("; to change one key of it, write rotation.tour_months: 4")
    base.write_bytes(PLAIN.replace("10000", "\xff").encode("latin-1"))
    child.write_text("extends: base\n")
    assert fault(child).startswith(f"{base}:3:24: byte 0xFF is not text in UTF-8")
    base.write_text(PLAIN.replace("10000", "-1"))
    child.write_text("extends: base\n")
    assert fault(child).startswith(f"{base}:3:16: force.main.strength.troops: -1 is out of range")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("extends: nope", "bad.yaml:1:1: extends: no scenario 'nope' here or shipped; "),
        ("extends: danatt", "extends: no scenario 'danatt' here or shipped; did you mean 'dannatt'?"),
        (
            "changes: {title: x}",
            "extends: name one parent: the stem of a file in this folder, or of a shipped scenario",
        ),
        ("extends: [a, b]", "extends: name one parent"),
        ("extends: dannatt\nchanges: 5", "changes: expected dotted paths with their new values below it"),
        ("extends: dannatt\nforce: {}", "force: a variant holds `extends` and `changes` alone; write this as a change"),
        ("extends: ../bad", "extends: name one parent: the stem of a file in this folder"),
        ("extends: bad", "extends: no scenario 'bad' here or shipped"),
        (f"extends: {'a' * 300}", f"bad.yaml:1:1: extends: no scenario '{'a' * 60}' here or shipped; allowed: "),
        ("5", "bad.yaml:1:1: a scenario holds `force` and `rotation`, or `extends` and `changes`"),
        ("# a list\n- 1", "bad.yaml:2:1: a scenario holds `force` and `rotation`, or `extends` and `changes`"),
        ("", "bad.yaml:1:1: a scenario holds `force` and `rotation`, or `extends` and `changes`"),
        ("# nothing", "bad.yaml:1:1: a scenario holds `force` and `rotation`, or `extends` and `changes`"),
    ],
)
def test_a_variant_that_cannot_be_used_gets_one_clear_line(tmp_path: Path, text: str, message: str) -> None:
    refusal = fault(write(tmp_path, "bad", text))
    assert message in refusal
    assert "\n" not in refusal


def test_scenarios_that_extend_one_another_in_a_circle_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "one", "extends: two")
    write(tmp_path, "two", "extends: three")
    message = fault(write(tmp_path, "three", "extends: one"))
    circle = "the scenarios extend one another in a circle: three -> one -> two -> three"
    assert message == f"{tmp_path}/two.yaml:1:1: extends: {circle}"


def test_changes_from_outside_are_placed_there() -> None:
    assert fault("dannatt", changes={"rotation.tour_months": -3}, changes_from="--set") == (
        "--set: rotation.tour_months: -3 is out of range; allowed: above 0, at most 240 months"
    )
    assert fault("dannatt", changes={"rotation.tour": 3}).startswith("changes: rotation.tour: no 'tour' below rotation")


def test_a_file_is_named_as_it_was_given(tmp_path: Path) -> None:
    shipped = scenarios.shipped_scenarios()["dannatt"]
    _, places = scenarios.load_with_places(shipped)
    assert str(places["rotation",]).startswith(f"{shipped}:")
    _, places = scenarios.load_with_places("british_norm")
    assert str(places["force",]).startswith("dannatt.yaml:")
    _, places = scenarios.load_with_places(write(tmp_path, "mine", "extends: dannatt"))
    assert str(places["force",]).startswith("dannatt.yaml:")


def test_what_cannot_be_read_gets_one_clear_line(tmp_path: Path) -> None:
    assert fault(tmp_path / "missing.yaml").startswith(f"{tmp_path}/missing.yaml: no such file or shipped scenario; ")
    write(tmp_path, ".pre-commit-config", "repos: []")
    write(tmp_path, "beside", "extends: dannatt")
    proposed = fault(tmp_path / "missing.yaml").partition("allowed: ")[2] + fault(
        write(tmp_path, "c", "extends: zzzzzzzz")
    )
    assert "beside" in proposed
    assert "pre-commit" not in proposed
    assert fault("danatt") == "danatt: no such file or shipped scenario; did you mean 'dannatt'?"
    assert fault(tmp_path) == f"{tmp_path}: this is a folder; name a file in it"
    os.mkfifo(tmp_path / "pipe.yaml")
    assert fault(tmp_path / "pipe.yaml") == f"{tmp_path}/pipe.yaml: this is no plain file; name one"
    binary = tmp_path / "binary.yaml"
    binary.write_bytes(bytes(range(256)))
    assert fault(binary) == f"{binary}:3:115: byte 0x80 is not text in UTF-8; give a YAML file, saved as UTF-8"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a" * 300, "cannot be read: File name too long"),
        ("a/" * 2_500, "cannot be read: File name too long"),
        ("a\0b/c", "no such file or shipped scenario; "),
        ("a\ud800b/c", "no such file or shipped scenario; "),
        ("a\udcffb", "no such file or shipped scenario; allowed: "),
    ],
)
def test_a_name_that_no_system_takes_is_one_clear_line(name: str, reason: str) -> None:
    message = fault(name)
    assert reason in message
    assert message.isprintable()
    assert len(message) < 1_000


def test_a_name_that_is_no_text_is_refused_with_its_place(tmp_path: Path) -> None:
    path = write(tmp_path, "n\udcff", PLAIN)
    assert fault(path).startswith(
        f"{tmp_path}/n\\udcff.yaml:1:1: the scenario's name, by default its file's, holds U+DCFF"
    )


def test_a_refusal_names_the_corners_it_rests_on_and_no_midpoint(tmp_path: Path) -> None:
    ratio = PLAIN.replace("dwell_ratio: 2", "dwell_ratio: {low: 2, high: 3}\n  preparation_months: 15")
    message = fault(write(tmp_path, "bad", ratio))
    assert "training of 15 and leave of 0 months do not fit into 12 months at home" in message
    assert message.endswith("(refused where rotation.dwell_ratio = 2)")
    everywhere = PLAIN.replace("dwell_ratio: 2", "dwell_ratio: {low: 2, high: 3}\n  overlap_months: 6")
    assert "refused where" not in fault(write(tmp_path, "bad", everywhere))


def test_two_changes_that_replace_one_another_are_refused() -> None:
    for first, second in (
        ("rotation.dwell_months", "rotation.dwell_ratio"),
        ("rotation.dwell_ratio", "rotation.dwell_months"),
    ):
        message = fault("dannatt", changes={first: 2, second: 3})
        assert message == f"changes: {second}: and '{first}' replace one another; keep one of the two"


def test_two_changes_below_a_path_that_is_not_there_are_two_faults() -> None:
    message = fault("dannatt", changes={"nowhere.one": 2, "nowhere.two": 3})
    assert message.count("no 'nowhere' in a scenario") == 2


def test_another_sizing_replaces_the_first() -> None:
    changes = {"force.british_force.strength.units": 2, "force.british_force.strength.troops_per_unit": 5_000}
    assert model.run(model.load("dannatt", changes=changes)).measure("tied_up").high == 40_000


def test_a_contributors_own_rotation_is_checked_too(tmp_path: Path) -> None:
    coalition = (
        "coalition: {deployable_share: 0.4, contributors: {a: {land_strength: 9, rotation: {overlap_months: 6}}}}\n"
    )
    message = fault(write(tmp_path, "bad", PLAIN + coalition))
    assert "coalition.contributors.a.rotation.overlap_months: a handover of 6 months is not shorter" in message


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "mine", PLAIN)

    def forbidden(_: Path, __: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(ScenarioError, match="cannot be read: Permission denied"):
        scenarios.load(path, register=model.evidence.claims.Register())


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "force: {f: {strength: {troops: 5}}}\nrotation: {tour_months: 6, dwell_ratio: 2}\n"
            + "".join(f"key_{number}: 1\n" for number in range(500)),
            "mine.yaml:1:1: and 300 more faults; mend these first",
        ),
        (
            "extends: dannatt\nchanges:\n" + "".join(f"  rotation.month_{number}: 1\n" for number in range(500)),
            (
                "mine.yaml:203:3: rotation.month_200: and the 300 changes from here on are not looked at; "
                "mend the others first"
            ),
        ),
    ],
)
def test_of_thousands_of_faults_the_first_are_told_and_how_many_more_there_are(text: str, last: str) -> None:
    with pytest.raises(ScenarioError) as error:
        load_text(text.encode(), "mine.yaml")
    assert len(error.value.problems) == MOST_TOLD + 1
    assert str(error.value.problems[-1]) == last


def test_a_long_chain_of_parents_is_refused_with_its_place(tmp_path: Path) -> None:
    for number in range(100):
        (tmp_path / f"c{number}.yaml").write_text(f"extends: c{number + 1}\n")
    with pytest.raises(ScenarioError, match=r"c50\.yaml:1:1: extends: a chain of more than 50 scenarios"):
        model.load(tmp_path / "c0.yaml")


@pytest.mark.parametrize(("name", "fault"), [("..yaml", "has no letters"), (f"{'a' * 5_000}.yaml", "5,000 letters")])
def test_a_file_whose_name_is_none_or_too_long_is_refused(name: str, fault: str) -> None:
    with pytest.raises(ScenarioError, match=fault):
        load_text(b"force: {f: {strength: {troops: 5}}}\nrotation: {tour_months: 6, dwell_ratio: 2}\n", name)


NAMES = list(shipped_scenarios())


def problems(text: str, name: str = "mine.yaml") -> list[str]:
    with pytest.raises(model.ScenarioError) as raised:
        load_text(text.encode(), name)
    return [str(problem) for problem in raised.value.problems]


def test_a_text_has_the_name_of_its_file_and_every_fault_its_place() -> None:
    text = "force: {main: {strength: {troops: 5}}}\nrotation: {tour_months: 6, dwell_ratio: 2}\n"
    assert load_text(text.encode(), "mine.yaml").name == "mine"
    assert problems(f"{text}forse: 3\nhorizon_months: 0\n") == [
        "mine.yaml:4:1: horizon_months: '0' is out of range; allowed: 1 or more",
        "mine.yaml:3:1: forse: unknown key; did you mean 'force'?",
    ]
    (broken,) = problems("a: [1")
    assert "this is not YAML" in broken
    assert problems("") == ["mine.yaml:1:1: a scenario holds `force` and `rotation`, or `extends` and `changes`"]
    (large,) = problems("#" * (MOST_BYTES + 1))
    assert "more than 200,000 bytes" in large
    (overlap,) = problems(text.replace("dwell_ratio: 2", "dwell_ratio: 2, overlap_months: 6"))
    assert overlap.startswith("mine.yaml:2:44: rotation.overlap_months: a handover of 6 months")


def test_a_text_extends_shipped_scenarios_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "beside.yaml").write_text("extends: dannatt\n")
    (fault,) = problems("extends: beside\n")
    assert fault.startswith("mine.yaml:1:1: extends: no shipped scenario 'beside'; what stands in no folder, ")
    (fault,) = problems("extends: danatt\n")
    assert "did you mean 'dannatt'?" in fault
    two = problems("extends: dannatt\nchanges:\n  rotation.dwel: 3\n  rotation.tour_months: 0\n")
    assert [scenario.split(": ")[0] for scenario in two] == ["mine.yaml:3:3", "mine.yaml:4:3"]
    mine = load_text(b"extends: dannatt\nchanges: {rotation.dwell_ratio: 4}\n", "dannatt.yaml")
    assert model.run(mine).measure("tied_up").high == 50_000


def test_every_shipped_variant_has_its_parent() -> None:
    parents = shipped_parents()
    assert parents["no_us_backstop_assumed"] == "no_us_backstop"
    assert set(parents.values()) <= set(NAMES)
    assert "dannatt" not in parents


PLAIN_DATA: dict[str, Any] = {
    "as_of": "2025-09-05",
    "force": {"f": {"strength": {"troops": 20_000}}},
    "rotation": {"tour_months": {"claim": "dannatt.tour_months"}, "dwell_ratio": 2},
    "coalition": {"deployable_share": 0.4, "contributors": {"united_kingdom": {}, "france": {}}},
}


def test_plain_data_rests_on_the_shipped_evidence() -> None:
    scenario = model.load(PLAIN_DATA, name="mine")
    assert (scenario.name, model.load(PLAIN_DATA).name) == ("mine", "scenario")
    assert model.run(scenario).measure("capacity").low == 12_556
    assert scenario == Scenario.from_document(PLAIN_DATA, name="mine")
    assert scenario.register is Scenario.model_validate(PLAIN_DATA).register is shipped_register()
    with pytest.raises(ScenarioError, match=r"^rotation.tour_months.claim: no claim 'dannatt.tour_months' in the reg"):
        model.load(PLAIN_DATA, register=model.evidence.claims.Register())


def test_plain_data_takes_changes_and_may_be_a_variant() -> None:
    assert model.load(PLAIN_DATA, changes={"rotation.tour_months": 4}).rotation.tour_months.central == 4
    variant = model.load({"extends": "dannatt", "changes": {"coalition.contributors.GB.offer_troops": 5}}, name="x")
    assert variant.document == model.load("dannatt", changes={"coalition.contributors.uk.offer_troops": 5}).document
    for data, message in (
        ({"extends": "dannat"}, r"^extends: no shipped scenario 'dannat'; .*; did you mean 'dannatt'\?$"),
        ({"extends": "dannatt", "title": "x"}, "^title: a variant holds `extends` and `changes` alone"),
        ({"extends": "dannatt", "changes": {"rotation.tour": 1}}, r"^changes: rotation.tour: no 'tour' below rotation"),
        ({"force": {}}, "^force: is empty"),
    ):
        with pytest.raises(ScenarioError, match=message):
            model.load(data)


def test_a_file_may_be_loaded_under_another_name() -> None:
    assert model.load("dannatt", name="four").name == "four"
    with pytest.raises(ScenarioError, match="the scenario's name, by default its file's, holds"):
        model.load("dannatt", name="a\nb")


def variants(folder: Path, text: str, **options: object) -> list[str]:
    """The measure of each row, or its faults."""
    table = folder / "variants.csv"
    table.write_text(text, "utf-8")
    outcomes = []
    for variant in load_variants("dannatt", table, **options):  # type: ignore[arg-type]
        try:
            scenario, _ = variant.load()
        except ScenarioError as error:
            outcomes.append(str(error))
        else:
            outcomes.append(
                f"{scenario.name} {model.run(scenario).measure('tied_up').high:.0f} {list(scenario.tables)}"
            )
    return outcomes


def test_each_row_of_a_table_is_a_variant_and_an_empty_cell_leaves_the_base(tmp_path: Path) -> None:
    text = "name;rotation.dwell_ratio;force.british_force.strength.troops\nas it is;;\nlonger;4;\nÅland;4;20000\n"
    of_table = "['variants.csv']"
    assert variants(tmp_path, text) == [
        f"as it is 40000 {of_table}",
        f"longer 50000 {of_table}",
        f"Åland 100000 {of_table}",
    ]
    changes = {"force.british_force.strength.troops": 1_000}
    assert variants(tmp_path, text, changes=changes)[:2] == [f"as it is 4000 {of_table}", f"longer 5000 {of_table}"]


def test_a_fault_of_a_row_is_placed_in_its_cell(tmp_path: Path) -> None:
    text = (
        "name,rotation.tour_months,rotation.overlap_months,coalition.contributors_table\nzero,0,,\nlong,,6,\n,5,,\n"
        "good,5,,\ntable,,,none.csv\n"
    )
    outcomes = variants(tmp_path, text)
    file = tmp_path / "variants.csv"
    assert outcomes[0] == f"{file}:2:2: rotation.tour_months: 0 is out of range; allowed: above 0, at most 240 months"
    assert outcomes[1].startswith(f"{file}:3:3: rotation.overlap_months: a handover of 6 months is not shorter than")
    assert outcomes[2] == f"{file}:4:1: this row has no name"
    assert outcomes[3].startswith("good 40000")
    no_table = "no file 'none.csv' in the folder of the table; allowed: variants.csv"
    assert outcomes[4] == f"{file}:6:4: coalition.contributors_table: {no_table}"
    durations = variants(tmp_path, "name,rotation.tour_months\none,2\n", changes={"rotation.overlap_months": 3})
    assert durations[0].startswith(f"{file}:2:2: rotation.overlap_months: a handover of 3 months")


def test_a_table_of_variants_with_a_wrong_column_is_refused_as_a_whole(tmp_path: Path) -> None:
    file = tmp_path / "variants.csv"
    with pytest.raises(ScenarioError) as caught:
        variants(tmp_path, "name,rotation.tour,force.main.title,rotation.dwell_months,rotation.dwell_ratio\na,5,,,\n")
    assert str(caught.value).splitlines() == [
        f"{file}:1:2: rotation.tour: no 'tour' below rotation; did you mean 'tour_months'?",
        f"{file}:1:3: force.main.title: no 'main' below force to change; allowed: british_force",
    ]
    with pytest.raises(ScenarioError, match=r"the header names no column 'name'; it names rotation\.tour"):
        variants(tmp_path, "rotation.tour\n5\n")
    (tmp_path / "nons.csv").touch()
    with pytest.raises(ScenarioError, match=r"none.csv: no file 'none.csv' in its folder; did you mean 'nons.csv'"):
        load_variants("dannatt", tmp_path / "none.csv")
    with pytest.raises(ScenarioError, match=r"--set: rotation\.tour_months: 0 is out of range"):
        variants(tmp_path, "name\na\n", changes={"rotation.tour_months": 0}, changes_from="--set")


def test_nations_of_a_table_take_the_place_of_a_plans_and_good_rows_can_be_kept() -> None:
    plan = model.load("reassurance_force")
    table = b"nation,rotation.overlap_months,land_strength\nGB,7,\nFrance,,40000\nSpain,,x\n"
    with pytest.raises(ScenarioError) as caught:
        load_with_nations(plan, table, "nations.csv", name="mine")
    first, second = str(caught.value).splitlines()
    assert first.startswith("nations.csv:4:3: coalition.contributors.spain.land_strength: 'x' is no number")
    assert second.startswith("nations.csv:2:2: coalition.contributors.united_kingdom.rotation.overlap_months: a hand")
    good = load_with_nations(plan, table, "nations.csv", name="mine", only_good=True)
    assert good.document["coalition"]["contributors"] == {"france": {"land_strength": 40_000}}
    assert (good.name, list(good.tables), good.force) == ("mine", ["nations.csv"], plan.force)
    for bad in (b"nation,land_strength\nGB,x\n", b"nation,rotation.overlap_months\nGB,7\n"):
        with pytest.raises(ScenarioError, match=r"nations\.csv:2:2"):
            load_with_nations(plan, bad, "nations.csv", name="mine", only_good=True)
