"""Arguments: every public function refuses what it cannot use with the argument's name and what to write."""

import inspect
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pandas as pd
import pytest

import model
from model import ScenarioError
from model.library.arguments import ALLOWED, checked, named_as_arguments, public
from model.scenario.errors import Problem

TOURS = {"rotation.tour_months": [4, 6]}
NEEDED: Mapping[str, tuple[Any, ...]] = {
    "load": ("dannatt",), "run": ("dannatt",), "run_many": (["dannatt"],), "compare": ("dannatt", "nato_norm"),
    "drivers": ("dannatt",), "solve": ("dannatt", "rotation.dwell_ratio"), "simulate": ("dannatt",),
    "sweep": ("dannatt", TOURS), "replace": ({},), "differences": (model.load("dannatt"),),
    "of": (model.load("dannatt"),), "from_document": ({},),
    "measure": ("tied_up",), "write": ("results",), "report": ("report.html",),
    **dict.fromkeys(("difference", "why_difference", "remainder", "why_remainder"), ("tied_up",)),
}  # fmt: skip
"""The arguments that a call of each function needs; the others need none."""
OBJECTS: tuple[object, ...] = (
    model.load("dannatt"), model.run("dannatt"), model.run("dannatt").chart(), model.compare("dannatt", "nato_norm"),
    model.drivers("dannatt"), model.simulate("dannatt", draws=10), model.sweep("dannatt", TOURS),
)  # fmt: skip


def is_checked(function: object) -> bool:
    return hasattr(function, "__wrapped__") and getattr(function, "__module__", "").startswith("model.")


FUNCTIONS = [getattr(model, name) for name in model.__all__ if inspect.isfunction(getattr(model, name))]
METHODS = [
    getattr(thing, name) for thing in OBJECTS for name, _ in inspect.getmembers(type(thing), is_checked)
]  # fmt: skip
CALLS = [
    pytest.param(function, name, id=f"{function.__qualname__}-{name}")
    for function in (*FUNCTIONS, *METHODS)
    for name in inspect.signature(function).parameters
]


def test_every_public_function_is_checked() -> None:
    assert all(map(is_checked, FUNCTIONS))
    names = {method.__qualname__ for method in METHODS}
    for thing in OBJECTS:
        for name, function in inspect.getmembers(type(thing), inspect.isfunction):
            if not name.startswith("_") and function.__module__.startswith("model.library"):
                takes = [one for one in inspect.signature(function).parameters if one != "self"]
                assert not takes or function.__qualname__ in names, function


@pytest.mark.parametrize(("function", "argument"), CALLS)
def test_a_value_of_another_type_is_refused_with_the_arguments_name(
    function: Callable[..., Any], argument: str
) -> None:
    positions = [*inspect.signature(function).parameters]
    wrong = object()
    needed = list(NEEDED.get(function.__name__, ()))
    at = positions.index(argument)
    if argument == "others" or at < len(needed):
        needed[at:] = [wrong, *needed[at + 1 :]]
        keywords = {}
    else:
        keywords = {argument: wrong}
    with pytest.raises(ScenarioError) as refusal:
        function(*needed, **keywords)
    (problem,) = refusal.value.problems
    assert problem.place == argument
    assert problem.message == f"expected {ALLOWED[argument].words}, found an object of the type object"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (model.load, "load: missing a required argument: 'source'; write load(source, name=..., changes=..."),
        (lambda: model.load("dannatt", nam="x"), "load: got an unexpected keyword argument 'nam'; write load(source, "),
        (lambda: model.compare("dannatt"), "; write compare(base, variant, *others, progress=...)"),
        (lambda: model.run("dannatt").chart("phases", "low"), "chart: too many positional arguments; write chart(k"),
        (lambda: model.run(["dannatt"]), "for a list of them, write run_many, found an object of the type list"),
        (lambda: model.run_many(["dannatt", 5]), "for one alone, write run, found 5 among them"),
        (lambda: model.run_many("dannatt"), "for one alone, write run, found 'dannatt'"),
        (lambda: model.simulate("dannatt", measures=["margin", None]), "'margin'], found nothing among them"),
        (lambda: model.simulate("dannatt", draws=True), "draws: expected a whole number, such as 10000, found True"),
        (lambda: model.simulate("dannatt", draws=1e3), "draws: expected a whole number, such as 10000, found 1000.0"),
        (lambda: model.simulate("dannatt", draws=0), "draws: '0' is not a number of draws; give a whole number from 1"),
        (lambda: model.simulate("dannatt", seed=-1), "seed: '-1' is no seed"),
        (lambda: model.simulate("dannatt", measures="tied"), "measures: no draws of tied; they count deployed, "),
        (lambda: model.sweep("dannatt", TOURS, zipped="no"), "zipped: expected True or False, found 'no'"),
        (lambda: model.claims("dannatt"), "claims: too many positional arguments; write claims()"),
        (lambda: model.run("dannatt").write("x.csv"), "named like a file; name one, e.g. x, and a format"),
    ],
)  # fmt: skip
def test_a_call_that_cannot_be_made_says_what_to_write(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ScenarioError) as refusal:
        call()
    (problem,) = refusal.value.problems
    assert message in str(problem)
    assert "--" not in str(problem)


def test_what_other_libraries_hold_is_taken() -> None:
    with ThreadPoolExecutor(1) as executor:
        drawn = model.simulate("dannatt", draws=np.int64(10), seed=np.uint8(1), measures=("margin",), executor=executor)
    assert drawn.draws == 10
    assert model.sweep("dannatt", pd.DataFrame(TOURS), measures="tied_up", zipped=bool(np.True_)).count == 2
    assert model.run_many(name for name in ("dannatt",)).names == ("dannatt",)
    assert model.load("dannatt", name=None, changes=None, register=None).name == "dannatt"


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    checked("csv", ("csv", "json"), "format")
    with pytest.raises(ScenarioError, match=r"^no format 'jsn' here; did you mean 'json'\?$"):
        checked("jsn", ("csv", "json"), "format")


def test_options_of_the_command_are_named_as_arguments() -> None:
    problems = [
        Problem(("a",), "is wrong", "--over"),
        Problem((), "is there; say --force, or a --format, or --draws 5"),
    ]
    with pytest.raises(ScenarioError) as refusal, named_as_arguments():
        raise ScenarioError(problems)
    assert str(refusal.value) == "over: a: is wrong\nis there; say force=True, or a format, or --draws 5"
    with named_as_arguments():
        pass


def test_a_public_function_has_its_words_and_its_arguments_are_known() -> None:
    assert model.run.__name__ == "run"
    assert (model.run.__doc__ or "").startswith("Return the results of one scenario")
    with pytest.raises(KeyError, match="unheard_of"):
        public(lambda unheard_of: unheard_of)
