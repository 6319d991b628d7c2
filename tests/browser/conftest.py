"""A real Chromium on a real server. Without Chromium these tests do not run, say so, and fail in CI."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, WebError, expect, sync_playwright
from serving import PATIENCE_SECONDS, free_port, started

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
ABSENT = (
    "NOT RUN: no Chromium on this machine, so the page was not tried in a browser (Debian: apt-get install chromium)"
)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
WAIT = 20_000  # milliseconds for something to appear, not a speed

FITS = """() => {
    const main = document.querySelector('[data-testid=stMain]'), space = main.getBoundingClientRect();
    const charts = [...main.querySelectorAll('[role=graphics-document]')];
    const widths = [space.width, ...charts.map(chart => chart.getBoundingClientRect().width)].join();
    window.seen = window.seen?.widths === widths ? {widths, times: window.seen.times + 1} : {widths, times: 0};
    if (window.seen.times < 4) return false;  // columns and pictures still fit themselves to the width
    const within = (inner, outer) => !inner.width || (inner.left >= outer.left - 3 && inner.right <= outer.right + 3);
    const fits = chart => {
        const own = chart.getBoundingClientRect();
        const words = [...chart.querySelectorAll('text')].map(each => each.getBoundingClientRect());
        return within(own, space) && words.every(each => within(each, own));
    };
    return [main, document.documentElement].every(each => each.scrollWidth <= each.clientWidth) && charts.every(fits);
}"""

Open = Callable[..., Page]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if CHROMIUM is None:
        terminalreporter.write_line(ABSENT, red=True, bold=True)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium with a profile on disk: its first context keeps the page's scripts, which else each context compiles."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail(ABSENT)
        pytest.skip(ABSENT)
    expect.set_options(timeout=WAIT)  # five seconds are too few on a busy machine
    with sync_playwright() as driver:
        profile = driver.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("profile"), executable_path=CHROMIUM, args=ARGUMENTS
        )
        assert profile.browser is not None
        yield profile.browser
        profile.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The explorer's address, on a port of its own, with a home of its own."""
    folder = tmp_path_factory.mktemp("cwd")
    (folder / "model.py").write_text("raise RuntimeError('this is no model of ours')\n")  # it has to be left alone
    port = free_port()
    command = [str(Path(sys.executable).with_name("roulement")), "explore", "--port", str(port)]
    with started(command, port, folder) as (found, _):
        yield found


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Open]:
    """Open a path of the explorer; console errors and failures on the page fail the test.

    The pages of a test have one reader, who begins with nothing stored, but those of another reader or a device, which
    have a context each. The reader's tabs are those of the test before: one in which the explorer's scripts have run
    takes half as long as a fresh one. What else a test listens to is heard in a tab of another reader, which is closed.
    """
    profile, *_ = browser.contexts
    contexts, free = [profile], list(profile.pages)
    errors: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if is_ours(message):
            errors.append(message.text)

    def on_error(failure: WebError) -> None:
        errors.append(str(failure.error))

    def listen(context: BrowserContext) -> None:
        context.on("console", on_console)
        context.on("weberror", on_error)

    def open_one(
        path: str = "/",
        *,
        width: int = 1440,
        height: int = 900,
        another_reader: bool = False,
        **device: Any,  # noqa: ANN401  (Playwright's own)
    ) -> Page:
        if another_reader or device:
            contexts.append(browser.new_context(**device))
            listen(contexts[-1])
            page = contexts[-1].new_page()
        else:
            page = free.pop(0) if free else profile.new_page()
            page.bring_to_front()  # one behind another is not drawn
        page.set_viewport_size({"width": width, "height": height})
        page.goto(path if path.startswith("http") else address + path)
        settle(page)
        return page

    listen(profile)
    yield open_one
    opened = [page for context in contexts for page in context.pages if page not in free]
    exceptions = sum(page.locator("[data-testid=stException]").count() for page in opened)
    profile.remove_listener("console", on_console)
    profile.remove_listener("weberror", on_error)
    for page in opened:
        clear(page, address)
    for context in contexts[1:]:
        context.close()
    profile.clear_cookies()
    assert exceptions == 0
    assert errors == []


def clear(page: Page, address: str) -> None:
    """Leave a tab as a fresh one is, on an address of the explorer without a script: its process stays."""
    page.evaluate("localStorage.clear(), sessionStorage.clear()")
    page.emulate_media(media="null")
    page.mouse.move(0, 0)
    page.goto(f"{address}/_stcore/health")
    session = page.context.new_cdp_session(page)
    session.send("Page.resetNavigationHistory")
    session.detach()


@pytest.fixture
def settled() -> Callable[[Page], None]:
    """Wait until the script of a page has run."""
    return settle


@pytest.fixture
def shows() -> Callable[[Page, str], None]:
    """Wait until the main part of a page shows a text."""

    def wait_for(page: Page, text: str) -> None:
        expect(page.get_by_test_id("stMain").get_by_text(text).first).to_be_visible()

    return wait_for


@pytest.fixture
def fits() -> Callable[..., None]:
    """Wait until a page, as wide as each of these, has nothing that runs off sideways: columns, charts, their words."""

    def at(page: Page, *widths: int) -> None:
        for width in widths:
            page.set_viewport_size({"width": width, "height": (page.viewport_size or {})["height"]})
            page.evaluate("delete window.seen")
            page.wait_for_function(FITS, timeout=WAIT, polling=100)

    return at


def is_ours(message: ConsoleMessage) -> bool:
    """Whether a console error can be the explorer's: Streamlit asks below a page's path for its own addresses first."""
    return message.type == "error" and "/_stcore/" not in message.location["url"]


def settle(page: Page) -> None:
    """Wait until the script has run; an undocumented attribute, so it is named here alone."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=PATIENCE_SECONDS * 1_000)
