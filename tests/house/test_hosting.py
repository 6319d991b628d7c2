"""The files that hosts read are in step: the headers of every proxy, the service, the container, requirements.txt."""

import json
import re
import shlex
import tomllib
from pathlib import Path

import pytest
from typer.main import get_command

from model.cli.app import app
from model.cli.explore import DEFAULT_PORT

ROOT = Path(__file__).parents[2]
HOSTING = (ROOT / "docs/hosting.md").read_text()
SECURITY = (ROOT / "SECURITY.md").read_text()
CONTAINER = (ROOT / "Containerfile").read_text()
PROXIES = ("nginx", "text", "apache")
"""The languages of the configurations; Caddy's has none of its own."""


def block(language: str) -> str:
    (text,) = re.findall(rf"^```{language}\n(.*?)^```", HOSTING, re.MULTILINE | re.DOTALL)
    return text


def lines_of(word: str) -> list[str]:
    return [line.removeprefix(word).strip() for line in CONTAINER.splitlines() if line.startswith(word)]


@pytest.mark.parametrize("language", PROXIES)
def test_every_proxy_sends_the_headers_of_security_and_closes_the_metrics(language: str) -> None:
    headers = re.findall(r"^    ([A-Z][A-Za-z-]+): (.+)$", SECURITY, re.MULTILINE)
    assert len(headers) == 6
    text = block(language)
    assert [name for name, value in headers if f'{name} "{value}"' not in text] == []
    assert "/tools/roulement/_stcore/metrics" in text
    assert re.search("2m|2MB|2097152", text)
    assert f"127.0.0.1:{DEFAULT_PORT}" in text


def test_every_command_of_the_page_is_one_of_the_program() -> None:
    explore = get_command(app).commands["explore"]  # type: ignore[attr-defined]
    options = {option for parameter in explore.params for option in parameter.opts}
    commands = re.findall(r"roulement explore( .*)?$", HOSTING + CONTAINER.replace('"]', ""), re.MULTILINE)
    assert len(commands) > 3
    for words in commands:
        assert {word for word in words.split() if word.startswith("--")} <= options, words


def test_the_service_starts_what_was_installed_and_takes_its_end_for_a_good_one() -> None:
    service = dict(re.findall(r"^(\w+)=(.*)$", block("ini"), re.MULTILINE))
    assert service["ExecStart"].startswith("/opt/roulement/bin/roulement explore ")
    assert service["SuccessExitStatus"] == "130"
    assert "/opt/roulement/bin/pip install -c constraints.txt '.[excel]'" in HOSTING


def test_requirements_install_this_folder_with_the_constraints() -> None:
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    assert [line for line in lines if not line.startswith("#")] == ["-c constraints.txt", ".[excel]"]


def test_the_container_holds_what_the_wheel_is_made_of_and_no_more() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = {"pyproject.toml", "constraints.txt", project["project"]["readme"], *project["project"]["license-files"]}
    copied = {word for line in lines_of("COPY") if not line.startswith("--from") for word in shlex.split(line)[:-1]}
    assert copied == needed | {path.split("/")[0] for path in (*wheel["packages"], *wheel["force-include"])}
    (install,) = lines_of("RUN python")
    assert install.endswith("pip install --no-cache-dir -c constraints.txt '.[excel]'")


def test_the_container_runs_as_a_user_of_its_own_on_the_python_of_the_constraints() -> None:
    constraints = (ROOT / "constraints.txt").read_text()
    (python,) = re.findall(r"on Python (3\.\d+)", constraints.splitlines()[0])
    assert {line.split(" ")[0] for line in lines_of("FROM")} == {f"python:{python}-slim"}
    assert lines_of("USER") == ["roulement"]
    assert CONTAINER.index("\nUSER ") < CONTAINER.index("\nCMD ")
    assert lines_of("EXPOSE") == [str(DEFAULT_PORT)]
    (_, check) = CONTAINER.split("\nHEALTHCHECK", 1)
    *_, code = json.loads(check[check.index("[") : check.index("]\n") + 1])
    assert f"http://127.0.0.1:{DEFAULT_PORT}" in code
    compile(code, "HEALTHCHECK", "exec")
