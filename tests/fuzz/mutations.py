"""Mutated scenario files and options: the shipped ones, changed at random from a seed.

A file is changed as data (keys and values replaced, put in, taken away, doubled; numbers at the edge of their domain
and of the float range; wrong types, hostile texts, deep nesting), or as lines, or as bytes (bits turned, pieces cut
out or put in, other encodings). Paths and domains come from the types of `Scenario`, so that a new field takes part.
"""

import copy
import json
import math
import types
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from model.files.register import shipped_register
from model.files.scenarios import load, shipped_scenarios
from model.files.strict_yaml import parse
from model.frozen import Frozen, FrozenMapping
from model.scenario import Scenario
from model.scenario.domain import Domain
from model.scenario.paths import type_at
from model.scenario.quantity import Quantity

ENTRY = "*"
"""Stands in a path for a name of the user's own."""
NUMBERS = (
    "0", "-0.0", "1", "-1", "0.5", "1e-9", "5e-324", "-5e-324", "2.2250738585072014e-308", "1e-300", "1e-20", "1e308",
    "1.7976931348623157e308", "1e309", "-1e308", "1e300", "1e15", "1e7", "9007199254740993", "9223372036854775807",
    "18446744073709551616", "9" * 30, "9" * 309, "9" * 4400, "0." + "3" * 400, "0.1" + "0" * 300 + "1", "1e400",
    ".inf", "-.inf", ".nan", "inf", "NaN", "1_000", "0x10", "010", "1e3", "30,000", "24.0", "true", "1e-400",
    "1200", "1201", "240", "0.001", "0.02", "12", "2.5", "3.999999999999999", "1e99999999",
)  # fmt: skip
TEXTS = (
    "", " ", "\0", "\x1b[2J", "\x07", "\x7f", "\x85", "\r", "\n", "\t", "\u2028", "\u202e", "\u2066", "\ufeff",
    "\ufffe", "\ud800", "\udcff", "\U0001f600", "é", "{", "}", "{}", "{0}", "{a: b}", "{error}", "{found:>3000000}",
    "%s", "%(a)n",
    "x" * 300, "x" * 1_001, "x" * 5_000, "../../etc/passwd", "a/b", "a\\b", "=1+1", "![x](//h/p)", "<script>x</script>",
    "null", "~", "unknown", "NO", "2025-02-30", "2025-02-28", "9999-12-31", "0001-01-01", "12:30", "dannatt",
    "dannatt.deployed", "united_kingdom", "no such thing", "*a", "&a", "!!str", "a.b", "..", ".", "1", "#", "'", '"',
    "a\nb", "[bold]x", "`", "\u0661",
)  # fmt: skip
PLAIN_WORDS = (
    "null", "~", "[]", "{}", "[[]]", "[1, 2]", "{a: 1}", "true", "false", "yes", "&a 1", "*a",
    "!!python/name:os.system x",
    "!x 1", "|\n   a", ">-\n   a", "? a", "- 1", "'a", '"a', "[1", "{a", "@", "`", "%", "a: b: c", "\\", "2025-02-20",
)  # fmt: skip
OTHER_ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "latin-1", "cp1252", "utf-8-sig", "utf-7")
MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x00\x00\xfe\xff", b"\xff\xfe\x00\x00", b"\x00", b"\xff", b"\xc3")
MARKS += (b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\x80", b"\x80", b"\x1b[2J", b"\x85", b"\r", b"\x0c")
MARKS += (b"\xe2\x80\xae",)
STRUCTURE = (b":", b" ", b"\n", b"-", b"{", b"}", b"[", b"]", b",", b"'", b'"', b"#", b"&", b"*", b"!", b"|", b">")
STRUCTURE += (b"%",)
STRUCTURE += (b"\t", b"---\n", b"...\n", b"? ", b"<<: ", b": : ", b"\n  ", b"e308", b"e-320", b"000000000000000000000")


@dataclass(frozen=True)
class Raw:
    """A word as it is to stand in the file."""

    text: str


class Pairs(list[tuple[Any, Any]]):
    """A mapping that may hold a key twice."""


def mutated_file(random: Random) -> bytes:
    """Return the content of a scenario file: a shipped one with one to four changes, all of one sort."""
    text = random.choice(_shipped_texts())
    times = random.choice((1, 1, 1, 2, 2, 3, 4))
    way = random.random()
    if way < 0.7:
        data = _pairs(_document(random, text))
        for _ in range(times):
            data = random.choice(OF_DATA)(random, data)
        return written(data).encode("utf-8", "surrogatepass")
    if way < 0.8:
        lines = text.decode().split("\n")
        for _ in range(times):
            _change_lines(random, lines)
        return "\n".join(lines).encode("utf-8", "surrogatepass")
    for _ in range(times):
        text = random.choice(OF_BYTES)(random, text)
    return text


@dataclass(frozen=True)
class Option:
    """A shipped scenario with what one option is given: `--set`, `--over` or `--between`, once or more."""

    scenario: str
    name: Literal["--set", "--over", "--between"]
    values: tuple[str, ...]


def mutated_option(random: Random) -> Option:
    """Return an option's values: mostly a path that the types allow, with a value that is seldom right."""
    scenario = random.choice(tuple(shipped_scenarios()))
    name = random.choice(("--set", "--set", "--set", "--over", "--over", "--between"))
    if name == "--between":
        scenario = "dannatt"  # which has a margin
        ends = ":".join(random.choice((*NUMBERS, "", "a")) for _ in range(random.choice((2, 2, 2, 1, 3))))
        return Option(scenario, name, (ends if random.random() < 0.9 else random.choice(TEXTS),))
    value = _set_value if name == "--set" else _over_value
    settings = []
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        path, kind = _path(random, scenario)
        setting = f"{path}{'=' if random.random() < 0.98 else ''}{value(random, kind)}"
        if random.random() < 0.05:
            setting = "".join(_scrambled(random, list(setting)))
        settings.append(setting)
    return Option(scenario, name, tuple(settings))


def _set_value(random: Random, path: str) -> str:
    way = random.random()
    if way < 0.4:
        return _fitting(random, path)
    if way < 0.6:
        return random.choice(NUMBERS)
    if way < 0.75:
        return random.choice(TEXTS)
    return random.choice(PLAIN_WORDS) if way < 0.85 else written_flow(_hostile(random, path))


def _over_value(random: Random, path: str) -> str:
    if random.random() < 0.5:
        choices = (*NUMBERS, *map(str, range(5)), "", "a", "1e2")
        return ":".join(random.choice(choices) for _ in range(random.choice((3, 3, 2, 4))))
    return ",".join(_set_value(random, path) for _ in range(random.randint(1, 4)))


def _path(random: Random, scenario: str) -> tuple[str, str]:
    """A dotted path to give, and the path of the types that it comes from."""
    kind = random.choice(_paths())
    path = _named(random, kind, scenario)
    way = random.random()
    if way < 0.06:
        return random.choice(TEXTS), kind
    if way < 0.12:
        keys = path.split(".")
        keys.insert(random.randint(0, len(keys)), random.choice((*TEXTS, "title", "0")))
        return ".".join(keys), kind
    return path, kind


def _named(random: Random, kind: str, scenario: str) -> str:
    """A path of the types with names that the scenario has."""
    here: Any = _loaded_document(scenario)
    keys = []
    for step in kind.split("."):
        names = list(here) if isinstance(here, dict) else []
        key = step if step != ENTRY else random.choice(names or ["1", "a"])
        here = here.get(key) if isinstance(here, dict) else None
        keys.append(key)
    return ".".join(keys)


@cache
def _loaded_document(scenario: str) -> dict[str, Any]:
    return load(scenario).document


@cache
def _shipped_texts() -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in shipped_scenarios().values())


def _document(random: Random, text: bytes) -> Any:
    """What a file holds; of a variant, as often, the whole scenario that it makes."""
    data = parse(text, "shipped").data
    if "extends" in data and random.random() < 0.5:
        return _loaded_document(random.choice(tuple(shipped_scenarios())))
    return data


@cache
def _paths() -> tuple[str, ...]:
    """Every path that the types allow."""
    return tuple(".".join(path) for path in _walk(Scenario, ()))


def _walk(kind: Any, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    kind = _bare(kind)
    if path:
        yield path
    if get_origin(kind) is FrozenMapping:
        yield from _walk(get_args(kind)[1], (*path, ENTRY))
    elif isinstance(kind, type) and issubclass(kind, Frozen) and kind is not Quantity:
        for name, field in kind.model_fields.items():
            yield from _walk(field.annotation, (*path, field.alias or name))


def _bare(annotation: Any) -> Any:
    while get_origin(annotation) in (Union, types.UnionType, Annotated):
        annotation = next(part for part in get_args(annotation) if part is not types.NoneType)
    return annotation


def _type(path: str) -> tuple[Any, Domain | None]:
    try:
        return type_at(Scenario, path.split("."))
    except LookupError:
        return None, None


def _fitting(random: Random, path: str) -> str:
    """A value that could stand at a path: mostly a number at or near the edge of its domain."""
    kind, domain = _type(path)
    if domain is not None:
        if random.random() < 0.2:
            low, high = sorted((_edge(random, domain), _edge(random, domain)))
            return f"{{low: {low!r}, high: {high!r}{random.choice(('', ', because: x'))}}}"
        return repr(_edge(random, domain))
    if kind is bool:
        return random.choice(("true", "false"))
    if get_origin(kind) is Literal:
        return str(random.choice(get_args(kind)))
    return random.choice(("1", "24", "1200", "a", "null", "{}", "2025-02-20", "unknown"))


def _edge(random: Random, domain: Domain) -> float:
    near = (math.nextafter(domain.least, math.inf), math.nextafter(domain.least, -math.inf))
    far = (math.nextafter(domain.most, math.inf), math.nextafter(domain.most, 0))
    ends = (domain.least, domain.most, *domain.ends, *near, *far, domain.most / 2, domain.most * random.random())
    small = (5e-324, 1e-300, 1e-100, 1e-30, 1e-12, 1e-6, 1e-3, 0.1, random.random(), 1.0, 2.0, 6.0, 12.0)
    return random.choice((*ends, *small))


def _hostile(random: Random, path: str) -> Any:
    """A value of any kind."""
    way = random.random()
    if way < 0.35:
        return Raw(_fitting(random, path))
    if way < 0.6:
        return Raw(random.choice(NUMBERS))
    if way < 0.75:
        return random.choice(TEXTS)
    return Raw(random.choice(PLAIN_WORDS)) if way < 0.85 else _hostile_block(random, way)


def _hostile_block(random: Random, way: float) -> Any:
    """A claim, a range, or what is nested too deep."""
    if way < 0.9:
        return Pairs([("claim", random.choice((*shipped_register().claims, *TEXTS))), ("because", "x")])
    if way < 0.95:
        ends = [Raw(random.choice(NUMBERS)) for _ in range(3)]
        return Pairs(zip(random.choice((("low", "value", "high"), ("value", "because"), ("low",))), ends, strict=False))
    deep = random.choice((3, 18, 19, 20, 21, 40, 400, 5_000))
    opens, closes = random.choice((("[", "]"), ("{a: ", "}"), ("{", "}"), ("[", "")))
    return Raw(opens * deep + closes * deep)


def _pairs(data: Any) -> Any:
    if isinstance(data, dict):
        return Pairs((key, _pairs(value)) for key, value in data.items())
    return [_pairs(value) for value in data] if isinstance(data, list) else data


def _nodes(data: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[Any, int, tuple[str, ...]]]:
    """Every entry of a mapping or list: what holds it, its number there, and its path."""
    if isinstance(data, Pairs):
        for number, (key, value) in enumerate(data):
            below = (*path, *str(key).split("."))
            yield data, number, below
            yield from _nodes(value, below)
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield data, number, (*path, str(number))
            yield from _nodes(value, (*path, str(number)))


def _node(random: Random, data: Any) -> tuple[Any, int, str] | None:
    nodes = list(_nodes(data))
    if not nodes:
        return None
    holder, number, path = random.choice(nodes)
    return holder, number, ".".join(step for step in path if step != "changes")


def _put(holder: Any, number: int, value: Any) -> None:
    holder[number] = (holder[number][0], value) if isinstance(holder, Pairs) else value


def _value(holder: Any, number: int) -> Any:
    return holder[number][1] if isinstance(holder, Pairs) else holder[number]


def _replace(random: Random, data: Any) -> Any:
    if node := _node(random, data):
        _put(*node[:2], _hostile(random, node[2]))
    return data


def _fit(random: Random, data: Any) -> Any:
    """Another number in a number's place."""
    nodes = [node for node in _nodes(data) if _type(".".join(k for k in node[2] if k != "changes"))[1] is not None]
    if nodes:
        holder, number, path = random.choice(nodes)
        _put(holder, number, Raw(_fitting(random, ".".join(key for key in path if key != "changes"))))
    return data


def _insert(random: Random, data: Any) -> Any:
    """A key that the types know, anywhere, or one that they do not."""
    if isinstance(data, Pairs) and random.random() < 0.7:
        return _insert_known(random, data)
    node = _node(random, data)
    if node and isinstance(_value(*node[:2]), Pairs):
        key = random.choice((*TEXTS, *(path.rpartition(".")[2] for path in _paths())))
        _value(*node[:2]).insert(0, (key, _hostile(random, f"{node[2]}.{key}")))
    return data


def _insert_known(random: Random, data: Pairs) -> Any:
    kind = random.choice(_paths())
    changes = next((value for key, value in data if key == "changes" and isinstance(value, Pairs)), None)
    if changes is not None:
        path = _named(random, kind, random.choice(tuple(shipped_scenarios())))
        changes.append((path, Raw(_fitting(random, kind)) if random.random() < 0.7 else _hostile(random, kind)))
        return data
    here: Any = data
    steps = kind.split(".")
    for step in steps[:-1]:
        if not isinstance(here, Pairs):
            return data
        names = [key for key, _ in here]
        key = (random.choice(names) if names else "a") if step == ENTRY else step
        if key not in names:
            here.append((key, Pairs()))
        here = next(value for entry, value in here if entry == key)
    if isinstance(here, Pairs):
        key = steps[-1] if steps[-1] != ENTRY else random.choice(("a", "b", "1", "2", *TEXTS[:20]))
        here[:] = [pair for pair in here if pair[0] != key]
        value = Raw(_fitting(random, kind)) if random.random() < 0.8 else _hostile(random, kind)
        here.insert(random.randint(0, len(here)), (key, value))
    return data


def _delete(random: Random, data: Any) -> Any:
    if node := _node(random, data):
        del node[0][node[1]]
    return data


def _double(random: Random, data: Any) -> Any:
    if node := _node(random, data):
        node[0].insert(random.randint(0, len(node[0])), node[0][node[1]])
    return data


def _rename(random: Random, data: Any) -> Any:
    node = _node(random, data)
    if node and isinstance(node[0], Pairs):
        key, value = node[0][node[1]]
        letters = list(str(key))
        new = random.choice(TEXTS) if random.random() < 0.5 else "".join(_scrambled(random, letters))
        node[0][node[1]] = (new, value)
    return data


def _exchange(random: Random, data: Any) -> Any:
    one, other = _node(random, data), _node(random, data)
    if one and other:
        _put(*one[:2], copy.deepcopy(_value(*other[:2])))
    return data


def _wrap(random: Random, data: Any) -> Any:
    node = _node(random, data)
    if node is None or random.random() < 0.1:
        words = (Raw(random.choice(NUMBERS)), random.choice(TEXTS))
        return random.choice(([data], Pairs([("a", data)]), Pairs(), [], *words))
    value = _value(*node[:2])
    _put(*node[:2], [value] if random.random() < 0.5 else Pairs([(random.choice(("value", "a", "claim")), value)]))
    return data


def _ranges(random: Random, data: Any) -> Any:
    """Ranges in place of many numbers: more than are worked out over."""
    nodes = [node for node in _nodes(data) if _type(".".join(k for k in node[2] if k != "changes"))[1] is not None]
    for holder, number, path in nodes:
        if random.random() < 0.3:
            domain = _type(".".join(key for key in path if key != "changes"))[1]
            low, high = sorted((_edge(random, domain), _edge(random, domain)))
            _put(holder, number, Pairs([("low", low), ("high", high)]))
    return data


OF_DATA = (_replace, _replace, _replace, _fit, _fit, _fit, _insert, _insert, _insert, _delete, _double, _rename)
OF_DATA += (_exchange, _wrap, _ranges)


def written(data: Any, indent: int = 0) -> str:
    """Return data as YAML, in blocks."""
    pad = "  " * indent
    if isinstance(data, Pairs) and data and indent < 8:
        return "\n" * bool(indent) + "".join(f"{pad}{_key(key)}: {written(value, indent + 1)}\n" for key, value in data)
    return written_flow(data)


def written_flow(data: Any) -> str:
    """Return data as YAML in one line."""
    if isinstance(data, Pairs):
        return "{" + ", ".join(f"{_key(key)}: {written_flow(value)}" for key, value in data) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(map(written_flow, data)) + "]"
    if isinstance(data, Raw):
        return data.text
    return repr(data) if isinstance(data, float) else json.dumps(data, ensure_ascii=len(str(data)) % 2 == 0)


def _key(key: Any) -> str:
    text = str(key)
    return text if text.replace("_", "a").replace(".", "a").isalnum() else json.dumps(text)


def _scrambled(random: Random, letters: list[str]) -> Sequence[str]:
    at = random.randrange(len(letters) + 1)
    letters[at : at + random.randint(0, 2)] = random.choice((*TEXTS, *"abc=:._-"))
    return letters


def _change_lines(random: Random, lines: list[str]) -> None:
    at = random.randrange(len(lines))
    match random.randrange(6):
        case 0:
            del lines[at]
            lines.append("")
        case 1:
            lines.insert(random.randrange(len(lines)), lines[at])
        case 2:
            other = random.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            lines[at] = " " * random.randint(0, 5) + lines[at].lstrip()
        case 4:
            lines[at] = lines[at][: random.randrange(len(lines[at]) + 1)]
        case _:
            lines[at] += random.choice((*TEXTS, *PLAIN_WORDS, *NUMBERS))


def _turn_bits(random: Random, text: bytes) -> bytes:
    at = random.randrange(len(text) + 1)
    return text[:at] + bytes(byte ^ (1 << random.randrange(8)) for byte in text[at : at + 1]) + text[at + 1 :]


def _cut(random: Random, text: bytes) -> bytes:
    at = random.randrange(len(text) + 1)
    return text[:at] + text[at + random.choice((1, 2, 10, 100, 10_000)) :]


def _put_in(random: Random, text: bytes) -> bytes:
    at = random.choice((0, random.randrange(len(text) + 1), random.randrange(len(text) + 1)))
    piece = random.choice((*MARKS, *STRUCTURE, *STRUCTURE, bytes([random.randrange(256)]), random.randbytes(4)))
    return text[:at] + piece + text[at:]


def _copy_piece(random: Random, text: bytes) -> bytes:
    at, to = random.randrange(len(text) + 1), random.randrange(len(text) + 1)
    return text[:to] + text[at : at + random.choice((1, 5, 40, 400))] + text[to:]


def _encode(random: Random, text: bytes) -> bytes:
    encoding = random.choice(OTHER_ENCODINGS)
    return f"{text.decode(errors='replace')}# é".encode(encoding, "replace")


OF_BYTES = (_turn_bits, _turn_bits, _cut, _put_in, _put_in, _put_in, _copy_piece, _encode)
