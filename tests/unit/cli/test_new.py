"""The command `new`: files that check passes, and nothing replaced."""

from pathlib import Path

import pytest
from command import Call

import model
from model.files.scenarios import shipped_scenarios
from model.letters import hidden_in

OTHER_KIND = "has the name of another kind of file"
NO_NAME = "is no name; call the file by a word"
SHIPPED = (
    "a shipped scenario has this name; name another, or a variant of it with `roulement new my_dannatt --from dannatt`"
)
NOT_HERE = "name a file of this folder, without a folder"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, empty."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_scenario_is_sound_and_has_a_coalition(call: Call) -> None:
    done = call("new", "my_force.yaml")
    assert (done.out, done.err, done.code) == ("Wrote my_force.yaml\n", "", 0)
    assert call("check", "my_force.yaml").code == 0
    scenario = model.load("my_force.yaml")
    assert scenario.title == "My force"
    assert scenario.coalition
    assert model.run(scenario).measure("tied_up").low == 30_000


def test_the_ending_may_be_in_large_letters(call: Call) -> None:
    assert call("new", "Force 1.5.YAML").out == "Wrote Force 1.5.yaml\n"


def test_a_new_scenario_may_have_its_nations_in_a_table(call: Call, here: Path) -> None:
    done = call("new", "mine", "--table", "my nations.csv")
    assert (done.out, done.code) == ("Wrote my nations.csv\nWrote mine.yaml\n", 0)
    assert call("check", "mine.yaml").out == "mine: sound\n"
    scenario = model.load("mine.yaml")
    register = scenario.register
    known = {nation for nation in register.nations if register.figure(nation, "land_strength")}
    assert scenario.coalition
    assert set(scenario.coalition.contributors) == known
    assert len((here / "my nations.csv").read_text().splitlines()) == len(known) + 1


@pytest.mark.parametrize("name", shipped_scenarios())
def test_a_variant_of_a_shipped_scenario_is_sound_with_a_table_and_without(name: str, call: Call) -> None:
    assert call("new", "mine", "--from", name).code == 0
    assert call("new", "other", "--from", name, "--table", "nations.csv").code == 0
    done = call("check", "mine.yaml", "other.yaml")
    assert (done.out, done.code) == ("mine: sound\nother: sound\n", 0)
    parent, mine = model.load(name), model.load("mine.yaml")
    assert mine.document == {**parent.document, "title": "Mine"}
    if parent.coalition:
        of_parent, of_other = model.run(parent), model.run(model.load("other.yaml"))
        assert of_other.measure("capacity") == of_parent.measure("capacity")


def test_the_commented_changes_of_a_variant_are_sound(call: Call, here: Path) -> None:
    call("new", "mine", "--from", "multinational_force_ukraine")
    text = (here / "mine.yaml").read_text()
    changes = [line for line in text.splitlines() if line.startswith("  # ") and ": " in line]
    assert "  # rotation.tour_months: 6" in changes
    (here / "mine.yaml").write_text(text.replace("  # Take", "# Take").replace("  # ", "  "))
    assert call("check", "mine.yaml").code == 0
    assert set(model.load("multinational_force_ukraine").differences(model.load("mine.yaml"))) >= {
        "rotation.tour_months"
    }


def test_a_variant_of_a_file_in_this_folder_names_it(call: Call, here: Path) -> None:
    call("new", "base")
    assert call("new", "child", "--from", "base.yaml").code == 0
    assert call("new", "a child", "--from", "base").code == 0
    assert "extends: base\n" in (here / "child.yaml").read_text()
    assert (here / "a child.yaml").read_text().startswith("# `roulement check 'a child.yaml'` names")
    (here / "dannatt.yaml").write_text("extends: base\nchanges: {title: Not the shipped one}\n")
    assert call("new", "of_mine", "--from", "dannatt", "--table", "n.csv").code == 0
    assert (here / "n.csv").read_text().splitlines()[1].startswith("france,")
    (here / "sub").mkdir()
    (here / "sub" / "deep.yaml").write_text((here / "base.yaml").read_text())
    (here / "base.yml").write_text((here / "base.yaml").read_text())
    deep, other = call("new", "x", "--from", "sub/deep.yaml"), call("new", "x", "--from", "base.yml")
    elsewhere = "stands in another folder, and a variant names a file of its own: run this there"
    assert deep.err == f"--from sub/deep.yaml: {elsewhere}\n"
    assert other.err == "--from: 'base.yml' does not end in .yaml; rename it\n"
    assert (deep.code, other.code, (here / "x.yaml").exists()) == (1, 1, False)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("there",), "there.yaml: is there already; name another file\n"),
        (("mine", "--table", "there.csv"), "there.csv: is there already; name another file\n"),
        (("mine", "--table", "nations.xlsx"), f"nations.xlsx: {OTHER_KIND}; name a file that ends in .csv\n"),
        (("mine", "--table", "mine.yaml"), f"mine.yaml: {OTHER_KIND}; name a file that ends in .csv\n"),
        (("sub/mine",), f"NAME sub/mine: {NOT_HERE}\n"),
        (("mine", "--table", "../n.csv"), f"--table ../n.csv: {NOT_HERE}\n"),
        (("mine", "--from", "danatt"), "danatt: no such file or shipped scenario; did you mean 'dannatt'?\n"),
        ((".",), f"NAME .: {NO_NAME}\n"),
        (("..",), f"NAME ..: {NO_NAME}\n"),
        ((" ",), f"NAME  : {NO_NAME}\n"),
        (("",), f"NAME : {NOT_HERE}\n"),
        (("--", "-x"), "NAME -x: begins like an option; begin with a letter\n"),
        (("x.yml",), "NAME x.yml: ends like another kind of file; leave .yml out\n"),
        (("x.csv.yaml",), "NAME x.csv.yaml: ends like another kind of file; leave .csv out\n"),
        (("dannatt.yaml",), f"NAME dannatt.yaml: {SHIPPED}\n"),
        (("dannatt", "--from", "dannatt"), f"NAME dannatt: {SHIPPED}\n"),
        (("mine", "--table", "."), f"--table .: {NO_NAME}\n"),
        (
            ("x.yml", "--table", "s/n.csv"),
            f"NAME x.yml: ends like another kind of file; leave .yml out\n--table s/n.csv: {NOT_HERE}\n",
        ),
        (("a\u202eb",), f"NAME a\\u202eb: {hidden_in(chr(0x202E))}\n"),
        (("<b>x",), "<b>x.yaml:4:1: title: holds markup, '<b'; write plain text, and an address as it stands\n"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_one_clear_line_and_nothing_changes(
    words: tuple[str, ...], message: str, call: Call, here: Path
) -> None:
    (here / "there.yaml").write_text("mine")
    (here / "there.csv").write_text("mine")
    done = call("new", *words)
    assert (done.err, done.code) == (message, 1)
    assert {path.name: path.read_text() for path in here.iterdir()} == {"there.yaml": "mine", "there.csv": "mine"}
