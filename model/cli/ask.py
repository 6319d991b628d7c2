"""The commands that ask one thing of a scenario: compare, drivers, solve, report, sweep."""

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from operator import itemgetter
from pathlib import Path
from typing import Annotated, Any

import typer

from model.analysis import breakeven, comparison, sensitivity
from model.analysis import sweep as analysis_sweep
from model.analysis.breakeven import Solution
from model.analysis.comparison import Comparison
from model.analysis.sweep import Given
from model.cli import interrupts
from model.cli.executors import apart, chosen
from model.cli.progress import Bars, bar
from model.cli.scenarios import (
    Source,
    complete_path,
    complete_scenario,
    complete_setting,
    is_twice,
    second_of_name,
    sources,
)
from model.cli.terminal import (
    SCENARIO,
    Dask,
    Draws,
    File,
    Force,
    Format,
    Output,
    Quiet,
    Seed,
    Settings,
    WorkerCount,
    changes_from,
    is_read_here,
    note,
    pairs,
    print_rows,
    read_width,
    tell_lines,
)
from model.engine.missing import WHY
from model.engine.results import run
from model.engine.run import Run
from model.export.output_places import report_place, write_report
from model.files import tables
from model.files.drafts import read_table
from model.files.scenarios import MOST_SHOWN, check_columns
from model.files.strict_yaml import placed
from model.frozen import ENDS
from model.letters import MOST_QUOTED, hidden_in, quoted
from model.present.numbers import with_unit
from model.present.tables import rounded
from model.present.tables.rounded import HEADS
from model.present.words import comparison as comparison_words
from model.present.words import drivers as drivers_words
from model.present.words import effects as effects_words
from model.present.words.break_even import solution_sentence
from model.scenario import Scenario
from model.scenario.errors import Problem, ScenarioError


def compare(
    base: Annotated[str, typer.Argument(metavar="BASE", help=SCENARIO, autocompletion=complete_scenario)],
    variants: Annotated[
        list[str],
        typer.Argument(
            metavar="VARIANT",
            help="Scenarios that are compared with the first one, named in the same ways.",
            autocompletion=complete_scenario,
        ),
    ],
    *,
    settings: Settings = None,
    output: Output = Format.TABLE,
    _: Quiet = False,
) -> None:
    """Print what each change of a variant does alone.

    The remainder is the effect of all changes together beyond the sum of each. With --set every scenario is changed
    before they are compared. With several variants the table and CSV have a column that names the variant, and JSON is
    a list of what one variant gives. Scenarios of one name are told apart by title and date, or by what differs.
    """
    first, *others = sources([base, *variants])
    changes = changes_from(settings)
    baseline, *changed = _told_apart([first, *others], [source.load(changes) for source in (first, *others)])
    if output is Format.TABLE and is_read_here():
        from model.cli import screen  # noqa: PLC0415  (words that a pipe does without)

        tell_lines(screen.comparisons(_each(baseline, changed), read_width()))
        return
    is_several, is_table = len(changed) > 1, output is Format.TABLE
    rows: list[Sequence[Any]] = []
    sentences: list[str] = []
    documents: list[dict[str, Any]] = []
    for compared in _each(baseline, changed):
        name = compared.variant.scenario.name
        of_one = rounded.comparison_rows(compared) if is_table else compared.rows()
        rows += ((name, *row) if is_several else row for row in of_one)
        words = effects_words.comparison_sentences(compared)
        sentences += (f"{name}: {sentence}" if is_several else sentence for sentence in words)
        documents.append(_compared(compared))
    columns = ("measure", "what", "path", *(HEADS.values() if is_table else (*ENDS, *WHY)))
    print_rows(
        ("variant", *columns) if is_several else columns,
        rows,
        document=documents if is_several else documents[0],
        sentences=[rounded.MIDPOINT, *sentences],
        output=output,
    )


def _each(base: Scenario, variants: Iterable[Scenario]) -> Iterator[Comparison]:
    """Each variant compared with the baseline, in turn."""
    with Bars() as bars:
        for variant in variants:
            with bars.bar(f"Comparing {variant.name}") as show:
                compared = comparison.compare(base, variant, progress=show)
            yield compared


def _told_apart(sources: list[Source], scenarios: list[Scenario]) -> list[Scenario]:
    """The scenarios; where two have one name, `plan.yaml` of two folders, under names that tell them apart."""
    if len({scenario.name for scenario in scenarios}) == len(scenarios):
        return scenarios
    firsts: dict[str, Source] = {}
    for scenario, source in list(zip(scenarios, sources, strict=True))[1:]:  # the baseline may be compared with itself
        first = firsts.setdefault(scenario.name, source)
        if first is not source and is_twice(source, first):
            raise ScenarioError([second_of_name(scenario.name, source, first)])
    names = comparison_words.told_apart([Run.of(scenario) for scenario in scenarios])
    return [scenario.replace({}, name=name) for scenario, name in zip(scenarios, names, strict=True)]


def _compared(compared: Comparison) -> dict[str, Any]:
    measures = []
    for measure, rows in itertools.groupby(compared.rows(), key=itemgetter(0)):
        baseline, *effects, remainder, variant = (dict(zip((*ENDS, *WHY), row[3:], strict=True)) for row in rows)
        by_path = [
            {"path": step.path, **effect, "refused": step.refused or None}
            for step, effect in zip(compared.steps, effects, strict=True)
        ]
        whole = {"baseline": baseline, "effects": by_path, "remainder": remainder, "variant": variant}
        measures.append({"measure": measure, **whole})
    return {
        "baseline": compared.base.scenario.name,
        "variant": compared.variant.scenario.name,
        "measures": measures,
    }


def solve(
    file: File,
    *,
    lever: Annotated[
        str,
        typer.Option(
            metavar="PATH",
            help="Move the number at this path, e.g. rotation.dwell_months.",
            autocompletion=complete_path,
        ),
    ],
    between: Annotated[
        str | None, typer.Option(metavar="A:B", help="Search between these two values, by default all that make sense.")
    ] = None,
    settings: Settings = None,
    output: Output = Format.TABLE,
    _: Quiet = False,
) -> None:
    """Print every value of one number that just closes the gap.

    At these values the coalition's margin is zero: no troops are missing and none are to spare. It says so where there
    is no such value.
    """
    scenario = Source(file).load(changes_from(settings))
    with bar("Searching"):
        solution = breakeven.solve(scenario, lever, _interval(lever, between) if between is not None else None)
    print_rows(
        ("lever", "case", "root", "whole"),
        rounded.root_rows(solution) if output is Format.TABLE else _root_rows(solution),
        document=_solved(solution),
        sentences=[
            solution_sentence(solution),
            *filter(None, [drivers_words.unknown_strength(solution.scenario)]),
        ],
        output=output,
    )


def _interval(lever: str, text: str) -> tuple[float, float]:
    if fault := Scenario.fault_of_list(lever, text):
        raise ScenarioError([Problem((), fault, f"--between {text[:MOST_QUOTED]}")])
    try:
        low, high = (float(end) for end in text.split(":"))
    except ValueError:
        low, high = math.nan, math.nan
    if not (math.isfinite(low) and math.isfinite(high)):
        raise ScenarioError([Problem((), "write two numbers A:B, e.g. 6:48", f"--between {text[:MOST_QUOTED]}")])
    return low, high


def _solved(solution: Solution) -> dict[str, Any]:
    return {
        "lever": solution.lever,
        "between": list(solution.between),
        "roots": {case: list(solution.roots[case]) for case in ENDS},
        "whole": {case: list(steps) for case, steps in solution.whole.items()} or None,
        "stretches": solution.stretches,
        "jumps": solution.jumps,
    }


def _root_rows(solution: Solution) -> Iterator[tuple[Any, ...]]:
    for case, root, step in rounded.roots(solution):
        yield (solution.lever, case, root, "" if step is None else step)


def drivers(
    file: File,
    *,
    with_sobol: Annotated[
        bool, typer.Option("--sobol", help="Print Sobol indices too: the share of the variance for each range.")
    ] = False,
    settings: Settings = None,
    output: Output = Format.TABLE,
    _: Quiet = False,
) -> None:
    """Print what each range of a scenario moves by itself.

    The range that moves most comes first. Then it says what each number alone would have to be to just close the gap.
    A terminal shows the effects as bars.
    """
    scenario = Source(file).load(changes_from(settings))
    with Bars() as progress:
        with progress.bar("Sobol indices"):
            indices, unexplained = _indices(scenario) if with_sobol else ([], [])
        effects = sensitivity.one_at_a_time(scenario)
        with progress.bar("Break-even of each lever") as show:
            solutions, refused = breakeven.solve_all(scenario, progress=show)
    others = [
        drivers_words.ONE_AT_A_TIME,
        *drivers_words.sobol_sentences(scenario, indices),
        *map(solution_sentence, solutions),
        *filter(None, [drivers_words.unknown_strength(scenario)]),
        *(f"No break-even: {reason}." for reason in refused),
        *(f"No Sobol indices: {reason}." for reason in unexplained),
    ]
    is_table = output is Format.TABLE
    if is_table and is_read_here():
        from model.cli import screen  # noqa: PLC0415  (as above)

        tell_lines(screen.drivers(scenario, effects, others, read_width()))
        return
    columns = ("measure", "path", "input_low", "input_high", "central", "at_low", "at_high", "why")
    rows = [tuple(getattr(effect, column) for column in columns) for effect in effects]
    tops = (drivers_words.top_sentence(scenario, effects, name) for name in sensitivity.BAR_MEASURES)
    print_rows(
        tuple(HEADS.get(column, column) for column in columns[:-1]) if is_table else columns,
        rounded.bar_rows(effects) if is_table else rows,
        document={
            "scenario": scenario.name,
            "one_at_a_time": [dict(zip(columns, row, strict=True)) for row in rows],
            "break_even": [_solved(solution) for solution in solutions],
            "sobol": [asdict(index) for index in indices] if with_sobol else None,
        },
        sentences=[*filter(None, tops), *others],
        output=output,
    )


def _indices(scenario: Scenario) -> tuple[list[sensitivity.Index], list[str]]:
    """The Sobol indices, or the reasons why there are none."""
    try:
        return sensitivity.sobol(scenario), []
    except ScenarioError as error:
        return [], [problem.words for problem in error.problems]


def report(
    file: File,
    *,
    out: Annotated[Path, typer.Option(metavar="FILE.html", help="Write the report to this file.")],
    link: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="Name the address at which an explorer opens this scenario; its Copy link gives it.",
        ),
    ] = "",
    settings: Settings = None,
    force: Force = False,
    _: Quiet = False,
) -> None:
    """Write a scenario's report as one HTML file.

    It holds figures, charts and tables, and what they rest on.
    """
    if link and not link.startswith(("http://", "https://")):
        words = f"{quoted(link)} is not an address; an address begins with http:// or https://"
        raise ScenarioError([Problem((), words, "--link")])
    if fault := hidden_in(link):
        raise ScenarioError([Problem((), fault, "--link")])
    source = Source(file)
    changes = changes_from(settings)
    source.load(changes)  # names every fault with its place
    report_place(out, force=force)  # refuses before any work
    with bar("Making the report"):
        text = apart(_report_text, source.load(), changes, link)
    interrupts.keep(f"{out} is whole: what stood there, or the report")
    write_report(text, out, force=force)
    note(f"Wrote {out}")


def _report_text(start: Scenario, changes: Mapping[str, Any], link: str) -> str:
    from model.export import report as export_report  # noqa: PLC0415  (charts: a second that other commands do without)

    return export_report.report(run(start.replace(changes)).runs[0], start, changes, link=link)


def sweep(
    file: File,
    *,
    out: Annotated[
        Path, typer.Option(metavar="FILE.parquet|FILE.csv", help="Write a row for each point to this file.")
    ],
    over: Annotated[
        list[str] | None,
        typer.Option(
            "--over",
            metavar="PATH=START:STOP:STEP|a,b,c",
            help="Give a path these values in turn. Repeat the option for more paths.",
            autocompletion=complete_setting,
        ),
    ] = None,
    points: Annotated[
        Path | None,
        typer.Option(
            metavar="TABLE", help="Work out the points of a CSV table instead: a row each, a column for each path."
        ),
    ] = None,
    measures: Annotated[
        str | None, typer.Option(metavar="a,b", help="Write these measures; by default those of the steady state.")
    ] = None,
    settings: Settings = None,
    draws: Draws = None,
    seed: Seed = 0,
    workers: WorkerCount = 1,
    dask: Dask = None,
    force: Force = False,
    _: Quiet = False,
) -> None:
    """Work out combinations of values, or points, into one file.

    Stopped and started again, the same command goes on where it was.
    """
    from model.export import sweep_file  # noqa: PLC0415  (pyarrow: a quarter of a second, as above)

    names = [name.strip() for name in measures.split(",")] if measures is not None else None
    source = Source(file)
    scenario = source.load(changes_from(settings))
    if (over is None) == (points is None):
        words = "give --over PATH=VALUES for every combination, or --points TABLE for points of your own"
        raise typer.BadParameter(words, param_hint="--over")
    values = _over(over or []) if points is None else _of_points(points, scenario)
    grid = analysis_sweep.sweep(scenario, values, measures=names, draws=draws, seed=seed, zipped=points is not None)
    place = sweep_file.sweep_place(grid, out, force=force)  # refuses before any work
    note(with_unit(f"{grid.count:,}", "points"))
    message = "nothing is kept of what goes to a device"
    if place is not None:
        message = (
            f"the parts that are done are kept in {sweep_file.parts_of(place)}, and the same command goes on from there"
        )
    interrupts.keep(message)
    with chosen(workers, dask) as executor, bar("Sweeping") as show:
        before = sweep_file.write_sweep(grid, out, executor, show, force=force)
    interrupts.keep(f"{out} is written")
    already = f", {before:,} of {with_unit(f'{grid.parts:,}', 'parts')} from before" if before else ""
    note(f"Wrote {with_unit(f'{grid.count:,}', 'rows')} to {out}{already}")


def _over(settings: list[str]) -> dict[str, Given]:
    from model.export.sweep_file import values_from_text  # noqa: PLC0415  (as above)

    words = "write PATH=START:STOP:STEP or PATH=a,b,c, e.g. rotation.tour_months=4:8:1"
    swept = pairs(settings, option="--over", form=words, twice="is swept twice; keep one")
    return {path: values_from_text(path, text) for path, text in swept}


def _of_points(table: Path, scenario: Scenario) -> dict[str, Given]:
    """The values of each path of a table of points, by path.

    Raises:
        ScenarioError: with every cell that cannot be read or whose value is not allowed there.
    """
    try:
        rows = read_table(table, str(table), "its folder", tables.MOST_POINTS)
    except LookupError as error:
        raise ScenarioError([Problem((), str(error.args[0]), str(table)[:MOST_SHOWN])]) from error
    check_columns(rows, scenario.document, scenario.register)
    entries = tables.points(rows, scenario.register)
    values: dict[str, Given] = {}
    refused: Sequence[Problem] = ()
    if not any(entry.problems for entry in entries):
        values = {path: [entry.values[path] for entry in entries] for path in entries[0].values}
        try:
            analysis_sweep.grid(scenario, values, zipped=True)
        except ScenarioError as error:
            refused = error.problems
        else:
            return values
    faults = [fault for entry in entries for fault in (*entry.problems, *_not_allowed(entry, scenario))]
    raise ScenarioError(tables.first_told(faults) or refused)


def _not_allowed(point: tables.Entry, scenario: Scenario) -> Iterator[Problem]:
    """Yield the fault of each cell of a point whose value the scenario does not allow there."""
    for path, value in point.values.items():
        try:
            analysis_sweep.grid(scenario, {path: [value]})
        except ScenarioError as error:
            yield from placed([replace(problem, place="") for problem in error.problems], point.places)
