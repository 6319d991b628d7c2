"""The command `explore`: where it serves, what it tells and when, and what it refuses."""

import itertools
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from command import Call
from streamlit import runtime

from model.cli import explore

Served = list[list[str]]


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Served:
    """The words of each start of a server, which ends at once; it answers from the second look on."""
    started: Served = []

    def serve(words: list[str]) -> None:
        started.append(words)
        for thread in threading.enumerate():
            if getattr(thread, "_target", None) is explore._tell_when_up:  # noqa: SLF001
                thread.join()
        sys.exit(0)

    looks = itertools.count()
    monkeypatch.setattr("streamlit.web.cli.main", serve)
    monkeypatch.setattr(explore, "LOOK_SECONDS", 0)
    monkeypatch.setattr(explore, "_has_started", lambda: True)
    monkeypatch.setattr(explore, "_scheme", lambda _: "http" if next(looks) else None)
    return started


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def test_the_pages_are_served_where_the_options_say(served: Served, call: Call) -> None:
    port = free_port()
    done = call("explore", "--port", str(port))
    assert done.code == 130  # the server ends when it is stopped
    assert done.out == f"The explorer is at http://127.0.0.1:{port} (stop it with Ctrl-C)\n"
    (words,) = served
    assert Path(words[1]).name == "app.py"
    assert Path(words[1]).is_file()
    options = dict(zip(words[2::2], words[3::2], strict=True))
    # each is said, so that no STREAMLIT_ variable makes another of it
    assert options == {
        "--server.address": "127.0.0.1", "--server.port": str(port), "--server.baseUrlPath": "",
        "--server.headless": "true", "--logger.hideWelcomeMessage": "true", "--logger.level": "warning",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("options", "address", "also"),
    [
        (("--address", "0.0.0.0"), "http://127.0.0.1:{}", True),  # noqa: S104
        (("--address", "127.0.0.2"), "http://127.0.0.2:{}", False),
        (("--base-path", "/tools/roulement/"), "http://127.0.0.1:{}/tools/roulement/", False),
    ],
)
def test_the_address_that_is_printed_can_be_opened(
    *, options: tuple[str, ...], address: str, also: bool, served: Served, call: Call
) -> None:
    port = free_port()
    done = call("explore", "--port", str(port), *options)
    everywhere = ", and at every other address of this machine" if also else ""
    assert done.out == f"The explorer is at {address.format(port)}{everywhere} (stop it with Ctrl-C)\n"
    assert ("tools/roulement" in served[0]) == ("--base-path" in options)


def test_an_address_of_six_parts_stands_in_brackets(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(explore, "_has_started", lambda: True)
    monkeypatch.setattr(explore, "_scheme", lambda _: "https")
    explore._tell_when_up("::", 8501, "", with_browser=False)  # noqa: SLF001
    words = "The explorer is at https://[::1]:8501, and at every other address of this machine (stop it with Ctrl-C)\n"
    assert capsys.readouterr().out == words


@pytest.mark.parametrize("is_there", [True, False])
def test_open_opens_the_address_in_the_browser_once_it_answers(
    *, is_there: bool, served: Served, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def show(address: str) -> bool:
        opened.append(address)
        return is_there

    monkeypatch.setattr("webbrowser.open", show)
    port = free_port()
    done = call("explore", "--port", str(port), "--open")
    assert (len(served), opened) == (1, [f"http://127.0.0.1:{port}"])
    assert done.err == ("" if is_there else "no browser is here to open; open the address in one\n")


def test_a_port_that_is_taken_is_told_with_one_that_is_free(served: Served, call: Call) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = call("explore", "--port", str(port))
    assert (done.code, done.out, served) == (1, "", [])
    begin, end = f"--port {port}: the port is taken; say --port ", ", which is free\n"
    assert done.err.startswith(begin)
    assert done.err.endswith(end)
    assert explore._fault("127.0.0.1", int(done.err.removeprefix(begin).removesuffix(end))) is None  # noqa: SLF001


@pytest.mark.parametrize(
    ("words", "fault", "message"),
    [
        (("--port", "8501"), OSError(98, "Address already in use"), "--port 8501: the port is taken; give another\n"),
        (
            ("--port", "80"),
            OSError(13, "Permission denied"),
            "--port 80: cannot be served at: Permission denied; say --port 8501, or another from 1024 on\n",
        ),
        (
            ("--address", "192.0.2.1"),
            OSError(99, "No"),
            "--address 192.0.2.1: cannot be served at: No; give one of this machine, or 0.0.0.0 for all\n",
        ),
    ],
)
def test_a_place_that_cannot_be_served_at_is_refused_in_one_line(
    words: tuple[str, ...], fault: OSError, message: str, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explore, "_fault", lambda *_: fault)
    done = call("explore", *words)
    assert (done.code, done.out, done.err) == (1, "", message)


@pytest.mark.parametrize("address", ["", "no such host", "x" * 300, "unix:a", "\udcff"])
def test_a_text_that_is_no_address_is_refused(address: str, served: Served, call: Call) -> None:
    done = call("explore", "--address", address)
    assert (done.code, done.out, served) == (1, "", [])
    assert len(done.err.splitlines()) == 1
    assert "cannot be served at" in done.err


@pytest.mark.parametrize("path", ["a b", "a//b", "../a?b", "é"])
def test_a_base_path_of_other_letters_is_refused(path: str, call: Call) -> None:
    done = call("explore", "--base-path", path)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"--base-path {path}: write parts of letters")


def test_a_server_that_does_not_start_has_said_why(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streamlit.web.cli.main", lambda _: sys.exit(1))
    monkeypatch.setattr(explore, "_tell_when_up", lambda *_: None)
    assert call("explore", "--port", str(free_port())).code == 1


def test_a_port_that_another_program_takes_meanwhile_is_named_and_no_address(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    with socket.socket() as other:

        def serve(_: list[str]) -> None:
            other.bind(("127.0.0.1", port))
            other.listen()
            sys.exit(1)

        monkeypatch.setattr("streamlit.web.cli.main", serve)
        monkeypatch.setattr(explore, "_tell_when_up", lambda *_: None)
        done = call("explore", "--port", str(port))
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"--port {port}: the port is taken; say --port ")


@pytest.mark.parametrize("state", [None, *runtime.RuntimeState])
def test_a_server_has_started_once_its_runtime_runs(
    state: runtime.RuntimeState | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runtime, "exists", lambda: state is not None)
    monkeypatch.setattr(runtime, "get_instance", lambda: SimpleNamespace(state=state))
    assert explore._has_started() == (state not in {None, runtime.RuntimeState.INITIAL})  # noqa: SLF001


@pytest.fixture
def listening() -> Callable[[bytes], int]:
    """Serve one answer on a port of its own."""

    def serve(answer: bytes) -> int:
        listener = socket.create_server(("127.0.0.1", 0))

        def reply() -> None:
            with listener, listener.accept()[0] as client:
                client.recv(1_000)
                client.sendall(answer)

        threading.Thread(target=reply, daemon=True).start()
        return int(listener.getsockname()[1])

    return serve


def test_a_server_is_up_when_its_health_page_answers(
    listening: Callable[[bytes], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")  # nothing that stands between
    ready = listening(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    assert explore._scheme(f"127.0.0.1:{ready}/tools/") == "http"  # noqa: SLF001
    assert explore._scheme(f"127.0.0.1:{free_port()}") is None  # noqa: SLF001
