"""Who could close the gap, in words."""

from typing import Any

from coalitions import nation, only, run

import model
from model.analysis.joining import additions
from model.frozen import Range
from model.present.words import joining as joining_words

OUT = {"position": "undeclared"}
RATIO = {"tour_months": 6, "dwell_ratio": {"low": 2, "high": 3}}


def title(nations: dict[str, Any], **parts: Any) -> str:  # noqa: ANN401
    one = only(run(nations, **parts))
    return joining_words.joining_title(one, additions(one))


def subtitle(nations: dict[str, Any], **parts: Any) -> str:  # noqa: ANN401
    one = only(run(nations, **parts))
    return joining_words.joining_subtitle(one, additions(one))


def test_the_gap_is_written_as_on_every_page() -> None:
    assert joining_words.gap_as_read(only(model.run(model.load("reassurance_force")))).ends == (3_100, 21_800)
    assert joining_words.gap_as_read(only(run({"a": nation(8_000)}, troops=900))).ends == (0, 0)
    assert joining_words.gap_as_read(only(model.run(model.load("no_us_backstop")))) == Range()


def test_the_gap_is_what_is_missing_soldier_by_soldier() -> None:
    assert joining_words.gap_to_close(only(run({"a": nation(8_000)}, troops=1_500))) == Range(500, None, 500)
    assert joining_words.gap_to_close(only(run({"a": nation(8_000)}, troops=900))) == Range(0, None, 0)
    assert joining_words.gap_to_close(only(model.run(model.load("no_us_backstop")))) == Range()


def test_who_would_close_it_alone() -> None:
    """Each army of 8,000 keeps up 1,000."""
    a, b = nation(8_000), nation(8_000, **OUT)
    assert title({"a": a, "b": b}, troops=1_500) == "B alone would close the gap"
    assert title({"a": a, "b": b, "c": b}, troops=1_500) == "B or C alone would close the gap"
    many = dict.fromkeys("bcdef", b)
    assert title({"a": a, **many}, troops=1_500) == "Any of 5 nations would close the gap"
    assert title({"a": a, "b": b}, troops=3_000) == "No single nation would close the gap"
    assert title({"a": a, "b": b}, troops=900) == "There is no gap to close; others could add more"


def test_a_nation_may_be_enough_for_the_smaller_gap_alone() -> None:
    """With two at home for each one away 1,333 are kept up by each, with three 1,000."""
    nations = {"a": nation(8_000), "b": nation(8_000, **OUT)}
    assert title(nations, troops=2_500, rotation=RATIO) == "No single nation would close the whole gap"
    assert subtitle(nations, troops=2_500, rotation=RATIO) == (
        "Troops each would add if it joined. Outlined: only with the shorter rest. One would close the smaller gap "
        "then. What it could do, not what it would."
    )
    assert title(nations, troops=1_300, rotation=RATIO) == "B alone would close the gap"
    small = {"a": nation(8_000), "b": nation(800, **OUT)}
    assert title(small, troops=1_300, rotation=RATIO) == "With the longer rest no single nation would close the gap"


def test_what_is_counted_in_whole_units_elsewhere_is_counted_soldier_by_soldier_here() -> None:
    one = only(model.run(model.load("willing_chances")))
    added = additions(one)
    assert joining_words.joining_title(one, added) == (
        "Counted soldier by soldier there is no gap to close; others could add more"
    )
    short = only(model.run(model.load("reassurance_force")))
    assert joining_words.joining_title(short, additions(short)) == (
        "No single nation would close the whole gap, soldier by soldier"
    )
    unknown = only(model.run(model.load("no_us_backstop")))
    assert joining_words.joining_title(unknown, additions(unknown)) == "What each other nation would add"


def test_whether_each_closes_it() -> None:
    nations = {"a": nation(8_000), "b": nation(8_000, **OUT), "c": nation(16_000, **OUT), "d": nation(80, **OUT)}
    one = only(run(nations, troops=2_500, rotation=RATIO))
    assert joining_words.closing_in_words(one, additions(one)) == ["yes", "only with the shorter rest", "no"]
    enough = only(run(nations, troops=10))
    assert joining_words.closing_in_words(enough, additions(enough)) == ["", "", ""]


def test_who_is_not_drawn_is_named_or_counted() -> None:
    nations = {
        "a": nation(8_000),
        "b": nation(8_000, position="refused"),
        "c": nation(4_000, **OUT),
        "d": nation(4_000, **OUT, tasks=["air"]),
        "e": nation(None, **OUT),
    }
    one = only(run(nations))
    first, *others = additions(one)
    assert joining_words.left_out(one, [first], others, ["e"]) == (
        "× had ruled it out. One more would add 500 or less. D would add nothing here. E: no army figure found."
    )
    assert joining_words.left_out(one, others[:1], [], []) == ""
    idle = {"a": nation(8_000)} | {name: nation(8_000, **OUT, tasks=["air"]) for name in "bcde"}
    two = only(run(idle))
    assert joining_words.left_out(two, [], additions(two), []) == "Four nations would add nothing here."
