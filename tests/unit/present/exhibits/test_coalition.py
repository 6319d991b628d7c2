"""The exhibits of who carries it: which apply, what each finds, and that every one is whole in every scenario."""

import re
from typing import Any

import pytest
from charts import validate
from coalitions import nation, only, run

import model
from model.engine.run import Run
from model.files.scenarios import shipped_scenarios
from model.present.charts import europe
from model.present.exhibits import coalition as exhibits
from model.present.exhibits.exhibit import Exhibit
from model.present.words import coalition as coalition_words

MOST_WORDS = 18
NOT_PLAIN = re.compile(
    r"\b(will send|must|needs to|experts|likely|probabl[ey]|impossible|worst|best|dwell|pool|lever|strain|throughput"
    r"|margin|nations counted|low end|high end)\b|3×",
    re.IGNORECASE,
)
"""Words of likelihood and duty, and words of analysts, that no page has."""
OUT = {"position": "undeclared"}


def shipped(name: str, **changes: Any) -> Run:  # noqa: ANN401
    return Run.of(model.load(name).replace({key.replace("__", "."): value for key, value in changes.items()}))


def by_key(one: Run, case: str = "high") -> dict[str, Exhibit]:
    return {exhibit.key: exhibit for exhibit in exhibits.coalition(one, case) if exhibit}


@pytest.mark.parametrize("name", shipped_scenarios())
@pytest.mark.parametrize("case", ["low", "high"])
def test_every_exhibit_of_every_plan_is_whole(name: str, case: str) -> None:
    one = shipped(name)
    for exhibit in by_key(one, case).values():
        assert exhibit.title
        assert len(exhibit.title.split()) <= MOST_WORDS, exhibit.title
        assert exhibit.subtitle.endswith(".")
        assert any(digit in exhibit.text for digit in "0123456789") or exhibit.key == "map"
        assert len(exhibit.table)
        assert len(exhibit.frame())
        assert set(exhibit.claims) <= set(one.scenario.register.claims)
        assert "nan" not in exhibit.text.lower().split()


@pytest.mark.parametrize("name", shipped_scenarios())
@pytest.mark.parametrize("case", ["low", "high"])
def test_the_page_speaks_plainly_and_hedges_with_would_and_could_alone(name: str, case: str) -> None:
    one = shipped(name)
    words = [coalition_words.headline(one), coalition_words.standfirst(one), *coalition_words.sentences(one)]
    words += [str(coalition_words.elsewhere_sentence(one)), str(coalition_words.largest_force(one))]
    for exhibit in by_key(one, case).values():
        words += [exhibit.title, exhibit.subtitle, exhibit.text, exhibit.note, exhibit.table.to_string()]
    assert [text for text in words if NOT_PLAIN.search(text)] == []


@pytest.mark.parametrize("name", ["willing_chances", "no_us_backstop"])
def test_every_chart_of_the_page_is_sound(name: str) -> None:
    for exhibit in by_key(shipped(name)).values():
        validate(exhibit.chart)


def test_t_47_every_nation_is_on_the_map_or_listed_below_it_and_the_text_lists_all() -> None:
    one = shipped("reassurance_force")
    exhibit = exhibits.positions_map(one, "high")
    titles = [one.scenario.nation_title(name) for name in one.scenario.coalition.contributors]  # type: ignore[union-attr]
    assert [title for title in titles if f"{title}: " not in exhibit.text] == []
    beyond = [title for title in titles if title in ("Australia", "Canada", "New Zealand")]
    assert exhibit.note.startswith("Not on the map: Australia (2,150), Canada (1,050) and New Zealand (320).")
    assert len(exhibit.chart.rows["lands"]) == len(titles) - len(beyond)
    assert europe.NOTE in exhibit.note
    assert "Crimea is drawn as part of Ukraine" in exhibit.note
    assert "Poland: ruled it out, could keep up 4,900" in exhibit.text
    assert "United Kingdom: said it would send troops, in, could keep up 3,550, 19% of its army tied up" in exhibit.text


def test_the_map_shows_what_was_said_or_the_share_of_the_army() -> None:
    one = shipped("reassurance_force")
    said = exhibits.positions_map(one, "high")
    assert said.title == "Two nations are in; 14 open, two had ruled troops out"
    assert said.subtitle == (
        "Colour: what each had said by 20 Feb 2025. Circles: troops each could keep up, with the longer rest and less "
        "of each army, counted soldier by soldier."
    )
    share = exhibits.positions_map(one, "high", "share")
    assert share.subtitle.startswith("Colour: share of its army that each would tie up. ")
    fills = {row["country"]: row["fill"] for row in share.chart.rows["lands"]}
    assert (fills["United Kingdom"], fills["Poland"]) == ("10 to 25%", "Not in, or not known")


def test_who_could_close_the_gap_by_size_or_by_name() -> None:
    one = shipped("reassurance_force")
    by_size = exhibits.who_could_close_the_gap(one)
    by_name = exhibits.who_could_close_the_gap(one, "name")
    assert by_size is not None
    assert by_name is not None
    assert list(by_size.table.index)[:3] == ["Turkey", "Italy", "Greece"]
    assert list(by_name.table.index) == sorted(by_size.table.index)
    assert by_size.table.loc["Turkey", "Closes the gap"] == "only with the shorter rest and more of each army"
    assert by_size.table.loc["Bulgaria"].tolist() == [
        "No position found",
        "1,300 to 4,350",
        "only with the shorter rest and more of each army",
    ]
    assert "The gap, counted soldier by soldier: 3,100 to 21,800." in by_size.text
    assert len(by_size.frame()) == 27
    assert len(by_size.table) == 12


def test_nobody_joins_where_nobody_would_add_anything() -> None:
    assert exhibits.who_could_close_the_gap(only(run({"a": nation(8_000)}))) is None
    idle = {"a": nation(8_000), "b": nation(8_000, **OUT, tasks=["air"])}
    assert exhibits.who_could_close_the_gap(only(run(idle))) is None
    unknown = {"a": nation(8_000), "b": nation(8_000, **OUT), "c": nation(None, **OUT)}
    exhibit = exhibits.who_could_close_the_gap(only(run(unknown, troops=1_500)))
    assert exhibit is not None
    assert exhibit.note == "C: no army figure found."


def test_what_each_carries_is_shown_of_three_nations_or_more() -> None:
    two = {"a": nation(8_000), "b": nation(8_000)}
    assert exhibits.carries(only(run(two)), "high") is None
    three = only(run({**two, "c": nation(16_000)}, troops=1_000))
    exhibit = exhibits.carries(three, "high")
    assert exhibit is not None
    assert exhibit.title == "C would carry most: 500 of 1,000"
    assert exhibit.subtitle.endswith("shared evenly for size.")
    assert list(exhibit.table.index) == ["C", "A", "B"]
    assert exhibits.carries(shipped("no_us_backstop"), "high") is None
    assert exhibits.carries(only(run(None)), "high") is None


def test_the_years_name_who_would_have_nobody_to_spare() -> None:
    def title(armies: dict[str, object], troops: float) -> str:
        exhibit = exhibits.years_of_each(only(run(armies, troops=troops)), "high")
        assert exhibit is not None
        assert exhibit.html is not None
        return exhibit.title

    assert title({"a": nation(8_000)}, 500) == "A would be busiest: 50% busy on average"
    assert title({"a": nation(8_000)}, 2_000) == "A would have nobody rested to spare"
    four = {name: nation(8_000) for name in "abcd"}
    assert title(four, 9_000) == "All four nations would have nobody rested to spare"
    five = {**four, "e": nation(8_000, offer_troops=10)}
    assert title(five, 9_000) == "Four of 5 nations would have nobody rested to spare"
    assert exhibits.years_of_each(only(run({"a": nation(8_000, position="refused")})), "high") is None
    assert exhibits.years_of_each(shipped("multinational_force_ukraine"), "high") is None


def test_chances_stand_where_somebody_has_one() -> None:
    keys = set(by_key(shipped("willing_chances")))
    assert {"chances", "pivotal"} <= keys
    assert not {"chances", "pivotal"} & set(by_key(shipped("reassurance_force")))
    chances = by_key(shipped("willing_chances"))
    assert chances["chances"].title == "It could be kept up in 41 of 100 combinations"
    assert "placeholders: change them" in chances["chances"].subtitle
    assert chances["pivotal"].title == "Whether Australia takes part would matter most"
    unsized = only(run({"a": nation(8_000, probability=0.5)}, force={"main": {"strength": "unknown"}}))
    assert by_key(unsized)["chances"].title == "How large a force, how often"
    assert "pivotal" not in by_key(unsized)
    useless = only(run({"a": nation(8_000), "b": nation(80, position="open", probability=0.5)}, troops=900))
    assert exhibits.pivotal(useless) is None


def test_without_a_coalition_there_is_nothing_to_show() -> None:
    assert list(exhibits.coalition(only(run(None)))) == []


def test_one_nation_of_one_plan_has_a_map() -> None:
    assert list(by_key(shipped("dannatt"))) == ["map", "years"]
