"""The project keeps its promises: README, schema, wheel, names, exports."""

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml

import model
from model.files.schema import schema_text
from model.scenario import Scenario
from model.ui.session import inputs

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def test_the_readme_has_exactly_two_commands_of_one_line_each() -> None:
    commands = blocks("sh")
    assert [command.count("\n") for command in commands] == [1, 1]
    assert "roulement explore" in commands[0]
    assert "pytest" in commands[1]
    assert all("-c constraints.txt" in command for command in commands)


def test_the_readme_is_short_and_its_links_lead_to_files() -> None:
    assert README.count("\n") < 100
    links = re.findall(r"\]\(([^)]+)\)", README)
    assert len(links) > 15
    assert [link for link in links if not (ROOT / link).is_file()] == []


def test_the_changelog_names_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert version == model.files.shipped.version()
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text()


def test_what_tools_read_about_the_project_agrees() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text())
    assert (citation["version"], citation["license"]) == (project["version"], project["license"])
    assert citation["authors"] == project["authors"]
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text())["jobs"]["run"]
    pythons = workflow["strategy"]["matrix"]["python"]
    assert [line for line in project["classifiers"] if "Python :: 3." in line] == [
        f"Programming Language :: Python :: {python}" for python in pythons
    ]
    assert workflow["steps"][-1] == {"run": ".ci/run"}
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())
    assert [repository["repo"] for repository in hooks["repos"]] == ["local"]


def test_constraints_hold_exact_versions_and_no_addresses() -> None:
    lines = [line for line in (ROOT / "constraints.txt").read_text().splitlines() if not line.startswith("#")]
    assert len(lines) > 30
    assert [line for line in lines if not re.match(r"^[A-Za-z0-9._-]+==[A-Za-z0-9.+]+( ;.*)?$", line)] == []


def test_the_schema_file_is_what_the_types_say() -> None:
    assert (ROOT / "scenarios" / "schema.json").read_text() == schema_text(), "roulement schema > scenarios/schema.json"


def test_every_public_name_is_documented() -> None:
    assert [name for name in model.__all__ if not getattr(model, name).__doc__] == []
    assert set(model.__all__) <= set(dir(model))


def test_every_short_name_of_the_page_has_a_field_with_label_and_slider() -> None:
    for group, template in inputs.NUMBERS.values():
        domain = Scenario.domain_of(template.format(component="any"))
        assert group
        assert domain is not None
        assert domain.slider is not None
        assert domain.least <= domain.slider[0] < domain.slider[1] <= domain.most


def test_charts_need_no_altair_but_in_tests() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert [line for line in project["dependencies"] if line.startswith("altair")] == []
    assert [line for line in project["optional-dependencies"]["test"] if line.startswith("altair")]
    sources = [*ROOT.glob("model/**/*.py"), ROOT / "app.py"]
    naming = [path.name for path in sources if re.search(r"altair", path.read_text(), re.IGNORECASE)]
    assert naming == []  # neither imported, in whatever way, nor drawn by Streamlit's `altair_chart`


def test_the_router_stays_a_router() -> None:
    assert len((ROOT / "app.py").read_text().splitlines()) < 40


def test_files_keep_to_a_sitting() -> None:
    long = {str(path): lines for path in ROOT.glob("model/**/*.py") if (lines := path.read_text().count("\n")) > 450}
    assert long == {}


def test_no_value_worked_out_once_takes_a_lock() -> None:
    lines = [
        str(path) for path in ROOT.glob("model/**/*.py") if re.search(r"import.*\bcached_property", path.read_text())
    ]
    assert lines == []  # `model.frozen.lazy` instead


@pytest.mark.slow
def test_the_wheel_runs_from_an_empty_folder(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    empty = tmp_path / "empty"
    empty.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    command = [sys.executable, "-m", "model", "run", "dannatt", "--format", "json"]
    done = subprocess.run(command, cwd=empty, env=environment, capture_output=True, text=True, check=True)
    measures = {row["measure"]: row for row in json.loads(done.stdout)[0]["measures"]}
    assert (measures["tied_up"]["low"], measures["tied_up"]["high"]) == (30_000, 40_000)
    command = [sys.executable, "-m", "model", "report", "dannatt", "--out", "report.html"]
    subprocess.run(command, cwd=empty, env=environment, capture_output=True, check=True)
    assert (empty / "report.html").read_text().startswith("<!DOCTYPE html>")  # its template and its style came along
    where = [sys.executable, "-c", "import model; print(model.__file__)"]
    assert (
        str(tmp_path)
        in subprocess.run(where, cwd=empty, env=environment, capture_output=True, text=True, check=True).stdout
    )
    assert (tmp_path / "site" / "model" / "shipped" / ".streamlit" / "config.toml").is_file()
