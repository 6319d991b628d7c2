"""The sentence about how few nations would do."""

from by_hand import by_hand
from coalitions import nation, only, run

import model
from model.present.words.needed import needed_sentence

TWO = {"a": nation(8_000), "b": nation(8_000), "c": nation(8_000, position="refused")}


def told(troops: object, nations: dict[str, object] = TWO) -> str | None:
    return needed_sentence(only(run(nations, troops=troops)))


def test_how_few_are_needed_in_words() -> None:
    assert told({"low": 900, "high": 1_500}) == (
        "A alone could keep it up in the easiest case; in the hardest it would take at least two nations, such as A "
        "and B."
    )
    assert told(10) == "A alone could keep it up."
    assert told(1_500) == "It would take at least two nations, such as A and B."
    assert told(9_000) == "Together they could not keep up all of it by these rules."
    assert told({"low": 1_500, "high": 9_000}) == (
        "It would take at least two nations, such as A and B, in the easiest case; in the hardest all together could "
        "not."
    )
    assert told({"low": 0, "high": 10}) == (
        "It would take nobody in the easiest case; in the hardest A alone could keep it up."
    )
    assert told(0) is None
    four = {name: nation(8_000) for name in "abcd"}
    assert told(4_000, four) == "It would take at least four nations, the largest first."


def test_a_nation_that_is_alone_suffices_or_not() -> None:
    assert told(10, {"a": nation(8_000)}) == "A alone could keep it up."
    assert told(9_000, {"a": nation(8_000)}) == "A alone could not keep up all of it by these rules."
    assert told({"low": 900, "high": 9_000}, {"a": nation(8_000)}) == (
        "A alone could keep it up in the easiest case, in the hardest not."
    )
    assert told(9_000, {"a": nation(8_000, position="refused")}) is None
    assert needed_sentence(only(run(None))) is None


def test_who_might_take_part_is_among_them_and_what_is_counted_is_said() -> None:
    assert needed_sentence(only(model.run(model.load("willing_chances")))) == (
        "It would take at least two nations of those that are in or might take part, such as the UK and France, in the "
        "easiest case; in the hardest it would take at least five nations, the largest first, counted soldier by "
        "soldier."
    )
    assert needed_sentence(only(model.run(model.load("reassurance_force")))) == (
        "Together they could not keep up all of it by these rules."
    )


def test_no_force_needs_no_nations_and_an_unknown_one_has_no_answer() -> None:
    (one,) = model.run(by_hand().replace({"force.british_force.strength.troops": 0})).runs
    assert needed_sentence(one) is None
    assert needed_sentence(only(model.run(model.load("no_us_backstop")))) is None
