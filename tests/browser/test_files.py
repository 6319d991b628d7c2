"""Files in a real browser: the row below a chart, and the report opened without a network, on a phone and on paper."""

import io
import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

import model
from model.export.report import report

Open = Callable[..., Page]
Shows = Callable[[Page, str], None]
LEAST_TARGET = 24
A4_PIXELS = (182 / 25.4 * 96, 269 / 25.4 * 96)
"""Width and height of a page within its margins of 14 mm."""


def row(page: Page, name: str) -> Locator:
    return page.locator(f".st-key-files_{name}")


def taken(page: Page, button: Locator, folder: Path) -> Path:
    with page.expect_download() as given:
        button.click()
    path = folder / given.value.suggested_filename
    given.value.save_as(path)
    return path


@pytest.mark.slow
def test_t_29_t_31_the_row_below_a_chart_gives_its_picture_and_its_numbers(open_page: Open, tmp_path: Path) -> None:
    page = open_page("/?scenario=dannatt&tour=4", width=390, height=2_400)
    below = row(page, "dannatt_phases")
    expect(below.get_by_role("button")).to_have_count(3)
    for button in below.get_by_role("button").all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= LEAST_TARGET
    files = {name: taken(page, below.get_by_role("button", name=name), tmp_path) for name in ("SVG", "PNG", "CSV")}
    assert files["PNG"].read_bytes().startswith(b"\x89PNG")
    page.goto(files["SVG"].as_uri())
    words = " ".join(page.locator("text").all_text_contents())
    for part in ("30,000 to 40,000", "Troops by phase", "Source: Roulement", "Scenario dannatt"):
        assert part in words
    text = files["CSV"].read_text()
    assert re.search(r"^# Link: http://[^/]+/[?]v=.*&scenario=dannatt&.*&tour=4&", text, re.MULTILINE)
    assert "# Changed: Tour: 6 -> 4\n" in text
    assert set(pd.read_csv(io.StringIO(text), comment="#")["case"]) == {"low", "central", "high"}


@pytest.mark.slow
def test_t_32_t_33_the_report_opens_without_a_network_reads_on_a_phone_and_prints(
    open_page: Open, browser: Browser, tmp_path: Path
) -> None:
    page = open_page("/?scenario=reassurance_force&tour=4")
    path = taken(page, page.get_by_role("button", name="Download report"), tmp_path)
    text = path.read_text()
    start, changes = model.load("reassurance_force"), {"rotation.tour_months": 4.0}
    without = re.sub('<p class="link">.*</p>\n', "", text)
    assert without == report(model.run(start.replace(changes)).runs[0], start, changes)

    asked: list[str] = []

    def answer(route: Route) -> None:
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.route("**/*", answer)
    opened = context.new_page()
    faults: list[str] = []
    opened.on("console", lambda message: faults.append(message.text))
    opened.goto(path.as_uri())
    expect(opened.get_by_role("heading", level=1)).to_have_text("What would a force of 30,000 tie up?")
    expect(opened.get_by_text("would tie up about 90,000 to 120,000 troops in all").first).to_be_visible()
    levels = opened.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(each => +each.tagName[1])")
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    for width, shown, hidden in ((320, "narrow", "wide"), (390, "narrow", "wide"), (1280, "wide", "narrow")):
        opened.set_viewport_size({"width": width, "height": 844})
        assert opened.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        expect(opened.locator(f"svg.{shown}").first).to_be_visible()
        expect(opened.locator(f"svg.{hidden}").first).to_be_hidden()
    pictures = opened.get_by_role("img")
    expect(pictures).to_have_count(opened.locator("figure").count())
    expect(pictures.first).to_have_accessible_name(re.compile("90,000 to 120,000 troops in the cycle What makes up"))
    opened.get_by_role("link", name="dannatt.dwell_ratio").first.click()
    expect(opened.locator("[id='claim-dannatt.dwell_ratio']")).to_be_in_viewport()

    opened.set_viewport_size({"width": int(A4_PIXELS[0]), "height": 844})
    opened.emulate_media(media="print")
    assert opened.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    for figure in opened.locator("figure").all():
        box = figure.bounding_box()
        assert box
        assert box["height"] <= A4_PIXELS[1]
    kept = opened.evaluate("[...document.querySelectorAll('figure')].map(e => getComputedStyle(e).breakInside)")
    assert set(kept) == {"avoid"}
    heads = opened.evaluate("[...document.querySelectorAll('thead')].map(e => getComputedStyle(e).display)")
    assert set(heads) == {"table-header-group"}
    assert opened.pdf().startswith(b"%PDF")
    assert asked == []
    assert faults == []
    context.close()


def test_t_33_a_page_prints_without_what_is_pressed(open_page: Open, shows: Shows) -> None:
    page = open_page("/")
    shows(page, "Keeping 30,000 troops")
    page.emulate_media(media="print")
    for gone in ("stSidebar", "stHeader", "stDownloadButton", "stPopover", "stButton", "stButtonGroup"):
        expect(page.get_by_test_id(gone).filter(visible=True)).to_have_count(0)
    expect(page.locator("[role=graphics-document]").first).to_be_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")
