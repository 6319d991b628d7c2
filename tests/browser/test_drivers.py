"""What changes it in a real browser: ways and their citations, the map, bars and their table, draws twice the same."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

import model
from model.analysis import sensitivity
from model.analysis.ways import ways
from model.engine.run import Run
from model.present.words.way_rows import rows

Open = Callable[..., Page]
Shows = Callable[[Page, str], None]
Fits = Callable[..., None]
ANALYSTS = "For analysts: exact values, draws, other pairs of inputs"
MOST_SENT = 120_000
"""Bytes from the server until the page stands; most of them are charts, tables of inputs and the frame."""
INSIDE = """() => [...document.querySelectorAll('.trk span')].filter(words => {
    const track = words.parentElement.getBoundingClientRect(), box = words.getBoundingClientRect();
    return box.left < track.left - 8 || box.right > track.right + 8;
}).map(words => words.textContent)"""
MAP = ".st-key-card_size_against_rest [role=graphics-document]"
MEETING = """() => [...document.querySelectorAll('.st-key-card_size_against_rest [role=graphics-document] text')]
    .map(text => [text.textContent, text.getBoundingClientRect()]).filter(([words, box]) => words && box.width)
    .flatMap(([words, box], at, all) => all.slice(at + 1).filter(([, other]) =>
        Math.min(box.right, other.right) - Math.max(box.left, other.left) > 2 &&
        Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 3).map(([others]) => [words, others]))"""


def main(page: Page) -> Locator:
    return page.get_by_test_id("stMain")


def chart(page: Page, holds: str) -> Locator:
    return page.locator(f"[role=graphics-document][aria-label*='{holds}']")


def opened(page: Page, label: str) -> None:
    main(page).get_by_text(label, exact=True).click()


@pytest.mark.slow
def test_the_ways_are_told_drawn_and_lead_to_the_people_who_said_so(open_page: Open) -> None:
    page = open_page("/drivers?scenario=reassurance_force", height=2_400)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Short by 5,000 to 30,000 in whole brigades; soldier by soldier, 10 to 73% fewer troops would close the gap"
    )
    run = Run.of(model.load("reassurance_force"))
    of_run = ways(run)
    assert of_run is not None
    drawn = page.locator("ol.levs > li")
    expect(drawn).to_have_count(5)
    for row, item in zip(rows(run, of_run), drawn.all(), strict=True):
        expect(item.locator(".n")).to_contain_text(row.answer)
        assert item.locator(".trk .a").inner_text() == row.track.bar_words
    assert page.evaluate(INSIDE) == []
    page.locator("ol.levs").get_by_role("link", name=re.compile("Donald Tusk")).click()
    expect(page.get_by_role("dialog")).to_contain_text("Donald Tusk")
    page.keyboard.press("Escape")
    page.locator(".who").get_by_role("link", name=re.compile("Geneva Centre")).click()
    expect(page.get_by_role("dialog")).to_contain_text("10,000")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["reassurance_force", "three_tier", "willing_september_2025", "german_norm"])
@pytest.mark.parametrize("width", [1440, 390])
def test_no_words_of_the_map_meet(name: str, width: int, open_page: Open) -> None:
    page = open_page(f"/drivers?scenario={name}", width=width, height=4_000)
    expect(page.locator(MAP).locator("text").filter(has_text=re.compile("^enough$"))).to_be_visible()
    assert page.evaluate(MEETING) == []


@pytest.mark.slow
def test_t_22_bars_and_table_say_the_same_the_widest_first(open_page: Open, shows: Shows) -> None:
    page = open_page("/drivers?scenario=three_tier", height=4_000)
    shows(page, "How large a unit is would move the gap most")
    shows(page, "one at a time")
    bars = chart(page, "would move the gap most")
    expect(bars).to_have_attribute("aria-label", re.compile("3,500 to spare at 3,000, 28,000 short at 10,000"))
    expect(bars.locator("text").filter(has_text=re.compile("^10,000$")).first).to_be_visible()
    page.locator(".st-key-row_alone_margin").get_by_role("button", name="Use this chart").click()
    table = page.locator("table").filter(has_text="At its lower end")
    expect(table).to_be_visible()
    shown = [row.locator("th, td").all_inner_texts() for row in table.locator("tbody tr").all()]
    moved = [row for row in shown if row[0] == "Gap"]
    widths = [bar.width for bar in sensitivity.one_at_a_time(model.load("three_tier")) if bar.measure == "margin"]
    assert len(moved) == len(widths) == 6
    assert widths == sorted(widths, reverse=True)
    assert moved[0][1:6] == ["European brigades: troops in a unit", "3,000", "10,000", "3,500 to spare", "28,000 short"]
    page.keyboard.press("Escape")
    opened(page, "Move every input by a tenth")
    shows(page, "At zero, where a tenth would be nothing")


@pytest.mark.slow
def test_t_21_combinations_come_by_keyboard_and_are_the_same_twice(open_page: Open, shows: Shows) -> None:
    seen = []
    for _ in range(2):
        page = open_page("/drivers?scenario=willing_chances", height=4_000)
        shows(page, "All combinations at once")
        assert chart(page, "The twenty dots").count() == 0
        switch = main(page).get_by_role("switch", name="Try all combinations")
        switch.or_(main(page).get_by_role("checkbox", name="Try all combinations")).focus()
        page.keyboard.press("Space")
        shows(page, "the ranges are the plan's")
        drawn = chart(page, "The twenty dots")
        expect(drawn).to_be_visible()
        opened(page, ANALYSTS)
        shows(page, "give or take")
        sentence = main(page).get_by_text("give or take").inner_text()
        seen.append((sentence, drawn.get_attribute("aria-label")))
    assert seen[0] == seen[1]
    main(page).get_by_role("slider", name=re.compile("Months at home for each month away")).last.focus()
    page.keyboard.press("ArrowLeft")
    shows(page, "How long units rest from 2 to 2.9")
    assert main(page).get_by_text("give or take").inner_text() != seen[0][0]


@pytest.mark.slow
def test_any_two_inputs_are_kept_from_page_to_page(open_page: Open, shows: Shows) -> None:
    page = open_page("/drivers?scenario=dannatt", height=5_000)
    opened(page, ANALYSTS)
    shows(page, "“British force: troops” against “Months at home for each month away”")
    page.get_by_role("combobox", name="First input, across").click()
    page.get_by_role("option", name="Share of an army that can be sent").click()
    shows(page, "“Share of an army that can be sent” against")
    page.get_by_role("radio", name="As far as on The answer").click()
    drawn = chart(page, "Share of an army that can be sent from 0 to 1")
    expect(drawn.locator("text").filter(has_text=re.compile("^spare$")).first).to_be_visible()
    page.get_by_role("link", name="How it works", exact=True).click()
    shows(page, "How to cite")
    page.get_by_role("link", name="What changes it", exact=True).click()
    opened(page, ANALYSTS)
    shows(page, "“Share of an army that can be sent” against")


@pytest.mark.slow
def test_on_phones_nothing_runs_off_sideways(open_page: Open, shows: Shows, fits: Fits) -> None:
    page = open_page("/drivers?scenario=three_tier", width=390, height=7_000)
    opened(page, "Try all combinations")
    shows(page, "In 16 of 20 combinations")
    opened(page, ANALYSTS)
    shows(page, "against “Months at home for each month away”")
    opened(page, "Which range accounts for how much")
    shows(page, "parts of the spread")
    expect(page.locator("[role=graphics-document]")).to_have_count(5)
    fits(page, 390, 320)
    assert page.evaluate(INSIDE) == []


@pytest.mark.slow
def test_the_page_sends_little(open_page: Open) -> None:
    """Of the 194 kB that it sent, 175 were those of the map's cells."""
    sent: list[int] = []
    page = open_page("/method", another_reader=True)
    page.on("websocket", lambda socket: socket.on("framereceived", lambda data: sent.append(len(data))))
    page.goto(page.url.replace("/method", "/drivers?scenario=reassurance_force"))
    expect(page.locator("ol.levs > li")).to_have_count(5)
    expect(page.locator(MAP)).to_be_visible()
    print(f"{sum(sent):,} bytes")  # noqa: T201  (a figure for whoever measures)
    assert 0 < sum(sent) < MOST_SENT
