"""What each nation would add if it joined: by hand, and against a run with that nation in."""

import pytest
from coalitions import nation, only, run

import model
from model.analysis import joining
from model.analysis.joining import additions
from model.engine.run import Run
from model.files.scenarios import shipped_scenarios

OUT = {"position": "refused"}


def added(nations: dict[str, object], **parts: object) -> list[tuple[str, float, float, list[str]]]:
    return [
        (one.name, one.low, one.high, sorted(one.closes))
        for one in additions(only(run(nations, **parts)))  # type: ignore[arg-type]
    ]


def test_a_nation_adds_what_it_could_keep_up_and_closes_the_gap_if_that_is_enough() -> None:
    """Each keeps up an eighth of its army: 1,000 are in, 1,500 are asked for."""
    nations = {"a": nation(8_000), "b": nation(2_400, **OUT), "c": nation(4_000, **OUT), "d": nation(None, **OUT)}
    assert added(nations, troops=1_500) == [("c", 500, 500, ["high", "low"]), ("b", 300, 300, [])]


def test_a_nation_may_close_the_gap_at_one_end_alone() -> None:
    nations = {"a": nation(8_000), "b": nation(4_000, **OUT)}
    assert added(nations, troops={"low": 1_200, "high": 2_000}) == [("b", 500, 500, ["low"])]


def test_a_range_of_its_own_makes_the_ends_of_what_a_nation_adds() -> None:
    nations = {"a": nation(8_000), "b": nation(8_000, **OUT, deployable_share={"low": 0.1, "high": 0.5})}
    assert added(nations, troops=1_500) == [("b", 200, 1_000, ["low"])]


def test_offers_tasks_and_the_backstop_hold_who_joins_too() -> None:
    def adds(rule: str = "equal_strain", **of_b: object) -> list[float]:
        withdrawn = {"us_backstop": {"provided": False}, "coalition": {"rule": rule}}
        nations = {"a": nation(8_000, offer_troops=1_000), "b": nation(8_000, **OUT, **of_b)}
        return [one.high for one in additions(only(run(nations, **withdrawn)))]

    assert adds() == [1_000]
    assert adds(offer_troops=300) == [300]
    assert adds(rule="offers") == [0]
    assert adds(tasks=["air"]) == [0]
    assert adds(needs_us_backstop=True) == [0]


def test_a_nation_that_would_come_later_adds_nothing_to_the_first_months() -> None:
    nations = {"a": nation(8_000), "b": nation(8_000, **OUT, joins_month=7)}
    assert added(nations, troops=1_500) == [("b", 0, 0, [])]
    stays = {"a": nation(8_000), "b": nation(8_000, position="open", probability=0, leaves_month=25)}
    assert added(stays, troops=1_500) == [("b", 1_000, 1_000, ["high", "low"])]


def test_a_nation_with_a_chance_is_out_until_it_is_sure_to_come() -> None:
    nations = {"a": nation(8_000), "b": nation(4_000, position="open", probability=0.5)}
    assert added(nations, troops=1_500) == [("b", 500, 500, ["high", "low"])]


def test_where_the_size_is_not_known_nothing_closes_a_gap() -> None:
    joined = additions(only(model.run(model.load("no_us_backstop"))))
    assert (joined[0].name, round(joined[0].low)) == ("turkey", 21_000)
    assert not any(one.closes for one in joined)


def test_without_a_coalition_nobody_joins() -> None:
    assert additions(only(run(None))) == ()


@pytest.mark.parametrize("most", [1, 100, 8_192])
@pytest.mark.parametrize("name", shipped_scenarios())
def test_what_is_added_is_what_a_run_with_the_nation_in_has_more(
    name: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joining, "MOST_CASES", most)
    before = only(model.run(model.load(name)))
    for one in additions(before)[:: 9 if most == 8_192 else 30]:
        after = Run.of(before.scenario.replace({f"coalition.contributors.{one.name}.probability": 1}))
        more = after.outcomes["capacity"] - before.outcomes["capacity"]
        assert (one.low, one.high) == pytest.approx((more.min(), more.max()))
