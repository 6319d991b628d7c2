"""The commands that ask what moves the answer: compare, drivers, solve."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Annotated, Any

import typer

from model.analysis.breakeven import Solution, solve, solve_all
from model.analysis.comparison import Comparison, compare
from model.analysis.sensitivity import MEASURES, Index, one_at_a_time, sobol
from model.analysis.simulation import COLUMNS, Simulation
from model.cli.terminal import File, Format, print_rows
from model.engine.results import Row
from model.files.scenarios import load
from model.frozen import ENDS, Range
from model.letters import MOST_QUOTED
from model.present.words import comparison as comparison_words
from model.present.words import drivers as driver_words
from model.scenario import Scenario
from model.scenario.errors import Problem, ScenarioError

Output = Annotated[Format, typer.Option("--format", help="table, json or csv.")]


def comparing(base: File, variant: File, output: Output = Format.TABLE) -> None:
    """Print what each change of a variant does alone, and the remainder that they do together."""
    found = compare(load(base), load(variant))
    print_rows(
        ("measure", "what", "path", *ENDS),
        list(found.rows()),
        document=_compared(found),
        told=comparison_words.comparison_sentences(found),
        output=output,
    )


def _compared(found: Comparison) -> dict[str, Any]:
    return {
        "baseline": found.base.scenario.name,
        "variant": found.variant.scenario.name,
        "measures": [
            {
                "measure": measure,
                "baseline": _ends(found.base.measure(measure)),
                "effects": [
                    {"path": step.path, **_ends(found.effect(step, measure)), "refused": step.refused or None}
                    for step in found.steps
                ],
                "remainder": _ends(found.remainder(measure)),
                "variant": _ends(found.variant.measure(measure)),
            }
            for measure in found.measures
        ],
    }


def _ends(found: Range) -> dict[str, float | None]:
    return {end: getattr(found, end) for end in ENDS}


def solving(
    file: File,
    lever: Annotated[str, typer.Option(metavar="PATH", help="The lever, e.g. rotation.dwell_months.")],
    between: Annotated[str | None, typer.Option(metavar="A:B", help="The interval to search.")] = None,
    output: Output = Format.TABLE,
) -> None:
    """Print every value of one lever at which the coalition's margin is zero, or that there is none."""
    found = solve(load(file), lever, _interval(between) if between is not None else None)
    print_rows(
        ("lever", "case", "root", "whole"),
        list(_root_rows(found)),
        document=_solved(found),
        told=[driver_words.solution_sentence(found)],
        output=output,
    )


def _interval(text: str) -> tuple[float, float]:
    try:
        low, high = (float(end) for end in text.split(":"))
    except ValueError:
        low, high = math.nan, math.nan
    if not (math.isfinite(low) and math.isfinite(high)):
        raise ScenarioError([Problem((), "write two numbers A:B, e.g. 6:48", f"--between {text[:MOST_QUOTED]}")])
    return low, high


def _solved(found: Solution) -> dict[str, Any]:
    roots = {case: list(found.roots[case]) for case in ENDS}
    whole = {case: list(steps) for case, steps in found.whole.items()}
    between = list(found.between)
    others = {"stretches": found.stretches, "jumps": found.jumps}
    return {"lever": found.lever, "between": between, "roots": roots, "whole": whole or None, **others}


def _root_rows(found: Solution) -> Iterator[tuple[Any, ...]]:
    for case in ENDS:
        steps = found.whole.get(case) or (None,) * len(found.roots[case])
        for root, step in zip(found.roots[case], steps, strict=True):
            yield (found.lever, case, root, "" if step is None else step)


def driving(
    file: File,
    *,
    with_sobol: Annotated[
        bool, typer.Option("--sobol", help="Sobol indices too: the share of the variance for each range.")
    ] = False,
    output: Output = Format.TABLE,
) -> None:
    """Print what each range moves by itself, the most first, and what each lever alone would have to be."""
    scenario = load(file)
    found, unexplained = _indices(scenario) if with_sobol else ([], [])
    bars = one_at_a_time(scenario)
    solutions, refused = solve_all(scenario)
    rows = [
        (bar.measure, bar.path, bar.input_low, bar.input_high, bar.central, bar.at_low, bar.at_high) for bar in bars
    ]
    columns = ("measure", "path", "input_low", "input_high", "central", "at_low", "at_high")
    tops = (driver_words.top_sentence(scenario, bars, measure) for measure in MEASURES)
    print_rows(
        columns,
        rows,
        document={
            "scenario": scenario.name,
            "one_at_a_time": [dict(zip(columns, row, strict=True)) for row in rows],
            "break_even": [_solved(each) for each in solutions],
            "sobol": [asdict(index) for index in found] if with_sobol else None,
        },
        told=[
            *filter(None, tops),
            driver_words.ONE_AT_A_TIME,
            *driver_words.sobol_sentences(scenario, found),
            *map(driver_words.solution_sentence, solutions),
            *(f"No break-even: {reason}." for reason in refused),
            *(f"No Sobol indices: {reason}." for reason in unexplained),
        ],
        output=output,
    )


def _indices(scenario: Scenario) -> tuple[list[Index], list[str]]:
    """The Sobol indices, or why there are none."""
    try:
        return sobol(scenario), []
    except ScenarioError as error:
        return [], [problem.message for problem in error.problems]


def of_draws(simulation: Simulation) -> Iterator[str]:
    """Yield what a scenario's draws came to, each sentence after the scenario's name."""
    for sentence in driver_words.simulation_sentences(simulation):
        yield f"{simulation.scenario.name}: {sentence}"


def print_draws(rows: Sequence[Row], sentences: Sequence[str]) -> None:
    """Print what draws came to: one table for all scenarios, then their sentences."""
    if rows:
        print_rows(COLUMNS, rows, document=None, told=sentences, output=Format.TABLE)
