"""The reference has every key, measure, column, command, option and public name, and nothing that is not there."""

import re
from pathlib import Path
from typing import get_args

import pytest
import typer.main
from generated import MARK, PARTS, filled
from reference import OF_COLUMNS, commands, frames, library, measures, phases, scenario_keys, sentence, table

import model
from model.cli.app import app
from model.engine import missing
from model.engine.results import COLUMNS
from model.kernels import participation
from model.scenario.coalition import Contributor, Rule
from model.scenario.rotation import RotationChanges
from model.scenario.scenario import Scenario
from model.terms import MEASURES, PHASES

DOCS = Path(__file__).parents[2] / "docs"


def first_cells(markdown: str) -> list[str]:
    return re.findall(r"^\| `([^`]+)` \|", markdown, re.MULTILINE)


def section(markdown: str, title: str) -> str:
    return re.split(r"\n##+ ", markdown.split(f"# `{title}`\n", 1)[1], maxsplit=1)[0]


def test_every_key_stands_in_the_section_of_its_record() -> None:
    text = scenario_keys()
    top = text.split("\n## `", 1)[0]
    assert first_cells(top) == list(Scenario.model_fields)
    assert first_cells(section(text, "coalition.contributors.NAME")) == list(Contributor.model_fields)
    assert first_cells(section(text, "rotation")) == list(RotationChanges.model_fields)
    assert "force.NAME.rotation`\n" not in text  # the same keys once more


def test_a_key_has_its_domain_its_default_and_its_meaning() -> None:
    text = scenario_keys()
    tour = next(line for line in section(text, "rotation").splitlines() if line.startswith("| `tour_months`"))
    assert tour == (
        "| `tour_months` | **Tour**: Months one soldier is away, handover included. | above 0, at most 240 months | "
        "required |"
    )
    rule = next(line for line in section(text, "coalition").splitlines() if line.startswith("| `rule`"))
    assert all(f"`{word}`" in rule for word in get_args(Rule))
    assert rule.endswith("| `equal_strain` |")
    meanings = re.findall(r"^\| `\w+` \| ([^|]*) \|", text, re.MULTILINE)
    assert [meaning for meaning in meanings if len(meaning) < len("A text.")] == []


@pytest.mark.parametrize(("part", "names"), [(measures, MEASURES), (phases, PHASES)])
def test_measures_and_phases_are_those_of_the_vocabulary(part: object, names: dict[str, object]) -> None:
    assert callable(part)
    assert first_cells(part()) == list(names)


def test_every_column_of_every_frame_is_explained_and_no_other() -> None:
    text = frames()
    for name, columns in COLUMNS.items():
        assert first_cells(section(text, name)) == list(columns)
        assert text.count(f"### `{name}`\n") == 1
    assert set(OF_COLUMNS) <= {column for columns in COLUMNS.values() for column in columns}


def test_every_command_has_its_options() -> None:
    text = commands()
    group = typer.main.get_command(app)
    for name, one in group.commands.items():  # type: ignore[attr-defined]
        options = {word for parameter in one.params for word in parameter.opts if word.startswith("--")}
        assert options <= set(re.findall(r"--[a-z-]+", section(text, f"roulement {name}")))
        assert one.help
    assert text.count("\n## `roulement") + 1 == len(group.commands)  # type: ignore[attr-defined]


def test_every_public_name_is_there_and_what_functions_return() -> None:
    named = re.findall(r"auto(?:function|class):: (\S+)", library())
    assert {f"model.{name}" for name in model.__all__} < set(named)
    assert {name.rpartition(".")[2] for name in named} >= {"Comparison", "Solution", "Sweep", "Range", "Problem"}
    assert len(named) == len(set(named))


def test_every_reason_for_a_missing_value_is_explained() -> None:
    constants = {**vars(missing), **vars(participation)}
    reasons = {text for name, text in constants.items() if name.isupper() and isinstance(text, str) and text.islower()}
    assert len(reasons) > 10
    page = (DOCS / "reference" / "results.md").read_text()
    assert reasons <= set(re.findall(r"`([^`]+)`", page))


def test_every_part_stands_on_one_page_and_every_mark_is_filled() -> None:
    pages = [path.read_text() for path in sorted(DOCS.rglob("*.md"))]
    assert sorted(mark for page in pages for mark in MARK.findall(page)) == sorted(PARTS)
    (page,) = [page for page in pages if "generated: measures" in page]
    assert "generated" not in filled(page)
    assert "| `tied_up` |" in filled(page)


def test_the_method_has_formulas_with_numbers_and_no_link_to_a_card() -> None:
    text = PARTS["method"]()
    assert r"m = \dfrac{C}{\tau - o}" in text
    assert "claim:" not in text
    assert text.count("```{math}") > 20


def test_a_cell_is_one_line_and_a_meaning_a_sentence() -> None:
    assert table(("a",), [("x |\ny",)]) == "| a |\n| --- |\n| x \\| y |\n"
    assert sentence("months at home") == "Months at home."
    assert sentence("how long?") == "How long?"
