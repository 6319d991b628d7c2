"""Budgets: what a scenario's size is, and that each limit refuses with its number, the limit and the remedy."""

import pytest
from heavy import KINDS, coalition, is_accepted, largest

import model
from model.engine import budget, cases
from model.files.scenarios import load_text, shipped_scenarios
from model.scenario import Scenario
from model.scenario.errors import ScenarioError

BUDGETS = {"command": budget.COMMAND, "pages": budget.PAGES}


def size_of(**changes: object) -> dict[str, int]:
    document = coalition(3, parts=2, ranges=1, months=12, troops=10_000, **changes)
    return budget.sizes([scenario := Scenario.from_document(document)], cases.check(scenario))


def test_the_counts_are_those_one_makes_by_hand() -> None:
    size = size_of()
    assert size["pairs"] == 2 * 3
    assert size["evaluations"] == 3 * 6  # the central case and both ends of one range
    assert size["periods"] == 18
    assert size["sizes"] == 0
    assert size["months"] == 12 * 6
    assert size["steps_at_once"] == (12 + 2 * 24) * 6  # the horizon, and a cycle before and after
    assert size["all_steps"] == 60 * 18
    assert size["troops"] == 0.4 * (11_000 + 10_000 + 10_000)
    assert size["sums"] == 3 * size["troops"]


def test_days_changes_and_offers_count_as_well() -> None:
    assert size_of(schedule={"step": "day"})["steps_at_once"] == 6 * round(60 * 365 / 12)
    changing = size_of(changes=4)
    assert (changing["sizes"], changing["periods"]) == (3 * 12 * 2, 18 * 4)
    assert size_of(nation={"offer_troops": 100})["troops"] == 300
    assert size_of(nation={"rotation": {"dwell_months": 54}})["steps_at_once"] == 6 * (12 + 2 * 60)


@pytest.mark.parametrize("who", BUDGETS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_scenario_that_grows_is_refused_with_its_number_the_limit_and_the_remedy(kind: str, who: str) -> None:
    limits = BUDGETS[who]
    number = largest(KINDS[kind], limits)
    assert is_accepted(KINDS[kind](number), limits)
    try:
        scenario = Scenario.from_document(KINDS[kind](number + 1))
    except ScenarioError:
        return  # the types allow no more
    with pytest.raises(ScenarioError) as error:
        budget.check(scenario, limits)
    for problem in error.value.problems:
        count, _, rest = problem.message.partition(" ")
        words, _, remedy = rest.partition(": ")
        limit = words.rpartition(" ")[2]
        assert int(count.replace(",", "")) > int(limit.replace(",", ""))
        assert limits.who in words
        assert remedy


def test_every_limit_is_reached_by_some_scenario_that_grows() -> None:
    refused = set()
    for kind in KINDS.values():
        for limits in BUDGETS.values():
            for number in (1, 10, 100, 1_000):
                try:
                    size = budget.sizes([scenario := Scenario.from_document(kind(number))], cases.check(scenario))
                except ScenarioError:
                    continue
                refused |= {name for name, limit in limits.limits.items() if size[name] > limit}
    assert refused == set(budget.WORDS)


@pytest.mark.parametrize("name", shipped_scenarios())
def test_the_pages_take_every_shipped_scenario(name: str) -> None:
    budget.check(model.load(name), budget.PAGES)


def test_every_door_refuses_what_is_too_large() -> None:
    large = Scenario.from_document(coalition(600))
    doors = (
        lambda: model.run(large),
        lambda: model.simulate(large, draws=10),
        lambda: model.compare(large, large),
        lambda: model.solve(large, "rotation.dwell_months"),
    )
    for door in doors:
        with pytest.raises(ScenarioError, match="600 pairs of a part and a nation, and the model takes 500"):
            door()


def test_a_file_that_is_too_large_is_refused_with_its_place() -> None:
    text = "force: {f: {strength: {troops: 5}}}\nrotation: {tour_months: 6, dwell_ratio: 2}\ncoalition:\n"
    text += "  deployable_share: 1\n  contributors:\n"
    text += "".join(f"    n{number}: {{land_strength: 9, position: declared}}\n" for number in range(501))
    with pytest.raises(ScenarioError, match=r"^mine\.yaml:5:3: coalition\.contributors: 501 pairs"):
        load_text(text.encode(), "mine.yaml")


def test_a_comparison_of_too_many_changes_is_refused() -> None:
    base = Scenario.from_document(coalition(200, ranges=10))
    budget.check_comparison(base, 10)
    with pytest.raises(ScenarioError, match=r"20 changes, each made alone, come to 4,100,000 .* takes 2,500,000"):
        budget.check_comparison(base, 20)


def test_draws_beyond_what_the_pages_take_are_for_the_command() -> None:
    scenario = Scenario.from_document(coalition(50, parts=4))
    budget.check_draws(scenario, 100_000, budget.PAGES)
    budget.check_draws(scenario, 10**10, budget.COMMAND)
    with pytest.raises(ScenarioError, match=r"1,000,000 draws .* roulement run FILE --draws"):
        budget.check_draws(scenario, 1_000_000, budget.PAGES)
