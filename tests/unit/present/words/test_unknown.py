"""A force of unknown size in words: what is known, what not, and what would follow."""

from typing import Any

import model
from model.analysis.named_sizes import at_named_sizes
from model.engine.run import Run
from model.present.words import unknown as words


def shipped(name: str = "multinational_force_ukraine", changes: dict[str, Any] | None = None) -> Run:
    return Run.of(model.load(name).replace(changes or {}))


def known(one: Run) -> dict[str, str]:
    return {row.what: row.value for row in words.known(one)}


def test_what_has_no_size_stands_before_what_is_known() -> None:
    rows = words.known(shipped())
    assert [row.is_known for row in rows] == [False] * 4 + [True] * 3
    assert known(shipped()) == {
        "Regeneration of Ukraine's forces, with specialists in supply, armament and training": "size not published",
        "Securing Ukraine's skies": "size not published",
        "Safer seas": "size not published",
        "Monitoring and verification of the ceasefire (led by United States)": "size not published",
        "Tours, and rest between them": "six months away; two or three at home for each one away",
        "The ten nations": "could keep up 13,300 to 40,600",
        "Training, by 1,050 trainers": "about 2,100 people a month",
    }


def test_a_part_whose_size_is_known_has_what_it_would_tie_up() -> None:
    rows = known(shipped("no_us_backstop"))
    assert rows["European brigades"] == "12,000 to 50,000 troops, tying up 36,000 to 200,000"
    assert rows["United States enablers"] == "size not published"


def test_a_part_on_standby_ties_up_nothing_and_rest_may_be_in_months() -> None:
    changes = {
        "force.skies.strength": {"troops": 500}, "force.skies.posture": "standby", "rotation.dwell_months": 24,
        "coalition": None, "force.regeneration.training": None,
    }  # fmt: skip
    rows = known(shipped(changes=changes))
    assert rows["Securing Ukraine's skies"] == "500 troops"
    assert rows["Tours, and rest between them"] == "six months away; 24 months at home"
    assert "nations" not in str(rows)
    assert "Training" not in str(rows)


def test_what_would_follow_is_told_from_the_least_to_the_most() -> None:
    one = shipped()
    sizes = at_named_sizes(one)
    assert words.finding(sizes) == "If it were as big as forces named in public: 45,000 to 600,000 tied up"
    assert words.conditions(one) == (
        "Troops in the field, across; tied up in all, upwards, with two or three more for each one away. Shaded: what "
        "the ten nations could keep up."
    )
    assert words.in_words(sizes).startswith("up to 15,000: 45,000 to 60,000 tied up; 25,000 to 30,000: 75,000 to ")


def test_each_size_has_its_answer() -> None:
    rows = words.rows(at_named_sizes(shipped()))
    assert rows[0] == (
        "up to 15,000",
        "times.troops_2026_01",
        "45,000 to 60,000",
        "between 1,700 short and 25,600 to spare",
    )
    assert rows[-1][3] == "no, 109,400 to 136,700 short"
    assert words.heads(shipped())[3] == "Could the ten nations keep it up?"
    share = {"coalition.deployable_share": 0.9, "coalition.contributors.united_kingdom.land_strength": 900_000}
    assert words.rows(at_named_sizes(shipped(changes=share)))[0][3].startswith("yes, ")


def test_without_nations_no_answer_is_given() -> None:
    alone = shipped(changes={"coalition": None})
    assert [row[3] for row in words.rows(at_named_sizes(alone))] == [""] * 4
    assert words.heads(alone)[3] == "Could the nations keep it up?"
    assert "Shaded" not in words.conditions(alone)
