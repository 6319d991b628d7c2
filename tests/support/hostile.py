"""Hostile texts, and whole scenarios that hold one of them in every place where a file may hold text.

The places are found by walking the types of `Scenario`, so that a new field is tested without anybody thinking of it.
"""

import copy
import json
import types
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Union, get_args, get_origin

from model.frozen import Frozen, FrozenMapping
from model.scenario import Scenario
from model.scenario.errors import ScenarioError

ENTRY = "*"
"""Stands in a path for a name of the user's own, or for an entry of a list."""
KEY = "[key]"
"""Ends the path of a place that is the key of a mapping itself."""
UNKNOWN = "[unknown key]"
"""Ends the path of a place that is a key which no record has."""

HOSTILE: dict[str, str] = {
    # format languages
    "format traceback": "{error.__traceback__.tb_frame.f_globals}",
    "format environment": "{error.__traceback__.tb_frame.f_globals[dt].sys.modules[os].environ[PATH]}",
    "format found": "{found.__class__.__mro__}",
    "format position": "{0}",
    "format open": "{",
    "format close": "}",
    "format pair": "{a: b}",
    "format empty": "{}",
    "format width": "{found:>30000}",
    "format conversion": "{found!r}",
    "percent": "%s %(x)s %n %d",
    "dollar template": "$x ${x}",
    "jinja": "{{7*7}}",
    "jinja block": "{% for x in y %}",
    # Markdown
    "link": "[press here](http://evil.example/a)",
    "link by name": "[press here][evil]",
    "picture": "a\n\n![](//evil.example/p.png)",
    "picture alone": "![x](//evil.example/p.png)",
    "autolink": "<http://evil.example/a>",
    "heading": "# Heading",
    "heading after a line": "a\n\n# Heading",
    "emphasis": "*soft* _soft_ **loud** __loud__",
    "strike": "~~gone~~ a~b~c",
    "code": "`code` ``code``",
    "code fence": "```\ncode\n```",
    "quote": "> quoted",
    "rule": "a\n---\nb",
    "table": "| a | b |\n|---|---|\n| c | d |",
    "formula": "$x^2$ $$y$$ \\(z\\)",
    "emoji code": ":smile: :material/home: a :heart:",
    "colour code": ":red[x] and :blue-background[y]",
    "many codes": ":smile: :red[x] :blue-background[y]",
    "claim link": "[dannatt.deployed](#claim-dannatt.deployed)",
    "script link": "[x](javascript:alert(1))",
    "backslash": "a\\*b\\[c",
    "list of numbers": "10. x",
    "list of dashes": "- x",
    "list of stars": "* x",
    # HTML
    "script": "<script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "quote and tag": "\"'><svg onload=alert(1)>",
    "attribute": '" onmouseover="alert(1)',
    "entity": "&lt;b&gt; &amp; &#60;i&#62; &nbsp;",
    "comment": "<!-- x -->",
    "angles": "a < b > c & d",
    # addresses
    "address": "http://evil.example/a?b=c",
    "safe address": "https://evil.example/",
    "www address": "www.evil.example",
    "mail address": "somebody@evil.example",
    "file address": "file:///etc/passwd //evil.example/p",
    # spreadsheets
    "sheet formula": "=1+1",
    "sheet call": '=HYPERLINK("http://evil.example","x")',
    "sheet plus": "+1",
    "sheet minus": "-1",
    "sheet at": "@SUM(A1)",
    "sheet tab": "\t=1+1",
    "sheet return": "\r=1+1",
    "sheet space": " =1+1",
    "sheet quote": '"=1+1',
    "sheet comma": 'a,"b";=1+1',
    # terminals
    "clear screen": "\x1b[2J\x1b[HAll fine",
    "colour": "\x1b[31mred",
    "window title": "\x1b]0;owned\x07",
    "bell": "a\x07b",
    "backspace": "bad\x08\x08\x08fine",
    "C1 sequence": "\x9b2J",
    "delete": "a\x7fb",
    "null": "a\x00b",
    "rich markup": "[bold red]x[/bold red] and [link=http://evil.example]y[/link]",
    "rich end": "[/] [bold]x",
    "newline": "a\nwarning: b",
    "return": "bad\rfine",
    "tab": "a\tb",
    # letters that hide or turn others
    "right to left": "a\u202egpj.exe",
    "isolate": "a\u2066b\u2069",
    "mark": "a\u200f\u200e\u061cb",
    "zero width": "a\u200bb\u200dc\ufeffd\u2060",
    "soft hyphen": "a\u00adb",
    "line separator": "a\u2028b\u2029c",
    "next line": "a\u0085b",
    "tag letters": "a\U000e0041b",
    "lone surrogate": "a\ud800b",
    "byte of no letter": "a\udcffb",
    "not a letter": "a\ufffeb\uffff",
    # shells, Python, YAML, paths
    "shell": "a'; touch /tmp/owned; $(id) `id` \"b",
    "python": "\"\"\" + __import__('os').name + '''",
    "yaml": "a: {b: c} # d",
    "yaml tag": "!!python/object/apply:os.system ['true']",
    "yaml alias": "&a *a",
    "path": "../../etc/passwd",
    "comment sign": "a # b",
    "null word": "null",
    "number": "1e3",
    "empty": "",
    "space": "   ",
    "long": "x" * 5_000,
}
"""Texts that mean something to a format language, a page, a sheet, a terminal or a shell, by what they are."""

WHOLE_LETTERS = [text for text in HOSTILE.values() if not any(unicodedata.category(letter) == "Cs" for letter in text)]
"""What a frame can hold."""

BASE: dict[str, Any] = {
    "title": "Title",
    "question": "Question?",
    "as_of": "2026-02-01",
    "horizon_months": 12,
    "force": {
        "main": {
            "title": "Main",
            "led_by": "Somebody",
            "strength": {"troops": 8_000},
            "support_per_deployed": 0.1,
            "profile": {"2": {"value": 0.5, "because": "fewer then"}},
            "element": {"name": "brigade", "troops": 1_000},
            "rotation": {"tour_months": 4},
            "falls_back_to": "neutral",
        },
        "unit": {"task": "training", "strength": {"units": 2, "troops_per_unit": 500},
                 "training": {"trainers": 10, "trainees_per_trainer": 5, "course_months": 2, "target": 200}},
        "guard": {"strength": {"sites": 5, "troops_per_site": 20}},
        "line": {"provider": "neutral", "strength": {"line_km": 10, "troops_per_km": 5}},
    },
    "rotation": {"tour_months": 6, "dwell_months": 18},
    "us_backstop": {"provided": False, "probability": 0.5},
    "coalition": {
        "deployable_share": 0.5,
        "probability_by_position": {"open": 0.5},
        "contributors": {
            "one": {"title": "One", "position": "declared", "land_strength": 80_000},
            "two": {"position": "open", "land_strength": 60_000, "probability": 0.5, "joins_month": 2,
                    "leaves_month": 9, "priority": 1, "rotation": {"tour_months": 3}},
        },
    },
    "schedule": {"start": "rested", "step": "month"},
    "cost": {"per_deployed_year": 50_000, "currency": "GBP", "price_year": 2025, "basis": "full"},
}  # fmt: skip
"""A small scenario that is sound and has every part."""

Path = tuple[str, ...]


def places(kind: Any = Scenario, path: Path = ()) -> Iterator[Path]:  # noqa: ANN401  (annotations of any kind)
    """Yield the path of every place below a type where a file may hold text: values, names, unknown keys."""
    kind = _bare(kind)
    if isinstance(kind, type) and issubclass(kind, Frozen):
        if path:
            yield path  # text where a record, or a number, has to be
        yield (*path, UNKNOWN)
        for name, field in kind.model_fields.items():
            yield from places(field.annotation, (*path, field.alias or name))
    elif get_origin(kind) is FrozenMapping:
        yield path
        yield (*path, KEY)
        yield from places(get_args(kind)[1], (*path, ENTRY))
    elif get_origin(kind) is tuple:
        yield path
        yield from places(get_args(kind)[0], (*path, ENTRY))
    else:  # text, a choice of words, a date, a number, true or false
        yield path


def hostile_documents(text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the dotted path of every place, and a whole document that holds the text there.

    All else in the document is sound, so that it is read wherever the place allows the text.
    """
    for path in places():
        yield ".".join(path), with_text(path, text)


def with_text(
    path: Path,
    text: str,
    root: Any = Scenario,  # noqa: ANN401
    start: Mapping[str, Any] = BASE,
) -> dict[str, Any]:
    """Return a sound document, but for the text at a path of `places`."""
    document = copy.deepcopy(dict(start))
    here: Any = document
    kind = _bare(root)
    for depth, step in enumerate(path):
        is_last = depth == len(path) - 1
        key = _entry(here, path[depth + 1 :]) if step == ENTRY else step
        if step == KEY:
            entry = here.pop(next(iter(here), ""), None)
            here[text] = _sample(get_args(kind)[1]) if entry is None else entry
        elif step == UNKNOWN:
            here[text] = text
        elif isinstance(here, list):
            here[:] = [text]
        else:
            for rival in _rivals(kind, key):
                here.pop(rival, None)
            below = _below(kind, step)
            if is_last:
                here[key] = text
            elif not isinstance(here.get(key), dict | list):
                here[key] = _around(here.get(key), below, path[depth + 1])
            here, kind = here[key], below
    return document


def as_yaml(document: Mapping[str, Any]) -> str:
    """Return plain data as YAML of one line, every letter that is not plain written as its code."""
    text = json.dumps(document, ensure_ascii=False)
    return "".join(letter if " " <= letter <= "~" else _code(letter) for letter in text)


def _code(letter: str) -> str:
    return f"\\U{ord(letter):08x}"


def _bare(annotation: Any) -> Any:  # noqa: ANN401
    """A type without `None` and without what `Annotated` says of it."""
    while True:
        if get_origin(annotation) in (Union, types.UnionType):
            annotation = next(part for part in get_args(annotation) if part is not types.NoneType)
        elif get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
        else:
            return annotation


def _below(kind: Any, step: str) -> Any:  # noqa: ANN401
    if step == ENTRY:
        return _bare(get_args(kind)[1 if get_origin(kind) is FrozenMapping else 0])
    fields = {field.alias or name: field.annotation for name, field in kind.model_fields.items()}
    return _bare(fields[step])


def _entry(here: Any, rest: Path) -> str:  # noqa: ANN401
    """The name whose entry already holds most of the path below it."""
    return max(here, key=lambda name: _depth(here[name], rest), default="entry") if isinstance(here, dict) else "0"


def _depth(here: Any, path: Path) -> int:  # noqa: ANN401
    if not path or not isinstance(here, dict) or path[0] not in here:
        return 0
    return 1 + _depth(here[path[0]], path[1:])


def _rivals(kind: Any, key: str) -> list[str]:  # noqa: ANN401
    pairs = getattr(kind, "alternatives", ())
    return [other for pair in pairs if key in pair for other in pair if other != key]


def _around(inner: Any, kind: Any, next_step: str) -> Any:  # noqa: ANN401
    """What holds the next step: a list, a quantity written out, or a record with all that it requires."""
    if get_origin(kind) is tuple:
        return []
    if inner is not None and next_step in ("because", "claim", "low", "high", "value"):
        return {"value": inner} if next_step == "because" else {}
    return _sample(kind, but=next_step)


def _sample(kind: Any, but: str = "") -> Any:  # noqa: ANN401
    """The least that a file may hold of a type."""
    kind = _bare(kind)
    if isinstance(kind, type) and issubclass(kind, Frozen):
        required = {field.alias or name: field for name, field in kind.model_fields.items() if field.is_required()}
        if not required and "given_value" in kind.model_fields:
            return {"value": 1} if but == "because" else {}
        return {name: _sample(field.annotation) for name, field in required.items() if name != but}
    return {} if get_origin(kind) is FrozenMapping else 1


def text_places() -> list[Path]:
    """Return the places where any plain text is sound."""
    return [path for path in places() if _is_sound(with_text(path, "Some text"))]


def _is_sound(document: Mapping[str, Any]) -> bool:
    try:
        Scenario.from_document(document)
    except ScenarioError:
        return False
    return True


def hostile_everywhere(texts: Sequence[str]) -> dict[str, Any]:
    """Return one sound document that holds the texts in turn in every place that takes them.

    A text that a place refuses is passed over there. Of two places that replace one another the later is filled.
    """
    document, turn = BASE, 0
    for path in text_places():
        for number in range(turn, turn + len(texts)):
            filled = with_text(path, texts[number % len(texts)], start=document)
            if _is_sound(filled):
                document, turn = filled, number + 1
                break
    return dict(document)
