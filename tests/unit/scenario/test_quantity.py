"""Quantities in every form, and the plain text of a reader."""

import pytest
from changed import ROTATION, built, problems, strength
from hostile import BASE

from model.scenario import Scenario
from model.scenario.errors import ScenarioError


def test_plain_text_is_of_one_line() -> None:
    assert Scenario.from_document({**BASE, "title": " a\n\n# b\t\tc "}).title == "a # b c"


@pytest.mark.parametrize(
    ("quantity", "ends", "standing"),
    [
        (6, (6, 6, 6), "user"),
        ({"value": 6}, (6, 6, 6), "user"),
        ({"value": 6, "because": "a reason"}, (6, 6, 6), "assumed"),
        ({"low": 4, "high": 8, "because": "a reason"}, (4, 6, 8), "assumed"),
        ({"low": 4, "value": 5, "high": 8}, (4, 5, 8), "user"),
        ({"claim": "a.months"}, (4, 5, 6), "reference"),
    ],
)
def test_a_quantity_in_every_form(quantity: object, ends: tuple[float, ...], standing: str) -> None:
    tour = built(rotation={"tour_months": quantity, "dwell_months": 18}).rotation.tour_months
    assert (tour.low, tour.central, tour.high) == ends
    assert tour.standing == standing


@pytest.mark.parametrize(
    ("troops", "message"),
    [
        (-1, "troops: -1 is out of range; allowed: 0 to 10,000,000 troops"),
        (1e12, "troops: 1,000,000,000,000 is out of range; allowed: 0 to 10,000,000 troops"),
        (float("nan"), "troops.value: 'nan' is not a number to calculate with; give a finite number"),
        (float("inf"), "troops.value: 'inf' is not a number to calculate with; give a finite number"),
        ({"low": 3, "high": 2}, "troops: the range is upside down: 3, 2; write low first"),
        ({"low": 3, "value": 9, "high": 5}, "troops: the range is upside down: 3, 9, 5; write low first"),
        ({"low": 3}, "troops: give value, or low and high, or claim"),
        ({"low": 3, "value": 4}, "troops: give both low and high, or neither"),
        ({}, "troops: give value, or low and high, or claim"),
        ({"vlaue": 3}, "troops.vlaue: unknown key; did you mean 'value'?"),
        ("30,000", "troops: '30,000' can mean two numbers: write 30000, or 30"),
        ("many", "troops: expected a number, {value}, {low, high} or {claim}, found 'many'"),
        (True, "troops: expected a number, {value}, {low, high} or {claim}, found 'True'"),
        ("1,5", "troops: '1,5' has a comma: write 1.5"),
        (10**400, "troops: the number is too large to calculate with"),
        ({"value": "six"}, "troops.value: expected a number, found 'six'"),
        ({"claim": "a.trops"}, "troops.claim: no claim 'a.trops' in the register; did you mean 'a.troops'?"),
        ({"claim": "zzz.zzz"}, "troops.claim: no claim 'zzz.zzz' in the register; see `roulement sources`"),
        ({"claim": "a.words"}, "troops.claim: claim 'a.words' is a statement without a number; give a"),
        ({"claim": "a.months"}, "troops.claim: claim 'a.months' is in months; allowed here: troops"),
        ({"claim": "a.at_most"}, "troops.claim: claim 'a.at_most' is 'up_to', not exact: say in `because`"),
        ({"claim": "a.troops", "value": 3}, "troops.claim: a claim brings its own number: leave value,"),
    ],
)  # fmt: skip
def test_a_number_that_cannot_be_used_gets_one_clear_line(troops: object, message: str) -> None:
    (problem,) = problems(**strength(troops))
    assert problem.startswith(f"force.main.strength.{message}")


def test_what_stands_for_a_left_out_key_is_known_by_itself_not_by_its_words() -> None:
    scenario = built(rotation={**ROTATION, "transit_months": {"value": 0, "because": "not given: taken as zero"}})
    assert scenario.rotation.overlap_months.is_default
    assert not scenario.rotation.transit_months.is_default


def test_claims_with_a_bound_are_taken_with_a_reason() -> None:
    scenario = built(**strength({"claim": "a.at_most", "because": "taken at its upper bound"}))
    assert scenario.quantities()["force.main.strength.troops"].central == 7_000


@pytest.mark.parametrize("text", ["[a](b)", "see ![i](u)", "<b>x", "</p>", "[a][b]", "[a]: b", "<!-- x"])
def test_texts_are_plain(text: str) -> None:
    with pytest.raises(ScenarioError, match="write plain text, and an address as it stands"):
        Scenario.from_document(
            {"title": text, "force": {"main": {"strength": {"troops": 1}}}, "rotation": {"tour_months": 6}}
        )
    long = {"title": "x" * 1_001, "force": {"main": {"strength": {"troops": 1}}}, "rotation": {"tour_months": 6}}
    with pytest.raises(ScenarioError, match="has 1,001 letters; allowed: 1,000"):
        Scenario.from_document(long)
    plain = {"value": 18, "because": "5 * 3 < 20 [sic] at $2, see https://example.org/a_b"}
    document = {"force": {"main": {"strength": {"troops": 1}}}, "rotation": {"tour_months": 6, "dwell_months": plain}}
    assert Scenario.from_document(document).rotation.dwell.low == 18
