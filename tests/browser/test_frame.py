"""The frame of every page in a real browser: the first screen, the keyboard, the phone, paper, a proxy's path."""

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pages import PAGES, path_of
from playwright.sync_api import Page, expect
from serving import free_port, started

Open = Callable[..., Page]
PHONE = {"width": 390, "height": 844}
CHART = "[role=graphics-document]"
BELOW = "/tools/roulement/"
LONGEST_NAME = 60
MOST_BEFORE_THE_FIRST_CHART, MOST_WORDS, MOST_HEIGHT = 120, 600, 3_000
SHEETS = 2
"""Sheets of A4 that a page prints on: its first screen, and its sources."""
PRINTED = {
    "explore": ["arithmetic", "gap", "months"], "contributors": ["map", "join"],
    "drivers": ["ways", "size_against_rest"],
    "scenarios": ["differences", "comparison"], "sources": ["sizes"], "method": ["soldier", "turns_1", "turns_2"],
}  # fmt: skip
"""The exhibits of the first screen of each page, which it prints."""
WIDTHS = (1440, 1366, 1280, 1024, 720, 390, 320)
LONGEST = ("chiefs_64000", "willing_september_2025")
"""The scenarios with the longest figures, and the longest titles with figures in them."""
CUT = """() => [...document.querySelectorAll('[data-testid=stMain] *')].filter(place => {
    const look = getComputedStyle(place), hides = ['hidden', 'clip'].includes(look.overflowX);
    const is_cut = place.scrollWidth > place.clientWidth + 1 && place.clientWidth > 0;
    return is_cut && (hides || look.textOverflow === 'ellipsis') && /[0-9]/.test(place.innerText || '');
}).map(place => place.innerText)"""
"""The texts with a number that their place cuts off."""
WORDS_BEFORE = """() => {
    const main = document.querySelector('[data-testid=stMain]');
    const chart = main.querySelector('[role=graphics-document]');
    const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    let words = [];
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        if (chart.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING) break;
        const parent = text.parentElement, icon = parent.closest('[data-testid=stIconMaterial], style, script');
        if (!icon && parent.getClientRects().length) words.push(...text.data.trim().split(/\\s+/).filter(Boolean));
    }
    return words;
}"""
"""The words that are seen before the first chart, icons not counted."""
FOCUSED = """() => {
    const e = document.activeElement, around = [e, ...e.querySelectorAll('*'), e.parentElement];
    const shows = look => (look.outlineStyle !== 'none' && parseFloat(look.outlineWidth)) || look.boxShadow !== 'none';
    const is_marked = around.some(each => each && shows(getComputedStyle(each)));
    return [(e.ariaLabel || e.innerText || e.id).trim(), e.tagName, e.getClientRects().length > 0, is_marked];
}"""
"""The element in focus: its name and kind, whether it is seen, and whether an outline or a shadow marks it."""
LINKS = "links => links.map(link => link.href).filter(address => new URL(address).host === location.host)"


def opened(open_page: Open, path: str = "/", **size: int) -> Page:
    """Open a page and wait until its charts stand."""
    page = open_page(path, **size)
    expect(page.locator(CHART).first).to_be_visible()
    return page


def test_t_01_t_02_the_answer_is_the_heading_and_its_pictures_stand_on_the_first_screen(open_page: Open) -> None:
    page = opened(open_page)
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_count(1)
    expect(heading).to_have_text(re.compile(r"Keeping 30,000 troops .* 90,000 to 120,000"))
    for key in ("arithmetic", "gap", "months"):
        expect(page.locator(f".st-key-card_{key} {CHART}")).to_be_visible()
    for key in ("arithmetic", "gap"):
        box = page.locator(f".st-key-card_{key} {CHART}").bounding_box()
        assert box
        assert box["y"] + box["height"] <= 900, key
    months = page.locator(".st-key-card_months").bounding_box()
    assert months
    assert months["y"] < 900
    phone = opened(open_page, **PHONE)
    box = phone.locator(f".st-key-card_arithmetic {CHART}").bounding_box()
    assert box
    assert box["y"] < PHONE["height"]


@pytest.mark.parametrize("width", [720, 390, 320])
def test_where_there_is_no_room_for_the_bar_all_pages_stand_at_the_top_without_a_drawer(
    width: int, open_page: Open
) -> None:
    page = opened(open_page, "/drivers", width=width, height=844)
    links = page.get_by_role("navigation", name="Pages").get_by_role("link")
    expect(links).to_have_count(len(PAGES))
    boxes = links.evaluate_all("all => all.map(each => each.getBoundingClientRect().toJSON())")
    assert all(box["left"] >= 0 and box["right"] <= width and box["bottom"] <= 110 for box in boxes), boxes
    expect(page.locator("nav.pills [aria-current=page]")).to_have_text("What changes it")
    for link in links.all():
        link.click(trial=True)  # nothing lies over it
    page.get_by_test_id("stMainMenu").get_by_role("button").click(trial=True)
    for drawer in ("stExpandSidebarButton", "stSidebar"):
        expect(page.get_by_test_id(drawer).filter(visible=True)).to_have_count(0)


def test_t_50_the_first_page_is_short(open_page: Open) -> None:
    page = opened(open_page)
    for key in ("arithmetic", "gap", "months"):  # whichever is drawn first
        expect(page.locator(f".st-key-card_{key} {CHART}")).to_be_visible()
    before = page.evaluate(WORDS_BEFORE)
    assert len(before) <= MOST_BEFORE_THE_FIRST_CHART, " ".join(before)
    page.evaluate("document.querySelectorAll('[data-testid=stIconMaterial]').forEach(icon => icon.remove())")
    page.evaluate("document.querySelectorAll('text[stroke]').forEach(halo => halo.remove())")  # drawn twice
    words = page.get_by_test_id("stMain").inner_text().split()
    assert len(words) <= MOST_WORDS, len(words)
    main = page.get_by_test_id("stMainBlockContainer").bounding_box()
    assert main
    assert main["height"] <= MOST_HEIGHT


@pytest.mark.parametrize("name", [PAGES[0], *(pytest.param(name, marks=pytest.mark.slow) for name in PAGES[1:])])
def test_t_33_a_page_prints_its_first_screen_then_one_page_of_sources(name: str, open_page: Open) -> None:
    page = open_page(f"/{path_of(name)}")
    expect(page.locator(".foot")).to_be_visible()
    sources = page.locator(".printed")
    expect(sources).to_be_hidden()
    if name != "sources":  # its strips are HTML
        expect(page.locator(CHART).first).to_be_visible()
    page.emulate_media(media="print")
    for gone in ("stSidebar", "stHeader", "stDownloadButton", "stButton", "stButtonGroup"):
        expect(page.get_by_test_id(gone).filter(visible=True)).to_have_count(0)
    cards = page.locator("[class*='st-key-card_']").filter(visible=True)
    shown = cards.evaluate_all(
        "all => all.map(e => [...e.classList].find(one => one.startsWith('st-key-card_')).slice(12))"
    )
    assert shown == PRINTED[name]
    expect(sources).to_be_visible()
    expect(sources.get_by_role("listitem").filter(has_text=re.compile(r"\d{4}\b.*")).first).to_be_visible()
    assert page.pdf(format="A4").count(b"/Type /Page\n") == SHEETS
    drawn = page.locator("[class*='st-key-card_']", has=page.locator(CHART))
    assert set(drawn.evaluate_all("all => all.map(e => getComputedStyle(e).breakInside)")) <= {"avoid"}


def focused(page: Page, key: str) -> tuple[str, str]:
    """Press a key; return the name and the kind of what has the focus then, once it is seen that it has it."""
    page.keyboard.press(key)
    name, kind, is_seen, is_marked = page.evaluate(FOCUSED)
    assert is_seen, name
    assert is_marked or kind in ("MAIN", "BODY"), f"the focus is not seen on {kind}: {name}"  # they are no controls
    return name, kind


def test_t_35_after_the_heading_come_citations_the_strip_and_the_charts_and_the_focus_is_seen(
    open_page: Open,
) -> None:
    page = opened(open_page)
    names: list[str] = []
    kinds: set[str] = set()
    while not names or "Use this chart" not in names[-1][:LONGEST_NAME]:  # a part that scrolls has all its words
        name, kind = focused(page, "Tab")
        names.append(name)
        kinds.add(kind)
        assert len(names) < 40, names
    assert kinds >= {"A", "BUTTON"}
    order = ("skip", "The answer", "How it works", "unnamed European", "Lord Dannatt", "Reassurance force", "30,000")
    places = [next(i for i, name in enumerate(names) if word.lower() in name.lower()) for word in order]
    assert places == sorted(places), names
    page.keyboard.press("Enter")
    picture = page.get_by_role("button", name="Picture for a wide column")
    expect(picture).to_be_visible()
    page.keyboard.press("Escape")
    expect(picture).to_be_hidden()
    assert "Use this chart" in page.evaluate("document.activeElement.innerText")


def test_t_24_a_source_below_a_picture_opens_its_card_and_the_others_open(open_page: Open) -> None:
    page = opened(open_page)
    line = page.locator(".st-key-card_gap .line")
    more = line.get_by_role("link", name="CIA World Factbook")
    expect(more).to_be_hidden()
    line.get_by_text("and five more").click()
    expect(more).to_be_visible()
    line.get_by_role("link", name="unnamed officials, in The Washington Post").click()
    expect(page.get_by_role("dialog").get_by_role("link", name="Open the source")).to_be_visible()


def test_t_44_no_shortcut_clears_anything(open_page: Open) -> None:
    page = opened(open_page)
    page.keyboard.press("c")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_test_id("stMainMenu").get_by_role("button").click()
    expect(page.get_by_text("Print").first).to_be_visible()
    expect(page.get_by_text("Clear cache")).to_have_count(0)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scenario", [LONGEST[0], pytest.param(LONGEST[1], marks=pytest.mark.slow)])
def test_t_52_no_number_is_cut_at_any_width(name: str, scenario: str, open_page: Open) -> None:
    page = open_page(f"/{path_of(name)}?scenario={scenario}&tour=5.5", height=3_000)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 3_000})
        page.wait_for_function(f"!({CUT})().length")


def test_t_52_the_longest_name_of_a_plan_is_not_cut_on_a_phone(open_page: Open) -> None:
    page = opened(open_page, "/?scenario=british_norm", **PHONE)
    expect(page.get_by_role("button", name="by the army's own rule, Feb 2025")).to_be_visible()
    assert page.evaluate(CUT) == []


def test_a_number_that_is_cut_is_seen(open_page: Open) -> None:
    page = opened(open_page, width=390)
    page.add_style_tag(content="h1, h1 * { white-space: nowrap !important; overflow: hidden !important; }")
    page.wait_for_function(f"({CUT})().some(text => text.includes('90,000 to 120,000'))")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an explorer that is shown below a path."""
    port = free_port()
    program = str(Path(sys.executable).with_name("roulement"))
    command = [program, "explore", "--port", str(port), "--base-path", BELOW]
    with started(command, port, tmp_path_factory.mktemp("cwd"), base=BELOW.rstrip("/")) as (address, _):
        yield f"{address}{BELOW}"


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_t_51_every_link_of_a_page_stays_below_the_path(name: str, base: str, open_page: Open) -> None:
    page = open_page(f"{base}{path_of(name)}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("a[data-claim]").first).to_be_attached()
    addresses = page.locator("a[href]").evaluate_all(LINKS)
    assert [address for address in addresses if not urlsplit(address).path.startswith(BELOW)] == []


@pytest.mark.slow
def test_t_51_links_followed_in_place_and_the_link_to_share_stay_below_the_path(base: str, open_page: Open) -> None:
    page = opened(open_page, f"{base}?scenario=reassurance_force&tour=4")
    page.locator(".cites a[data-claim]").first.click()
    card = page.get_by_role("dialog")
    expect(card).to_be_visible()
    card.get_by_role("link", name="All figures for this question").click()
    expect(page).to_have_url(re.compile(re.escape(f"{BELOW}sources?") + "(.*&)?claim="))
    page.goto(f"{base}?scenario=reassurance_force&tour=4")
    page.get_by_role("button", name="Share or download").click()
    address = page.locator("[data-testid=stPopoverBody] code").first.inner_text()
    assert address.startswith(f"{base}?")
    expect(opened(open_page, address).locator(".st-key-strip")).to_contain_text("four-month tours")
