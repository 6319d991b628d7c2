"""The exhibit of all proposals, and the rows of their versions."""

import pytest

import model
from model.files.scenarios import shipped_parents, shipped_scenarios
from model.present.exhibits.plans import cards, chips, proposals, without_a_size
from model.present.words.plans import Plan, plans


@pytest.fixture(scope="module")
def shipped() -> list[Plan]:
    return plans({name: model.run(model.load(name)).runs[0] for name in shipped_scenarios()}, shipped_parents())


def test_every_proposal_of_known_size_is_a_card_that_opens_it(shipped: list[Plan]) -> None:
    drawn = proposals(shipped)
    assert drawn is not None
    assert drawn.html is not None
    known = [plan for plan in shipped if plan.kind == "proposal" and plan.is_known]
    assert drawn.title.startswith("Seven proposals would tie up from 14,700 to 439,800 troops")
    assert drawn.subtitle == "By date. Each square is 2,000 troops in every card, so that cards can be compared."
    assert str(drawn.html).count('<li class="plan">') == len(known)
    for plan in known:
        assert f'data-query="scenario={plan.scenario.name}"' in drawn.html
        assert plan.tied_up in drawn.html
    assert len(drawn.table) == len(known)
    assert len(drawn.frame()) == len(shipped)
    assert "Feb 2025, Reassurance force: 30,000 in the field, 90,000 to 120,000 tied up" in drawn.text
    assert "times.troops" in drawn.claims


def test_every_shipped_plan_can_be_opened_from_here(shipped: list[Plan]) -> None:
    drawn = proposals(shipped)
    assert drawn is not None
    kinds = ("rest", "version")
    rows = [chips([plan for plan in shipped if plan.kind == kind]) for kind in kinds]
    page = str(drawn.html) + "".join(map(str, [*rows, without_a_size(shipped)]))
    for name in shipped_scenarios():
        assert f'data-query="scenario={name}"' in page


def test_squares_are_as_large_in_every_card(shipped: list[Plan]) -> None:
    known = [plan for plan in shipped if plan.kind == "proposal" and plan.is_known]
    drawn = str(cards(known))
    boxes = {part.split('"')[0] for part in drawn.split('viewBox="')[1:]}
    assert len(boxes) == 1
    assert "<script" not in drawn


def test_a_force_without_a_size_has_a_line_of_its_own(shipped: list[Plan]) -> None:
    drawn = without_a_size(shipped)
    assert "<b>Dec 2025: Multinational Force Ukraine.</b>" in drawn
    assert "What is known, and what would follow" in drawn
    assert "Three tiers" not in drawn


def test_without_a_proposal_of_known_size_there_is_no_exhibit(shipped: list[Plan]) -> None:
    assert proposals([plan for plan in shipped if not plan.is_known]) is None


def test_a_force_of_nobody_is_a_card_without_squares() -> None:
    nobody = {"force": {"main": {"strength": {"troops": 0}}}, "rotation": {"tour_months": 6, "dwell_ratio": 2}}
    plan = Plan(model.run(model.Scenario.from_document(nobody)).runs[0], "proposal")
    assert "<path" not in cards([plan])
