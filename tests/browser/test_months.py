"""Month by month in a real browser: both charts, texts and tables, the switch, two nations and twenty, a phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

Open = Callable[..., Page]
Shows = Callable[[Page, str], None]
Fits = Callable[..., None]
MANY = (
    "who=australia,belgium,bulgaria,canada,croatia,czechia,denmark,estonia,france,germany,greece,hungary,ireland,"
    "latvia,lithuania,netherlands,norway,portugal,romania,spain,sweden,turkey,united_kingdom"
)


def chart(page: Page, starts: str) -> Locator:
    return page.locator(f"[role=graphics-document][aria-label^='{starts}']")


def test_the_switch_moves_both_charts_their_texts_and_tables(open_page: Open) -> None:
    page = open_page("/?scenario=reassurance_force&starts=Rested", height=4_000)
    months, plan = chart(page, "Troops month by month"), chart(page, "Units deployed")
    expect(months).to_have_attribute("aria-label", re.compile("short by 10,000 to 30,000 in months 1 to 24"))
    expect(plan.locator("text").filter(has_text="France 1")).to_have_count(1)
    expect(plan.locator("text").filter(has_text=re.compile("^D$")).first).to_be_visible()
    expect(months.locator("text").filter(has_text="required: 30,000").first).to_be_visible()
    expect(months.locator("text").filter(has_text=re.compile("short by")).first).to_be_visible()
    page.get_by_role("radio", name="if 3×").click()
    expect(months).to_have_attribute("aria-label", re.compile("in months 13 to 18[.]"))
    page.get_by_text("Troops month by month as a table").click()
    row = page.locator("tr").filter(has=page.get_by_text("13", exact=True))
    expect(row.first).to_contain_text("20,000")
    page.get_by_text("Every tour as a table").click()
    expect(page.get_by_role("row").filter(has_text="France 4").first).to_contain_text("7 to 12")


@pytest.mark.slow
def test_a_start_that_is_chosen_comes_back_with_the_copied_link(open_page: Open, shows: Shows) -> None:
    page = open_page("/?scenario=reassurance_force", height=3_000)
    page.get_by_role("radio", name="Others fill in").click()
    shows(page, "others fill in.")
    page.get_by_role("button", name="Copy link").click()
    link = page.get_by_test_id("stPopoverBody").get_by_test_id("stCode").inner_text().strip()
    fresh = open_page(link, height=3_000)
    shows(fresh, "others fill in.")


@pytest.mark.parametrize("who", ["who=france,united_kingdom", MANY], ids=["two", "many"])
@pytest.mark.slow
def test_every_unit_has_its_name_and_nothing_is_cut_off(who: str, open_page: Open, fits: Fits) -> None:
    page = open_page(f"/?scenario=reassurance_force&{who}", height=7_000)
    plan = chart(page, "Units deployed")
    expect(plan).to_be_visible()
    names = plan.locator("text").filter(has_text=re.compile(r" \d+$"))
    for width in (1440, 390):
        fits(page, width)
        expect(names.first).to_be_visible()
        shown = {name for name in names.all_text_contents() if name}
        text = plan.get_attribute("aria-label") or ""
        assert shown >= set(re.findall(r"(?:^Units deployed: |; )([A-Z][A-Za-z ]+ \d+) in months", text))
