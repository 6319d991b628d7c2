import pytest

from model.files.strict_yaml import MOST_BYTES, parse, scalar
from model.scenario.errors import ScenarioError


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("NO", "NO"), ("on", "on"), ("y", "y"), ("12:30", "12:30"), ("2025-02-20", "2025-02-20"), ("0x10", "0x10"),
        ("1e3", 1000.0), ("-1.5", -1.5), (".5", 0.5), ("5.", 5.0), ("010", 10), ("1_000", 1000), ("true", True),
        ("False", False), ("null", None), ("", None), ("'6'", "6"), ('"true"', "true"), ("30,000", "30,000"),
        ("\u0661", "\u0661"), ("1\u0661.5", "1\u0661.5"),
    ],
)  # fmt: skip
def test_words_mean_what_a_person_expects(word: str, meant: object) -> None:
    value = parse(f"key: {word}", "f").data["key"]
    assert value == meant
    assert type(value) is type(meant)


@pytest.mark.parametrize(("word", "text"), [(".inf", "inf"), ("-.inf", "-inf"), ("NaN", "nan"), (".nan", "nan")])
def test_what_is_no_finite_number_is_still_a_number_to_be_refused(word: str, text: str) -> None:
    assert str(parse(f"key: {word}", "f").data["key"]) == text


def test_lists_and_nesting_keep_their_places() -> None:
    parsed = parse("a:\n  b: [x, 2]\n", "f.yaml")
    assert parsed.data == {"a": {"b": ["x", 2]}}
    assert str(parsed.places["a", "b"]) == "f.yaml:2:3"
    assert str(parsed.places["a", "b", "1"]) == "f.yaml:2:10"


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert parse("a: 1".encode("utf-8-sig"), "f").data == {"a": 1}


@pytest.mark.parametrize("text", ["", "# only a comment\n"])
def test_an_empty_text_is_nothing_and_has_a_place(text: str) -> None:
    parsed = parse(text, "f")
    assert parsed.data is None
    assert str(parsed.places[()]) == "f:1:1"


def test_lines_of_a_text_may_end_as_they_like() -> None:
    assert parse('a: |\n  b\n  c\nd: "e\\tf"', "f").data == {"a": "b\nc\n", "d": "e\tf"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\na: 2", "f:2:1: 'a' is given twice; the first is in line 1"),
        ("a: &x 1", "f:1:4: a: anchors and aliases (& and *) are not read; write the value out"),
        ("a: *x", "f:1:4: a: anchors and aliases (& and *) are not read; write the value out"),
        ("a: !!python/name:os.system x", "f:1:4: a: tags (tag:yaml.org,2002:python/name:os.system) are not read"),
        ("a: !!str 5", "f:1:4: a: tags (tag:yaml.org,2002:str) are not read; write the plain value"),
        ("&k a: 1", "f:1:1: a: tags and anchors are not read; write the plain key"),
        ("? [a, b]\n: 1", "f:1:3: a key has to be a plain word"),
        ("a: 1\n---\nb: 2", "f:2:1: a second document starts here; one file holds one"),
        (
            "a: [1, 2",
            "f:2:1: this is not YAML: the '[' of line 1 is not closed, or a comma is missing before this; put",
        ),
        ("a: {b: {c: 1}\nd: 2", "f:2:1: this is not YAML: the '{' of line 1 is not closed, or a comma is missing"),
        (
            "title: Force: mine",
            "f:1:13: this is not YAML: a second `: ` stands in this line; put the text that holds it",
        ),
        ("a: \tb\n\tc: d", "f:2:1: this is not YAML: a tab stands before the text; indent with spaces"),
        ("a:\n\tb: 1", "f:2:1: this is not YAML: a tab stands before the text; indent with spaces"),
        ("a: @b", "f:1:4: this is not YAML: '@' begins no text; put the text in quotes"),
        (
            "a:\n  b:1\n\n  c: 2",
            "f:4:4: this is not YAML: line 2 is no `key: value`; write a colon and a space",
        ),
        ("a: 1\nb:1\n", "f:3:1: this is not YAML: line 2 is no `key: value`; write a colon and a space behind its key"),
        (
            "a: 1\n  b: 2",
            "f:2:4: this is not YAML: this is indented below line 1, which has a value already; indent the",
        ),
        (
            "a:\n  b: 1\n c: 2",
            "f:3:2: this is not YAML: this is no key of the record that begins in line 1; indent its",
        ),
        ("a: 'it's'", "; indent its keys alike, and write a ' within '...' twice"),
        (
            "b: 1\na: 'c\n",
            "f:3:1: this is not YAML: the quote of line 2 is not closed; end its text with the same quote",
        ),
        ("a: |\tx\n", "f:1:6: this is not YAML: did not find expected comment or line break"),
        ("a: |x", "f:1:5: this is not YAML: did not find expected comment or line break"),
        ("[" * 30 + "]" * 30, "nested more than 20 deep"),
        ("a: " + "9" * 5_000, "f:1:4: a: a number of too many digits"),
        ("a" * (MOST_BYTES + 1), "f:1:1: more than 200,000 bytes; a scenario has a few"),
        ("a: 1\nb: \x00", "f:2:4: holds U+0000, which is not seen"),
        ("a: x\x1b[2J", "f:1:5: holds U+001B, which is not seen"),
        ("a: x\ud800", "f:1:5: holds U+D800, which is not seen"),
        ('a: 1\r\nb: "x\\e[2J"', "f:2:4: b: holds U+001B, which is not seen"),
        ('a: "x\\u202e"', "f:1:4: a: holds U+202E, RIGHT-TO-LEFT OVERRIDE, which is not seen"),
        ('a:\n  "b\\0": 1', "f:2:3: a: holds U+0000, which is not seen"),
        (b"a: 1\nb: \xc3", "f:2:4: byte 0xC3 is not text in UTF-8; give a YAML file, saved as UTF-8"),
        (b"\xef\xbb\xbfa: \xff", "f:1:4: byte 0xFF is not text in UTF-8"),
        ("a: 1".encode("utf-16"), "f:1:1: this is UTF-16; save it as UTF-8"),
        (b"\xfe\xff\0a", "f:1:1: this is UTF-16; save it as UTF-8"),
        ("a: 1".encode("utf-32"), "f:1:1: this is UTF-32; save it as UTF-8"),
        (b"\0\0\xfe\xff", "f:1:1: this is UTF-32; save it as UTF-8"),
        ("a: 1".encode("utf-16-le"), "f:1:2: holds U+0000, which is not seen"),
    ],
)
def test_what_would_surprise_is_refused_in_one_line(text: str | bytes, message: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        parse(text, "f")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_long_row_of_digits_with_a_letter_is_text_and_matched_once() -> None:
    digits = "1" * 50_000
    assert scalar(f"{digits}a") == f"{digits}a"  # two ways to match a digit would take minutes here
    assert scalar("1_000.5") == 1000.5
    assert scalar("5.") == 5.0


@pytest.mark.parametrize(
    ("text", "place", "eaten"),
    [
        ("title: Force #1\n", "x:1:14", "#1"),
        ("title: Force of two #alpha and more\n", "x:1:21", "#alpha"),
        ("a: 1\r\ntitle: Fürce\t#1", "x:2:14", "#1"),
    ],
)
def test_a_text_whose_end_would_be_a_comment_is_refused_with_the_remedy(text: str, place: str, eaten: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        parse(text, "x")
    assert str(caught.value) == (
        f"{place}: title: '{eaten}' would be a comment: put the text in quotes, or a space behind # for a comment"
    )


def test_comments_that_are_meant_stay_comments() -> None:
    text = "a: one # comment\nb: 'Force #1'  # two\nc: 5 #3\nd: two words ## note\ne: air #see below\nf: C#1\n"
    assert parse(text, "x").data == {"a": "one", "b": "Force #1", "c": 5, "d": "two words", "e": "air", "f": "C#1"}
