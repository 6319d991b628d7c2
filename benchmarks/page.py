"""The page in a real Chromium: from a change to the headline and to all charts, and from a fresh context to both.

Run by hand: `python benchmarks/page.py [ROUNDS]`. Peers in the same run: an app of one slider and one header, an app
that draws one Altair chart, and one whose slider moves its chart. Each has a server and a port of its own, warmed up;
ours and the peer in turn; medians. A change is one press of an arrow key on a slider, ours in the strip's open popover
of the size. It is timed in the page itself until the heading's text is another, and until the last change within a
chart. First content is the first drawn chart in a fresh context, and for ours the headline too.
"""

import contextlib
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
MOST_CHANGE, MOST_CHARTS, MOST_HEADLINE, MOST_FIRST = 2.0, 3.0, 1.0, 1.5
ONE_SLIDER = "import streamlit as st\nvalue = st.slider('Value', 0, 1000, 100)\nst.header(f'The value is {value}')\n"
ONE_CHART = (
    "import altair as alt, pandas as pd, streamlit as st\nst.header('One chart')\n"
    "st.altair_chart(alt.Chart(pd.DataFrame({'x': range(5), 'y': range(5)})).mark_bar().encode(x='x:Q', y='y:Q'))\n"
)
SLIDER_AND_CHART = (
    f"{ONE_SLIDER}import altair as alt, pandas as pd\n"
    "rows = pd.DataFrame({'x': range(5), 'y': [number * value for number in range(5)]})\n"
    "st.altair_chart(alt.Chart(rows).mark_bar().encode(x='x:Q', y='y:Q'))\n"
)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
HEADING, CHART, SLIDER = "[data-testid=stMain] :is(h1, h2)", "[role=graphics-document]", "[data-testid=stSlider] input"
SIZE = ".st-key-strip_size button"
QUIET_MILLISECONDS = 700
"""Charts in which nothing moved for so long are drawn."""
WATCH = """([heading, quiet]) => {
  const seen = () => document.querySelector(heading)?.textContent, before = seen();
  window.changed = new Promise(done => document.addEventListener('keydown', () => {
    const start = performance.now();
    let headline = 0, charts = 0;
    const look = moved => {
      const now = performance.now() - start;
      if (!headline && seen() && seen() !== before) headline = now;
      const chart = '[data-testid=stVegaLiteChart]';
      const within = node => (node.nodeType === 1 ? node : node.parentElement)?.closest(chart);
      if (moved.some(each => within(each.target))) charts = now;
    };
    new MutationObserver(look).observe(document.body, {
      subtree: true, childList: true, characterData: true, attributes: true,
    });
    const wait = () => {
      const now = performance.now() - start;
      if (headline && now - Math.max(headline, charts) > quiet) done([headline, charts]);
      else setTimeout(wait, 50);
    };
    wait();
  }, {once: true, capture: true}));
}"""


def change(page: Page) -> tuple[float, float]:
    """Press an arrow key on the page's first slider.

    Return the milliseconds until the heading is another, and until the last chart is drawn; 0 without a chart.
    """
    page.locator(SLIDER).first.focus()
    page.evaluate(WATCH, [HEADING, QUIET_MILLISECONDS])
    page.keyboard.press("ArrowRight")
    headline, charts = page.evaluate("window.changed")
    return headline, charts


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
    """Open a page with its slider and let it come to rest."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(address)
    page.locator(HEADING).first.wait_for(timeout=PATIENCE_SECONDS * 1_000)
    page.wait_for_timeout(3_000)
    if page.locator(SIZE).count():
        page.locator(SIZE).click()
        page.wait_for_timeout(1_000)
    change(page)
    return page


def row(what: str, pairs: Sequence[tuple[float, float]], most: float) -> None:
    """Print a row: the medians of both, and of their ratio."""
    ours, peer = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(mine / other for mine, other in pairs)
    print(f"| {what} | {ours:.0f} | {peer:.0f} | {ratio:.2f} | at most {most} |")


def main(rounds: int) -> None:
    """Print the table."""
    chromium = shutil.which("chromium") or "chromium"
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        driver = stack.enter_context(sync_playwright())
        browser = driver.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        ours, _ = stack.enter_context(served(shipped_folder() / "app.py"))
        peers = []
        for name, text in (("slider", ONE_SLIDER), ("chart", ONE_CHART), ("both", SLIDER_AND_CHART)):
            (folder / f"{name}.py").write_text(text)
            peers.append(stack.enter_context(served(folder / f"{name}.py", options=PEERS))[0])
        slider, chart, both = peers
        pages = [opened(browser, address) for address in (ours, slider, both)]
        changes = [[change(page) for page in pages] for _ in range(rounds)]
        for address in (ours, chart):
            first(browser, address, CHART)
        firsts = [(first(browser, ours, CHART), first(browser, chart, CHART)) for _ in range(rounds)]
        headlines = [(first(browser, ours, HEADING), peer) for _, peer in firsts]
        browser.close()
    print("| what | ours, ms | peer, ms | ours / peer | asked |\n|---|---|---|---|---|")
    to_headline = [(mine[0], peer[0]) for mine, peer, _ in changes]
    to_charts = [(max(mine), max(peer)) for mine, _, peer in changes]
    row("a change to the headline; peer: one slider", to_headline, MOST_CHANGE)
    row("a change to all charts drawn; peer: one slider and its chart", to_charts, MOST_CHARTS)
    row("headline; peer: one chart", headlines, MOST_HEADLINE)
    row("first chart drawn; peer: one chart", firsts, MOST_FIRST)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
