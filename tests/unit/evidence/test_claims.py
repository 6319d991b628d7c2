"""Claims: their days, the question that each answers, rivals, the claims behind a claim."""

import datetime as dt
import pickle

import pytest
from claims_made import CLAIMS, REGISTER, claim, register

from model.evidence.claims import Register, period


def test_a_date_means_all_its_days() -> None:
    assert period("2024") == (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    assert period("2025-01-16/2025-02") == (dt.date(2025, 1, 16), dt.date(2025, 2, 28))
    assert period("unknown") is None
    assert claim(said_on="unknown").days == period("2025")


@pytest.mark.parametrize("wrong", ["2025-02/2025-01", "2025/2026/2027", "soon"])
def test_what_is_no_date_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="is no"):
        period(wrong)


def test_rivals_answer_one_question_with_different_figures() -> None:
    number = {"value": 5, "bound": "exactly", "unit": "multiple"}
    first, same = claim(id="a.one", **number), claim(id="a.two", **number)
    assert first.answers == "troops_in_cycle"
    assert register(first, same).rivals == {}
    other = claim(id="a.three", **number | {"bound": "about"})
    assert register(first, same, other).rivals == {("troops_in_cycle", None): [first, other, same]}
    offers = [
        claim(id=f"{nation}.x", nation=nation, figure="offer", value=value, bound="exactly", unit="troops")
        for nation, value in (("france", 1), ("spain", 2))
    ]
    assert register(*offers).rivals == {}, "each nation has its own question"


def test_the_questions_that_the_issue_names_have_rivals() -> None:
    assert {key for key in REGISTER.rivals if key[1]} == {
        ("deployed_elsewhere", "canada"), ("deployed_elsewhere", "estonia"), ("deployed_elsewhere", "united_kingdom"),
        ("land_strength", "united_kingdom"), ("offer", "france"), ("offer", "united_kingdom"),
    }  # fmt: skip
    ratios = REGISTER.rivals["troops_in_cycle", None]
    assert {"dannatt.multiplier", "dannatt.multiplier_2025_02_huffpost"} <= {ratio.id for ratio in ratios}
    sizes = {rival.id for rival in REGISTER.rivals["force_size", None]}
    assert {"times.troops", "telegraph.troops", "clash_report.troops", "times.troops_2025_04"} <= sizes


def test_a_claim_rests_on_all_behind_it() -> None:
    assert REGISTER.behind(CLAIMS["dannatt.multiplier"]) == {"dannatt.tied_up", "dannatt.deployed"}
    nested = REGISTER.behind(CLAIMS["united_kingdom.cost_per_deployed_range"])
    assert {"united_kingdom_iraq.cost_per_deployed", "united_kingdom_iraq.troops"} <= nested
    assert REGISTER.behind(CLAIMS["dannatt.deployed"]) == frozenset()


def test_each_end_of_a_claim_rests_on_the_parts_that_make_it() -> None:
    number = {"bound": "about", "unit": "troops"}
    one, two, ten = (
        claim(id=f"a.{name}", value=size, **number) for name, size in (("one", 1), ("two", 2), ("ten", 10))
    )
    derived = {"kind": "derived", **number}
    total = claim(id="a.sum", value=12, derived_from={"x": "a.two", "y": "a.ten"}, working="x + y", **derived)
    ends = {"low": "min(a, b, c)", "high": "max(a, b, c)"}
    parts = {"a": "a.one", "b": "a.two", "c": "a.sum"}
    span = claim(id="a.range", low=1, high=12, derived_from=parts, working=ends, **derived)
    claims = register(one, two, ten, total, span)
    assert [claims.behind_end(span, end) for end in (0, 1)] == [[one], [two, ten]]
    assert [claims.behind_end(one, end) for end in (0, 1)] == [[one], [one]]


def test_versions_of_one_event_stand_the_best_sourced_first() -> None:
    page = {"seed": None, "url": "https://example.org/a", "same_event": "plan"}
    claims = [
        claim(id="a.article", same_event="plan"),
        claim(id="a.weak", provenance="weak", **page),
        claim(id="a.retold", read_in="secondary", **page),
        claim(id="a.source", read_in="primary", **page),
        claim(id="a.other"),
    ]
    versions = register(*claims)
    assert [version.id for version in versions.events["plan"]] == ["a.source", "a.retold", "a.article", "a.weak"]
    assert [version.id for version in versions.versions(claims[0])] == ["a.source", "a.retold", "a.weak"]
    assert versions.versions(claims[-1]) == []


def test_a_nations_claims_are_those_up_to_a_day() -> None:
    early, late = claim(id="a.one", nation="france"), claim(id="a.two", nation="france", said_on="2025-03")
    claims = register(late, early, claim(id="a.three", nation="spain"))
    assert claims.of_nation("france") == [early, late]
    assert claims.of_nation("france", dt.date(2025, 3, 30)) == [early]
    assert claims.of_nation("atlantis") == []


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"leads": "the talks"}, "need their nation"),
        ({"position": "open"}, "need their nation"),
        ({"nation": "france", "position": "declared", "supports_outside": True}, "beside the position open or refused"),
    ],
)
def test_a_fact_about_a_nation_that_is_not_whole_is_refused(fields: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        claim(**fields)


def test_an_empty_register_has_no_date() -> None:
    assert Register().latest_day is None
    assert Register().nearest("a.b") is None
    assert period("unknown") is None


def test_another_process_gets_the_claims_without_what_was_remembered_here() -> None:
    assert REGISTER.remembered is not None
    there = pickle.loads(pickle.dumps(REGISTER))  # noqa: S301  (our own bytes)
    assert there == REGISTER
    assert list(vars(there)) == ["claims", "digest"]
