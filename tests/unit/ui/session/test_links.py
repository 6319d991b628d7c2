"""Links: what an address opens, and what of it is named because it cannot be used."""

import pytest

import model
from model.files.scenarios import shipped_scenarios
from model.ui.session import inputs, links
from model.ui.session.shown import Shown

DANNATT = Shown.at_start(model.load("dannatt"))
FORCE = Shown.at_start(model.load("reassurance_force"))


def opened(shown: Shown, **query: str) -> Shown:
    return links.opened(shown, {key: [text] for key, text in query.items()})


def said(shown: Shown, **query: str) -> list[str]:
    return list(links.ignored(shown, {key: [text] for key, text in query.items()}, list(shipped_scenarios())))


def test_allowed_values_are_taken_and_others_stay_at_their_start() -> None:
    shown = opened(FORCE, troops="20000", tour="abc", who="poland,france", share="0.4", nope="1")
    assert (shown.values["troops"], shown.values["who"], shown.values["share"]) == (20_000, "france,poland", 0.4)
    assert shown.values["tour"] == 6


def test_t_12_numbers_of_an_older_link_are_the_readers_own() -> None:
    shown = opened(FORCE, troops="20000", tour="4", ratio_low="2", ratio_high="4")
    assert [shown.values[key] for key in ("size_by", "tour_by", "rest_by")] == ["own", "own", "own"]
    assert opened(FORCE, troops="30000", tour="6", ratio_low="2", ratio_high="3").changes == {}
    assert opened(FORCE, dwell_as="Months", dwell_low="24", dwell_high="30").changes == {
        "rotation.dwell_months": {"low": 24, "high": 30}
    }


def test_t_12_in_an_older_link_without_a_word_on_it_all_go_at_once() -> None:
    assert opened(FORCE, v="00000000").changes == {"schedule.start": "rested"}
    assert links.ALL_AT_ONCE in said(FORCE, v="00000000")
    assert opened(FORCE, v="00000000", starts="Staggered").changes == {}
    assert links.ALL_AT_ONCE not in said(FORCE, v="00000000", starts="Rested")
    assert opened(FORCE, v=FORCE.start.register.digest[:8]).changes == {}
    assert opened(FORCE).changes == {}


def test_t_12_older_names_become_those_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "RENAMED", {"rest": "dwell", "force": "troops"})
    monkeypatch.setattr(links, "RENAMED_SCENARIOS", {"general": "dannatt"})
    address = {"rest_low": ["9"], "force": ["5"], "troops": ["6"], "scenario": ["general"]}
    migrated, notices = links.migrated(address)
    assert migrated == {"force": ["5"], "troops": ["6"], "dwell_low": ["9"], "scenario": ["dannatt"]}
    assert notices == [
        "'rest_low' of this older link is 'dwell_low' now, and is taken so.",
        "The scenario 'general' of this older link is 'dannatt' now.",
    ]


def test_every_name_that_a_link_was_ever_given_is_known_today() -> None:
    assert set(links.RENAMED.values()) <= set(inputs.NUMBERS)
    assert not set(links.RENAMED) & set(inputs.NUMBERS)
    assert set(links.RENAMED_SCENARIOS.values()) <= set(shipped_scenarios())


def test_a_published_figure_in_a_link_counts_before_the_numbers_beside_it() -> None:
    shown = opened(FORCE, size_by="times.troops_2025_04", troops="64000", rest_by="germany_norm", tour="5")
    assert shown.values["size_by"] == "times.troops_2025_04"
    assert shown.changes["rotation.tour_months"] == 5
    assert shown.changes["rotation.dwell_months"]["claim"] == "germany_norm.dwell_months"
    assert opened(FORCE, rest_by="germany_norm").values["tour"] == 4


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"troops": "999999"}, "'troops=999999' is not used; allowed: 0 to 200,000 troops."),
        ({"troops": "15.000"}, "'troops=15.000' is not used; write 15000, or 15."),
        ({"overlap": "1,5"}, "'overlap=1,5' is not used; write 1.5."),
        ({"troops": "12345.7"}, "'troops=12345.7' is taken as 12,345: whole numbers alone."),
        ({"dwell_low": "24"}, "'dwell_low' is not used: the dwell is given as ratio in this link."),
        (
            {"ratio_low": "2", "dwell_as": "Months"},
            "'ratio_low' is not used: the dwell is given as months in this link.",
        ),
        ({"size_by": "no.claim"}, "'size_by=no.claim' is not used; allowed: dannatt.deployed_2025_02_huffpost, "),
        ({"scenario": "danatt"}, "'scenario=danatt' is not used; allowed: british_norm, "),
        ({"input": "Wheels"}, "'input=Wheels' is not used; allowed: Sliders, Exact numbers."),
        ({"claim": "nope"}, "'claim=nope' is not used; no claim in the register has this name."),
        ({"claim": "x" * 90}, f"'claim={'x' * 40}' is not used; no claim"),
        ({"nope": "1"}, "'nope' is not used; this scenario has: size_by, tour_by, "),
        ({"v": "00000000"}, "This link was made with other evidence (version 00000000; here "),
    ],
)
def test_what_cannot_be_used_is_named(query: dict[str, str], sentence: str) -> None:
    assert said(DANNATT, **query)[0].startswith(sentence)


def test_what_can_be_used_is_not_named() -> None:
    elsewhere = {"claim": "dannatt.dwell_ratio", "find": "y"}
    assert said(DANNATT, troops="15000.0", scenario="dannatt", input="Sliders", **elsewhere) == []
    assert opened(DANNATT, troops="15000.0").values["troops"] == 15_000


def test_a_key_that_stands_twice_is_named_and_not_used() -> None:
    twice = {"troops": ["1", "2"], "find": ["a", "b"]}
    assert list(links.ignored(DANNATT, twice, [])) == [
        "'troops' stands 2 times in the link, so none of them is used.",
        "'find' stands 2 times in the link; the last one is used.",
    ]
    assert links.opened(DANNATT, twice).changes == {}


def test_of_many_notices_a_page_shows_the_first() -> None:
    many = [str(number) for number in range(900)]
    assert links.first_of(many[:20]) == many[:20]
    assert links.first_of(many) == [*many[:20], "880 more parts of the link are not used."]


@pytest.mark.parametrize(
    ("query", "style"), [({}, "so far"), ({"input": ["x"]}, "so far"), ({"input": ["Exact numbers"]}, links.EXACT)]
)
def test_an_address_names_an_input_style_or_leaves_it(query: dict[str, list[str]], style: str) -> None:
    assert links.style(query, "so far") == style
