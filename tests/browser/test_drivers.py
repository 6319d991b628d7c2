"""Drivers in a real browser: bars and their table, the map and its levers, draws twice the same, keyboard, phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

import model
from model.analysis import sensitivity
from model.present.path_labels import label_with_unit

Open = Callable[..., Page]
Shows = Callable[[Page, str], None]
Fits = Callable[..., None]


def main(page: Page) -> Locator:
    return page.get_by_test_id("stMain")


def chart(page: Page, holds: str) -> Locator:
    return page.locator(f"[role=graphics-document][aria-label*='{holds}']")


@pytest.mark.slow
def test_t_22_bars_and_table_say_the_same_the_widest_first(open_page: Open, shows: Shows) -> None:
    page = open_page("/drivers?scenario=three_tier", height=4_000)
    shows(page, "Of the ranges, “European brigades: troops in a unit” moves the margin of the coalition most")
    shows(page, "One at a time")
    bars = chart(page, "moves the margin of the coalition most")
    expect(bars).to_have_attribute("aria-label", re.compile("3,500 at 3,000 to −28,000 at 10,000"))
    expect(bars.locator("text").filter(has_text=re.compile("^10,000$")).first).to_be_visible()
    expect(bars.locator("text").filter(has_text="Scenario three_tier")).to_have_count(1)
    main(page).get_by_text("The bars as a table").click()
    table = main(page).locator("table").filter(has_text="At its low end")
    expect(table).to_be_visible()
    scenario = model.load("three_tier")
    rows = [row.locator("th, td").all_inner_texts() for row in table.locator("tbody tr").all()]
    for measure, title in (("tied_up", "Tied up in all"), ("margin", "Margin")):
        widths = {
            label_with_unit(scenario, bar.path): abs((bar.at_high or 0) - (bar.at_low or 0))
            for bar in sensitivity.one_at_a_time(scenario)
            if bar.measure == measure
        }
        mine = [row for row in rows if row[0] == title]
        unrounded = [widths[row[1]] for row in mine]
        assert len(mine) == len(widths) == 6
        assert unrounded == sorted(unrounded, reverse=True)
    assert mine[0][1:6] == ["European brigades: troops in a unit", "3,000", "10,000", "3,500", "−28,000"]
    page.get_by_role("radio", name="Each lever ±10 %").click()
    expect(table).to_contain_text("our own ±10 %, nobody's claim")


@pytest.mark.slow
def test_the_map_changes_with_its_lever_and_keeps_it_from_page_to_page(open_page: Open, shows: Shows) -> None:
    page = open_page("/drivers?scenario=dannatt", height=4_000)
    shows(page, "the margin would be 6,500 short")
    drawn = chart(page, "a line of break-even runs through it")
    expect(drawn).to_have_attribute("aria-label", re.compile("troops from 0 to 20,000"))
    for words in ("spare", "short", "break-even"):
        expect(drawn.locator("text").filter(has_text=re.compile(f"^{words}$")).first).to_be_visible()
    page.get_by_role("radio", name="As far as on Explore").click()
    expect(drawn).to_have_attribute("aria-label", re.compile("troops from 0 to 200,000"))
    page.get_by_role("combobox", name="First lever, across").click()
    page.get_by_role("option", name="Share of an army that can be sent").click()
    shows(
        page,
        "At the scenario's own values, Share of an army that can be sent 0.3 and Months at home for each month away 3",
    )
    expect(drawn).to_have_attribute("aria-label", re.compile("Share of an army that can be sent from 0 to 1"))
    page.get_by_role("radio", name="if 3×").click()
    shows(page, "Months at home for each month away 2, the margin would be 6,900 to spare")
    with page.expect_download() as file:
        page.locator(".st-key-files_dannatt_map").get_by_role("button", name="CSV").click()
    assert file.value.suggested_filename == "dannatt_map.csv"
    page.get_by_role("link", name="Contributors", exact=True).click()
    shows(page, "Who would carry it")
    page.get_by_role("link", name="Drivers", exact=True).click()
    shows(
        page,
        "At the scenario's own values, Share of an army that can be sent 0.3 and Months at home for each month away",
    )


@pytest.mark.slow
def test_t_21_draws_are_asked_for_by_keyboard_and_come_out_the_same_twice(open_page: Open, shows: Shows) -> None:
    told = []
    for _ in range(2):
        page = open_page("/drivers?scenario=willing_chances", height=4_000)
        shows(page, "Simulate")
        assert chart(page, "8 in 10 runs").count() == 0
        toggle = (
            main(page).get_by_role("switch", name="Simulate").or_(main(page).get_by_role("checkbox", name="Simulate"))
        )
        toggle.focus()
        page.keyboard.press("Space")
        shows(page, "These ranges are your assumptions, not measurements.")
        expect(chart(page, "The troops tied up: 8 in 10 runs")).to_be_visible()
        main(page).get_by_text("The draws as a table").click()
        table = main(page).locator("table").filter(has_text="1 in 10 below")
        expect(table).to_contain_text("Tied up in all")
        sentence = main(page).get_by_text("give or take").inner_text()
        told.append((sentence, chart(page, "Twenty dots").first.get_attribute("aria-label"), table.inner_text()))
    assert told[0] == told[1]
    page.get_by_role("textbox", name="Months at home for each month away, to").fill("2.5")
    page.keyboard.press("Enter")
    shows(page, "Months at home for each month away could be anywhere from 2 to 2.5")
    assert main(page).get_by_text("give or take").inner_text() != told[0][0]


@pytest.mark.slow
def test_on_phones_nothing_runs_off_sideways(open_page: Open, shows: Shows, fits: Fits) -> None:
    page = open_page("/drivers?scenario=three_tier", width=390, height=6_000)
    shows(page, "How sure, over ranges of your own")
    main(page).get_by_text("The bars as a table").click()
    main(page).get_by_text("Simulate", exact=True).click()
    shows(page, "8 in 10 runs fall between")
    main(page).get_by_text("Which range accounts for how much").click()
    shows(page, "parts of the variance of the margin")
    expect(page.locator("[role=graphics-document]")).to_have_count(6)
    fits(page, 390, 320)
