"""Files that the pages offer: for every exhibit pictures, numbers and HTML; the report; the lines that reproduce it."""

import html
import io
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pandas as pd
import pytest
from pages import PAGES
from streamlit.testing.v1 import AppTest

import model
from model.engine.results import Results
from model.export.headers import made_with
from model.export.offers import Offer, offers
from model.export.origin import Origin
from model.export.report import report
from model.files.shipped import version
from model.present.exhibits.exhibit import Exhibit
from model.ui.shell import downloads, files

Open = Callable[..., AppTest]
Files = dict[str, Callable[[], str | bytes]]
Drawn = dict[str, list[Offer]]
MINE = b"title: 'Mine #1'\nforce: {main: {strength: {troops: 20000}}}\nrotation: {tour_months: 6, dwell_ratio: 2}\n"
SHARED = ("share_page", "share_comparison")
"""Popovers that are drawn once they are opened."""


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


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    """The files of every exhibit that a page draws, by its key."""
    exhibits: Drawn = {}

    def use(exhibit: Exhibit, origin: Origin, name: str) -> None:
        assert exhibit.key not in exhibits
        exhibits[exhibit.key] = offers(exhibit, origin, f"{name}_{exhibit.key}")

    monkeypatch.setattr(downloads, "use", use)
    return exhibits


def shared(open_page: Open, name: str, offered: Files, **address: str) -> AppTest:
    """Open a page with what it shares unfolded."""
    page = open_page(name, **address)
    for key in SHARED:
        page.session_state[key] = True
    offered.clear()
    page.run()
    assert not page.exception
    return page


def text_of(data: Callable[[], Any]) -> str:
    """Return the text of a CSV file, which begins with a mark where a spreadsheet needs one, and only there."""
    content: bytes = data()
    text = content.decode("utf-8-sig")
    assert content.startswith(b"\xef\xbb\xbf") == (not text.isascii())
    return text


def check_csv(text: str) -> tuple[list[str], pd.DataFrame]:
    """Return the header of a file and its frame, T-29: comments, then what pandas reads."""
    head = [line.removeprefix("# ") for line in text.splitlines() if line.startswith("# ")]
    frame = pd.read_csv(io.StringIO(text), comment="#")
    assert len(frame)
    assert not [column for column in frame if str(column).startswith("Unnamed")]
    return head, frame


def check_picture(svg: str, offer: Offer) -> None:
    """A picture has its title and description, T-31, and a line of sources with the version."""
    title, text = re.search(r"<title [^>]*>([^<]+)</title><desc [^>]*>([^<]+)</desc>", svg, re.DOTALL).groups()  # type: ignore[union-attr]
    words = " ".join(html.unescape(re.sub("<[^>]+>", "", svg.partition("</desc>")[2])).replace("\u00a0", " ").split())
    assert " ".join(html.unescape(title).split()) in words, offer.name
    assert text.strip()
    assert f"Roulement {version()}, evidence " in words


@pytest.mark.parametrize("name", PAGES)
def test_t_29_t_31_every_exhibit_comes_as_pictures_numbers_and_html(name: str, open_page: Open, drawn: Drawn) -> None:
    open_page(name, scenario="willing_chances", tour="4")
    assert drawn
    register = model.load("willing_chances").register
    for key, listed in drawn.items():
        wide, phone, drawing, narrow, numbers, pasted = listed
        for offer in (drawing, narrow):
            check_picture(str(offer.make()), offer)
        head, _ = check_csv(text_of(numbers.make))
        assert made_with(register) in head
        if name not in ("scenarios", "sources"):
            assert head[0] == "Scenario: willing_chances"
            assert "Changed: Tour: 6 -> 4" in head
            assert any("scenario=willing_chances&" in line and "tour=4" in line for line in head), key
            assert any(line.startswith("Claims: ") for line in head)
        assert str(pasted.make()).startswith("<figure ")
        assert (wide.name, phone.name) == (f"{pasted.name[:-5]}.png", f"{pasted.name[:-5]}_phone.png")
    assert len({offer.name for listed in drawn.values() for offer in listed}) == 6 * len(drawn)


def test_a_chart_offers_its_files_and_its_table_in_one_popover(open_page: Open, offered: Files) -> None:
    page = open_page("explore", scenario="dannatt")
    assert offered == {}
    page.session_state["use_arithmetic"] = True
    page.run()
    assert {name for name in offered if name.startswith("dannatt_arithmetic")} == {
        "dannatt_arithmetic.png", "dannatt_arithmetic_phone.png", "dannatt_arithmetic.svg",
        "dannatt_arithmetic_phone.svg", "dannatt_arithmetic.csv", "dannatt_arithmetic.html",
    }  # fmt: skip
    assert any("On tour" in str(table.value) for table in page.table)


def test_the_draws_tell_their_ranges_and_seed(open_page: Open, drawn: Drawn) -> None:
    page = open_page("drivers", scenario="dannatt")
    drawn.clear()
    page.session_state["simulate"] = True
    page.run()
    assert not page.exception
    head, _ = check_csv(text_of(drawn["combinations"][4].make))
    (ranges,) = (line for line in head if "10,000 combinations, seed 0" in line)
    assert "2 to 3" in ranges


def test_a_comparison_names_every_scenario_with_its_link(open_page: Open, offered: Files) -> None:
    shared(open_page, "scenarios", offered, scenario="dannatt", tour="4")
    head, frame = check_csv(str(offered["comparison.csv"]()))
    scenarios = [line for line in head if line.startswith("Scenario: ")]
    assert scenarios[0] == "Scenario: dannatt"
    assert len(scenarios) == frame["scenario"].nunique() == sum(line.startswith("Link: ") for line in head) == 2
    assert "Changed: Tour: 6 -> 4" in head


def test_the_report_of_the_page_is_the_commands_with_the_link(open_page: Open, offered: Files) -> None:
    shared(open_page, "explore", offered, scenario="dannatt", tour="4")
    text = str(offered["dannatt_report.html"]())
    start = model.load("dannatt")
    changes = {"rotation.tour_months": 4}
    (run,) = model.run(start.replace(changes)).runs
    (link,) = re.findall(r'<p class="link">In the explorer: ([^<]+)</p>', text)  # no address, so no link, in a test
    assert "scenario=dannatt&amp;" in link
    assert "tour=4" in link
    assert text == report(run, start, changes, link=html.unescape(link))


def test_all_numbers_come_as_a_workbook_with_link_and_changes(open_page: Open, offered: Files) -> None:
    shared(open_page, "explore", offered, scenario="dannatt", tour="4")
    sheets = pd.read_excel(io.BytesIO(bytes(offered["dannatt.xlsx"]())), sheet_name=None)
    (run,) = model.run(model.load("dannatt").replace({"rotation.tour_months": 4})).runs
    measures = Results((run,)).measures
    pd.testing.assert_frame_equal(sheets["measures"].astype(measures.dtypes), measures, rtol=1e-15)
    assert list(sheets) == [*Results((run,)).frames(), "sources", "origin"]
    values = dict(zip(sheets["origin"]["what"], sheets["origin"]["value"], strict=True))
    assert values["changed: Tour"] == "6 -> 4"
    assert "scenario=dannatt&" in values["link"]
    assert "tour=4" in values["link"]


def test_without_the_extra_no_workbook_is_offered(
    open_page: Open, offered: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads.workbook, "has_writer", lambda: False)
    shared(open_page, "explore", offered, scenario="dannatt")
    assert {"dannatt.csv", "dannatt_report.html"} <= set(offered)
    assert "dannatt.xlsx" not in offered


def test_explore_says_how_to_get_the_numbers_again(open_page: Open) -> None:
    page = open_page("explore", scenario="dannatt", tour="4")
    page.session_state["analysts"] = True
    page.run()
    python, shell = (code.value for code in page.code[-2:])
    assert python.startswith("import model\n")
    assert 'scenario = model.load("dannatt").replace({\n    "rotation.tour_months": 4,\n})' in python
    assert shell == "roulement run dannatt \\\n    --set rotation.tour_months=4"


def test_of_a_readers_own_file_there_is_no_link_and_the_file_comes_first(open_page: Open, offered: Files) -> None:
    page = open_page("explore")
    page.session_state["taken_in"] = {"mine": model.files.scenarios.load_text(MINE, "mine.yaml")}
    for key in (*SHARED, "use_arithmetic"):
        page.session_state[key] = True
    offered.clear()
    page.run()
    offered.clear()
    page.selectbox(key="plan_reassurance_force").set_value("mine").run()
    assert not page.exception
    assert "link" not in pd.read_excel(io.BytesIO(bytes(offered["mine.xlsx"]())), sheet_name="origin")["what"].tolist()
    for name in ("mine.csv", "mine_report.html", "mine.yaml", "mine_arithmetic.svg", "mine_arithmetic.html"):
        text = str(offered[name]())
        assert "scenario=" not in text, name
        assert "Mine #1" in text or "arithmetic" in name
    assert "From a reader's own file." in str(offered["mine_arithmetic.svg"]())
    page.session_state["share_page"], page.session_state["analysts"] = False, True
    offered.clear()
    page.run()
    assert not page.exception
    assert any("Save the file first, as mine.yaml," in paragraph.value for paragraph in page.markdown)
    assert page.code[-1].value == "roulement run mine.yaml"


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_file_whose_comments_cannot_be_kept_is_said_to_lose_them(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, *, is_kept: bool
) -> None:
    monkeypatch.setattr(files, "keeps_comments", lambda *_: is_kept)
    page = open_page("explore")
    page.session_state["share_page"] = True
    page.run()
    assert not page.exception
    assert (files.COMMENTS_GO in [caption.value for caption in page.caption]) is not is_kept


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


@pytest.mark.parametrize("name", PAGES)
def test_a_file_that_is_made_once_it_is_asked_for_has_the_pages_address(
    name: str, open_page: Open, offered: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "explore_address", lambda: "http://news.example/tools/roulement/")
    shared(open_page, name, offered)
    monkeypatch.setattr(files, "explore_address", lambda: "/")  # as outside of the run of a page
    texts = {file: str(make()) for file, make in offered.items() if file.endswith((".csv", ".yaml"))}
    links = {file: re.findall(r"^#? ?Link: (.*)$", text, re.MULTILINE) for file, text in texts.items()}
    assert any(links.values())
    assert [link for found in links.values() for link in found if not link.startswith("http://news.example/")] == []


def test_t_29_the_claims_found_come_as_csv(open_page: Open, offered: Files) -> None:
    register = model.load("dannatt").register
    page = shared(open_page, "sources", offered, find="dannatt")
    assert not page.warning  # `find` is this page's own
    head, listed = check_csv(str(offered["claims.csv"]()))
    assert made_with(register) in head
    assert any(re.fullmatch("Link: .*[?&]find=dannatt", line) for line in head)
    ratio = listed.set_index("Claim").loc["dannatt.dwell_ratio"]
    assert ratio[["low", "high", "unit"]].tolist() == [2, 3, "ratio"]
    assert ratio["first_day"] <= ratio["last_day"] <= "2025-12-31"
    assert 0 < len(listed) < len(register.claims)
