"""The server's configuration says what SECURITY.md promises, and the installed Streamlit understands all of it."""

import json
import os
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path

import pytest
from streamlit import net_util
from streamlit.testing.v1 import AppTest
from streamlit.web.server import server_util

from model.files.shipped import shipped_folder

ROOT = Path(__file__).parents[2]
CONFIGURED = tomllib.loads((shipped_folder() / ".streamlit" / "config.toml").read_text())
READ = """
import json, sys
from streamlit import config
options = config.get_config_options(force_reparse=True)
print(json.dumps({key: config.get_option(key) for key in sys.argv[1:]}, default=str))
"""
WANTED = {
    "runner.postScriptGC": False,  # hidden in Streamlit's own documents, so a later release could drop it unsaid
    "server.fileWatcherType": "none",
    "server.address": "127.0.0.1",
    "server.maxUploadSize": 1,
    "server.maxWidgetStateSize": 1,  # hidden too
    "server.maxMessageSize": 20,
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,  # the protection, in spite of its name
    "server.enableStaticServing": False,
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
}


@pytest.fixture(scope="module")
def options(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What the installed Streamlit makes of our file, in a process and a home of its own."""
    named = [f"{section}.{key}" for section, keys in CONFIGURED.items() for key in keys]
    command = [sys.executable, "-c", READ, *sorted({*named, *WANTED})]
    environment = {**os.environ, "HOME": str(tmp_path_factory.mktemp("home"))}
    done = subprocess.run(command, cwd=shipped_folder(), env=environment, capture_output=True, text=True, check=True)
    assert "not a valid config option" not in done.stderr
    return json.loads(done.stdout)


def test_streamlit_knows_every_option_that_we_set(options: dict[str, object]) -> None:
    ours = {f"{section}.{key}": value for section, keys in CONFIGURED.items() for key, value in keys.items()}
    assert {key: options[key] for key in ours} == ours


@pytest.mark.parametrize("key", WANTED)
def test_the_server_is_configured_as_promised(options: dict[str, object], key: str) -> None:
    assert options[key] == WANTED[key]


def test_an_option_that_streamlit_does_not_know_would_be_found() -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ, "runner.noSuchOption"], capture_output=True, text=True, check=False
    )
    assert done.returncode != 0


def test_the_source_archive_says_how_a_fault_of_security_is_reported(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (archive,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        (name,) = [name for name in packed.getnames() if name.endswith("/SECURITY.md")]
        text = packed.extractfile(name).read().decode()
    assert text == (ROOT / "SECURITY.md").read_text()
    for promised in ("/_stcore/metrics", "/_stcore/stream", "Content-Security-Policy", "nosniff", "Referrer-Policy"):
        assert promised in text


def test_once_a_page_is_drawn_a_foreign_origin_has_no_other_host_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    requests: list[str] = []
    monkeypatch.setattr("requests.get", lambda url, **_: requests.append(url))
    monkeypatch.setattr(net_util, "get_external_ip", net_util.get_external_ip)  # as before, after the test
    AppTest.from_file(str(shipped_folder() / "app.py"), default_timeout=60).run()
    assert not server_util.is_url_from_allowed_origins("https://other.example")
    assert requests == []
