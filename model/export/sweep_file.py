"""Sweeps on disk: one Parquet or CSV file, written part by part, so that a sweep that was stopped can go on.

The parts stand beside the file in `FILE.parts`, with a description of the sweep that the running sweep holds locked.
A part is there as a whole or not at all. When all are there they become one file, with the same rows as without a
stop, and the folder is removed.
"""

import contextlib
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from model.analysis.sweep import MOST_POINTS, Part, Sweep
from model.analysis.tasks import Progress, in_order, unheard
from model.export.atomic import digest_of, digest_of_file, draft_beside, lock, named, write_file
from model.export.output_places import faults_told, file_place, open_stream
from model.export.texts import csv_lines, put_mark
from model.files.shipped import version
from model.files.strict_yaml import parse
from model.kernels.arrays import Array
from model.letters import MOST_QUOTED
from model.scenario import Scenario
from model.scenario.errors import Problem, ScenarioError

NUMBER = r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
STEPS = re.compile(rf"^({NUMBER}):({NUMBER}):({NUMBER})$")
ROWS_TOGETHER = 131_072
"""The least number of rows of a row group; the last group may have fewer."""
DESCRIPTION, WRITTEN = "sweep.json", "written.json"
"""The description of the sweep, and that of its finished CSV file, which has no room for it."""
SUFFIX, CSV = ".parquet", ".csv"
METADATA = b"roulement"
"""The key of the sweep's description in its file."""
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
    if fault := Scenario.fault_of_list(path, text):
        raise ScenarioError([Problem((), fault, where)])
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
    values = parse(f"[{text}]", where).data
    if not values or None in values:
        raise ScenarioError([Problem((), "write START:STOP:STEP, or values with commas between them", where)])
    return list(values)


def write_sweep(
    sweep: Sweep,
    file: Path,
    executor: Executor | None = None,
    progress: Progress = unheard,
    *,
    force: bool = False,
) -> int:
    """Write a sweep as one file; return how many of its parts an earlier, stopped sweep had written.

    It is CSV if its name ends in `.csv`, else Parquet.

    `progress` is called with the number of parts that are done, and of how many, after each part. The same sweep gives
    the same bytes, stopped and started again or not, on any executor. A device or a pipe gets the file when all parts
    are done.

    Raises:
        ScenarioError: before anything is worked out, if the file may not or cannot be written there (see
            `sweep_place`), or another sweep was begun or is at work there.
    """
    place = sweep_place(sweep, file, force=force)
    if place is None:
        with tempfile.TemporaryDirectory() as folder:
            inner = Path(folder) / f"sweep{SUFFIX}"
            before = write_sweep(sweep, inner, executor, progress)
            with faults_told(file, "file"), inner.open("rb") as rows, open_stream(file) as stream:
                shutil.copyfileobj(rows, stream)
        return before
    with faults_told(file, "file"):
        try:
            return _write(sweep, place, executor, progress, force=force)
        except FileNotFoundError as error:
            words = f"{parts_of(place)} went away meanwhile; another sweep is at work there, or somebody removed it"
            raise ScenarioError([Problem((), words, str(file))]) from error


def sweep_place(sweep: Sweep, file: Path, *, force: bool = False) -> Path | None:
    """Return the place of a sweep's file, after every check; None for a device or a pipe.

    The same sweep's file may stand there if its parts stand beside it: the sweep was stopped before it removed them.

    Raises:
        ScenarioError: see `output_places.file_place`.
    """
    place = file_place(file, (SUFFIX, CSV), force=True)
    if place is not None and not _is_written(sweep, place):
        file_place(file, (SUFFIX, CSV), force=force)
    return place


def parts_of(place: Path) -> Path:
    """Return the folder of a sweep's parts until they become one file."""
    return place.with_name(f"{place.name}.parts")


def _write(sweep: Sweep, place: Path, executor: Executor | None, progress: Progress, *, force: bool) -> int:
    folder = parts_of(place)
    is_written = not force and _is_written(sweep, place)
    with _opened(sweep, folder), draft_beside(place) as draft:
        missing = [] if is_written else [n for n in range(sweep.parts) if not _is_whole(sweep, _part(folder, n), n)]
        progress(sweep.parts - len(missing), sweep.parts)
        for done, (number, part) in enumerate(zip(missing, in_order(sweep.part, missing, executor), strict=True), 1):
            write = partial(parquet.write_table, _table(part), compression="zstd", use_dictionary=False)
            write_file(draft, _part(folder, number), write, force=True, lasting=False)
            progress(sweep.parts - len(missing) + done, sweep.parts)
        if not is_written:
            join = _join_as_csv if _is_csv(place) else _join
            join(sweep, folder, draft, place, force=force)
        _remove(sweep, folder)
    return sweep.parts - len(missing)


def _is_written(sweep: Sweep, place: Path) -> bool:
    """Whether the file of this very sweep stands there with its parts beside it: it was stopped as it removed them."""
    try:
        if not parts_of(place).is_dir() or not place.is_file():
            return False
        if _is_csv(place):
            return (parts_of(place) / WRITTEN).read_bytes() == _written(sweep, digest_of_file(place))
        with place.open("rb") as file:
            metadata = parquet.read_schema(file).metadata or {}
    except (OSError, ValueError):
        return False
    return metadata.get(METADATA) == json.dumps(_description(sweep)).encode()


@contextmanager
def _opened(sweep: Sweep, folder: Path) -> Iterator[None]:
    """Make the folder of parts, or check that its parts are of this sweep, and that no other process works on them."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileNotFoundError as error:  # below a file, or in a folder such as /proc
        raise NotADirectoryError(0, "there is no such folder, and none can be made") from error
    _refuse_other_files(sweep, folder)
    text = json.dumps(_description(sweep), indent=2).encode()
    file = os.open(folder / DESCRIPTION, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if lock(file) is False:
            raise ScenarioError([Problem((), "another sweep is at work there; name another file", str(folder))])
        begun = os.read(file, len(text) + 1)
        # a sweep that was killed as it wrote it leaves a piece of it, or nothing, and no part yet
        if begun != text and (not text.startswith(begun) or len(os.listdir(folder)) > 1):  # noqa: PTH208  (names)
            words = f"another sweep was begun there; remove {folder}, or name another file"
            raise ScenarioError([Problem((), words, str(folder.with_suffix("")))])
        os.write(file, text[len(begun) :])
        yield
    finally:
        os.close(file)


def _refuse_other_files(sweep: Sweep, folder: Path) -> None:
    """Refuse a folder of parts with other files in it, or without the description of their sweep."""
    ours = {DESCRIPTION, WRITTEN, *(_part(folder, number).name for number in range(sweep.parts))}
    with os.scandir(folder) as entries:
        files = {entry.name: entry.is_file(follow_symlinks=False) for entry in entries}
    begun = files.get(DESCRIPTION, False) and not folder.is_symlink()
    if others := sorted(name for name, is_file in files.items() if not (begun and is_file and name in ours)):
        words = f"holds files that are not part of a sweep: {named(others)}; move it away, or name another file"
        raise ScenarioError([Problem((), words, str(folder))])


def _is_whole(sweep: Sweep, path: Path, number: int) -> bool:
    """Whether a part is there with all its rows and columns; a damaged part is worked out again."""
    try:
        table = _read(path)
    except (OSError, ValueError):
        return False
    rows = min(sweep.points_together, sweep.count - number * sweep.points_together)
    return table.num_rows == rows and tuple(table.column_names) == sweep.columns


def _read(path: Path) -> pa.Table:
    """Read a part from its bytes: its name may hold letters that pyarrow does not take.

    It is not read from an open file: pyarrow's threads read ahead in it, and one that does so while the program ends
    aborts the program.
    """
    return parquet.ParquetFile(pa.BufferReader(path.read_bytes())).read()


def _remove(sweep: Sweep, folder: Path) -> None:
    """Remove the parts, then the description. Other files in the folder stay."""
    for path in (*(_part(folder, number) for number in range(sweep.parts)), folder / WRITTEN, folder / DESCRIPTION):
        path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        folder.rmdir()


def _part(folder: Path, number: int) -> Path:
    return folder / f"{number:08d}.parquet"


def _table(part: Part) -> pa.Table:
    """A part as a table, with nulls for values that are not known and for refused points."""
    columns = {}
    for name, values in part.items():
        is_missing = np.isnan(values) if values.dtype.kind == "f" else None
        kind = pa.string() if values.dtype.kind == "O" else None  # also where a part has no text at all
        columns[name] = pa.array(values, kind, mask=is_missing)
    return pa.table(columns)


def _join(sweep: Sweep, folder: Path, draft: Path, place: Path, *, force: bool) -> None:
    """Join the parts into one file, with some row groups in memory at a time."""
    schema = _read(_part(folder, 0)).schema.with_metadata({METADATA: json.dumps(_description(sweep))})

    def write(file: BinaryIO) -> None:
        held: list[pa.Table] = []
        with parquet.ParquetWriter(file, schema, compression="zstd", use_dictionary=False) as writer:
            for number in range(sweep.parts):
                held.append(_read(_part(folder, number)))
                if sum(table.num_rows for table in held) >= ROWS_TOGETHER or number == sweep.parts - 1:
                    rows = pa.concat_tables(held).combine_chunks()
                    writer.write_table(rows, row_group_size=rows.num_rows)
                    held = []

    write_file(draft, place, write, force=force)


def _join_as_csv(sweep: Sweep, folder: Path, draft: Path, place: Path, *, force: bool) -> None:
    """Join the parts into one CSV file, a part in memory at a time; its hash stands beside the parts before it does."""

    def write(file: BinaryIO) -> None:
        is_ascii = True
        for number in range(sweep.parts):
            table = _read(_part(folder, number))
            rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
            text = csv_lines(() if number else table.column_names, rows)
            is_ascii = is_ascii and text.isascii()
            file.write(text.encode())
        if not is_ascii:
            put_mark(file)
        file.flush()
        (folder / WRITTEN).write_bytes(_written(sweep, digest_of_file(Path(file.name))))

    write_file(draft, place, write, force=force)


def _is_csv(place: Path) -> bool:
    return place.suffix.lower() == CSV


def _written(sweep: Sweep, digest: str) -> bytes:
    """The description of a sweep's CSV file, by which it is recognised."""
    return json.dumps({**_description(sweep), "csv_sha256": digest}).encode()


def _description(sweep: Sweep) -> dict[str, Any]:
    """The description of a sweep, by which its parts and its file are recognised."""
    return {
        "program": "roulement",
        "version": version(),
        "scenario": sweep.scenario.name,
        "scenario_sha256": digest_of(sweep.scenario.document),
        "register_sha256": sweep.scenario.register.digest,
        "over": {path: _short(values) for path, values in sweep.over.items()},
        "points": sweep.count,
        "measures": list(sweep.measures),
        "draws": sweep.draws,
        "seed": sweep.seed if sweep.draws is not None else None,
    }


def _short(values: Sequence[Any] | Array) -> dict[str, Any]:
    """The count, the first, the last and the hash of a path's values."""
    listed = values.tolist() if isinstance(values, np.ndarray) else list(values)
    digest = hashlib.sha256(json.dumps(listed, default=str).encode()).hexdigest()
    return {"count": len(listed), "first": listed[0], "last": listed[-1], "sha256": digest}
