"""Sizes named in public: which there are, how many could be kept up, which are listed, and the rules beside them."""

from typing import Any

import pytest
from claims_made import CLAIMS, REGISTER, claim, register
from coalitions import nation, only, run

import model
from model.engine.run import Run
from model.frozen import Range
from model.present.words import sizes


def shipped(name: str, **changes: Any) -> Run:  # noqa: ANN401
    return Run.of(model.load(name).replace(changes))


def of_size(name: str, **number: float) -> object:
    return claim(id=name, question="force_size", unit="troops", bound="about", **number)


def test_a_range_names_both_of_its_ends() -> None:
    claims_of_two = register(of_size("a.one", value=10), of_size("b.two", low=10, high=30))  # type: ignore[arg-type]
    assert {size: [one.id for one in claims] for size, claims in sizes.sizes(claims_of_two).items()} == {
        10: ["a.one", "b.two"], 30: ["b.two"],
    }  # fmt: skip
    assert list(sizes.sizes(REGISTER)) == [
        10_000, 15_000, 25_000, 30_000, 40_000, 50_000, 60_000, 64_000, 100_000, 150_000, 200_000,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "could", "title"),
    [
        ("reassurance_force", (0, 3), "France and the UK could keep up at most 3 of 11 sizes, soldier by soldier"),
        ("willing_september_2025", (1, 5), "The ten nations could keep up 1 to 5 of 11 sizes, soldier by soldier"),
        ("british_norm", (0, 0), "The UK could keep up none of the 11 sizes named in public"),
    ],
)
def test_sizes_up_to_what_could_be_kept_up_are_counted(name: str, could: tuple[int, int], title: str) -> None:
    plan = shipped(name)
    assert sizes.within_reach(plan).ends == could
    assert sizes.title(plan) == title


def test_one_count_is_named_once_and_one_that_could_be_more_as_the_least() -> None:
    plain = only(run({"a": nation(220_000)}))
    assert sizes.within_reach(plain) == Range(3, 3, 3)
    assert sizes.title(plain) == "A could keep up 3 of 11 sizes named in public"
    unknown = only(run({"a": nation(220_000), "b": nation(None)}))
    assert sizes.title(unknown) == "A and B could keep up at least 3 of 11 sizes named in public"
    nobody = only(run({"a": nation(80, position="open")}))
    assert sizes.title(nobody) == "No nation is in, so none of the 11 sizes named in public could be kept up"


def test_the_subtitle_names_axes_edges_and_sizes_beyond() -> None:
    words = sizes.subtitle(shipped("reassurance_force"), 105_000)
    assert (
        "Left of the solid edge there are enough with less of each army, left of the dashed one with more of" in words
    )
    assert words.endswith("sizes named in public; 150,000 and 200,000 lie further right.")
    assert sizes.subtitle(shipped("reassurance_force"), 160_000).endswith("; 200,000 lies further right.")
    plain = sizes.subtitle(only(run({"a": nation(80)})), 300_000)
    assert "Left of the edge there are enough. Marks" in plain
    assert plain.endswith("sizes named in public.")


def test_the_note_says_what_is_not_counted_and_what_does_not_move() -> None:
    assert (
        sizes.note(shipped("reassurance_force"))
        == "Counted soldier by soldier. Nobody is counted beyond what it offered."
    )
    assert sizes.note(shipped("no_us_backstop")).endswith("None of these sizes was said of this force.")
    rest = {"rotation": {"dwell_ratio": 1}}
    parts = {"one": {"strength": {"troops": 5}, **rest}, "two": {"strength": {"troops": 5}}}
    plan = only(run({"a": nation(80, **rest), "b": nation(80)}, force=parts))
    assert sizes.note(plan) == "Counted soldier by soldier. A rest of its own stays: One and A."


def test_the_sizes_listed_are_the_plans_own_and_those_farthest_apart() -> None:
    reassurance = shipped("reassurance_force")
    assert sizes.spread(reassurance, 105_000) == [10_000, 30_000, 64_000, 100_000]
    assert sizes.spread(shipped("british_norm"), 105_000) == [10_000, 30_000, 50_000, 100_000]
    assert sizes.spread(reassurance, 26_000) == [10_000, 15_000, 25_000]
    assert sizes.spread(reassurance, 5_000) == []
    assert {size: one.id for size, one in sizes.listed_sizes(reassurance, 105_000).items()}[30_000] == "times.troops"


def test_of_a_size_the_plans_own_claim_is_cited_else_one_that_names_it_alone() -> None:
    plan = shipped("british_norm")
    both = [CLAIMS["rfe_rl.ground_force"], CLAIMS["times.troops"]]
    assert sizes.first_of(plan, both, 30_000).id == "times.troops"
    assert sizes.first_of(plan, both[:1], 30_000).id == "rfe_rl.ground_force"
    assert sizes.first_of(shipped("mnf_ground_force"), both, 30_000).id == "rfe_rl.ground_force"


def test_each_size_within_the_map_has_its_namers() -> None:
    namers = dict(sizes.namers(shipped("reassurance_force"), 105_000))
    assert max(namers) == 100_000
    assert namers[64_000] == "64,000: unnamed sources, in The Times, April 2025"


def test_published_rules_share_a_line_and_the_one_in_use_has_none() -> None:
    british = dict(sizes.published_rests(shipped("reassurance_force"), 6.5))
    assert list(british) == [5, 4, 3, 2]
    assert british[4] == [
        (
            "NATO targets, Oct 2004; British Army guideline, 2003: 4",
            "NATO targets; British Army guideline: 4",
        ),
        ("NATO targets, Oct 2004 and 1 other: 4", "NATO targets and 1 other: 4"),
    ]
    assert british[2] == [("French rule for Afghanistan, 2009: 2", "French rule for Afghanistan: 2")]
    four_months = dict(sizes.published_rests(shipped("german_norm"), 6.5))
    assert four_months[3][1] == ("Lord Dannatt, Feb 2025 and 2 others: 3", "Lord Dannatt and 2 others: 3")
    assert [short for _, short in four_months[5]] == ["Later German rule: 5"]
    assert list(dict(sizes.published_rests(shipped("german_norm"), 3.5))) == [3, 2]


def test_the_text_alternative_has_the_force_at_each_rest() -> None:
    text = sizes.text(shipped("reassurance_force"), ["1", "2"], [["9,000", "30,000"], ["6,000", "6,000"]])
    assert text.endswith("by months at home for each month away: at 1: 9,000 to 30,000; at 2: 6,000.")
