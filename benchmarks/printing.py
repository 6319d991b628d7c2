"""Printing: results as a table in a pipe against the same as CSV and JSON, and the peak of memory of commands.

Run by hand: `python benchmarks/printing.py [FILES]`. Whole processes in turn, processor time, medians. The files are
those of `batch.py`. A table has sentences below it, which CSV has not. Peaks are those of a process and its children.
"""

import statistics
import sys
import tempfile
from pathlib import Path

from startup import in_turn, spent

FILES, ROUNDS_OF_ONE, ROUNDS_OF_MANY = 500, 15, 3
RUN = ("-m", "model", "run")
CSV, JSON = ("--format", "csv"), ("--format", "json")
ONE = (*RUN, "dannatt")
WRITE = "import sys; sys.path.insert(0, {folder!r}); import batch, pathlib; batch.files(pathlib.Path('.'), {count})"
"""The files are written in a process of their own: a small one starts the others, or their peaks would be its own."""


def main(count: int) -> None:
    """Print both tables."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        spent(("-c", WRITE.format(folder=str(Path(__file__).parent), count=count)), folder)
        many = (*RUN, *sorted(path.name for path in folder.iterdir()))
        print("| what | peer | ours, CPU s | peer, CPU s | ratio | asked |\n|---|---|---|---|---|---|")
        for what, peer, ours, other, most, rounds in (
            ("`run dannatt --format csv`", "as a table", (*ONE, *CSV), ONE, "at most 1.2", ROUNDS_OF_ONE),
            (f"`run` of {count} files as a table", "as CSV", many, (*many, *CSV), "at most 1.4", ROUNDS_OF_MANY),
        ):
            times = in_turn([ours, other], rounds, folder)
            mine, theirs = (statistics.median(column) for column in zip(*times, strict=True))
            ratio = statistics.median(one / another for one, another in times)
            print(f"| {what} | {peer} | {mine:.2f} | {theirs:.2f} | {ratio:.2f} | {most} |", flush=True)
        print("\n| command | peak of memory, MiB |\n|---|---|")
        for what, words in (
            ("`run dannatt`", ONE),
            ("`run dannatt --format csv`", (*ONE, *CSV)),
            ("`run dannatt --out DIR`", (*ONE, "--out", "results")),
            ("`report dannatt`", ("-m", "model", "report", "dannatt", "--out", "report.html")),
            (f"`run` of {count} files as a table", many),
            (f"`run` of {count} files as CSV", (*many, *CSV)),
            (f"`run` of {count} files as JSON", (*many, *JSON)),
        ):
            print(f"| {what} | {spent(words, folder)[1]:.0f} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else FILES)
