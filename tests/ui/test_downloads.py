"""Files that the pages offer: for every chart SVG, PNG and CSV; the report; the lines that reproduce the numbers."""

import io
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import model
from model.export.headers import made_with
from model.export.report import report
from model.ui.shell import downloads, files

Open = Callable[..., AppTest]
Files = dict[str, Callable[[], str | bytes]]
MINE = b"title: 'Mine #1'\nforce: {main: {strength: {troops: 20000}}}\nrotation: {tour_months: 6, dwell_ratio: 2}\n"
SOURCE = re.compile(
    r">Source: Roulement [^<]*, evidence [0-9a-f]{8},<.*>our arithmetic on the claims under Sources<", re.DOTALL
)

BY_CASE = {"phases", "months", "turns", "contributors", "chances", "pivotal", "map"}
"""Charts whose files have a row for each case; every other file has a column for each end."""
ENDS = {"bars": {"at_low", "at_high"}, "draws": {"tenth", "nine_tenths"}, "shares": {"in_all_low", "in_all_high"}}
"""The columns of both ends, by the first word of a chart's name; any other file has `low` and `high`."""


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> Iterator[Files]:
    """Every file that a page offers, by name, instead of its button; two of one name would be one file."""
    files: Files = {}

    def offer(_: str, data: Callable[[], str | bytes], file_name: str, *_rest: Any, **_options: Any) -> None:  # noqa: ANN401
        assert file_name not in files or file_name.endswith(".yaml")  # beside the link, and beside the snippets
        files[file_name] = partial(text_of, data) if file_name.endswith(".csv") else data

    monkeypatch.setattr(downloads.st, "download_button", offer)
    yield files
    files.clear()


def of_kind(offered: Files, suffix: str) -> dict[str, Any]:
    return {name: data() for name, data in offered.items() if name.endswith(f".{suffix}")}


def text_of(data: Callable[[], Any]) -> str:
    """Return the text of a CSV file, which begins with a mark where a spreadsheet needs one, and only there."""
    content: bytes = data()
    text = content.decode("utf-8-sig")
    assert content.startswith(b"\xef\xbb\xbf") == (not text.isascii())
    return text


def check_csv(text: str, chart: str, *lines: str) -> pd.DataFrame:
    """Return the frame of a chart's file, T-29: a header of comments, then what pandas reads, with its low and high."""
    head = [line.removeprefix("# ") for line in text.splitlines() if line.startswith("# ")]
    for line in lines:
        assert line in head
    assert any(line.startswith("Claims: ") for line in head)
    frame = pd.read_csv(io.StringIO(text), comment="#")
    assert len(frame)
    assert frame["scenario"].notna().all()
    assert ("case" in frame) == (chart in BY_CASE)
    assert ENDS.get(chart.partition("_")[0], {"low", "high"}) <= set(frame.get("case", frame.columns))
    return frame


@pytest.mark.parametrize(
    ("name", "charts"),
    [
        ("explore", {"phases", "months", "turns"}),
        ("contributors", {"contributors", "chances", "pivotal"}),
        ("drivers", {"bars_tied_up", "bars_margin", "map", "draws_tied_up", "draws_margin", "shares"}),
    ],
)
def test_t_29_t_31_every_chart_comes_as_svg_png_and_csv(
    name: str, charts: set[str], open_page: Open, offered: Files
) -> None:
    page = open_page(name, scenario="willing_chances", tour="4")
    if name == "drivers":
        offered.clear()
        page.toggle(key="simulate").set_value(True).run()
        offered.clear()
        page.toggle(key="shares").set_value(True).run()
    assert not page.exception
    stems = {f"willing_chances_{chart}" for chart in charts}
    for stem, text in of_kind(offered, "svg").items():
        assert stem.removesuffix(".svg") in stems
        assert SOURCE.search(text)
        assert "Scenario willing_chances" in text
        assert re.search(r"<title [^>]*>[^<]+</title><desc [^>]*>[^<]*\d[^<]*</desc>", text)
    pictures = of_kind(offered, "png")
    assert {stem.removesuffix(".png") for stem in pictures} == stems
    assert all(picture.startswith(b"\x89PNG") for picture in pictures.values())
    scenario = model.load("willing_chances")
    known = (
        "Scenario: willing_chances",
        f"{scenario.label}, 1 change",
        made_with(scenario.register),
        "Changed: Tour: 6 -> 4",
    )
    texts = of_kind(offered, "csv")
    for file, text in texts.items():
        check_csv(text, file.removesuffix(".csv").removeprefix("willing_chances").removeprefix("_"), *known)
    assert set(texts) == {f"{stem}.csv" for stem in stems} | ({"willing_chances.csv"} if name == "explore" else set())
    link = "scenario=willing_chances&troops=12000&tour=4&"
    assert all(link in str(data()) for stem, data in offered.items() if stem.endswith(".csv"))


def test_the_draws_tell_their_ranges_and_seed(open_page: Open, offered: Files) -> None:
    page = open_page("drivers", scenario="dannatt")
    offered.clear()
    page.toggle(key="simulate").set_value(True).run()
    text = str(offered["dannatt_draws_margin.csv"]())
    assert "# If Months at home for each month away could be anywhere from 2 to 3" in text
    assert "# 10,000 draws, seed 0\n" in text
    assert "# The scenario's ranges\n" in str(offered["dannatt_bars_margin.csv"]())


def test_a_comparison_names_every_scenario_with_its_link(open_page: Open, offered: Files) -> None:
    open_page("scenarios", scenario="dannatt", tour="4")
    assert set(offered) >= {"comparison.csv", "comparison_measures.svg", "comparison_steps_1.png"}
    for name in ("comparison.csv", "comparison_measures.csv", "comparison_steps_1.csv"):
        text = str(offered[name]())
        frame = check_csv(text, name.removesuffix(".csv"), "Scenario: dannatt", "Changed: Tour: 6 -> 4")
        assert text.count("# Link: ") == text.count("# Scenario: ") == frame["scenario"].nunique() == 2


def test_the_report_of_the_page_is_the_commands_with_the_link(open_page: Open, offered: Files) -> None:
    open_page("explore", scenario="dannatt", tour="4")
    text = str(offered["dannatt_report.html"]())
    start = model.load("dannatt")
    changes = {"rotation.tour_months": 4}
    (run,) = model.run(start.replace(changes)).runs
    link = next(line for line in text.splitlines() if line.startswith('<p class="link">'))
    assert "scenario=dannatt&amp;troops=10000&amp;tour=4&amp;" in link
    assert text.replace(f"{link}\n", "") == report(run, start, changes)


def test_explore_says_how_to_get_the_numbers_again(open_page: Open) -> None:
    page = open_page("explore", scenario="dannatt", tour="4")
    python, shell = (code.value for code in page.code[-2:])
    assert python.startswith("import model\n")
    assert 'scenario = model.load("dannatt").replace({\n    "rotation.tour_months": 4,\n})' in python
    assert shell == "roulement run dannatt \\\n    --set rotation.tour_months=4"


def test_of_a_readers_own_file_there_is_no_link_and_the_file_comes_first(open_page: Open, offered: Files) -> None:
    page = open_page("explore")
    page.session_state["taken_in"] = {"mine": model.files.scenarios.load_text(MINE, "mine.yaml")}
    offered.clear()
    page.run()
    offered.clear()
    page.selectbox(key="starting_scenario").set_value("mine").run()
    assert not page.exception
    assert any("Save the file first, as mine.yaml," in paragraph.value for paragraph in page.markdown)
    assert page.code[-1].value == "roulement run mine.yaml"
    for text in (str(offered["mine.csv"]()), str(offered["mine_report.html"]()), str(offered["mine.yaml"]())):
        assert "http://" not in text.replace("http://www.w3.org", "")
        assert "Mine #1" in text


def test_a_page_below_a_path_knows_where_explore_is(monkeypatch: pytest.MonkeyPatch) -> None:
    class Context:
        url = ""

    monkeypatch.setattr(files.st, "context", Context)
    for url, base in (
        ("http://127.0.0.1:8501", "http://127.0.0.1:8501/"),
        ("http://127.0.0.1:8501/", "http://127.0.0.1:8501/"),
        ("http://127.0.0.1:8501/drivers", "http://127.0.0.1:8501/"),
        ("http://127.0.0.1/roulement/scenarios", "http://127.0.0.1/roulement/"),
        ("http://127.0.0.1/tools/roulement", "http://127.0.0.1/tools/roulement/"),  # as Streamlit gives that of Explore
        ("http://127.0.0.1/tools/roulement/", "http://127.0.0.1/tools/roulement/"),
    ):
        Context.url = url
        assert files.explore_address() == base


def test_t_29_the_claims_that_a_search_leaves_come_as_csv_with_its_link(open_page: Open, offered: Files) -> None:
    register = model.load("dannatt").register
    page = open_page("sources", find="dannatt")
    assert not page.exception
    assert not page.warning  # `find` is this page's own
    (text,) = of_kind(offered, "csv").values()
    assert text.startswith(f"# {made_with(register)}\n")
    listed = pd.read_csv(io.StringIO(text), comment="#")
    assert f"# {len(listed)} of {len(register.claims)} figures and statements\n# Link: " in text
    assert "/sources?find=dannatt\n" in text
    assert 0 < len(listed) < len(register.claims)
    ratio = listed.set_index("Claim").loc["dannatt.dwell_ratio"]
    assert ratio[["low", "high", "unit"]].tolist() == [2, 3, "ratio"]
    assert ratio["first_day"] <= ratio["last_day"] <= "2025-12-31"
