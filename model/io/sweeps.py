"""Sweeps on disk: one Parquet file, written part by part, so that a sweep that was stopped can go on.

Parts stand beside the file in `FILE.parts`, each whole or not there, under the sweep's own description; when all
are there they become one file, row by row the same as without a stop, and the folder goes.
"""

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from model.arrays import Array
from model.grid import MOST_POINTS
from model.io.shipped import version
from model.io.strict_yaml import parse
from model.letters import MOST_QUOTED
from model.scenario.errors import Problem, ScenarioError
from model.sweeping import Part, Sweep
from model.tasks import in_order

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import pyarrow as pa

NUMBER = r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)"
STEPS = re.compile(rf"^({NUMBER}):({NUMBER}):({NUMBER})$")
ROWS_TOGETHER = 131_072
"""Rows of a row group at least, the last one's aside."""
DESCRIPTION = "sweep.json"
MOST_DIGITS = 10**15


def values_from_text(path: str, text: str) -> Array | list[Any]:
    """Return the values that `START:STOP:STEP` (the stop among them) or a list `a,b,c` stands for.

    In decimals, so that 0.1 stays 0.1. A list holds whatever stands in a file at that path.

    >>> values_from_text("rotation.overlap_months", "0.1:0.3:0.1").tolist()
    [0.1, 0.2, 0.3]
    >>> values_from_text("us_backstop.provided", "true, false")
    [True, False]

    Raises:
        ScenarioError: if no steps lead from start to stop, or too many, or the list cannot be read.
    """
    where = f"--over {path[:MOST_QUOTED]}"
    if match := STEPS.match(text.strip()):
        start, stop, step = map(Decimal, match.groups())
        scale = 10 ** max(0, -int(start.as_tuple().exponent), -int(step.as_tuple().exponent))
        if max(abs(start), abs(stop), abs(step)) * scale > MOST_DIGITS:
            raise ScenarioError([Problem((), "too many digits; fifteen in all are kept apart", where)])
        if step == 0 or (stop - start) / step < 0:
            raise ScenarioError([Problem((), f"no steps of {step} lead from {start} to {stop}", where)])
        count = int((stop - start) / step) + 1
        if count > MOST_POINTS:
            raise ScenarioError([Problem((), f"{count:,} values, at most {MOST_POINTS:,}; take larger steps", where)])
        return (int(start * scale) + int(step * scale) * np.arange(count)) / scale
    if ":" in text and not set(text) & set("{}'\""):
        raise ScenarioError([Problem((), "write START:STOP:STEP, three plain numbers, e.g. 4:8:0.5", where)])
    found = parse(f"[{text}]", where).data
    if not found or None in found:
        raise ScenarioError([Problem((), "write START:STOP:STEP, or values with commas between them", where)])
    return list(found)


def write_sweep(
    sweep: Sweep, file: Path, executor: "Executor | None" = None, told: Callable[[int], None] = lambda _: None
) -> int:
    """Write a sweep as one Parquet file; return how many of its parts were there from before.

    `told` is called with the number of parts that are done whenever one more is. The same sweep gives the same
    bytes, stopped and started again or not, on any executor.

    Raises:
        ScenarioError: before anything is worked out, if the file cannot be written there, or another sweep was
            begun there.
    """
    if not file.name:
        raise ScenarioError([Problem((), "name a file to write", "--out")])
    folder = file.with_name(f"{file.name}.parts")
    description = _description(sweep)
    try:
        _open(folder, file, description)
        missing = [number for number in range(sweep.parts) if not _is_whole(sweep, _part(folder, number), number)]
        told(sweep.parts - len(missing))
        for done, (number, part) in enumerate(zip(missing, in_order(sweep.part, missing, executor), strict=True), 1):
            _write_part(part, _part(folder, number))
            told(sweep.parts - len(missing) + done)
        _join(sweep, folder, file, description)
        _remove(sweep, folder)
    except FileNotFoundError as error:
        words = f"{folder} went away meanwhile; another sweep is at work there, or somebody removed it"
        raise ScenarioError([Problem((), words, str(file))]) from error
    except OSError as error:
        words = f"cannot be written: {error.strerror}; name a file in a folder that can"
        raise ScenarioError([Problem((), words, str(file))]) from error
    return sweep.parts - len(missing)


def _open(folder: Path, file: Path, description: Mapping[str, Any]) -> None:
    """Make the folder of parts, or see that what was begun there is this sweep."""
    if file.is_dir():
        raise IsADirectoryError(0, "it is a folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileNotFoundError as error:  # below what is no folder of files
        raise NotADirectoryError(0, "there is no such folder, and none can be made") from error
    begun, text = folder / DESCRIPTION, json.dumps(description, indent=2)
    if begun.is_file():
        if begun.read_bytes() != text.encode():
            words = f"another sweep was begun there; remove {folder}, or name another file"
            raise ScenarioError([Problem((), words, str(file))])
    elif any(folder.iterdir()):
        words = f"{folder} is there already and is not of a sweep; remove it, or name another file"
        raise ScenarioError([Problem((), words, str(file))])
    else:
        _put(begun, lambda draft: draft.write(text.encode()))


def _is_whole(sweep: Sweep, path: Path, number: int) -> bool:
    """Whether a part is there from before, with its rows and columns; a damaged one is worked out again."""
    from pyarrow import parquet  # noqa: PLC0415  (a quarter of a second that other commands do without)

    if not path.is_file():
        return False
    try:
        with path.open("rb") as part:
            found = parquet.read_table(part)
    except (OSError, ValueError):
        return False
    rows = min(sweep.points_together, sweep.count - number * sweep.points_together)
    return found.num_rows == rows and tuple(found.column_names) == sweep.columns


def _remove(sweep: Sweep, folder: Path) -> None:
    """Remove the parts; whatever else somebody put beside them stays."""
    for path in (folder / DESCRIPTION, *(_part(folder, number) for number in range(sweep.parts))):
        path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        folder.rmdir()


def _put(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Write a file beside its place and move it there when it is whole.

    pyarrow gets an open file, never a name, which it might take for an address of a network.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.draft")
    with draft.open("wb") as file:
        write(file)
    draft.replace(path)


def _part(folder: Path, number: int) -> Path:
    return folder / f"{number:08d}.parquet"


def _write_part(part: Part, path: Path) -> None:
    from pyarrow import parquet  # noqa: PLC0415  (a quarter of a second that other commands do without)

    table = _table(part)
    _put(path, lambda draft: parquet.write_table(table, draft, compression="zstd", use_dictionary=False))


def _table(part: Part) -> "pa.Table":
    """A part as a table; what is not known, or refused, is null."""
    import pyarrow as pa  # noqa: PLC0415

    columns = {}
    for name, values in part.items():
        is_missing = np.isnan(values) if values.dtype.kind == "f" else None
        columns[name] = pa.array(values, mask=is_missing)
    return pa.table(columns)


def _join(sweep: Sweep, folder: Path, file: Path, description: Mapping[str, Any]) -> None:
    """Make the parts into one file, some row groups' worth in memory at a time."""
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import parquet  # noqa: PLC0415

    with _part(folder, 0).open("rb") as part:
        schema = parquet.read_schema(part).with_metadata({"roulement": json.dumps(description)})

    def write(draft: BinaryIO) -> None:
        held: list[pa.Table] = []
        with parquet.ParquetWriter(draft, schema, compression="zstd", use_dictionary=False) as writer:
            for number in range(sweep.parts):
                with _part(folder, number).open("rb") as part:
                    held.append(parquet.read_table(part))
                if sum(table.num_rows for table in held) >= ROWS_TOGETHER or number == sweep.parts - 1:
                    rows = pa.concat_tables(held).combine_chunks()
                    writer.write_table(rows, row_group_size=rows.num_rows)
                    held = []

    _put(file, write)


def _description(sweep: Sweep) -> dict[str, Any]:
    """What a sweep is, so that its parts and its file tell what they belong to."""
    document = json.dumps(sweep.scenario.document, sort_keys=True, default=str)
    return {
        "program": "roulement",
        "version": version(),
        "scenario": sweep.scenario.name,
        "scenario_sha256": hashlib.sha256(document.encode()).hexdigest(),
        "register_sha256": sweep.scenario.register.digest,
        "over": {path: _short(values) for path, values in sweep.over.items()},
        "points": sweep.count,
        "measures": list(sweep.measures),
        "draws": sweep.draws,
        "seed": sweep.seed if sweep.draws is not None else None,
    }


def _short(values: Sequence[Any] | Array) -> dict[str, Any]:
    """A path's values as their number, first, last and hash."""
    given = values.tolist() if isinstance(values, np.ndarray) else list(values)
    text = json.dumps(given, default=str)
    ends = {"count": len(given), "first": given[0], "last": given[-1]}
    return {**ends, "sha256": hashlib.sha256(text.encode()).hexdigest()}
