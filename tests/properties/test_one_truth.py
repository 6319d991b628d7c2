"""T-45 and T-23: sentence, gap and steady months name one size, which is never short when fed back."""

import functools
import re
from typing import Any

import numpy as np
import pytest
from coalitions import only
from counts import MANY
from random_coalitions import document

import model
from model import Scenario, ScenarioError
from model.analysis.ways import ways
from model.engine.cases import at
from model.engine.kept_up import KeptUp, held_by_month, kept_up, kept_up_by_each, needed_by_month
from model.engine.run import Run
from model.files.scenarios import shipped_scenarios
from model.kernels.arrays import ROUNDING
from model.present.exhibits import force, months, page
from model.present.words import coalition as coalition_words
from model.present.words import comparison
from model.present.words import gap as gap_words
from model.present.words.course import Course
from model.present.words.force import size
from model.present.words.gap import in_troops

STEADY, AT_ONCE = {"schedule.start": "evenly_spread"}, {"schedule.start": "rested"}
QUICK = 10
SOME = pytest.mark.parametrize("count", [QUICK, pytest.param(MANY, marks=pytest.mark.slow)])


def steady(name: str) -> Run:
    return Run.of(model.load(name).replace(STEADY))


def kept_of(run: Run) -> KeptUp:
    kept = kept_up(run)
    assert kept is not None
    return kept


def of_case(run: Run, case: int) -> dict[str, Any]:
    """Return the changes that hold every range of a run at its value in one case."""
    return {path: float(at(run.cases[path], case)) for path in run.scenario.ranges}


def sized(run: Run, case: int, troops: float) -> Run:
    """Return a run of one case whose force has so many troops, its units and its course as they are."""
    changes = of_case(run, case)
    (name,) = [part.component for part in run.outcomes.own if part.component in run.outcomes.requirements]
    part = f"force.{name}"
    for path in [path for path in changes if path.startswith((f"{part}.strength", f"{part}.support"))]:
        del changes[path]
    units = {}
    if run.plan.components[0].is_whole:
        units = {f"{part}.element": {"name": "unit", "troops": float(run.plan.components[0].troops[case])}}
    size = {f"{part}.strength": {"troops": troops}, f"{part}.support_per_deployed": 0}
    return Run.of(run.scenario.replace({**changes, **size, **units}))


@functools.cache  # each process of a run works it out before it knows its tests
def shipped_with_nations() -> list[str]:
    return [name for name in shipped_scenarios() if force.gap(steady(name)) is not None]


@pytest.mark.parametrize("name", shipped_with_nations())
def test_t_45_the_sentence_the_gap_and_the_steady_months_name_one_size(name: str) -> None:
    run = steady(name)
    kept, course = kept_of(run), Course.of(run)
    gap, by_month = force.gap(run), months.months(run)
    assert course is not None
    assert gap is not None
    assert by_month is not None
    write = in_troops(run, kept)
    sentence = str(coalition_words.supply_sentence(run))
    for end in kept.capacity.ends:
        assert write(end) in sentence
        assert write(end) in gap.table.loc["Together", "Could keep up"]
    for held, case in zip(course.ends, (kept.least, kept.most), strict=True):
        capacity = float(run.values(kept.measure)[case])
        assert held.held == pytest.approx(np.minimum(capacity, needed_by_month(run, case)))
        assert float(held.short.max()) == pytest.approx(max(held.needed[0] - capacity, 0))
    assert by_month.chart.rows["months"][0]["held"] == pytest.approx(max(end.held[0] for end in course.ends))


@pytest.mark.parametrize("name", shipped_with_nations())
def test_t_45_what_is_missing_in_the_steady_months_is_the_gap(name: str) -> None:
    run = steady(name)
    kept, course = kept_of(run), Course.of(run)
    assert course is not None
    low, high = kept.spare.ends
    least, most = course.ends
    assert float(least.short[0]) == pytest.approx(max(-low, 0))
    assert float(most.short[0]) == pytest.approx(max(-high, 0))


@pytest.mark.parametrize("name", shipped_with_nations())
def test_t_23_and_t_45_the_size_named_is_never_short_when_fed_back(name: str) -> None:
    run = steady(name)
    kept = kept_of(run)
    for case in {kept.smallest, kept.largest, kept.least, kept.most}:
        troops = float(run.values(kept.measure)[case])
        if troops:
            fed = sized(run, case, troops)
            assert fed.measure("first_shortfall_month").central is None, case
            again = kept_of(fed)
            assert again.spare.low == pytest.approx(0, abs=1), case


def troops_in(words: str) -> set[str]:
    """Return the numbers of a hundred and more that some words name; years, which have no comma, are none."""
    return set(re.findall(r"(?<![\d,])(?:\d{1,3}(?:,\d{3})+|\d{3})(?!\d)", words))


def clauses(words: str) -> list[str]:
    """Return the sentences of some words, each parted at its semicolons."""
    return re.split(r"\. |; ", words)


@pytest.mark.parametrize("name", shipped_with_nations())
def test_t_45_every_page_names_one_size_and_one_gap_or_says_that_soldiers_are_counted(name: str) -> None:
    """The report prints the same parts; no way to close a gap asks how the months begin."""
    closing = ways(steady(name))
    for start in (STEADY, AT_ONCE):
        run = Run.of(model.load(name).replace(start))
        kept = kept_of(run)
        gap, one_size = gap_words.finding(run, kept), coalition_words.kept_up_in_words(run, kept)
        drawn = page.answer(run).exhibits["gap"]
        assert drawn.title == gap
        assert one_size in drawn.text
        assert troops_in(comparison.gap(run)) == troops_in(gap)
        carried, changed = page.carried(run), page.changed(run, closing, (run.scenario, ()))
        assert one_size in carried.headline
        assert changed.headline.startswith(f"{gap} in whole ") or not kept.is_whole
        in_units, _, _ = str(coalition_words.in_units_sentence(run) or "").partition("; ")
        named = troops_in(f"{one_size} {gap} {size(run)} {in_units}")
        words = [carried.headline, carried.standfirst, *carried.sentences, changed.headline, changed.standfirst]
        for clause in clauses(". ".join(words)):
            assert "soldier by soldier" in clause.casefold() or troops_in(clause) <= named, clause


@pytest.mark.parametrize("name", shipped_with_nations())
def test_nations_end_to_end_are_the_size_that_could_be_kept_up(name: str) -> None:
    run = steady(name)
    kept = kept_of(run)
    for case in (kept.smallest, kept.largest):
        each = kept_up_by_each(run, case)
        if each:
            assert sum(each.values()) == pytest.approx(float(run.values(kept.measure)[case]))


@pytest.mark.parametrize("name", shipped_with_nations())
def test_all_at_once_the_months_are_those_of_the_timeline(name: str) -> None:
    run = Run.of(model.load(name).replace(AT_ONCE))
    kept, course = kept_of(run), Course.of(run)
    assert course is not None
    for end, case in zip(course.ends, (kept.least, kept.most), strict=True):
        name_of_case = next((word for word, number in run.case_numbers.items() if number == case), None)
        if name_of_case is not None:
            together = run.months(name_of_case)[-1]
            assert end.needed == pytest.approx(together.required)
            assert end.short == pytest.approx(together.shortfall)


@SOME
def test_a_steady_rotation_holds_no_more_than_is_asked_for_and_its_gap_is_that_of_the_margin(count: int) -> None:
    for number in range(count):
        try:
            run = only(model.run(Scenario.from_document(document(number, with_chances=number % 2 == 0))))
        except ScenarioError:  # pragma: no cover  (what a document at random may be)
            continue
        kept = kept_up(run)
        if kept is None or not kept.spare.is_known:
            continue
        for case in (kept.least, kept.most):
            needed, held = needed_by_month(run, case), held_by_month(run, case)
            assert (held <= needed * (1 + ROUNDING)).all(), number
            assert (held >= 0).all(), number
            if not kept.is_whole and (spare := run.values("margin")[case]) >= 0:
                assert held == pytest.approx(needed), (number, spare)
