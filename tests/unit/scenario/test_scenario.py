"""What a scenario refuses, and in which words; and what changing one does."""

import datetime as dt
import pickle
from typing import Any

import pytest

from model.evidence.claims import Claim, Register
from model.frozen import FrozenMapping
from model.scenario import Scenario
from model.scenario.changes import make_changes
from model.scenario.errors import ScenarioError

FORCE: dict[str, Any] = {"main": {"strength": {"troops": 10_000}}}
ROTATION: dict[str, Any] = {"tour_months": 6, "dwell_ratio": 2}


def claim(name: str, **fields: object) -> Claim:
    common = {
        "says": "A figure.", "speaker": "a speaker", "said_on": "2025", "reported_by": "an outlet",
        "reported_on": "2025-02", "date_basis": "stated", "kind": "said", "url": "https://example.org",
    }  # fmt: skip
    return Claim.model_validate({"id": name, **common, **fields})


REGISTER = Register(
    FrozenMapping(
        {
            record.id: record
            for record in (
                claim("a.troops", value=5_000, unit="troops", bound="exactly"),
                claim("a.at_most", value=7_000, unit="troops", bound="up_to"),
                claim("a.words", text="no number"),
                claim("a.months", low=4, high=6, unit="months", bound="exactly"),
                claim("a.pounds", value=100_000, unit="gbp_per_soldier_year", bound="exactly", nation="france"),
            )
        }
    )
)


def given(**changes: object) -> Scenario:
    return Scenario.from_document({"force": FORCE, "rotation": ROTATION, **changes}, register=REGISTER)


def coalition(**given: object) -> dict[str, Any]:
    return {"coalition": {"deployable_share": 0.4, "contributors": {"france": {"land_strength": 1_000}}, **given}}


def contributor(**given: object) -> dict[str, Any]:
    return coalition(contributors={"france": {"land_strength": 1_000, **given}})


def profile(shares: dict[str, float]) -> dict[str, Any]:
    return {"force": {"main": {"strength": {"troops": 5}, "profile": shares}}}


def problems(**changes: object) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        given(**changes)
    return [str(problem) for problem in caught.value.problems]


def strength(troops: object) -> dict[str, Any]:
    return {"force": {"main": {"strength": {"troops": troops}}}}


def test_two_keys_and_bare_numbers_are_enough() -> None:
    scenario = given()
    assert scenario.rotation.tour_months.standing == "user"
    assert scenario.horizon_months == 24
    assert scenario.label == "scenario"
    assert scenario.title_of("main") == "Main"


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
    tour = given(rotation={"tour_months": quantity, "dwell_months": 18}).rotation.tour_months
    assert (tour.low, tour.central, tour.high) == ends
    assert tour.standing == standing


@pytest.mark.parametrize(
    ("troops", "message"),
    [
        (-1, "troops: -1 is out of range; allowed: 0 to 10,000,000 troops"),
        (1e12, "troops: 1,000,000,000,000 is out of range; allowed: 0 to 10,000,000 troops"),
        (float("nan"), "troops.value: 'nan' is not a number to calculate with; give a finite number"),
        (float("inf"), "troops.value: 'inf' is not a number to calculate with; give a finite number"),
        ({"low": 3, "high": 2}, "troops: the range is upside down: 3, 2.5, 2; write low first"),
        ({"low": 3, "value": 9, "high": 5}, "troops: the range is upside down: 3, 9, 5; write low first"),
        ({"low": 3}, "troops: give value, or low and high, or claim"),
        ({"low": 3, "value": 4}, "troops: give both low and high, or neither"),
        ({}, "troops: give value, or low and high, or claim"),
        ({"vlaue": 3}, "troops.vlaue: unknown key; did you mean 'value'?"),
        ("30,000", "troops: expected a number, {value}, {low, high} or {claim}, found the text '30,000': write 30000"),
        ("many", "troops: expected a number, {value}, {low, high} or {claim}, found 'many'"),
        (True, "troops: expected a number, {value}, {low, high} or {claim}, found 'True'"),
        ("1,5", "troops: expected a number, {value}, {low, high} or {claim}, found '1,5'"),
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


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"horizon_months": 0}, "horizon_months: '0' is out of range; allowed: 1 or more"),
        ({"horizon_months": 10_000}, "horizon_months: '10000' is out of range; allowed: 1200 or less"),
        ({"horizon_months": 2.5}, "horizon_months: expected a whole number, found '2.5'"),
        ({"horizon_months": None}, "horizon_months: expected a whole number, found nothing"),
        ({"horizn_months": 24}, "horizn_months: unknown key; did you mean 'horizon_months'?"),
        ({"as_of": "20 February"}, "as_of: '20 February' is not a date: write YYYY-MM-DD"),
        ({"as_of": 20250220}, "as_of: '20250220' is not a date: write YYYY-MM-DD"),
        (profile({"01": 1}), "force.main.profile.01: expected a whole number, found '01'"),
        (profile({"1.0": 1}), "force.main.profile.1.0: expected a whole number, found '1.0'"),
        (profile({"30": 1}), "force.main.profile.30: lies beyond the horizon of 24 months; lengthen it"),
        (contributor(joins_month=5, leaves_month=2), "france.leaves_month: it leaves no later than it joins"),
        ({"title": 5}, "title: expected text, found '5'; put it in quotes"),
        ({"force": {}}, "force: is empty; at least one entry is needed"),
        ({"force": []}, "force: expected keys and values below it, found 'a list'"),
        ({"rotation": 6}, "rotation: expected keys and values below it, found '6'"),
        ({"rotation": {"dwell_ratio": 2}}, "rotation.tour_months: is required and not given"),
        ({"rotation": {"tour_months": 6}}, "rotation: give dwell_months (24: two years at home) or dwell_ratio"),
        ({"rotation": {**ROTATION, "dwell_months": 9}}, "rotation: give one of dwell_months and dwell_ratio, not both"),
        ({"rotation": {"tour_months": 0, "dwell_ratio": 2}}, "0 is out of range; allowed: above 0, at most 240 months"),
        ({"us_backstop": {"provided": "NO"}}, "us_backstop.provided: expected true or false, found 'NO'"),
        ({"cost": {"per_deployed_year": {"claim": "a.pounds"}, "currency": "EUR"}}, "the claim is in gbp_per"),
        (coalition(counted_positions="declared"), "coalition.counted_positions: expected a list [a, b]"),
        (coalition(contributors={"FR": {}}), "coalition.contributors.FR: 'FR' is not a name: use lower-case letters"),
        (coalition(contributors={}), "coalition.contributors: is empty; at least one entry is needed"),
        (coalition(deployable_share=None), "coalition.deployable_share: give it here, or to each"),
        (coalition(deployable_share=1.2), "coalition.deployable_share: 1.2 is out of range; allowed: 0 to 1 share"),
        (coalition(rule="fair"), "coalition.rule: 'fair' is not known here; allowed: 'equal_strain', 'by_priority' or"),
        (coalition(probability_by_position={"sure": 1}), "'sure' is not known"),
        (contributor(probability=1.5), "coalition.contributors.france.probability: 1.5 is out"),
        (contributor(probability=-0.1), "coalition.contributors.france.probability: -0.1 is out of range"),
        (contributor(position="keen"), "france.position: 'keen' is not known here; allowed: 'decl"),
        (contributor(tasks=["war"]), "coalition.contributors.france.tasks.0: 'war' is not known here; allowed: 'peace"),
        (contributor(priority=0), "coalition.contributors.france.priority: '0' is out of range; allowed: 1 or more"),
        (contributor(leaves_month=0), "france.leaves_month: '0' is out of range; allowed: 1 or"),
    ],
)  # fmt: skip
def test_a_key_that_cannot_be_used_gets_one_clear_line(changes: dict[str, Any], message: str) -> None:
    (problem,) = problems(**changes)
    assert message in problem


@pytest.mark.parametrize(
    ("component", "message"),
    [
        ({"strength": {"troops": 5, "units": 2}}, "force.main.strength: give exactly one of: troops; units and"),
        ({"strength": {"units": 2}}, "force.main.strength: give exactly one of: troops; units and"),
        ({"strength": "unkown"}, "expected a sizing such as {troops: 5000}, or `unknown`, found"),
        ({}, "force.main.strength: is required and not given"),
        ({"strength": "unknown", "task": "war"}, "force.main.task: 'war' is not known here; allowed: 'peace"),
        ({"strength": "unknown", "falls_back_to": "coalition"}, "falls back to its own provider"),
        ({"strength": "unknown", "profile": {"0": 1}}, "force.main.profile.0: '0' is out of range; allowed: 1 or more"),
        ({"strength": "unknown", "profile": {"May": 1}}, "force.main.profile.May: expected a whole number"),
    ],
)  # fmt: skip
def test_a_component_that_cannot_be_used_gets_one_clear_line(component: dict[str, Any], message: str) -> None:
    (problem,) = problems(force={"main": component})
    assert message in problem


def test_all_problems_come_at_once() -> None:
    assert len(problems(horizon_months=0, titel="x", **strength(-1))) == 3


def test_a_date_may_be_a_date_in_plain_data() -> None:
    day = dt.date(2025, 2, 20)
    assert given(as_of=day).as_of == given(as_of="2025-02-20").as_of == day


def test_whole_numbers_may_be_written_with_an_exponent() -> None:
    assert given(horizon_months=1e1).horizon_months == 10


def test_what_stands_for_a_left_out_key_is_known_by_itself_not_by_its_words() -> None:
    scenario = given(rotation={**ROTATION, "transit_months": {"value": 0, "because": "not given: taken as zero"}})
    assert scenario.rotation.overlap_months.is_default
    assert not scenario.rotation.transit_months.is_default


def test_claims_with_a_bound_are_taken_with_a_reason() -> None:
    scenario = given(**strength({"claim": "a.at_most", "because": "taken at its upper bound"}))
    assert scenario.quantities()["force.main.strength.troops"].central == 7_000


def test_replace_validates_again_and_leaves_the_first_alone() -> None:
    scenario = given()
    changed = scenario.replace({"rotation.tour_months": 4, "rotation.dwell_months": 20})
    assert changed.rotation.dwell.central == 20
    assert changed.rotation.dwell_ratio is None
    assert scenario.rotation.tour_months.central == 6
    with pytest.raises(ScenarioError, match="-4 is out of range"):
        scenario.replace({"rotation.tour_months": -4})


def test_replace_adds_and_takes_away_whole_entries() -> None:
    scenario = given().replace({"force.second": {"strength": "unknown"}, "force.main": None, "title": "New"})
    assert list(scenario.force) == ["second"]
    assert scenario.label == "New"


def test_replace_reaches_below_what_the_file_leaves_out() -> None:
    scenario = given(force={"main": {"strength": "unknown"}}, **coalition(contributors={"other": {}}))
    scenario = scenario.replace({"force.main.strength.troops": 5, "coalition.contributors.france.priority": 1})
    assert scenario.quantities()["force.main.strength.troops"].central == 5
    assert scenario.coalition is not None
    assert scenario.coalition.contributors["france"].priority == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"rotation.tuor_months": 4}, "no 'tuor_months' below rotation; did you mean 'tour_months'?"),
        ({"rotatoin.tour_months": 4}, "no 'rotatoin' in a scenario; did you mean 'rotation'?"),
        ({"force.mian.strength.troops": 4}, "no 'mian' below force to change; did you mean 'main'?"),
        ({"force.third": None}, "nothing named 'third' to take away; allowed: main"),
        ({"coalition.contributors.frnce.priority": 1}, "no 'frnce' below coalition.contributors to change; did"),
        ({"horizon_months.x": 4}, "no 'x' below horizon_months; nothing is allowed below here"),
        ({"": 4}, "no '' in a scenario; "),
        ({"rotation": ROTATION, "rotation.tour_months": 4}, "is changed twice: 'rotation' holds it; keep one"),
    ],
)  # fmt: skip
def test_a_path_that_does_not_exist_is_named_with_the_nearest(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        given().replace(changes)
    assert message in str(caught.value)


def test_changes_do_not_touch_what_they_are_made_from() -> None:
    document = {"force": FORCE, "rotation": dict(ROTATION)}
    changed, _ = make_changes(document, {"rotation.dwell_months": 3}, Scenario, {})
    assert "dwell_ratio" in document["rotation"]
    assert "dwell_ratio" not in changed["rotation"]


def test_scenarios_are_frozen_and_travel_between_processes() -> None:
    scenario = given(as_of="2025-02-20", force={"main": {"strength": "unknown", "profile": {"6": 0.5}}})
    with pytest.raises(ValueError, match="frozen"):
        scenario.title = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        scenario.force["other"] = scenario.force["main"]  # type: ignore[index]
    assert pickle.loads(pickle.dumps(scenario)) == scenario  # noqa: S301  (our own bytes)
    assert repr(scenario.force["main"].profile).startswith("FrozenMapping({6: ")


def test_errors_travel_between_processes() -> None:
    with pytest.raises(ScenarioError) as caught:
        given(horizon_months=0)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301  (our own bytes)


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


def test_changes_of_the_models_own_are_not_the_readers() -> None:
    document = {"force": {"main": {"strength": {"troops": 1}}}, "rotation": {"tour_months": 6, "dwell_months": 18}}
    readers = Scenario.from_document(document).replace({"rotation.tour_months": 5, "rotation.dwell_months": 20})
    spread = readers.replace({"rotation.tour_months": {"low": 4, "high": 6}}, is_readers=False)
    assert spread.rotation.tour_months.is_range
    assert spread.changed == ("rotation.dwell_months",)
