"""Files that are read are noted while a command runs."""

from pathlib import Path

from model.files.disk import files_read, noting
from model.files.scenarios import load


def test_every_file_behind_a_scenario_is_noted_once_and_only_in_a_command(tmp_path: Path) -> None:
    (tmp_path / "nations.csv").write_text("nation\nGB\n")
    changes = "{coalition.contributors_table: nations.csv}"
    (tmp_path / "child.yaml").write_text(f"extends: mine\nchanges: {changes}\n")
    (tmp_path / "mine.yaml").write_text("extends: reassurance_force\n")
    load(tmp_path / "child.yaml")
    assert list(files_read()) == []
    with noting():
        for _ in range(2):
            load(tmp_path / "child.yaml")
        names = [path.name for path in files_read()]
    assert names == ["child.yaml", "mine.yaml", "reassurance_force.yaml", "nations.csv"]
    assert list(files_read()) == []
