"""Problems: one line each, whatever it quotes; all at once; sent between processes."""

import pickle

import pytest
from changed import built, problems, strength
from hostile import BASE

from model.scenario import Scenario
from model.scenario.errors import MOST_KEYS, Problem, ScenarioError


def test_a_problem_is_one_bounded_line_whatever_it_quotes() -> None:
    problem = Problem(("a\nb" * 100,) * 100, "x\x1b" * 5_000, "file\n.yaml")
    assert len(str(problem).splitlines()) == 1
    assert len(str(problem)) < 20_000
    assert str(problem).startswith("file\\n.yaml: a\\nba")
    assert str(problem).count("a\\nb" * 20) == MOST_KEYS
    assert problem.path[0] == "a\nb" * 100


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (
            {"as_of": "{error.__traceback__.tb_frame.f_globals}"},
            "'{error.__traceback__.tb_frame.f_globals}' is not a date",
        ),
        ({"as_of": "{found:>300000000}"}, "as_of: '{found:>300000000}' is not a date: write YYYY-MM-DD"),
        ({"as_of": "{"}, "as_of: '{' is not a date"),
        ({"as_of": {"a": "b"}}, "as_of: 'a dict' is not a date"),
        ({"as_of": 10**5_000}, "as_of: a number of too many digits is not a date"),
        ({"horizon_months": "{found.__class__}"}, "expected a whole number, found '{found.__class__}'"),
        ({"title": "\ud800"}, "title: holds U+D800, which is not seen"),
        ({"force": {"a\ud800": {}}}, "'a\\ud800' holds half a letter; leave it out"),
        ({"title": "a\u202eb"}, "title: holds U+202E, RIGHT-TO-LEFT OVERRIDE, which"),
        ({"schedule": {"start": "{ge}"}}, "'{ge}' is not known here; allowed: 'evenly_spread' or 'rested'"),
    ],
)
def test_what_a_file_says_is_quoted_as_it_stands(document: dict[str, object], words: str) -> None:
    with pytest.raises(ScenarioError) as raised:
        Scenario.from_document({**BASE, **document})
    assert words in str(raised.value)


def test_all_problems_come_at_once() -> None:
    assert len(problems(horizon_months=0, titel="x", **strength(-1))) == 3


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (
            {"rotation": {"tour_month": 6, "dwell_ratio": 2}},
            ["rotation.tour_month: unknown key; did you mean 'tour_months'?"],
        ),
        ({"force": {"a": {"strenght": {"troops": 5}}}}, ["force.a.strenght: unknown key; did you mean 'strength'?"]),
        (
            {"rotation": {"x": 6, "dwell_ratio": 2}},
            ["rotation.tour_months: is required and not given", "rotation.x: unknown key; "],
        ),
        (
            {"force": {"a": {"strenght": 5}, "b": {}}},
            ["force.b.strength: is required and not given", "force.a.strenght: unknown key; did you mean 'strength'?"],
        ),
    ],
)
def test_a_required_key_that_is_misspelt_is_one_fault(document: dict[str, object], words: list[str]) -> None:
    with pytest.raises(ScenarioError) as raised:
        Scenario.from_document({**BASE, **document})
    assert len(raised.value.problems) == len(words)
    assert all(word in str(raised.value) for word in words)


def test_errors_travel_between_processes() -> None:
    with pytest.raises(ScenarioError) as caught:
        built(horizon_months=0)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301  (our own bytes)


def test_a_notebook_shows_the_problems_without_a_traceback() -> None:
    error = ScenarioError([Problem(("rotation",), "is required"), Problem((), "is wrong", "mine.yaml:2:3")])
    assert error._render_traceback_() == [
        "ScenarioError: rotation: is required", "ScenarioError: mine.yaml:2:3: is wrong",
    ]  # fmt: skip
