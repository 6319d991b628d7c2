"""All benchmarks, one after the other, and their tables put into README.md; `python benchmarks [SCRIPT ...]`.

Each script runs in a process of its own and prints its tables; they go between its two marks in README.md, with the
day and the machine. What stands outside the marks stays, and so does the table of a script that fails. Without names
all scripts run that README.md has marks for, in its order, those of the page among them: they need a quiet machine.
"""

import datetime as dt
import os
import platform
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
README = FOLDER / "README.md"
MARKED = re.compile(r"<!-- (?P<words>\w+\.py[^>]*) -->\n.*?<!-- end -->\n", re.DOTALL)
"""The place of the tables of one script; the mark names it with its words, as they follow `python benchmarks/`."""


def machine() -> str:
    """Return the day and what the figures were measured on."""
    today = dt.datetime.now(dt.UTC).date()
    size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{today:%-d %B %Y}, {os.cpu_count()} cores, {size:.0f} GiB, Python {platform.python_version()}"


def measured(words: str) -> str | None:
    """Return the tables that a script prints; None, and its error on standard error, where it fails."""
    script, *arguments = words.split()
    environment = {**os.environ, "PYTHONPATH": str(FOLDER.parent)}
    command = [sys.executable, str(FOLDER / script), *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=environment, check=False)
    return done.stdout.strip() if done.returncode == 0 else None


def rewritten(text: str, words: str, printed: str) -> str:
    """Return README's text with the tables of one script in place of its earlier ones."""
    block = f"<!-- {words} -->\n{machine()}.\n\n{printed}\n<!-- end -->\n"
    return MARKED.sub(lambda place: block if place["words"] == words else place[0], text)


def main(names: Sequence[str]) -> int:
    """Run the scripts and put their tables in place, each as soon as it is there; return how many failed."""
    places = [place["words"] for place in MARKED.finditer(README.read_text())]
    scripts = {words.split()[0] for words in places}
    if unknown := [name for name in names if name not in scripts]:
        print(f"no marks for {', '.join(unknown)} in {README}; there are: {', '.join(sorted(scripts))}")
        return len(unknown)
    failed = 0
    for words in places:
        if names and words.split()[0] not in names:
            continue
        print(f"python benchmarks/{words}", flush=True)
        printed = measured(words)
        if printed is None:
            failed += 1
            continue
        print(f"{printed}\n", flush=True)
        README.write_text(rewritten(README.read_text(), words, printed))
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
