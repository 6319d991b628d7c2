"""Try mutated scenario files and options within one process, and some through the program itself.

    python tests/fuzz/fuzz.py --files 10000 --options 3000 --programs 200 --seed 13 --keep FOLDER

The same seed gives the same inputs. Each has to end as a placed refusal or a finite run, in 2 s of CPU and with 500 MB
more at most. Every kind of find is printed with the numbers of the inputs that show it; `--only N` tries one of them
again, and `--keep` names a folder where they are kept. Exit 1 if anything was found.
"""

import argparse
import collections
import contextlib
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random

from mutations import Option, mutated_file, mutated_option
from outcomes import Outcome, of_file, of_option

MOST_SECONDS, MOST_MEGABYTES = 2.0, 500
GIVEN_UP_AFTER_SECONDS, MOST_BYTES = 20, 4 * 2**30
"""CPU after which an input is given up, and what the process may take in all."""
DRAWN_EVERY, REPORTED_EVERY, PARENT_EVERY = 10, 100, 10
EXAMPLES, DETAILS = 12, 2


class TooLongError(BaseException):
    """An input took so much CPU that it was given up; no Exception, so that nothing takes it for one of its own."""


def files(numbers: range, seed: int, folder: Path) -> Iterator[tuple[int, Path]]:
    """Yield the mutated files of these numbers; every tenth is the parent of the file that is to be tried."""
    for number in numbers:
        path, content = folder / "mutated.yaml", mutated_file(Random(f"file {seed} {number}"))  # noqa: S311  (no secret)
        if number % PARENT_EVERY == PARENT_EVERY - 1:
            (folder / "parent.yaml").write_bytes(content)
            content = b"extends: parent\nchanges: {title: A child}\n"
        path.write_bytes(content)
        yield number, path


def options(numbers: range, seed: int) -> Iterator[tuple[int, Option]]:
    """Yield the mutated options of these numbers."""
    for number in numbers:
        yield number, mutated_option(Random(f"option {seed} {number}"))  # noqa: S311  (no secret)


def tried_file(number: int, path: Path) -> Outcome:
    """Return what comes of a file; every tenth is drawn over too."""
    return of_file(path, draws=number % DRAWN_EVERY == 0)


def through_program(words: list[str]) -> Outcome:
    """Return what comes of a command: a find if it ends otherwise than told, or with a traceback."""
    done = subprocess.run([sys.executable, "-m", "model", *words], capture_output=True, check=False)
    errors = done.stderr.decode(errors="replace")
    if done.returncode not in (0, 1, 2) or "Traceback" in errors or "cannot print" in errors:
        return Outcome("find", f"exit {done.returncode}: {errors.strip()[-80:]}", errors[-2_000:])
    if done.returncode and not errors.strip():
        return Outcome("find", f"exit {done.returncode} without a word")
    return Outcome("refused" if done.returncode else "ran")


def words_of(option: Option, out: Path) -> list[str]:
    """Return the words of the command that takes an option."""
    values = (os.fsdecode(value.replace("\0", "").encode("utf-8", "surrogatepass")) for value in option.values)
    words = [word for value in values for word in (option.name, value)]
    if option.name == "--set":
        return ["run", option.scenario, *words]
    if option.name == "--over":
        return ["sweep", option.scenario, *words, "--out", str(out)]
    return ["solve", option.scenario, "--lever", "rotation.tour_months", *words]


def measured(of: Callable[[], Outcome]) -> Outcome:
    """Return what comes of an input; a find too if it took too much CPU or memory."""
    memory, start = _most_megabytes(), time.process_time()
    try:
        with _given_up():
            outcome = of()
    except TooLongError:
        outcome = Outcome("ran")
    seconds, megabytes = time.process_time() - start, _most_megabytes() - memory
    if outcome.kind == "find" or max(seconds / MOST_SECONDS, megabytes / MOST_MEGABYTES) <= 1:
        return outcome
    kind = f"more than {MOST_SECONDS:g} s" if seconds > MOST_SECONDS else f"more than {MOST_MEGABYTES} MB"
    return Outcome("find", kind, f"{seconds:.1f} s, {megabytes:.0f} MB")


@contextlib.contextmanager
def _given_up() -> Iterator[None]:
    def give_up(*_: object) -> None:
        raise TooLongError

    signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, GIVEN_UP_AFTER_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _most_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Tally:
    """Counts of what came of inputs, with examples of every kind of find."""

    def __init__(self, keep: Path | None) -> None:
        self.keep = keep
        self.counts: collections.Counter[str] = collections.Counter()
        self.finds: dict[str, list[str]] = {}

    def add(self, sort: str, number: int, found: Outcome, source: bytes) -> None:
        """Count what came of an input."""
        self.counts[f"{sort} {found.kind}"] += 1
        if found.kind == "find":
            self.counts[f"{sort} find: {found.words}"] += 1
            examples = self.finds.setdefault(f"{sort}: {found.words}", [])
            examples.append(f"  {number}: {found.detail}" if len(examples) < DETAILS else f"  {number}")
            if self.keep:
                self.keep.mkdir(parents=True, exist_ok=True)
                (self.keep / f"{sort.replace(' ', '_')}_{number}.txt").write_bytes(source)

    def tell(self) -> None:
        """Print the finds, those that most inputs show first, and the counts."""
        for kind, examples in sorted(self.finds.items(), key=lambda each: -len(each[1])):
            print(f"\n{kind} ({len(examples)})", *examples[:EXAMPLES], sep="\n")
        print()
        for kind, number in sorted(self.counts.items()):
            print(f"{number:6} {kind}")


def main() -> None:
    """Try what is asked for, print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("--files", 0), ("--options", 0), ("--programs", 0), ("--seed", 0), ("--only", -1)):
        parser.add_argument(name, type=int, default=default)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_BYTES, MOST_BYTES))
    tally, start = Tally(asked.keep), time.process_time()

    def chosen(many: int) -> range:
        return range(many) if asked.only < 0 else range(asked.only, asked.only + bool(many))

    with contextlib.suppress(KeyboardInterrupt):  # what was tried until then is told
        _try_all(asked, tally, chosen)
    tally.tell()
    print(f"seed {asked.seed}, {time.process_time() - start:.0f} s of CPU, {_most_megabytes():.0f} MB at most")
    sys.exit(bool(tally.finds))


def _try_all(asked: argparse.Namespace, tally: Tally, chosen: Callable[[int], range]) -> None:
    start = time.process_time()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, path in files(chosen(asked.files), asked.seed, folder):
            outcome = measured(partial(tried_file, number, path))
            if number % REPORTED_EVERY == 0 and outcome.kind == "ran":
                outcome = of_file(path, with_report=True)  # whose pictures alone take two seconds
            tally.add("file", number, outcome, _source(number, path))
            if number % 500 == 499:
                print(f"{number + 1} files, {time.process_time() - start:.0f} s of CPU", file=sys.stderr, flush=True)
        for number, option in options(chosen(asked.options), asked.seed):
            outcome = measured(partial(of_option, option))
            tally.add("option", number, outcome, repr(option).encode())
        for number, path in files(chosen(asked.programs), asked.seed + 1, folder):
            outcome = through_program(["run" if number % 2 else "check", os.fspath(path)])
            tally.add("file by program", number, outcome, _source(number, path))
        for number, option in options(chosen(asked.programs), asked.seed + 1):
            outcome = through_program(words_of(option, folder / "sweep.parquet"))
            tally.add("option by program", number, outcome, repr(option).encode())


def _source(number: int, path: Path) -> bytes:
    is_parent = number % PARENT_EVERY == PARENT_EVERY - 1
    return (path.with_name("parent.yaml") if is_parent else path).read_bytes()


if __name__ == "__main__":
    main()
