"""Method in a real browser: contents, formulas as a book sets them, claims opened in place, another nation, phones."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

Open = Callable[..., Page]
Settled = Callable[[Page], None]
Shows = Callable[[Page, str], None]
Fits = Callable[..., None]


def main(page: Page) -> Locator:
    return page.get_by_test_id("stMain")


@pytest.mark.slow
def test_contents_lead_down_the_page_and_a_claim_of_the_sum_opens_in_place(open_page: Open, shows: Shows) -> None:
    page = open_page("/method?scenario=dannatt")
    shows(page, "To keep one soldier away, an army needs three or four")
    shows(page, "Three at home for each one away: four units take turns")
    page.get_by_role("link", name="Checked against others").click()
    expect(page.get_by_text("published sums come out as published;")).to_be_in_viewport()
    steps = main(page).locator("ol.steps li")
    expect(steps.first).to_contain_text("A tour")
    steps.first.get_by_role("link").click()
    expect(page.get_by_role("dialog")).to_contain_text("Lord Dannatt")


@pytest.mark.slow
def test_formulas_are_typeset_and_no_name_of_a_command_is_seen(open_page: Open, settled: Settled) -> None:
    page = open_page("/method?scenario=three_tier")
    for title in ("What the force ties up", "What one nation could keep up", "Month by month"):
        main(page).get_by_text(title, exact=True).click()
        settled(page)
    formulas = main(page).locator(".katex-display")
    expect(formulas.first).to_be_visible()
    expect(formulas.nth(15)).to_be_visible()
    assert main(page).locator(".katex-error").count() == 0
    assert "\\" not in "".join(formulas.evaluate_all("all => all.map(e => e.querySelector('.katex-html').innerText)"))


@pytest.mark.slow
def test_on_phones_nothing_runs_off_sideways_and_another_nation_can_be_worked_through(
    open_page: Open, settled: Settled, fits: Fits
) -> None:
    page = open_page("/method?scenario=willing_september_2025", width=390, height=844)
    main(page).get_by_text("What one nation could keep up", exact=True).click()
    nation = page.get_by_role("combobox", name="Nation worked through")
    nation.scroll_into_view_if_needed()  # the list under it closes when the page moves
    settled(page)
    nation.click()
    page.get_by_role("option", name="the UK").click()
    settled(page)
    expect(main(page).locator(".katex-html").filter(has_text=re.compile(r"75,000.*0\.3")).first).to_be_visible()
    main(page).get_by_text("What the force ties up", exact=True).click()
    expect(main(page).locator(".katex-html").filter(has_text="25,000").first).to_be_visible()
    fits(page, 390, 320)
    cut = """all => all.filter(e => [...e.querySelectorAll('.katex-html .base')].some(
        part => part.getBoundingClientRect().right > e.closest('details').getBoundingClientRect().right)
    ).map(e => e.innerText)"""
    assert main(page).locator(".katex-display").evaluate_all(cut) == []
