"""Explore without a browser: the same numbers as the command and the library, and what an input moves."""

import json
import re
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
import pytest
from controls import move
from pages import html_of, words_of
from streamlit.testing.v1 import AppTest

import model
from model.cli import app
from model.engine.run import Run
from model.files.scenarios import shipped_scenarios
from model.present.exhibits import force, months, unknown
from model.present.words import force as force_words

Open = Callable[..., AppTest]


@pytest.fixture
def explore(open_page: Open) -> Open:
    return partial(open_page, "explore")


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return frame.astype(object).where(frame.notna(), None).to_dict(orient="records")


@pytest.mark.parametrize("name", shipped_scenarios())
def test_page_command_and_library_give_the_same_numbers(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, explore: Open
) -> None:
    page = explore(scenario=name)
    results = model.run(model.load(name))
    monkeypatch.setattr(sys, "argv", ["roulement", "run", name, "--format", "json"])
    with pytest.raises(SystemExit) as ended:
        app.main()
    assert not ended.value.code
    (command,) = json.loads(capsys.readouterr().out)
    library = records(results.measures)
    assert [{"scenario": name, **row} for row in command["measures"]] == library
    assert library == records(page.dataframe[0].value)
    (run,) = results.runs
    assert command["headline"] == force_words.headline(run) == page.title[0].value
    assert texts(page) == [exhibit.text for exhibit in drawn(run)]


def drawn(run: Run) -> list[Any]:
    """The exhibits of a run that Explore draws as charts, in its order."""
    is_known = run.measure("tied_up").low is not None
    first = (force.arithmetic(run), force.gap(run)) if is_known else (unknown.known(run), unknown.sizes(run))
    exhibits = (*first, months.months(run), force.rules_of_rest(run), months.turns(run, "high"))
    return [exhibit for exhibit in exhibits if exhibit is not None and exhibit.html is None]


def texts(page: AppTest) -> list[str]:
    """The text alternatives of a page's charts."""
    return [chart.proto.alt for chart in page.get("vega_lite_chart")]


def figures(text: str) -> set[str]:
    return set(re.findall(r"\d[\d,]*,\d{3}", text))


def check_figures(page: AppTest) -> None:
    """Hold the text alternative and the table of the first pictures against the figures over them."""
    gap, months = re.findall(r'<h2 class="\w+">([^<]*\d,\d{3}[^<]*)</h2>', html_of(page))[:2]
    above = {"arithmetic": page.title[0].value, "gap": gap, "months": months}
    for (key, title), text in zip(above.items(), texts(page), strict=False):
        assert figures(title)
        assert figures(title) <= figures(text), key
        page.session_state[f"use_{key}"] = True
        page.run()
        table = " ".join(pd.DataFrame(page.table[0].value).reset_index().astype(str).to_numpy().ravel())
        assert figures(title) & figures(table), key
        page.session_state[f"use_{key}"] = False


def test_t_03_t_36_moving_an_input_moves_the_headline_and_every_chart_with_its_words_and_its_table(
    explore: Open,
) -> None:
    page = explore()
    check_figures(page)
    assert page.title[0].value == "Keeping 30,000 troops in the field would tie up 90,000 to 120,000"
    first = texts(page)
    move(page, "troops", 20_000)
    assert page.title[0].value == "Keeping 20,000 troops in the field would tie up 60,000 to 80,000"
    still = [text for text in first if text in texts(page)]
    assert all(text.startswith("On tour: ") for text in still)  # the same brigades have to go
    check_figures(page)
    move(page, "rest_by", "nato_2004")
    assert page.title[0].value == "Keeping 20,000 troops in the field would tie up 100,000"


def test_no_force_ties_up_nothing(explore: Open) -> None:
    assert explore(scenario="dannatt", troops="0").title[0].value == "No troops away, so none tied up"


def test_the_months_follow_the_switch_above_them(explore: Open) -> None:
    page = explore()
    move(page, "starts", "Rested")
    run = Run.of(model.load("reassurance_force").replace({"schedule.start": "rested"}))
    exhibit = months.months(run)
    assert exhibit is not None
    assert exhibit.title in words_of(page)
    assert exhibit.text in texts(page)


def test_a_force_without_units_draws_no_turns_and_one_of_unknown_size_what_is_known(explore: Open) -> None:
    assert "chart_turns" not in str([chart.key for chart in explore(scenario="dannatt").get("vega_lite_chart")])
    assert "size not published" in html_of(explore(scenario="multinational_force_ukraine"))


def test_at_most_so_large_a_number_and_one_soldier_have_a_page(explore: Open) -> None:
    for troops in ("1", "200000"):
        page = explore(troops=troops)
        assert not page.exception
        assert page.title[0].value.startswith(f"Keeping {int(troops):,}")
