"""YAML as a person expects it: no surprises, and every value with its place.

PyYAML keeps the last of two equal keys, reads `NO` as false, `12:30` as 750 and `1e3` as text. This
reader takes PyYAML's events (its C parser where there is one) and builds plain data itself: keys
are text; `true` and `false` alone are booleans; decimal numbers, `1e3` among them, are numbers; all
else is text; `inf` and `nan` are numbers, to be refused as such. Duplicate keys, anchors, aliases,
tags and more than one document are refused.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import yaml

from model.letters import hidden_in, quoted
from model.scenario.errors import Path, Problem, ScenarioError
from model.spelling import Written, refusal

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # pragma: no cover  (PyYAML built without libyaml: slower, the same events)
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

MOST_BYTES = 200_000
MOST_DEPTH = 20

MARKS = ((b"\xff\xfe\0\0", "UTF-32"), (b"\0\0\xfe\xff", "UTF-32"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))
"""The first bytes of a text in an encoding that is not read."""
LINE_ENDS = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
NO_YAML = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Letters that a YAML text may hold as codes only."""

NO_COLON, TOO_MANY, TWO, TAB = (
    "could not find expected ':'",
    "mapping values are not allowed",
    "two colons",
    "tab character",
)
IN_OUR_WORDS = {
    TAB: "a tab stands before the text; indent with spaces",
    "cannot start any token": "{sign} begins no text; put the text in quotes",
    NO_COLON: "line {first} is no `key: value`; write a colon and a space behind its key",
    TOO_MANY: "this is indented below line {first}, which has a value already; indent the keys of one record alike",
    TWO: "a second `: ` stands in this line; put the text that holds it in quotes",
    "expected ',' or": "the {opening} of line {first} is not closed, or a comma is missing before this; put text that "
    "holds `: ` or a comma in quotes",
    "unexpected end of stream": "the quote of line {first} is not closed; end its text with the same quote",
    "expected key": "this is no key of the record that begins in line {first}; indent its keys alike, and write a ' "
    "within '...' twice",
}
"""A part of PyYAML's words for a fault, or `TWO`, one kind of `TOO_MANY` -> our words; others keep PyYAML's."""

EATEN = re.compile(r"[ \t]+(#[^\s#]\S*)")
"""A comment that looks like the end of the text before it."""
COLON = re.compile(r":(\s|$)")
"""The colon behind a key."""
_INTEGER = re.compile(r"[-+]?[0-9]+(_[0-9]+)*$")
# One way to match each digit: with two, a long row of digits would take time by the square of its length.
_DECIMAL = re.compile(r"[-+]?([0-9]+(_[0-9]+)*(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?$")
_NOT_FINITE = re.compile(r"([-+]?)\.?(inf|nan|infinity)$", re.IGNORECASE)
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


class Place(NamedTuple):
    """A place in a source: line and column, both from 1; line 0 for the source as a whole."""

    source: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.source}:{self.line}:{self.column}" if self.line else self.source


@dataclass
class Parsed:
    """Plain data with the place of every entry by path (in mappings of its key), and of the whole at the empty path."""

    data: Any
    places: dict[Path, Place] = field(default_factory=dict)


def placed(problems: Iterable[Problem], places: Mapping[Path, Place], above: Path = ()) -> Iterator[Problem]:
    """Yield the problems with the place of their path, or of the nearest path around it, below `above` in `places`."""
    for problem in problems:
        yield problem if problem.place else replace(problem, place=str(place_of(places, (*above, *problem.path))))


def place_of(places: Mapping[Path, Place], path: Path) -> Place:
    """Return the place of a path, or of the nearest path around it."""
    while path not in places:
        path = path[:-1]
    return places[path]


def parse(text: str | bytes, source: str) -> Parsed:
    """Return the data of a YAML text with places named after `source`.

    Raises:
        ScenarioError: with line and column, for text that is not YAML, not text at all or too large, or that uses a
            part of YAML that is refused.
    """
    if len(text) > MOST_BYTES:
        raise _refusal(Place(source, 1, 1), f"more than {MOST_BYTES:,} bytes; a scenario has a few thousand")
    decoded = _decoded(text, source) if isinstance(text, bytes) else text
    if no_yaml := NO_YAML.search(decoded):
        raise _refusal(_after(decoded[: no_yaml.start()], source), hidden_in(no_yaml.group()))
    try:
        return _Builder(source, decoded).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(source, mark.line + 1, mark.column + 1) if mark else Place(source, 1, 1)
        words = _in_our_words(error, mark, decoded) if mark else error.problem
        raise _refusal(place, f"this is not YAML: {words}") from error


def _in_our_words(error: yaml.MarkedYAMLError, mark: yaml.Mark, text: str) -> str:
    """A fault of PyYAML's in plain words, with the remedy; what is wrong may begin in a line above its place."""
    problem, start = str(error.problem or error.context), error.context_mark or mark
    lines = [*LINE_ENDS.split(text), ""]  # a fault may lie behind the last line
    before, sign = lines[mark.line][: mark.column], lines[mark.line][mark.column : mark.column + 1]
    first, kind = start.line, next((part for part in IN_OUR_WORDS if part in problem), "")
    if sign == "\t" and not before.strip():
        kind = TAB
    elif kind == TOO_MANY and COLON.search(before):
        kind = TWO
    elif kind == TOO_MANY:
        first = next((line for line in range(mark.line - 1, -1, -1) if lines[line].partition("#")[0].strip()), first)
        kind = TOO_MANY if COLON.search(lines[first]) else NO_COLON
    if not kind:
        return problem
    opening = lines[start.line][start.column : start.column + 1]
    return IN_OUR_WORDS[kind].format(first=first + 1, sign=quoted(sign), opening=quoted(opening))


def composed(text: str) -> Any:  # noqa: ANN401  (yaml's own nodes)
    """Return the nodes of a YAML text that `parse` reads, with the marks of their ends, for changes in its lines."""
    return yaml.compose(text, Loader=Loader)


def _decoded(text: bytes, source: str) -> str:
    """The text of bytes in UTF-8."""
    for mark, encoding in MARKS:
        if text.startswith(mark):
            raise _refusal(Place(source, 1, 1), f"this is {encoding}; save it as UTF-8")
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _after(error.object[: error.start].decode(), source)
        words = f"byte 0x{error.object[error.start]:02X} is not text in UTF-8; give a YAML file, saved as UTF-8"
        raise _refusal(place, words) from error


def _after(text: str, source: str) -> Place:
    """The place just behind a text that begins a file."""
    lines = LINE_ENDS.split(text)
    return Place(source, len(lines), len(lines[-1]) + 1)


def scalar(text: str) -> bool | int | float | str | None:
    """Return the value of an unquoted word; a number such as `20.000`, which can mean two, keeps its text.

    >>> [scalar(word) for word in ("NO", "12:30", "1e3", "010", "1_000", "true", "~")]
    ['NO', '12:30', 1000.0, 10, 1000, True, None]
    """
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INTEGER.match(text):
        return int(text)
    if _DECIMAL.match(text):
        return Written(text) if refusal(text, is_count=True) else float(text)
    if match := _NOT_FINITE.match(text):
        return float(match[1] + match[2])
    return text


def _refusal(place: Place, message: str, path: Path = ()) -> ScenarioError:
    return ScenarioError([Problem(path, message, str(place))])


class _Builder:
    """Turns one stream of events into plain data with places."""

    def __init__(self, source: str, text: str) -> None:
        self.source = source
        self.lines = LINE_ENDS.split(text) if "#" in text else []
        self.next_event = Loader(text).get_event
        self.parsed = Parsed(None)

    def document(self) -> Parsed:
        documents = 0
        while (event := self.next_event()) is not None:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _refusal(self._place(event), "a second document starts here; one file holds one")
                whole = self.next_event()
                self.parsed.places[()] = self._place(whole)
                self.parsed.data = self._value(whole, ())
        self.parsed.places.setdefault((), Place(self.source, 1, 1))
        return self.parsed

    def _value(self, event: Any, path: Path) -> Any:  # noqa: ANN401  (whatever the file holds)
        if event.anchor is not None or isinstance(event, yaml.AliasEvent):
            raise _refusal(self._place(event), "anchors and aliases (& and *) are not read; write the value out", path)
        if event.tag is not None:
            raise _refusal(self._place(event), f"tags ({event.tag}) are not read; write the plain value", path)
        if len(path) > MOST_DEPTH:
            raise _refusal(self._place(event), f"nested more than {MOST_DEPTH} deep", path[:3])
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, is_flow=bool(event.flow_style))
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        self._refuse_hidden(event, path)
        value = event.value if event.style else self._plain(event, path)
        if self.lines and not event.style and isinstance(value, str):
            self._refuse_eaten(value, event, path)
        return value

    def _refuse_eaten(self, text: str, event: Any, path: Path) -> None:  # noqa: ANN401  (of any kind)
        """Refuse a text of several words, or before a number, whose end is taken for a comment: `title: Force #1`."""
        end = event.end_mark
        eaten = EATEN.match(self.lines[end.line][end.column :])
        if eaten and (" " in text or eaten[1][1].isdecimal()):
            words = f"{quoted(eaten[1])} would be a comment: put the text in quotes, or a space behind # for a comment"
            raise _refusal(Place(self.source, end.line + 1, end.column + 1 + eaten.start(1)), words, path)

    def _refuse_hidden(self, event: Any, path: Path) -> None:  # noqa: ANN401  (yaml's own type)
        """Refuse text with hidden letters, which double quotes let in as codes."""
        if not event.value.isprintable() and (fault := hidden_in(event.value, but="\n\t")):
            raise _refusal(self._place(event), fault, path)

    def _plain(self, event: Any, path: Path) -> Any:  # noqa: ANN401  (as above)
        try:
            return scalar(event.value)
        except ValueError as error:  # an integer of thousands of digits
            raise _refusal(self._place(event), "a number of too many digits", path) from error

    def _mapping(self, path: Path, *, is_flow: bool) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        places, next_event, before = self.parsed.places, self.next_event, ""
        while type(event := next_event()) is not yaml.MappingEndEvent:
            place = self._place(event)
            if type(event) is not yaml.ScalarEvent:
                raise _refusal(place, "a key has to be a plain word", path)
            key = event.value
            self._refuse_hidden(event, path)
            below = (*path, key)
            if event.tag is not None or event.anchor is not None:
                raise _refusal(place, "tags and anchors are not read; write the plain key", below)
            if key in mapping:
                raise _refusal(place, f"{quoted(key)} is given twice; the first is in line {places[below].line}", path)
            value = next_event()
            text = "" if type(value) is not yaml.ScalarEvent or value.style else value.value
            if is_flow and before and key.isdecimal() and not text and type(value) is yaml.ScalarEvent:
                remedy = refusal(f"{before},{key}", is_count=True).rpartition(": ")[2]
                words = f"'{before},{key}' reads as two entries; a comma separates entries: {remedy}"
                raise _refusal(place, words, path)
            before = text if is_flow and _INTEGER.match(text) else ""
            places[below] = place
            mapping[key] = self._value(value, below)
        return mapping

    def _sequence(self, path: Path) -> list[Any]:
        sequence: list[Any] = []
        while not isinstance(event := self.next_event(), yaml.SequenceEndEvent):
            at = (*path, str(len(sequence)))
            self.parsed.places[at] = self._place(event)
            sequence.append(self._value(event, at))
        return sequence

    def _place(self, event: Any) -> Place:  # noqa: ANN401  (of any kind)
        mark = event.start_mark
        return Place(self.source, mark.line + 1, mark.column + 1)
