"""Files in a real browser: what a chart offers, and the report opened without a network, on a phone and on paper."""

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
from model.files.shipped import version

Open = Callable[..., Page]
LEAST_TARGET, LEAST_LETTERS = 24, 12
A4_PIXELS = (188 / 25.4 * 96, 276 / 25.4 * 96)
"""Width and height of a page within its margins."""
MOST_PAGES = 8
OTHERS_STYLE = """
* { color: red; fill: lime; stroke: red; font: 30px/3 monospace; letter-spacing: 4px; text-transform: uppercase;
  text-align: right; stroke-dasharray: 2 2; }
svg { width: 100px; height: 50px; border: 3px solid red; fill: currentColor; display: inline; }
svg path { fill: orange; stroke: lime; stroke-width: 5; }
figure { display: flex; padding: 30px; }
div { padding: 20px; margin: 20px; display: inline; }
figure div { display: none; }
a { color: lime; font-size: 40px; display: block; }
"""
"""A page whose style reaches everything."""
TEXTS = """root => [...root.querySelectorAll('text, tspan')].filter(each => each.textContent.trim()).map(each => {
    const box = each.getBoundingClientRect(), size = parseFloat(getComputedStyle(each).fontSize);
    return [each.textContent, size, box.left, box.right];
})"""


def taken(page: Page, button: Locator, folder: Path) -> Path:
    with page.expect_download() as download:
        button.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


@pytest.fixture
def without_network(browser: Browser) -> Page:
    """A page that files alone are opened in; whatever asks for more is refused and fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 844})
    page = context.new_page()

    def answer(route: Route) -> None:
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    asked: list[str] = []
    context.route("**/*", answer)
    page.on("console", lambda message: asked.append(message.text))
    yield page
    context.close()
    assert asked == []


@pytest.mark.slow
def test_t_29_t_31_a_chart_gives_its_pictures_and_its_numbers(
    open_page: Open, without_network: Page, tmp_path: Path
) -> None:
    page = open_page("/?scenario=dannatt&tour=4", width=390, height=2_400)
    card = page.locator(".st-key-card_arithmetic")
    title, subtitle = card.locator("h2").inner_text(), card.locator(".cs").first.inner_text()
    card.get_by_text("Use this chart").click()
    buttons = page.locator(".st-key-use_arithmetic, [data-testid=stPopoverBody]").get_by_test_id("stDownloadButton")
    expect(buttons).to_have_count(6)
    for button in buttons.all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= LEAST_TARGET
    files = {(path := taken(page, button, tmp_path)).name: path for button in buttons.all()}
    stem = "dannatt_arithmetic"
    assert set(files) == {f"{stem}{end}" for end in (".png", "_phone.png", ".svg", "_phone.svg", ".csv", ".html")}
    for end, width in (("", 680), ("_phone", 350)):
        dots = files[f"{stem}{end}.png"].read_bytes()[16:20]
        assert int.from_bytes(dots) == 2 * width
        without_network.goto(files[f"{stem}{end}.svg"].as_uri())
        texts = without_network.evaluate(f"({TEXTS})(document)")
        assert all(size >= LEAST_LETTERS and left >= 0 and right <= width for _, size, left, right in texts), texts
        words = " ".join(" ".join(words for words, *_ in texts).split())
        for part in (title, subtitle, "Lord Dannatt", "Feb 2025", f"Roulement {version()}, evidence", "tour=4"):
            assert part in words
    text = files[f"{stem}.csv"].read_text("utf-8-sig")
    assert re.search(r"^# Link: http://[^/]+/[?]v=.*&scenario=dannatt&.*tour=4", text, re.MULTILINE)
    assert "# Changed: " in text
    assert len(pd.read_csv(io.StringIO(text), comment="#"))


@pytest.mark.slow
def test_t_31_the_html_to_paste_stands_against_any_page_and_fits_its_column(
    open_page: Open, without_network: Page, tmp_path: Path
) -> None:
    page = open_page("/?scenario=dannatt")
    page.locator(".st-key-card_arithmetic").get_by_text("Use this chart").click()
    piece = taken(page, page.get_by_role("button", name="HTML to paste into an article"), tmp_path).read_text()
    looks = []
    for name, style in (("plain", ""), ("other", OTHERS_STYLE)):
        article = tmp_path / f"{name}.html"
        article.write_text(f"<!DOCTYPE html><meta charset='utf-8'><style>{style}</style><main>{piece}</main>")
        without_network.goto(article.as_uri())
        for width in (1280, 390, 320):
            without_network.set_viewport_size({"width": width, "height": 844})
            figure = without_network.locator("figure")
            assert figure.evaluate("each => each.scrollWidth <= each.clientWidth")
            expect(figure.locator("svg").first).to_be_visible(visible=width > 500)
            expect(figure.locator("svg").last).to_be_visible(visible=width < 500)
            expect(figure.get_by_role("img")).to_have_count(1)
            looks.append((name, width, figure.screenshot()))
        link = without_network.get_by_role("link", name="Change the numbers")
        expect(link).to_have_attribute("href", re.compile(r"^http://.*scenario=dannatt"))
    plain, other = ([look for name, _, look in looks if name == which] for which in ("plain", "other"))
    assert plain == other


@pytest.mark.slow
def test_t_32_t_33_the_report_opens_without_a_network_reads_on_a_phone_and_prints(
    open_page: Open, without_network: Page, tmp_path: Path
) -> None:
    page = open_page("/?scenario=reassurance_force&tour=4")
    page.get_by_role("button", name="Share or download").click()
    path = taken(page, page.get_by_role("button", name="Full report with sources"), tmp_path)
    text = path.read_text()
    start, changes = model.load("reassurance_force"), {"rotation.tour_months": 4.0}
    (link,) = set(re.findall(r'<p class="link">[^<]*<a href="([^"]+)"', text))
    assert "tour=4" in link
    run = model.run(start.replace(changes)).runs[0]
    assert text == report(run, start, changes, link=link.replace("&amp;", "&"))

    opened = without_network
    opened.goto(path.as_uri())
    expect(opened.get_by_role("heading", level=1)).to_contain_text("would tie up 90,000 to 120,000")
    levels = opened.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(each => +each.tagName[1])")
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    for width, shown, hidden in ((320, "narrow", "wide"), (390, "narrow", "wide"), (1280, "wide", "narrow")):
        opened.set_viewport_size({"width": width, "height": 844})
        assert opened.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        expect(opened.locator(f"svg.{shown}").first).to_be_visible()
        expect(opened.locator(f"svg.{hidden}").first).to_be_hidden()
    pictures = opened.get_by_role("img")
    expect(pictures).to_have_count(opened.locator("figure").count())
    expect(pictures.first).to_have_accessible_name(re.compile("90,000: two at home .* 120,000: three"))
    opened.get_by_role("link", name=re.compile("Lord Dannatt")).first.click()
    expect(opened.locator("[id='claim-dannatt.dwell_ratio']")).to_be_in_viewport()
    check_print(opened)


def check_print(opened: Page) -> None:
    """The report on A4: nothing too wide, too small or cut in two, and few pages."""
    opened.set_viewport_size({"width": int(A4_PIXELS[0]), "height": 844})
    opened.emulate_media(media="print")
    assert opened.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    for exhibit in opened.locator("section.exhibit").all():
        box = exhibit.bounding_box()
        assert box
        assert box["height"] <= A4_PIXELS[1]
    breaks = "[...document.querySelectorAll('.exhibit, figure')].map(each => getComputedStyle(each).breakInside)"
    assert set(opened.evaluate(breaks)) == {"avoid"}
    sizes = opened.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => e.checkVisibility() && e.textContent.trim())"
        ".map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= LEAST_LETTERS - 0.05  # nine points
    printed = opened.pdf(prefer_css_page_size=True, print_background=True)
    assert 1 < len(re.findall(rb"/Type\s*/Page\b", printed)) <= MOST_PAGES
