"""The explorer behind a real nginx, below a path, with the configuration that docs/hosting.md prints."""

import getpass
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pages import PAGES, path_of
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, WebSocket, expect
from serving import free_port, started, wait_until_up
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from model.cli.explore import DEFAULT_PORT

ROOT = Path(__file__).parents[2]
HOSTING = (ROOT / "docs/hosting.md").read_text()
SECURITY = (ROOT / "SECURITY.md").read_text()
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
ABSENT = "NOT RUN: no nginx on this machine, so the pages were not tried behind a proxy (Debian: nginx-light)"
BELOW, HOST, OTHER = "/tools/roulement/", "news.localhost", "other.localhost"
"""The path, the name that readers know, which only browsers take for this machine, and a name that leads here too."""
AROUND = """
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
{user}
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/roulement.conf;
}}
"""
LINKS = "links => links.map(link => link.href).filter(address => new URL(address).host === location.host)"
LARGEST = 2 * 2**20
"""Bytes that the proxy takes in one request."""
HEADERS = re.findall(r"^    ([A-Z][A-Za-z-]+): (.+)$", SECURITY, re.MULTILINE)
MARK = "Executing inline script violates the following Content Security Policy directive"
"""What the console says of Streamlit's mark for crawlers, which SECURITY.md names."""
SCENARIO = """# a file of the reader's
title: "Brought along"
force: {main: {strength: {troops: 9000}}}
rotation: {tour_months: 6, dwell_ratio: 2}
"""

pytestmark = pytest.mark.slow


def configuration(explorer: int, proxy: int) -> str:
    """The block of the document, with ports and a name of this test."""
    (block,) = re.findall(r"^```nginx\n(.*?)^```", HOSTING, re.MULTILINE | re.DOTALL)
    for printed, used in (
        ("listen 80;", f"listen 127.0.0.1:{proxy};"),
        (f"http://127.0.0.1:{DEFAULT_PORT};", f"http://127.0.0.1:{explorer};"),
        ("server_name news.example;", f"server_name {HOST};"),
    ):
        assert block.count(printed) == 1
        block = block.replace(printed, used)
    return block


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the explorer as readers know it, behind the proxy."""
    if NGINX is None:
        if os.environ.get("CI"):
            pytest.fail(ABSENT)
        pytest.skip(ABSENT)
    explorer, proxy = free_port(), free_port()
    folder = tmp_path_factory.mktemp("nginx")
    (folder / "roulement.conf").write_text(configuration(explorer, proxy))
    user = f"user {getpass.getuser()};" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user))
    program = str(Path(sys.executable).with_name("roulement"))
    command = [program, "explore", "--port", str(explorer), "--base-path", BELOW]
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("STREAMLIT_SERVER_ALLOWED_HOSTS", HOST)
        with started(command, explorer, folder, base=BELOW.rstrip("/"), log=folder / "printed"):
            server = subprocess.Popen([NGINX, "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")])
            try:
                wait_until_up(f"http://127.0.0.1:{proxy}{BELOW.rstrip('/')}", server)
                yield f"http://{HOST}:{proxy}{BELOW}"
            finally:
                server.terminate()
                server.wait()
    assert f"The explorer is at http://127.0.0.1:{explorer}{BELOW} " in (folder / "printed").read_text()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on which every request has to be answered, and no script may fail."""
    context = browser.new_context(viewport={"width": 1440, "height": 1_500})
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if is_ours(message) else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("response", lambda answer: faults.append(answer.url) if answer.status >= 400 else None)
    yield page
    context.close()
    assert [fault for fault in faults if "/_stcore/" not in fault] == []


def is_ours(message: ConsoleMessage) -> bool:
    """Whether a console error is none that is known: the mark, and what Streamlit asks below a page's path first."""
    return message.type == "error" and MARK not in message.text and "/_stcore/" not in message.location["url"]


def opened(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


def asked(address: str, method: str = "GET", body: bytes | None = None) -> HTTPResponse:
    """The answer to one request, without a browser."""
    place = urlsplit(address)
    connection = HTTPConnection("127.0.0.1", place.port or 0)
    connection.request(method, place._replace(scheme="", netloc="").geturl(), body, {"Host": place.netloc})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def downloaded(page: Page, buttons: Locator, folder: Path) -> dict[str, bytes]:
    """Press every button of a popover, and return the files by name."""
    files = {}
    expect(buttons.first).to_be_visible()
    for button in buttons.all():
        with page.expect_download() as download:
            button.click()
        path = folder / download.value.suggested_filename
        download.value.save_as(path)
        files[path.name] = path.read_bytes()
    page.keyboard.press("Escape")
    return files


def test_every_link_of_every_page_leads_below_the_path_and_is_answered(proxied: str, page: Page) -> None:
    addresses: set[str] = set()
    for name in PAGES:
        opened(page, f"{proxied}{path_of(name)}")
        expect(page.locator("a[data-claim]").first).to_be_attached()
        addresses.update(page.locator("a[href]").evaluate_all(LINKS))
    assert len(addresses) > len(PAGES)
    assert [address for address in addresses if not address.startswith(proxied)] == []
    for address in {address.partition("#")[0] for address in addresses}:
        assert asked(address).status == 200, address
    without_slash = asked(proxied.rstrip("/") + "?tour=4")
    assert (without_slash.status, without_slash.headers["Location"]) == (301, f"{proxied}?tour=4")


def test_links_are_followed_in_place_and_the_copied_link_is_the_readers_address(proxied: str, page: Page) -> None:
    opened(page, f"{proxied}?scenario=reassurance_force&tour=4")
    page.locator(".cites a[data-claim]").first.click()
    page.get_by_role("dialog").get_by_role("link", name="All figures for this question").click()
    expect(page).to_have_url(re.compile(f"^{re.escape(proxied)}sources[?](.*&)?claim="))
    for link in page.get_by_test_id("stTopNavLink").all():
        link.click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.url.startswith(proxied)
    opened(page, f"{proxied}?scenario=reassurance_force&tour=4")
    page.get_by_role("button", name="Share or download").click()
    copied = page.locator("[data-testid=stPopoverBody] code").first.inner_text()
    assert copied.startswith(f"{proxied}?")
    opened(page, copied)
    expect(page.locator(".st-key-strip")).to_contain_text("four-month tours")


@pytest.mark.parametrize("name", PAGES)
def test_every_file_that_a_page_offers_arrives(name: str, proxied: str, page: Page, tmp_path: Path) -> None:
    opened(page, f"{proxied}{path_of(name)}")
    files = {}
    for words in ("Use this chart", "Share or download"):
        opener = page.get_by_role("button", name=words)
        if opener.count():
            opener.first.click()
            buttons = page.get_by_test_id("stPopoverBody").get_by_test_id("stDownloadButton")
            files |= downloaded(page, buttons, tmp_path)
    assert len(files) >= 2
    assert [name for name, content in files.items() if not content] == []
    headed = [content.decode() for name, content in files.items() if name.endswith((".csv", ".yaml"))]
    assert headed
    assert [text[:600] for text in headed if f"Link: {proxied}" not in text] == []


def test_a_file_goes_up_and_is_taken_away_and_one_too_large_is_refused(
    proxied: str, page: Page, tmp_path: Path
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(SCENARIO)
    opened(page, f"{proxied}scenarios")
    sent: list[tuple[str, int]] = []
    page.on("response", lambda answer: sent.append((answer.request.method, answer.status)))
    page.locator(".st-key-scenario_file input[type=file]").set_input_files(path)
    expect(page.get_by_text("is open, for as long as this session lasts.")).to_be_visible()
    page.get_by_test_id("stFileChipDeleteBtn").get_by_role("button").click()
    expect(page.get_by_test_id("stFileChip")).to_have_count(0)
    page.wait_for_timeout(500)
    assert [(method, status) for method, status in sent if method != "GET"] == [("PUT", 204), ("DELETE", 204)]
    assert asked(f"{proxied}_stcore/upload_file/a/b", "PUT", b"x" * (LARGEST + 1)).status == 413


def test_an_input_that_is_moved_goes_over_the_web_socket(proxied: str, page: Page) -> None:
    sockets: list[WebSocket] = []
    page.on("websocket", lambda stream: sockets.append(stream) if BELOW in stream.url else None)
    opened(page, proxied)
    before = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("button", name="30,000 troops").click()
    page.get_by_role("slider", name="Troops").press("ArrowRight")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(before)
    (stream,) = sockets
    assert stream.url == f"ws{proxied.removeprefix('http')}_stcore/stream"
    assert not stream.is_closed()


@pytest.mark.parametrize(("host", "origin", "status"), [(HOST, HOST, 101), (HOST, OTHER, 403), (OTHER, OTHER, 403)])
def test_a_web_socket_of_another_origin_or_name_is_refused(host: str, origin: str, status: int, proxied: str) -> None:
    place = urlsplit(proxied)
    try:
        with connect(
            f"ws://{host}:{place.port}{BELOW}_stcore/stream", origin=Origin(f"http://{origin}:{place.port}"),
            subprotocols=[Subprotocol("streamlit")], sock=socket.create_connection(("127.0.0.1", place.port)),
        ):  # fmt: skip
            answered = 101
    except InvalidStatus as refusal:
        answered = refusal.response.status_code
    assert answered == status


def test_the_proxy_sends_the_headers_of_security_and_keeps_the_metrics_closed(proxied: str) -> None:
    assert len(HEADERS) == 6
    for path in ("", "sources", "_stcore/health", "nothing/here.js"):
        answer = asked(f"{proxied}{path}")
        assert {name: answer.headers[name] for name, _ in HEADERS} == dict(HEADERS), path
    assert asked(f"{proxied}_stcore/metrics").status == 404
