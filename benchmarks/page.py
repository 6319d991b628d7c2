"""The page in a real Chromium: from a change to the headline, and from a fresh context to the first content.

Run by hand: `python benchmarks/page.py [ROUNDS]`. Peers in the same run: an app of one slider and one header, and an
app that draws one Altair chart. Each has a server and a port of its own, warmed up; the two in turn; medians. A change
is one press of an arrow key on a slider, timed in the page itself until the heading's text is another. First content is
the first drawn chart in a fresh context, and for ours the headline too.
"""

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from playwright.sync_api import Browser, Page, sync_playwright
from serving import PATIENCE_SECONDS, served

from model.files.shipped import shipped_folder

ROUNDS = 25
PEERS = ("--server.headless", "true", "--server.address", "127.0.0.1", "--browser.gatherUsageStats", "false")
"""Our own configuration repeated: open nothing, listen to this machine alone, report to nobody."""
MOST_CHANGE, MOST_FIRST = 2.0, 1.5
ONE_SLIDER = "import streamlit as st\nvalue = st.slider('Value', 0, 1000, 100)\nst.header(f'The value is {value}')\n"
ONE_CHART = (
    "import altair as alt, pandas as pd, streamlit as st\nst.header('One chart')\n"
    "st.altair_chart(alt.Chart(pd.DataFrame({'x': range(5), 'y': range(5)})).mark_bar().encode(x='x:Q', y='y:Q'))\n"
)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
HEADING, CHART, SLIDER = "[data-testid=stMain] h2", "[role=graphics-document]", "[data-testid=stSlider] input"
WATCH = """selector => {
  const seen = () => document.querySelector(selector)?.textContent, before = seen();
  window.changed = new Promise(done => document.addEventListener('keydown', () => {
    const start = performance.now();
    const look = (_, own) => {
      if (seen() && seen() !== before) { own.disconnect(); done(performance.now() - start); }
    };
    new MutationObserver(look).observe(document.body, {subtree: true, childList: true, characterData: true});
  }, {once: true, capture: true}));
}"""


def change(page: Page) -> float:
    """Press an arrow key on the page's first slider; return the milliseconds until the heading is another."""
    page.locator(SLIDER).first.focus()
    page.evaluate(WATCH, HEADING)
    page.keyboard.press("ArrowRight")
    milliseconds: float = page.evaluate("window.changed")
    page.wait_for_timeout(400)  # the rest of the page, and the collector, come to rest
    return milliseconds


def first(browser: Browser, address: str, selector: str) -> float:
    """Open an address in a fresh context; return the milliseconds until a selector is there."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator(selector).first.wait_for(timeout=PATIENCE_SECONDS * 1_000)
    took = 1e3 * (time.perf_counter() - start)
    context.close()
    return took


def opened(browser: Browser, address: str) -> Page:
    """Open a page and let it come to rest."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(address)
    page.locator(SLIDER).first.wait_for(timeout=PATIENCE_SECONDS * 1_000)
    page.wait_for_timeout(3_000)
    return page


def row(what: str, pairs: Sequence[tuple[float, float]], least: float) -> None:
    """Print a row: the medians of both, and of their ratio."""
    ours, peer = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(mine / other for mine, other in pairs)
    print(f"| {what} | {ours:.0f} | {peer:.0f} | {ratio:.2f} | at most {least} |")


def main(rounds: int) -> None:
    """Print the table."""
    chromium = shutil.which("chromium") or "chromium"
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        small, chart = Path(folder) / "slider.py", Path(folder) / "chart.py"
        small.write_text(ONE_SLIDER)
        chart.write_text(ONE_CHART)
        browser = driver.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        others = served(small, options=PEERS), served(chart, options=PEERS)
        with served(shipped_folder() / "app.py") as (ours, _), others[0] as (empty, _), others[1] as (drawn, _):
            pages = opened(browser, ours), opened(browser, empty)
            for page in pages:
                change(page)
            changes = [(change(pages[0]), change(pages[1])) for _ in range(rounds)]
            for address, selector in ((ours, CHART), (drawn, CHART)):
                first(browser, address, selector)
            firsts = [(first(browser, ours, CHART), first(browser, drawn, CHART)) for _ in range(rounds)]
            headlines = [first(browser, ours, HEADING) for _ in range(rounds)]
        browser.close()
    print("| what | ours, ms | peer, ms | ours / peer | asked |\n|---|---|---|---|---|")
    row("a change to the headline; peer: one slider", changes, MOST_CHANGE)
    row("first chart drawn; peer: one chart", firsts, MOST_FIRST)
    peers = (peer for _, peer in firsts)
    row("headline; peer: one chart", list(zip(headlines, peers, strict=True)), MOST_FIRST)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
