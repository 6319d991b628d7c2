"""The exhibits of a comparison."""

import re

import pytest

import model
from model.present.exhibits.comparison import cited, differences, every_input, key, measures
from model.present.tables.effects import COLUMNS
from model.present.words.comparison import Side, sides
from model.scenario import quantity


def two(*names: str, **changes: object) -> tuple[Side, ...]:
    paths = {path.replace("__", "."): value for path, value in changes.items()}
    plans = [model.load(name) for name in names]
    changed = [plans[0].replace(paths)] if changes else []
    return sides([model.run(plan).runs[0] for plan in (*plans, *changed)])


def test_the_finding_is_the_title_and_each_plan_is_named_with_its_look() -> None:
    both = two("reassurance_force", "willing_september_2025")
    drawn = measures(both, [model.compare(*(side.run.scenario for side in both))])
    assert drawn.title.startswith("With ten nations instead of two, the gap shrinks")
    assert drawn.subtitle == (
        "This (solid): Reassurance force, Feb 2025. That (outlined): Coalition of the willing, Sept 2025. Each measure "
        "has a scale of its own."
    )
    assert "Gap: Reassurance force, Feb 2025 short by 5,000 to 30,000; Coalition" in drawn.text
    assert drawn.note == ("The gap is counted in whole units; in files and “For analysts” soldier by soldier.")
    assert drawn.claims[:2] == ("times.troops", "dannatt.tour_months")
    assert list(drawn.frame().columns) == list(COLUMNS)
    assert set(drawn.frame()["what"]) == {"measure", "effect", "remainder"}
    assert measures(two("dannatt", "british_norm"), [None]).note == ""


def test_where_changes_are_too_many_to_make_alone_the_file_has_the_measures() -> None:
    both = two("reassurance_force", "willing_september_2025")
    drawn = measures(both, [None])
    assert drawn.title.startswith("In “Coalition of the willing”, the gap shrinks")
    assert set(drawn.frame()["what"]) == {"measure"}
    assert set(drawn.frame()["scenario"]) == {f"{side.place}: {side.label}" for side in both}


def test_what_differs_is_a_table_and_who_named_each_size_stands_below_it() -> None:
    drawn = str(differences(two("reassurance_force", "dannatt")))
    assert "<td>30,000 troops</td><td>10,000 troops</td>" in drawn
    assert "Force size. <b>This: </b>" in drawn
    once = str(differences(two("reassurance_force", "german_norm")))
    assert "Force size. <a " in once
    assert once.count('data-claim="times.troops"') == 1
    several = str(differences(two("reassurance_force", "three_tier")))
    assert (
        '<b>That: </b><a href="./sources?claim=yermak.brigades" data-claim="yermak.brigades">Andriy Yermak' in several
    )
    assert "<b>This: </b>" in several
    assert "The same in both: six-month tours, two or three at home for each one away" in drawn
    entered = str(differences(two("reassurance_force", force__reassurance_force__strength__troops=5)))
    assert "<b>That: </b>your figure" in entered
    same = str(differences(two("dannatt", "dannatt", "dannatt")))
    assert "Nothing: each input is the same." in same
    assert "The same in all three: " in same
    unknown = str(differences(two("multinational_force_ukraine", "british_norm")))
    assert "nobody has named it" in unknown


def test_whoever_named_a_size_is_cited_once() -> None:
    assert cited(two("reassurance_force", "dannatt")) == [
        ("Reassurance force, Feb 2025", "times.troops"), ("Lord Dannatt's 10,000, Feb 2025", "dannatt.deployed"),
    ]  # fmt: skip
    assert cited(two("reassurance_force", "german_norm", "multinational_force_ukraine")) == [
        ("Force size", "times.troops")
    ]
    assert cited(two("multinational_force_ukraine", "no_us_backstop"))[0][0] == "Force size"


def test_plans_that_share_nothing_say_nothing_of_it() -> None:
    other = {
        "force": {"main": {"strength": {"troops": 1}}}, "rotation": {"tour_months": 1, "dwell_months": 0},
    }  # fmt: skip
    runs = [model.run(model.load("dannatt")).runs[0], model.run(model.Scenario.from_document(other)).runs[0]]
    assert "The same" not in differences(sides(runs))


def test_every_input_that_differs_has_its_source() -> None:
    drawn = str(every_input(two("reassurance_force", "german_norm", rotation__overlap_months=1)))
    assert 'data-claim="germany_norm.tour_months"' in drawn
    assert "1<span" in drawn
    assert "your figure" in drawn
    assert "dannatt.tour_months<" not in drawn  # no claim's id is seen
    assert "Nothing: each input is the same." in every_input(two("dannatt", "dannatt"))


def test_the_key_shows_the_look_of_each_plan() -> None:
    drawn = str(key(two("reassurance_force", "dannatt", "nato_norm", "three_tier")))
    assert drawn.count("<i ") == 4
    assert drawn.count("dashed") == 1


def test_a_strangers_words_stand_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quantity, "MARKUP", re.compile("(?!)"))  # pages do not lean on what files refuse
    title = "<b>10. x</b> *a* _b_ $c$ :smile: ~~d~~ www.evil.example"
    start = model.load("dannatt").replace({"title": title, "force.british_force.title": "<i>"})
    runs = [model.run(scenario).runs[0] for scenario in (start, start.replace({"rotation.tour_months": 4}))]
    for drawn in (key(sides(runs)), differences(sides(runs)), every_input(sides(runs))):
        assert "<b>10" not in drawn
        assert "<i>" not in drawn
    assert "&lt;b&gt;10. x&lt;/b&gt; *a* _b_ $c$" in key(sides(runs))
