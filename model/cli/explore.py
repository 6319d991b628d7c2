"""The command `explore`: the pages, served until they are stopped; the address is told once it answers."""

import errno
import os
import re
import socket
import threading
import time
from contextlib import suppress
from typing import Annotated

import typer

from model.cli import interrupts
from model.cli.terminal import say, tell
from model.files.shipped import shipped_folder
from model.letters import MOST_QUOTED
from model.scenario.errors import Problem, ScenarioError

LOOPBACK = "127.0.0.1"
EVERYWHERE = {"0.0.0.0": LOOPBACK, "::": "::1"}  # noqa: S104  (only if the user says so)
"""Addresses that stand for all of this machine -> the one of them that a browser on it can open."""
BASE_PATH = re.compile(r"[A-Za-z0-9._~-]+(/[A-Za-z0-9._~-]+)*")
DEFAULT_PORT = 8501
MOST_PORTS, MOST_TRIED = 65_535, 100
LOOK_SECONDS, PATIENCE_SECONDS = 0.05, 5


def explore(
    *,
    port: Annotated[int, typer.Option(min=1, max=MOST_PORTS, help="Serve at this port.")] = DEFAULT_PORT,
    address: Annotated[
        str, typer.Option(metavar="A", help="Serve at this address; 0.0.0.0 is every address of this machine.")
    ] = LOOPBACK,
    base_path: Annotated[
        str,
        typer.Option(
            metavar="P", help="Serve below this path, at which a proxy shows the pages, e.g. tools/roulement."
        ),
    ] = "",
    with_browser: Annotated[bool, typer.Option("--open", help="Open the pages in the browser.")] = False,
) -> None:
    """Start the explorer, pages in the browser.

    By default it is there for this machine alone.
    """
    base = base_path.strip("/")
    if base and not BASE_PATH.fullmatch(base):
        words = "write parts of letters, digits and . _ ~ - with / between them, e.g. tools/roulement"
        raise ScenarioError([Problem((), words, f"--base-path {base_path[:MOST_QUOTED]}")])
    _check(address, port)
    from streamlit.web.cli import main as streamlit  # noqa: PLC0415  (a second that other commands do without)

    interrupts.keep("the explorer has ended")
    threading.Thread(target=_tell_when_up, args=(address, port, base, with_browser), daemon=True).start()
    options = {
        "server.address": address,
        "server.port": port,
        "server.baseUrlPath": base,
        "server.headless": "true",
        "logger.hideWelcomeMessage": "true",
        "logger.level": "warning",  # the address is printed here, once
    }
    arguments = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    # In this process: no `model` of the current folder takes the place of this one, and an interrupt ends it too.
    try:
        streamlit(["run", str(shipped_folder() / "app.py"), *arguments])
    except SystemExit as end:
        if end.code:
            _check(address, port)  # another program may have taken the port since
            raise
    raise KeyboardInterrupt  # nothing else ends a server that started


def _check(address: str, port: int) -> None:
    """Refuse an address or a port that cannot be served at, with a port that can."""
    fault = _fault(address, port)
    if fault is None:
        return
    if fault.errno == errno.EACCES:
        words = f"cannot be served at: {fault.strerror}; say --port {DEFAULT_PORT}, or another from 1024 on"
        raise ScenarioError([Problem((), words, f"--port {port}")])
    if fault.errno != errno.EADDRINUSE:
        words = f"cannot be served at: {fault.strerror}; give one of this machine, or 0.0.0.0 for all"
        raise ScenarioError([Problem((), words, f"--address {address[:MOST_QUOTED]}")])
    others = (1 + (port + step - 1) % MOST_PORTS for step in range(1, MOST_TRIED))
    free = next((other for other in others if _fault(address, other) is None), None)
    remedy = "give another" if free is None else f"say --port {free}, which is free"
    raise ScenarioError([Problem((), f"the port is taken; {remedy}", f"--port {port}")])


def _fault(address: str, port: int) -> OSError | None:
    """The fault of the system if one listened there; None if one can."""
    try:
        family = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family) as ours:
            is_posix = os.name == "posix"  # elsewhere this would take a port that is in use
            ours.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, is_posix)
            ours.bind((address, port))
    except (OSError, UnicodeError) as error:
        return error if isinstance(error, OSError) else OSError(errno.EINVAL, "this is no address")
    return None


def _tell_when_up(address: str, port: int, base: str, with_browser: bool) -> None:  # noqa: FBT001  (a thread's)
    """Wait until the server answers, then print where it is, and open a browser if asked."""
    host = EVERYWHERE.get(address, address)
    host = f"[{host}]" if ":" in host else host
    place = f"{host}:{port}" + (f"/{base}/" if base else "")
    while not _has_started() or (scheme := _scheme(place)) is None:
        time.sleep(LOOK_SECONDS)
    also = ", and at every other address of this machine" if address in EVERYWHERE else ""
    tell(f"The explorer is at {scheme}://{place}{also} (stop it with Ctrl-C)")
    if with_browser:
        import webbrowser  # noqa: PLC0415  (as below)

        if not webbrowser.open(f"{scheme}://{place}"):
            say("no browser is here to open; open the address in one")


def _has_started() -> bool:
    """Whether the server of this process listens: what answers at its port before may be another program's."""
    from streamlit import runtime  # noqa: PLC0415  (imported by now)

    return runtime.exists() and runtime.get_instance().state is not runtime.RuntimeState.INITIAL


def _scheme(place: str) -> str | None:
    """The scheme by which the server answers there now; None if it does not answer yet."""
    import ssl  # noqa: PLC0415  (a twentieth of the start of every other command)
    import urllib.request  # noqa: PLC0415  (as above)

    unchecked = ssl.create_default_context()  # our own server, whose certificate is the user's affair
    unchecked.check_hostname, unchecked.verify_mode = False, ssl.CERT_NONE
    direct = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=unchecked)
    )
    for scheme in ("http", "https"):
        with suppress(OSError), direct.open(f"{scheme}://{place.rstrip('/')}/_stcore/health", timeout=PATIENCE_SECONDS):
            return scheme
    return None
