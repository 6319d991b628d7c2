"""A scenario that names a table of nations: where the table is looked for, what wins, and the place of each fault."""

import os
from pathlib import Path

import pytest

import model
from model.files.scenarios import load, load_text, load_with_places
from model.scenario.errors import ScenarioError

FORCE = "force: {main: {strength: {troops: 10000}}}\nrotation: {tour_months: 6, dwell_ratio: 2}\n"
NAMING = FORCE + "coalition:\n  deployable_share: 0.5\n  contributors_table: nations.csv\n"
NATIONS = "nation,land_strength,offer_troops\nGB,60000,\nFrance,40000,3000\n"


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def fault(source: Path | str | dict[str, object], **options: object) -> str:
    with pytest.raises(ScenarioError) as caught:
        load(source, **options)  # type: ignore[arg-type]
    return str(caught.value)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    write(tmp_path, "nations.csv", NATIONS)
    return write(tmp_path, "mine.yaml", NAMING)


def test_a_table_stands_for_contributors(mine: Path, tmp_path: Path) -> None:
    plain = NAMING.replace(
        "  contributors_table: nations.csv",
        "  contributors: {uk: {land_strength: 60000}, france: {land_strength: 40000, offer_troops: 3000}}",
    )
    scenario, same = load(mine), load(write(tmp_path, "plain.yaml", plain))
    assert scenario.document == same.document
    assert model.run(scenario).measure("capacity") == model.run(same).measure("capacity")
    assert list(scenario.tables) == ["nations.csv"]
    assert (same.tables, scenario.replace({"rotation.tour_months": 4}).tables) == ({}, scenario.tables)


def test_a_key_under_contributors_wins_over_the_tables(tmp_path: Path) -> None:
    write(tmp_path, "nations.csv", NATIONS.replace("offer_troops", "rotation.tour_months").replace("3000", "4"))
    below = "  contributors:\n    FRA: {land_strength: 1, rotation: {dwell_months: 9}}\n    uk:\n    spain: {}\n"
    contributors = load(write(tmp_path, "mine.yaml", NAMING + below)).document["coalition"]["contributors"]
    assert contributors == {
        "united_kingdom": {"land_strength": 60_000},
        "france": {"land_strength": 1, "rotation": {"tour_months": 4, "dwell_months": 9}},
        "spain": {},
    }
    assert fault(write(tmp_path, "mine.yaml", NAMING + "  contributors:\n    uk: 5\n")).startswith(
        f"{tmp_path}/mine.yaml:7:5: coalition.contributors.united_kingdom: expected keys and values below it, found '5'"
    )
    assert "coalition.contributors: expected keys" in fault(
        write(tmp_path, "mine.yaml", NAMING + "  contributors: 5\n")
    )


def test_no_name_of_a_table_is_none(tmp_path: Path) -> None:
    text = NAMING.replace("nations.csv", "null") + "  contributors: {france: {}}\n"
    assert load(write(tmp_path, "mine.yaml", text)).tables == {}
    missing = "coalition.contributors: is required and not given"
    assert missing in fault(write(tmp_path, "mine.yaml", NAMING.replace("nations.csv", "null")))
    assert "coalition: expected keys and values" in fault(write(tmp_path, "mine.yaml", f"{FORCE}coalition: 5\n"))


def test_every_bad_row_is_named_at_once_with_the_faults_of_the_file(mine: Path, tmp_path: Path) -> None:
    write(
        tmp_path, "nations.csv",
        'nation,land_strength,offer_troops\nGB,20.000,=A1\nGrmany,,\nFrance,40000,"3,000"\nUK,1,\nSpain,5,-1\n'
        "Poland,62000.0,\n",
    )  # fmt: skip
    mine.write_text(NAMING.replace("0.5", "5"))
    at = "coalition.contributors"
    grmany = "did you mean 'germany'? If it is another, give its land_strength, or `land_strength: unknown`"
    assert fault(mine).splitlines() == [
        f"{tmp_path}/nations.csv:2:3: {at}.united_kingdom: '=A1' is a formula; give its value",
        f"{tmp_path}/nations.csv:3:1: {at}.grmany: is not in the register; {grmany}",
        f"{tmp_path}/nations.csv:4:3: {at}.france.offer_troops: '3,000' can mean two numbers: write 3000, or 3",
        f"{tmp_path}/nations.csv:5:1: {at}.united_kingdom: 'UK' and 'GB' in line 2 are one nation; keep one of the two",
        f"{tmp_path}/nations.csv:6:3: {at}.spain.offer_troops: -1 is out of range; allowed: 0 to 10,000,000 troops",
        f"{mine}:4:3: coalition.deployable_share: 5 is out of range; allowed: 0 to 1 share",
    ]


def test_a_table_of_bad_rows_alone_is_not_taken_for_a_coalition_of_nobody(mine: Path, tmp_path: Path) -> None:
    write(tmp_path, "nations.csv", "nation,land_strength\nGB,-1\n")
    assert fault(mine).startswith(
        f"{tmp_path}/nations.csv:2:2: coalition.contributors.united_kingdom.land_strength: -1"
    )
    write(tmp_path, "nations.csv", "nation,land\nGB,-1\n")
    assert fault(mine).startswith(f"{tmp_path}/nations.csv:1:2: land: no 'land' in a contributor")


def test_faults_that_the_whole_scenario_shows_are_placed_in_the_table(mine: Path, tmp_path: Path) -> None:
    write(tmp_path, "nations.csv", "nation,rotation.overlap_months\nGB,6\n")
    assert fault(mine).startswith(f"{tmp_path}/nations.csv:2:2: coalition.contributors.united_kingdom.rotation.overlap")
    mine.write_text(NAMING.replace("  deployable_share: 0.5\n", ""))
    write(tmp_path, "nations.csv", "nation\nGB\n")
    assert fault(mine).endswith("deployable_share: give it here, or to each contributor its own: united_kingdom")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nation.csv", "no file 'nation.csv' in the scenario's own folder; did you mean 'nations.csv'?"),
        ("sub/nations.csv", "'sub/nations.csv' is no file's name; name a table in the scenario's own folder, as"),
        ("5", "'5' is no file's name; name a table"),
        ("a" * 300, f"'{'a' * 60}' cannot be read: File name too long"),
        ("..", "'..' is a folder; name a table in CSV"),
        ("folder.csv", "'folder.csv' is a folder; name a table in CSV"),
        ("pipe.csv", "'pipe.csv' is no plain file; name a table in CSV"),
    ],
)
def test_a_table_that_is_not_there_is_one_clear_line(mine: Path, name: str, message: str) -> None:
    (mine.parent / "folder.csv").mkdir()
    os.mkfifo(mine.parent / "pipe.csv")
    mine.write_text(NAMING.replace("nations.csv", name))
    assert fault(mine).startswith(f"{mine}:5:3: coalition.contributors_table: {message}")


def test_where_there_is_no_table_at_all_none_is_proposed(tmp_path: Path) -> None:
    mine = write(tmp_path, "mine.yaml", NAMING)
    assert fault(mine).endswith("no file 'nations.csv' in the scenario's own folder; no table (*.csv) is there")


def test_plain_data_and_a_file_that_was_sent_alone_say_what_to_do() -> None:
    remedy = "save both in one folder; on Compare upload both"
    data = {"force": {"main": {"strength": {"troops": 5}}}, "rotation": {"tour_months": 6, "dwell_ratio": 2}}
    coalition = {"deployable_share": 0.5, "contributors_table": "nations.csv", "contributors": {"france": {}}}
    (line,) = fault({**data, "coalition": coalition}).splitlines()
    assert line.endswith(remedy)
    del coalition["contributors"]
    assert fault({**data, "coalition": coalition}) == line
    with pytest.raises(
        ScenarioError, match=r"^mine\.yaml:5:3: coalition\.contributors_table: the table 'nations.csv' is read.*both$"
    ):
        load_text(NAMING.encode(), "mine.yaml")
    with pytest.raises(ScenarioError, match=r"contributors_table: the table 'nations.csv' is read from the folder"):
        load("reassurance_force").replace({"coalition.contributors_table": "nations.csv"})


def test_a_table_may_be_sent_along() -> None:
    scenario = load_text(NAMING.encode(), "mine.yaml", sent_tables={"nations.csv": NATIONS.encode()})
    assert scenario.coalition
    assert list(scenario.coalition.contributors) == ["united_kingdom", "france"]
    with pytest.raises(ScenarioError, match=r"^nations.csv:2:1: coalition.contributors.grmany"):
        load_text(NAMING.encode(), "mine.yaml", sent_tables={"nations.csv": b"nation\nGrmany\n"})


@pytest.mark.usefixtures("mine")
def test_a_variant_works_on_top_of_its_parents_table(tmp_path: Path) -> None:
    changes = "{coalition.contributors.uk.offer_troops: 7, coalition.contributors.france: null}"
    child = write(tmp_path, "child.yaml", f"extends: mine\nchanges: {changes}\n")
    scenario = load(child)
    assert scenario.document["coalition"]["contributors"] == {
        "united_kingdom": {"land_strength": 60_000, "offer_troops": 7}
    }
    assert list(scenario.tables) == ["nations.csv"]


@pytest.mark.parametrize(
    "changes",
    [
        "{coalition.contributors_table: nations.csv, coalition.contributors.GB.offer_troops: 7}",
        "{coalition: {deployable_share: 0.5, contributors_table: nations.csv, contributors: {uk: {offer_troops: 7}}}}",
        "{coalition.contributors_table: nations.csv, coalition.contributors: {uk: {offer_troops: 7}}}",
    ],
)
def test_a_variant_may_name_a_table_whose_nations_take_the_place_of_all_others(tmp_path: Path, changes: str) -> None:
    write(tmp_path, "nations.csv", NATIONS)
    child = write(tmp_path, "child.yaml", f"extends: reassurance_force\nchanges: {changes}\n")
    assert load(child).document["coalition"]["contributors"] == {
        "united_kingdom": {"land_strength": 60_000, "offer_troops": 7},
        "france": {"land_strength": 40_000, "offer_troops": 3_000},
    }


def test_changes_from_outside_may_name_a_table_of_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "nations.csv", NATIONS)
    table = {"coalition.contributors_table": "nations.csv"}
    _, places = load_with_places("reassurance_force", changes=table)
    assert str(places["coalition", "contributors", "france", "offer_troops"]) == "nations.csv:3:3"
    scenario = load("three_tier", changes={**table, "coalition.deployable_share": 0.5})
    assert scenario.coalition
    assert list(scenario.coalition.contributors) == ["united_kingdom", "france"]
    wrong = {"coalition": {"contributors_table": "none.csv", "deployable_share": 0.5}}
    assert fault("dannatt", changes=wrong, changes_from="--set") == (
        "--set: coalition.contributors_table: no file 'none.csv' in the current folder; did you mean 'nations.csv'?"
    )


def test_thirty_five_nations_from_a_table_with_their_accents_whole(mine: Path, tmp_path: Path) -> None:
    register = load("dannatt").register
    known = sorted(register.nations)
    others = ("Côte d'Ivoire", "São Tomé", "Åland", "Türkmenistan", "Réunion")
    rows = [f"{name};;{100 + number}" for number, name in enumerate(known)] + [f"{name};9000;50" for name in others]
    write(tmp_path, "nations.csv", "\n".join(["\ufeffNation;Land strength;offer_troops", *rows]))
    (run,) = model.run(load(mine)).runs
    coalition = run.scenario.coalition
    assert coalition
    assert len(coalition.contributors) == len(known) + len(others) == 35
    assert [run.scenario.nation_title(name) for name in list(coalition.contributors)[-5:]] == list(others)
    offers = [nation.offer_troops.central for nation in coalition.contributors.values() if nation.offer_troops]
    assert offers == [*range(100, 130), 50, 50, 50, 50, 50]
