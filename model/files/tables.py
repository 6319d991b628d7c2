"""Tables as spreadsheets save them, in CSV: nations for a coalition, variants of a scenario; each fault with its cell.

The first line names the columns, by the keys of a scenario file; Excel's `sep=;` may stand above it. An empty cell is a
key that is not given, and an empty row is passed over; `null` takes away what the register or the base says. A place is
`file:line:column`: the line of the file, the header as 1, and the number of the cell.
"""

import csv
import datetime as dt
import hashlib
import io
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args, get_origin

from model.evidence.claims import SAME, Register
from model.evidence.nations import key_of
from model.files.strict_yaml import MARKS, Place, parse, placed, scalar
from model.frozen import Frozen
from model.letters import quoted
from model.scenario import Scenario
from model.scenario.changes import above, make_changes, split
from model.scenario.coalition import Contributor
from model.scenario.errors import MOST_TOLD, Path, Problem, ScenarioError
from model.scenario.nations import AT
from model.scenario.paths import type_at
from model.scenario.quantity import Quantity
from model.spelling import refusal, refusal_of_percentage

MOST_BYTES = 5_000_000
MOST_ROWS, MOST_POINTS = 1_000, 100_000
"""The most rows of a table of nations or variants, and of points."""
MOST_COLUMNS = 50
MOST_OF_HEADER = 20_000
"""Letters of a file in which its header is looked for."""
DELIMITERS = (",", ";", "\t")
SAVE = "save the sheet as 'CSV UTF-8'"
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""The first bytes of a spreadsheet's own file, of today and of before 2007."""
SHEET_ERROR = re.compile(r"#(N/A|NV|[\w/]+[!?])")
"""A cell whose formula failed, as a spreadsheet saves it."""
SEPARATOR = re.compile(r'"?sep=([^\w"])"?(?:\r\n|[\r\n]|$)', re.IGNORECASE)
"""The line by which Excel says what separates cells."""
NO_VALUE = re.compile(r"[-–—?.]+|n\.?/?a\.?|none|nil|tb[acd]|k\. ?a\.", re.IGNORECASE)
"""A cell that says in words or signs that there is no value; in a column of texts it is one."""
UNKNOWN = "unknown"
"""The word for a figure that nobody has published."""
NOTE = re.compile(r"(\s*[\[(]\w{1,2}[\])]|(?<=[^\W\d_])[\d¹²³⁴-⁹]{1,2})$")
"""The mark of a footnote behind a name."""
SUMS = re.compile(r"((grand|sub)[ -]?)?totals?|sum|all|average|mean|summe|gesamt|insgesamt", re.IGNORECASE)
"""Words that begin a row which is no nation's."""
SPLIT_NUMBER = re.compile(r"\d{1,3}"), re.compile(r"\d{3}")
"""The two cells of a number of thousands that a comma has parted."""
BETWEEN = re.compile(r"[\s,;|]+")
NATION, NAME = "nation", "name"
"""The columns that say which nation, and which variant, a row is."""
LEFT_EMPTY: Mapping[str | None, str] = {
    NATION: "leave the cell empty for the register's figure, or write null for none",
    NAME: "leave the cell empty to keep the base's, or write null to take it away",
    None: "a point has a value of every path; give one, or write null to take it away",
}
"""The ways to give no value, by the column that names the rows; points have no names."""


@dataclass(frozen=True)
class Row:
    """One row of a table: its line in the file, the text of each cell that is not empty, by column, and its faults.

    A break within a cell is read as a space.
    """

    line: int
    cells: Mapping[str, str]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Table:
    """A table as text: its file's name and hash, the number of each column by its name, its rows, its header's line."""

    name: str
    digest: str
    columns: Mapping[str, int]
    rows: tuple[Row, ...]
    header: int = 1

    def place(self, line: int, column: str) -> Place:
        """Return the place of a cell."""
        return Place(self.name, line, self.columns[column])


@dataclass(frozen=True)
class Entry:
    """A row as a scenario takes it: its values by dotted path, the place of each path, and the faults of its cells."""

    name: str
    line: int
    values: Mapping[str, Any]
    places: Mapping[Path, Place]
    problems: tuple[Problem, ...] = ()


@dataclass
class Nations:
    """The nations of a table: their keys as below `contributors`, the places of these, and faults by line.

    A row with a fault has no nation here; of two rows of one nation the first has.
    """

    contributors: dict[str, dict[str, Any]] = field(default_factory=dict)
    places: dict[Path, Place] = field(default_factory=dict)
    faults: dict[int, list[Problem]] = field(default_factory=lambda: defaultdict(list))


def read(content: bytes, name: str, most_rows: int = MOST_ROWS) -> Table:
    """Return the table of a CSV file's content; commas, semicolons or tabs separate its cells, as its header shows.

    A first line such as `sep=;` says so itself.

    Raises:
        ScenarioError: if it is too large, no text in UTF-8, no CSV, or its header does not name each column once.
    """
    text = _decoded(content, name)
    separator = SEPARATOR.match(text)
    below = text[separator.end() :] if separator else text
    delimiter = separator[1] if separator else _delimiter(text)
    lines = csv.reader(io.StringIO(below, newline=""), delimiter=delimiter, strict=True)
    numbered = _numbered(lines, name, 2 if separator else 1)
    top, header = next(numbered, (1, []))
    columns = _columns(header, name, top)
    rows: list[Row] = []
    for line, cells in numbered:
        texts = {number: " ".join(cell.split()) for number, cell in enumerate(cells, 1)}
        filled = {number: text for number, text in texts.items() if text}
        if filled and len(rows) == most_rows:
            raise _refusal(f"more than {most_rows:,} rows; split the table", name, line, 1)
        if filled:
            by_column = {column: filled[number] for column, number in columns.items() if number in filled}
            rows.append(Row(line, by_column, tuple(_faults(filled, line, columns, name))))
    if not rows:
        raise _refusal("holds no row below its header", name, top, 1)
    return Table(name, hashlib.sha256(content).hexdigest(), columns, tuple(rows), top)


def _decoded(content: bytes, name: str) -> str:
    if len(content) > MOST_BYTES:
        raise _refusal(f"more than {MOST_BYTES:,} bytes; split the table", name, 1, 1)
    if content.startswith(WORKBOOKS):
        raise _refusal(f"this is a workbook, not a table in text; {SAVE}", name, 1, 1)
    for mark, encoding in MARKS:
        if content.startswith(mark):
            raise _refusal(f"this is {encoding}; {SAVE}", name, 1, 1)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        line, cells = before.count("\n") + 1, before.rpartition("\n")[2].split(_delimiter(before))
        words = f"byte 0x{error.object[error.start]:02X} is not text in UTF-8; {SAVE}"
        raise _refusal(words, name, line, len(cells)) from error


def _delimiter(text: str) -> str:
    """The sign that separates cells: the one that stands most often between the names of the header."""
    header = re.split(r"[\r\n]", re.sub('"[^"]*"', "", text[:MOST_OF_HEADER]), maxsplit=1)[0]
    return max(DELIMITERS, key=header.count)


def _numbered(lines: Any, name: str, first: int) -> Iterator[tuple[int, list[str]]]:  # noqa: ANN401  (csv's reader)
    """Yield each row with the line that it begins in: a cell with a break goes on in the next line."""
    begins = first
    try:
        for cells in lines:
            yield begins, cells
            begins = lines.line_num + first
    except csv.Error as error:
        remedy = "close its quotes, and double the quotes within a cell"
        raise _refusal(f"a cell of this row is not CSV ({error}); {remedy}", name, begins, 1) from error


def _columns(header: list[str], name: str, line: int) -> dict[str, int]:
    """The number of each column by its name, in small letters; columns without a name are none."""
    named = {number: re.sub(r"[\s-]+", "_", cell.strip().casefold()) for number, cell in enumerate(header, 1)}
    columns: dict[str, int] = {}
    for number, column in named.items():
        if column in columns:
            raise _refusal(f"column {columns[column]} is called {quoted(column)} too; keep one", name, line, number)
        if column:
            columns[column] = number
    if len(columns) > MOST_COLUMNS:
        raise _refusal(f"{len(columns):,} columns; allowed: {MOST_COLUMNS}", name, line, MOST_COLUMNS + 1)
    return columns


def _faults(filled: Mapping[int, str], line: int, columns: Mapping[str, int], name: str) -> Iterator[Problem]:
    """Yield the faults of a row's cells that no scenario could take, whatever their column."""
    numbers = set(columns.values())
    for number, text in filled.items():
        place = str(Place(name, line, number))
        before = filled.get(number - 1, "")
        is_part = SPLIT_NUMBER[0].fullmatch(before) and SPLIT_NUMBER[1].fullmatch(text)
        if is_part and (text.startswith("0") or number not in numbers):
            words = f"{quoted(before)} and {quoted(text)} stand in two cells; write one number as {before}{text}"
            yield Problem((), words, place)
            return  # every cell behind it stands in a wrong column
        if number not in numbers:
            words = "has no name above it: name its column, put text with commas in quotes, write numbers without"
            yield Problem((), f"the cell {quoted(text)} {words}", place)
        elif text.startswith("="):
            yield Problem((), f"{quoted(text)} is a formula; give its value", place)
        elif SHEET_ERROR.fullmatch(text):
            yield Problem((), f"{quoted(text)} is the error of a formula; give a value, or leave the cell empty", place)


def nations(table: Table, register: Register) -> Nations:
    """Return the nations of a table whose column `nation` has their names and whose others are keys of a contributor.

    A nation that the register does not know stands under its name in plain letters, with its name as title. A number
    may stand beside its claim, as `roulement new --table` writes it.

    Raises:
        ScenarioError: if a column is missing or is no key of a contributor.
    """
    result = Nations()
    firsts: dict[str, Entry] = {}
    for entry in _entries(table, NATION, Contributor, register):
        key = key_of(entry.name) or _plain_key(entry.name)
        at = (*AT, key) if entry.name else AT
        record, problems = make_changes({}, entry.values, Contributor, {})
        first = firsts.setdefault(key, entry)
        if SUMS.fullmatch(entry.name):
            problems.append(Problem((), f"{quoted(entry.name)} is no nation; leave its row out"))
        elif key != entry.name and not key_of(entry.name) and (nation := key_of(NOTE.sub("", entry.name))):
            words = f"{quoted(entry.name)} is no name; write {nation}, or for another nation another name"
            problems.append(Problem((), words))
        if first is not entry and entry.name:
            other = f"{quoted(first.name)} in line {first.line}"
            words = f"{quoted(entry.name)} and {other} are one nation; keep one of the two"
            problems.append(Problem((), words))
        elif first is entry:
            result.places |= {(*at, *path): place for path, place in entry.places.items()}
            title = {} if key_of(entry.name) or key == entry.name else {"title": entry.name}
            nulls = {path: None for path, value in entry.values.items() if value is None and "." not in path}
            result.contributors[key] = {**title, **record, **nulls}
            problems += (
                Problem((path,), f"null takes a figure away, and {path} always has one; leave the cell empty")
                for path in nulls
                if Contributor.model_fields[path].default is not None
            )
        for fault in (*entry.problems, *placed(problems, entry.places)):
            result.faults[entry.line].append(replace(fault, path=(*at, *fault.path)))
            if first is entry:
                result.contributors.pop(key, None)
    return result


def variants(table: Table, register: Register) -> list[Entry]:
    """Return the variants of a table whose column `name` has their names and whose others are paths of a scenario.

    Each has the problems of its own cells, to be raised when it is its turn.

    Raises:
        ScenarioError: if a column is missing or is no path of a scenario.
    """
    firsts: dict[str, Entry] = {}
    entries = []
    for entry in _entries(table, NAME, Scenario, register):
        first = firsts.setdefault(entry.name, entry)
        words = f"the variant of line {first.line} is called {quoted(entry.name)} too; rename one of the two"
        twice = placed([Problem((), words)] if first is not entry and entry.name else [], entry.places)
        entries.append(replace(entry, problems=(*entry.problems, *twice)))
    return entries


def points(table: Table, register: Register) -> list[Entry]:
    """Return the points of a table whose columns are paths of a scenario, each with the faults of its own cells.

    A point has a value for every path. A column `name`, which a table of variants has, is passed over.

    Raises:
        ScenarioError: if a column is no path of a scenario, or there is none.
    """
    paths = {column: number for column, number in table.columns.items() if column != NAME}
    if not paths:
        raise _refusal("the header names no path of a scenario; give a column to each", table.name, table.header, 1)
    rows = tuple(replace(row, cells={key: row.cells[key] for key in paths if key in row.cells}) for row in table.rows)
    entries = _entries(replace(table, columns=paths, rows=rows), None, Scenario, register)
    for number, row in enumerate(table.rows):
        empty = (column for column in paths if column not in row.cells)
        faults = (Problem(split(column), LEFT_EMPTY[None], str(table.place(row.line, column))) for column in empty)
        entries[number] = replace(entries[number], problems=(*entries[number].problems, *faults))
    return entries


def _plain_key(name: str) -> str:
    """The name of a nation of the user's own as a key, in plain letters; the name itself where it has none.

    >>> _plain_key("Côte d'Ivoire"), _plain_key("atlantis"), _plain_key("北")
    ('cote_d_ivoire', 'atlantis', '北')
    """
    words = re.sub(r"[\W_]+", "_", name.casefold()).strip("_")
    return unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode() or name


def _entries(table: Table, naming: str | None, root: type[Frozen], register: Register) -> list[Entry]:
    """The rows of a table with the values of their cells.

    Args:
        table: the table.
        naming: the column that names the rows; None where they have no names.
        root: the record whose keys and dotted paths the other columns are.
        register: the evidence for its claims.
    """
    if naming is not None and naming not in table.columns:
        others = ", ".join(list(table.columns)[:MOST_COLUMNS]) or "nothing"
        words = (
            f"the header names no column {quoted(naming)}; it names {others}; "
            "put the columns' names in the first line, with commas, semicolons or tabs between them"
        )
        raise _refusal(words, table.name, table.header, 1)
    kinds: dict[str, object] = {}
    problems = []
    for column in table.columns:
        if column == naming:
            continue
        try:
            kinds[column], _ = type_at(root, split(column))
        except LookupError as error:
            problems.append(Problem(split(column), str(error.args[0]), str(table.place(table.header, column))))
    if problems:
        raise ScenarioError(problems)
    return [_entry(table, row, naming, kinds, register) for row in table.rows]


def _entry(table: Table, row: Row, naming: str | None, kinds: Mapping[str, object], register: Register) -> Entry:
    cells = {split(column): table.place(row.line, column) for column in row.cells}
    around = {outer: place for path, place in cells.items() for outer in above(path)}
    places = {**around, **cells, (): table.place(row.line, naming or next(iter(table.columns)))}
    word = row.cells.get(naming or "", "")
    name = word if re.search(r"\w", word) else ""
    problems = [] if name or naming is None else [Problem((), f"this row has no {naming}")]
    values: dict[str, Any] = {}
    for column, text in row.cells.items() if not row.problems else ():
        if column == naming:
            continue
        if kinds[column] is not str and NO_VALUE.fullmatch(text):
            problems.append(Problem(split(column), f"{quoted(text)} is no value; {LEFT_EMPTY[naming]}"))
            continue
        try:
            values[column] = value_of(text, kinds[column])
        except ScenarioError as error:
            problems.append(Problem(split(column), error.problems[0].message))
            continue
        if kinds[column] is Quantity and _is_no_number(values[column]):
            words = f"is no number; write figures alone, and a range in {column}.low and {column}.high"
            problems.append(Problem(split(column), f"{quoted(values.pop(column))} {words}"))
    values = joined(values)
    for path, value in values.items():
        if isinstance(value, dict) and isinstance(value.get("claim"), str):
            values[path], fault = _of_claim(value, register)
            problems += [Problem((*split(path), "claim"), fault)] if fault else []
    return Entry(name, row.line, values, places, (*row.problems, *placed(problems, places)))


def _is_no_number(value: object) -> bool:
    """Whether a cell holds words, or a number with words; of a number in another spelling the types tell better."""
    if not isinstance(value, str) or value == UNKNOWN:
        return False
    return not (refusal(value, is_count=True) or refusal_of_percentage(value))


def _of_claim(cells: Mapping[str, Any], register: Register) -> tuple[dict[str, Any], str]:
    """A figure that names its claim, without the numbers beside it, which are the claim's; and the fault if not."""
    numbers = {part: number for part, number in cells.items() if part in ("low", "value", "high")}
    rest = {part: value for part, value in cells.items() if part not in numbers}
    claim = register.claims.get(cells["claim"])
    if claim is None or claim.bounds is None:  # the types say so
        return rest, ""
    ends = {"low": claim.bounds[:1], "value": claim.bounds, "high": claim.bounds[1:]}
    for part, number in numbers.items():
        if not isinstance(number, int | float):  # so that the types tell of it
            return {part: value for part, value in cells.items() if part != "claim"}, ""
        if not all(math.isclose(number, end, rel_tol=SAME) for end in ends[part]):
            says = " to ".join(f"{end:.15g}" for end in dict.fromkeys(claim.bounds))
            words = f"claim {quoted(claim.id)} says {says}, not {number:.15g}; empty this cell if the number is yours"
            return rest, words
    return rest, ""


def value_of(text: str, kind: object) -> Any:  # noqa: ANN401  (whatever a file may hold)
    """Return the value of a cell for a field of a type: a number, a word, a list, or text of the user's own.

    Words that a scenario file knows are read in large and small letters.

    >>> value_of("62000.0", float), value_of("TRUE", bool), value_of("2025", str), value_of("Air, training", tuple[str])
    (62000.0, True, '2025', ['air', 'training'])

    Raises:
        ScenarioError: if a number has thousands of digits, or braces hold no YAML.
    """
    if kind is str:
        return text
    if text.casefold() == "null":
        return None
    if kind is dt.date:
        return text
    if get_origin(kind) is tuple:
        words = text.strip("[] ").casefold()
        for word in get_args(get_args(kind)[0]):
            words = words.replace(word.replace("_", " "), word)
        return BETWEEN.split(words)
    if get_origin(kind) is Literal or text.casefold() == UNKNOWN:
        return text.casefold().replace(" ", "_")
    is_yaml = text.startswith(("{", "[")) or re.sub("[-+_]", "", text).isdecimal()
    return parse(text, "").data if is_yaml else scalar(text)


def joined(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values by dotted path, a number joined with its parts: `troops` with `troops.because`.

    So are the two ends of a range; one end alone changes that end.

    >>> joined({"troops.because": "a guess", "troops": 5, "tour.low": 4})
    {'troops': {'value': 5, 'because': 'a guess'}, 'tour.low': 4}
    >>> joined({"tour.low": 4, "tour.high": 6})
    {'tour': {'low': 4, 'high': 6}}
    """
    whole: dict[str, Any] = {}
    for path in sorted(values, key=lambda path: path.count(".")):
        outer, _, part = path.rpartition(".")
        if outer in whole or {f"{outer}.low", f"{outer}.high"} <= values.keys():
            value = whole.get(outer, {})
            whole[outer] = {**(value if isinstance(value, dict) else {"value": value}), part: values[path]}
        else:
            whole[path] = values[path]
    return whole


def first_told(problems: list[Problem]) -> list[Problem]:
    """Return the first problems of many, and how many more there are."""
    if len(problems) <= MOST_TOLD:
        return problems
    return [*problems[:MOST_TOLD], Problem((), f"and {len(problems) - MOST_TOLD:,} more faults; mend these first")]


def _refusal(message: str, name: str, line: int, column: int) -> ScenarioError:
    return ScenarioError([Problem((), message, str(Place(name, line, column)))])
