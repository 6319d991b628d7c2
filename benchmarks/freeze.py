"""Keep every output of the program, and compare two such folders byte for byte: for changes that may change no result.

    python benchmarks/freeze.py write BEFORE
    python benchmarks/freeze.py write AFTER --inputs BEFORE
    python benchmarks/freeze.py compare BEFORE AFTER

Every shipped scenario is run, drawn over, reported, solved, compared and swept; every page is opened; 400 mutated
scenario files are checked, which brings out the error messages. `--inputs` takes the mutated files of an earlier
folder, because new ones follow from the types as they are now. A break-even that is refused ends the write, but for
scenarios without a margin, whose refusal is what is kept. `compare` names every file that differs with its first lines
that do, and exits with 1 if there is any. A write takes two to five minutes on two cores.
"""

import argparse
import difflib
import io
import logging
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests" / folder) for folder in ("fuzz", "support")]

from pages import PAGES

import model
from model.analysis.breakeven import levers

SCENARIOS = tuple(sorted(path.stem for path in (ROOT / "scenarios").glob("*.yaml")))
PAGE_PACKAGE = "model.ui.pages"
OPENED = ("dannatt", "reassurance_force", "willing_chances")
"""The scenarios whose pages are opened: one small, one with every part, one with chances."""
FOLDS = ("all_measures", "reproduce", "months_table", "turns_table", "copy_link")
LEVERS = ("rotation.dwell_months", "rotation.tour_months")
"""The levers of every scenario; those of its strength come to them."""
NO_MARGIN = "coalition: there is no margin to bring to zero"
MUTATED, SEED = 400, 14
MOST_LINES = 12
"""Lines that are printed of a file that differs."""


def commands() -> dict[str, list[str]]:
    """Return the commands, by the name of the file that keeps what they print."""
    words: dict[str, list[str]] = {
        "run.txt": ["run", *SCENARIOS],
        "run.json": ["run", *SCENARIOS, "--format", "json"],
        "run_csv.txt": ["run", *SCENARIOS, "--format", "csv", "--out", "csv"],
        "run_draws.txt": ["run", *SCENARIOS, "--draws", "5000", "--seed", "7", "--format", "csv", "--out", "draws"],
        "run_set.json": ["run", *SCENARIOS, "--set", "rotation.tour_months=4,6", "--format", "json"],
        "check.txt": ["check", *SCENARIOS],
        "check_mutated.txt": ["check", *(f"mutated/{number:03}.yaml" for number in range(MUTATED))],
        "schema.json": ["schema"],
        "sources.txt": ["sources"],
        "sources.json": ["sources", "--format", "json"],
        "sources.csv": ["sources", "--format", "csv"],
        "sobol.json": ["drivers", "reassurance_force", "--sobol", "--format", "json"],
        "help.txt": ["--help"],
    }
    for name in ("run", "check", "solve", "drivers", "compare", "sweep", "report", "sources", "schema", "explore"):
        words[f"help/{name}.txt"] = [name, "--help"]
    for number, name in enumerate(SCENARIOS):
        other = SCENARIOS[number - 1]
        words[f"drivers/{name}.txt"] = ["drivers", name]
        words[f"drivers/{name}.json"] = ["drivers", name, "--format", "json"]
        words[f"compare/{name}.txt"] = ["compare", other, name]
        words[f"compare/{name}.csv"] = ["compare", other, name, "--format", "csv"]
        words[f"report/{name}.txt"] = ["report", name, "--out", f"report/{name}.html"]
        over = ["--over", "rotation.tour_months=4:8:0.5", "--over", "rotation.dwell_months=6,12,18,24"]
        words[f"sweep/{name}.txt"] = ["sweep", name, *over, "--out", f"sweep/{name}.parquet"]
        strengths = [lever for lever in levers(model.load(name)) if ".strength." in lever]
        for lever in (*LEVERS, *strengths):
            words[f"solve/{name}_{lever}.txt"] = ["solve", name, "--lever", lever]
            words[f"solve/{name}_{lever}.json"] = ["solve", name, "--lever", lever, "--format", "json"]
    return words


def write(folder: Path, inputs: Path | None) -> None:
    """Write every output into a folder that does not exist yet."""
    folder.mkdir(parents=True)
    write_mutated(folder / "mutated", inputs)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = [pool.submit(kept, folder, name, words) for name, words in commands().items()]
        jobs += [pool.submit(kept_page, folder, page, scenario) for page in PAGES for scenario in OPENED]
        for job in jobs:
            job.result()
    kept(folder, "run_mutated.json", ["run", *sound(folder), "--format", "json"])
    check_solved(folder)


def check_solved(folder: Path) -> None:
    """End with an error where a break-even was refused in a scenario that has a margin."""
    errors = {path.name: path.read_text(errors="replace") for path in sorted((folder / "solve").glob("*.errors"))}
    refused = {name: text for name, text in errors.items() if "exit 0" not in text and NO_MARGIN not in text}
    if refused:
        sys.exit("\n".join(f"solve/{name}: {text}" for name, text in refused.items()))


def sound(folder: Path) -> list[str]:
    """Return the mutated files that `check` found nothing wrong with: `run` takes no others."""
    lines = (folder / "check_mutated.txt.errors").read_text(errors="replace").splitlines()
    wrong = {match[0] for line in lines if (match := re.match(r"mutated/\d+\.yaml", line))}
    return [name for number in range(MUTATED) if (name := f"mutated/{number:03}.yaml") not in wrong]


def write_mutated(folder: Path, inputs: Path | None) -> None:
    """Write the mutated scenario files, or copy those of an earlier folder."""
    if inputs is not None:
        shutil.copytree(inputs / "mutated", folder)
        return
    from mutations import mutated_file  # noqa: PLC0415  (it reads the types, which an earlier folder's files need not)

    folder.mkdir()
    for number in range(MUTATED):
        content = mutated_file(Random(f"file {SEED} {number}"))  # noqa: S311  (no secret)
        (folder / f"{number:03}.yaml").write_bytes(content)


def kept(folder: Path, name: str, words: list[str]) -> None:
    """Keep what a command prints, its errors and its exit code."""
    printed_by([sys.executable, "-m", "model", *words], folder, folder / name)


def kept_page(folder: Path, page: str, scenario: str) -> None:
    """Keep every element of a page, from a process of its own."""
    words = [sys.executable, str(Path(__file__).resolve()), "page", page, scenario]
    printed_by(words, folder, folder / "pages" / f"{page}_{scenario}.txt")


def printed_by(words: list[str], folder: Path, file: Path) -> None:
    """Run a command in the folder and write what it printed."""
    file.parent.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "120", "NO_COLOR": "1"}
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, check=False)
    file.write_bytes(done.stdout)
    if done.stderr or done.returncode:
        errors = done.stderr.replace(str(ROOT).encode(), b"ROOT").replace(str(folder.resolve()).encode(), b"FOLDER")
        file.with_name(file.name + ".errors").write_bytes(errors + f"exit {done.returncode}\n".encode())


def print_page(page: str, scenario: str) -> None:
    """Print every element of a page, without the identities that follow from where its script stands."""
    from streamlit.testing.v1 import AppTest  # noqa: PLC0415  (a second that the other commands do without)

    logging.disable()  # its warnings bear the time
    if page == "explore":
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    else:
        test = AppTest.from_string(f"from {PAGE_PACKAGE} import {page}\n{page}.page()", default_timeout=120)
    for fold in FOLDS:
        test.session_state[fold] = True
    test.query_params["scenario"] = scenario
    test.run()
    print_block(test._tree, 0)  # noqa: SLF001  (the public lists leave out charts and containers)


def print_block(block: Any, depth: int) -> None:  # noqa: ANN401  (elements have no common public type)
    """Print the elements of a block, those of its blocks indented."""
    for child in getattr(block, "children", {}).values():
        proto = re.sub(r'\b(\w*id|data_id|form_id|active_script_hash): "[^"]*"\n', "", str(getattr(child, "proto", "")))
        proto = re.sub(r"/media/\w+", "/media/FILE", proto)
        print(" " * depth + child.type, proto.replace("\n", "\n" + " " * depth))
        print_block(child, depth + 1)


def compare(before: Path, after: Path) -> int:
    """Print every file that differs and return 1 if there is any."""
    names = sorted({str(path.relative_to(folder)) for folder in (before, after) for path in folder.rglob("*.*")})
    differing = [name for name in names if not is_equal(before / name, after / name)]
    for name in differing:
        print(name, *first_differences(before / name, after / name), sep="\n  ")
    print(f"{len(differing)} of {len(names)} files differ")
    return bool(differing)


def is_equal(one: Path, other: Path) -> bool:
    """Return whether both are there, with the same bytes."""
    if one.is_dir() or other.is_dir():
        return one.is_dir() == other.is_dir()
    return one.exists() and other.exists() and one.read_bytes() == other.read_bytes()


def first_differences(one: Path, other: Path) -> list[str]:
    """Return the first lines that differ, or say that there is only one of the files."""
    for path, name in ((one, "BEFORE"), (other, "AFTER")):
        if not path.exists():
            return [f"not in {name}"]
    was, now = (io.StringIO(path.read_bytes().decode(errors="replace")).readlines() for path in (one, other))
    changed = (
        line.rstrip() for line in difflib.unified_diff(was, now, n=0, lineterm="") if line[:3] not in ("---", "+++")
    )
    return [line[:300] for line, _ in zip(changed, range(MOST_LINES), strict=False)]


def main() -> int:
    """Write a folder, compare two, or print one page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = parser.add_subparsers(dest="part", required=True)
    writing = parts.add_parser("write", help="write every output into a new folder")
    writing.add_argument("folder", type=Path)
    writing.add_argument("--inputs", type=Path, help="an earlier folder, whose mutated files are taken")
    comparing = parts.add_parser("compare", help="compare two folders byte for byte")
    comparing.add_argument("before", type=Path)
    comparing.add_argument("after", type=Path)
    opening = parts.add_parser("page", help="print the elements of one page")
    opening.add_argument("page", choices=PAGES)
    opening.add_argument("scenario")
    arguments = parser.parse_args()
    if arguments.part == "write":
        write(arguments.folder, arguments.inputs)
    elif arguments.part == "page":
        print_page(arguments.page, arguments.scenario)
    else:
        return compare(arguments.before, arguments.after)
    return 0


if __name__ == "__main__":
    sys.exit(main())
