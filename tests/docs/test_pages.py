"""Every block of code in the documentation runs, page by page in one folder, and prints what the page says it prints.

The last words before a block, such as "Save this as `mine.yaml`:", name the file that it becomes. A block of `text`
without them is the output of the block before it, in which `...` stands for anything. Of a workflow the steps are run.
"""

import contextlib
import doctest
import io
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

import model

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
BY_ITSELF = {"hosting.md": "tests/browser run what stands there"}
"""Pages with tests of their own."""
PAGES = [path for path in sorted(DOCS.rglob("*.md")) if path.relative_to(DOCS).as_posix() not in BY_ITSELF]
SLOW = tuple(f"how-to/{name}.md" for name in ("batch", "chart", "git-and-ci", "spreadsheet", "sweep"))
BLOCK = re.compile(r"(?:^<!-- (not run): ([^>]+) -->\n)?^```(\S*).*?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"`([\w./-]+)`:\s*\Z")
OF_THE_SITE = ("{toctree}", "{include}")
NOTHING_LEFT = "trap 'jobs -p | xargs -r kill' EXIT"
AN_AUTHOR = {f"GIT_{role}_{what}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
INSTALLS = 'test "$*" = "install -q -c constraints.txt ." && test -f constraints.txt && test -f pyproject.toml'
ANY = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


class Block(NamedTuple):
    """A block of a page: its language, its text, the file that it becomes, and why it is not run."""

    language: str
    text: str
    file: str
    mark: str


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text()
    for block in BLOCK.finditer(text):
        named = NAMED.search(text[: block.start()])
        if block[3] not in OF_THE_SITE:
            yield Block(block[3], block[4], named[1] if named else "", block[1] or "")


def from_a_shell(text: str, folder: Path, below: str = "") -> str:
    """Run a script in which `roulement` is this program, and `pip` only looks whether what it installs is there."""
    tools = folder / ".tools"
    tools.mkdir(exist_ok=True)
    for name, line in (("roulement", f'exec {sys.executable} -P -m model "$@"'), ("pip", INSTALLS)):
        (tools / name).write_text(f"#!/bin/sh\n{line}\n")
        (tools / name).chmod(0o755)
    path = os.pathsep.join((str(tools), str(Path(sys.executable).parent), os.environ["PATH"]))
    running = subprocess.Popen(
        ["bash", "-euo", "pipefail", "-c", f"{NOTHING_LEFT}\n{text}"],  # noqa: S607  (whichever bash is there)
        cwd=folder / below, env={**os.environ, **AN_AUTHOR, "PATH": path}, text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        printed, faults = running.communicate(timeout=300)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
    assert running.returncode == 0, faults
    return printed


def in_python(text: str, names: dict[str, Any]) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(text, names)  # noqa: S102  (a page of ours)
    return printed.getvalue()


def checked(block: Block, folder: Path) -> None:
    path = folder / (block.file or "unnamed.yaml")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(block.text)
    if "workflows" in path.parts:
        work_through(yaml.safe_load(block.text), folder)
        return
    assert model.run(model.load(path)).measure("deployed").central is not None


def work_through(workflow: dict[str, Any], folder: Path) -> None:
    """Run the steps of a workflow; a repository that it fetches is this one."""
    for step in (step for job in workflow["jobs"].values() for step in job["steps"]):
        if "path" in step.get("with", {}):
            (folder / step["with"]["path"]).symlink_to(ROOT)
        if "run" in step:
            from_a_shell(step["run"], folder, step.get("working-directory", ""))


def same(expected: str, printed: str) -> bool:
    return doctest.OutputChecker().check_output(expected, printed, ANY)


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(
            path, marks=[pytest.mark.slow] if (name := path.relative_to(DOCS).as_posix()) in SLOW else [], id=name
        )
        for path in PAGES
        if any(blocks(path))
    ],
)
def test_every_block_of_a_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    printed = ""
    for block in blocks(page):
        if block.mark:
            continue
        match block.language:
            case "sh":
                printed = from_a_shell(block.text, tmp_path)
            case "python":
                printed = in_python(block.text, names)
            case "yaml":
                checked(block, tmp_path)
            case "text" if block.file:
                (tmp_path / block.file).write_text(block.text)
            case "text":
                assert same(block.text, printed), printed
            case _:
                pytest.fail(f"no way to run a block of {block.language}; mark it `not run` with the reason")


def test_a_block_that_prints_something_else_is_seen(tmp_path: Path) -> None:
    assert same("a ... c\n", in_python("print('a b c')", {}))
    assert not same("a ... d\n", in_python("print('a b c')", {}))
    with pytest.raises(AssertionError):
        from_a_shell("roulement check missing.yaml", tmp_path)
    workflow = {"jobs": {"check": {"steps": [{"run": "pip install -c constraints.txt ."}]}}}
    with pytest.raises(AssertionError):
        work_through(workflow, tmp_path)
    with pytest.raises(model.ScenarioError):
        checked(Block("yaml", "force: {}\n", "", ""), tmp_path)
