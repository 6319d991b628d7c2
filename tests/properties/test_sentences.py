"""What holds of the sentences of any run: their numbers are those of its measures, and none contradicts another."""

import functools

import pytest
from coalitions import only
from counts import MANY
from random_coalitions import document

import model
from model.engine.run import Run
from model.present.sentence import Sentence
from model.present.words import coalition as coalition_words
from model.present.words import months as months_words

QUICK = 25
SOME = pytest.mark.parametrize("count", [QUICK, pytest.param(MANY, marks=pytest.mark.slow)])


@functools.cache  # two tests read the same runs
def runs(count: int) -> list[Run]:
    """Return runs of random scenarios with tasks, months, offers, chances; every third with a nation unknown."""
    every = []
    for number in range(count):
        scenario = document(number, with_chances=number % 2 == 0)
        if number % 3 == 0:
            scenario["coalition"]["contributors"]["unknown"] = {"position": "declared", "land_strength": "unknown"}
        every.append(only(model.run(model.Scenario.from_document(scenario))))
    return every


def sentences(run: Run) -> list[str]:
    return [*coalition_words.sentences(run), *months_words.sentences(run)]


@SOME
def test_every_number_of_a_sentence_is_that_of_its_measure(count: int) -> None:
    for run in runs(count):
        for sentence in sentences(run):
            for figure in sentence.figures if isinstance(sentence, Sentence) else ():
                if figure.measure == "shortfall":
                    assert figure.number == run.at(figure.end, "shortfall"), sentence
                else:
                    assert figure.number == getattr(run.measure(figure.measure), figure.end), sentence


@SOME
def test_no_sentence_contradicts_another(count: int) -> None:
    for number, run in enumerate(runs(count)):
        text = " ".join(sentences(run))
        case, deployed = run.case_numbers["low"], run.measure("deployed")
        if not deployed.high:
            continue
        margin, shortfall = run.measure("margin"), run.measure("shortfall")
        assert (margin.low or 0) >= 0 or (shortfall.high or 0) > 0, number
        if "no nation that is in" in text.lower() or "nobody that is in" in text.lower():
            assert run.measure("capacity").high == 0, number
        verdict = coalition_words.verdict_sentence(run) or ""
        if "could keep it up" in verdict and "only with less rest" not in verdict:
            assert (margin.high or 0) >= -1, number
        certain = not run.outcomes.supply.has_chances if run.outcomes.supply else True
        if certain:
            kept_up = run.chances(case).chance.kept_up
            assert (kept_up == 1) == (run.outcomes["margin"][case] >= 0), number
            needed = run.measure("contributors_needed").low
            assert (needed is not None) == (kept_up == 1), number
        assert "−0" not in text, number
        assert "short by 0 " not in text, number
