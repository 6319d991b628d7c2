"""Results that users hold: the frames of runs, with their headline, charts, files, report, and a card in a notebook."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, get_args

from model.engine import results as engine_results
from model.engine.kept_up import kept_up
from model.engine.missing import NOTHING_DEPLOYED, lacking
from model.engine.run import Run
from model.export.frame_files import FileFormat, write_results
from model.export.output_places import is_book, report_place, write_report
from model.frozen import Range
from model.letters import quoted
from model.library.arguments import checked, public
from model.library.scenario import Scenario, Source, held, origin
from model.present.numbers import span
from model.present.words import files as files_words
from model.present.words import force as force_words
from model.present.words import gap as gap_words
from model.present.words.coalition import kept_up_in_words
from model.present.words.plain import listed, plan
from model.scenario.errors import Problem, ScenarioError
from model.scenario.paths import nearest
from model.terms import MEASURES

if TYPE_CHECKING:
    import pandas as pd

    from model.library.cards import Card
    from model.library.charts import Chart
    from model.present.exhibits.exhibit import Exhibit

CASES = ("low", "high")
"""The cases of which charts are drawn."""


@dataclass(frozen=True, repr=False)
class Results(engine_results.Results):
    """The results of one scenario or of many, as frames of pandas with a row for each thing.

    `results["name"]` are those of one scenario alone, which headline, measure, charts and report ask for.

    >>> import model
    >>> model.run("dannatt").headline
    'Keeping 10,000 troops in the field would tie up 30,000 to 40,000'
    """

    @property
    def names(self) -> tuple[str, ...]:
        """The short names of the scenarios."""
        return tuple(run.scenario.name for run in self.runs)

    def __len__(self) -> int:
        return len(self.runs)

    def __iter__(self) -> Iterator["Results"]:
        return (Results((run,)) for run in self.runs)

    def __getitem__(self, name: str) -> "Results":
        checked(name, self.names, "scenario")
        return Results((self.runs[self.names.index(name)],))

    @public
    def measure(self, name: str) -> Range:
        """Return a measure of the only scenario: its low, central and high value.

        Raises:
            ScenarioError: if the scenario does not have it, or there are several scenarios.
        """
        run = self._only("measure")
        if name not in run.measures:
            why = f": {lacking(name)}" if name in MEASURES else f"; {nearest(str(name), run.measures)}"
            raise ScenarioError([Problem((), f"no measure {quoted(name)} of this scenario{why}")])
        return run.measure(name)

    @property
    def headline(self) -> str:
        """The answer of the only scenario: what the force would tie up."""
        return force_words.headline(self._only("headline"))

    @public
    def chart(self, kind: str = "phases", *, case: str = "high") -> "Chart":
        """Return a chart of the only scenario, by the frame that it draws, or `gap`, or `map`.

        Args:
            kind: `phases`, `gap`, `timeline`, `schedule`, `contributors`, `map` or `chances`.
            case: the case that it draws where it draws one: `low` or `high` (the most troops tied up).

        Raises:
            ScenarioError: if there is no such chart, or the scenario has nothing to draw there.
        """
        from model.library.charts import chart_of  # noqa: PLC0415  (charts: half a second)

        kinds = _kinds()
        checked(kind, kinds, "chart")
        checked(case, CASES, "case")
        run = self._only("chart")
        return chart_of(
            kinds[kind].draw(run, case), origin(held(run.scenario)), f"no chart of {kind}: {kinds[kind].without}"
        )

    @public
    def write(
        self,
        folder: str | PathLike[str],
        format: FileFormat | None = None,  # noqa: A002  (as in the command)
        *,
        force: bool = False,
    ) -> None:
        """Write a file for each frame, and a manifest, into a folder: a new one, or that of earlier results.

        Args:
            folder: the folder; whatever else it holds is never replaced. With `xlsx` the file of the one workbook.
            format: `csv`, `json`, `parquet` or `xlsx`; by default `xlsx` if the name ends so, else `csv`.
            force: whether a workbook may replace a file that stands there.

        Raises:
            ScenarioError: if there is no such format, or the folder or the file cannot be written.
        """
        form = format if format is not None else "xlsx" if is_book(Path(folder)) else "csv"
        checked(form, get_args(FileFormat), "format")
        write_results(self, Path(folder), form, force=force)

    @public
    def report(self, path: str | PathLike[str], *, force: bool = False) -> None:
        """Write the report of the only scenario: figures, charts and sources, in one HTML file.

        Args:
            path: the file, which ends in `.html`.
            force: whether it may replace a file that stands there.

        Raises:
            ScenarioError: if it cannot be written there, or there are several scenarios.
        """
        from model.export import report as export_report  # noqa: PLC0415  (charts, as above)

        run, file = self._only("report"), Path(path)
        report_place(file, force=force)  # refuses before any work
        scenario = held(run.scenario)
        write_report(export_report.report(run, scenario.start, scenario.changes), file, force=force)

    def _only(self, what: str) -> Run:
        if not self.runs:
            raise ScenarioError([Problem((), "no scenario was run, so there are no results")])
        if len(self.runs) > 1:
            some = listed(map(repr, self.names[:2]))
            words = f"these are the results of {len(self.runs)} scenarios ({some} ...): take one, results[name].{what}"
            raise ScenarioError([Problem((), words)])
        return self.runs[0]

    def _repr_html_(self) -> str:
        return (_run_card(self.runs[0]) if len(self.runs) == 1 else _table_card(self)).html()

    def __repr__(self) -> str:
        if len(self.runs) == 1:
            return f"<Results of {self.names[0]}: {self.headline}>"
        return f"<Results of {len(self.runs)} scenarios>"


class Kind(NamedTuple):
    """A kind of chart: the function that makes it of a run and a case, and why a run may have none."""

    draw: Callable[[Run, str], "Exhibit | None"]
    without: str


def _kinds() -> Mapping[str, Kind]:
    """The kinds of charts by name."""
    from model.present.exhibits import coalition, force, months  # noqa: PLC0415  (charts: half a second)

    no_size = "the size of the force is not known, or nobody is away"
    no_nations = "the scenario names no nations that could take part"
    return {
        "phases": Kind(lambda run, _: force.arithmetic(run), no_size),
        "gap": Kind(lambda run, _: force.gap(run), f"{no_size}, or {no_nations}"),
        "timeline": Kind(lambda run, _: months.months(run), f"{no_size}, or {no_nations}"),
        "schedule": Kind(months.turns, "no whole units rotate: give a component an `element`"),
        "contributors": Kind(coalition.carries, "fewer than three nations would carry a part"),
        "map": Kind(
            lambda run, case: coalition.positions_map(run, case) if run.outcomes.supply is not None else None,
            no_nations,
        ),
        "chances": Kind(
            lambda run, case: coalition.chances(run, case) if run.outcomes.supply is not None else None,
            "every nation is in or out for certain: give one a `probability`",
        ),
    }


@public
def run(scenario: Source) -> Results:
    """Return the results of one scenario: low, central and high of each measure, and the frames.

    Args:
        scenario: a scenario, the name of a shipped one, a path, or plain data as a file holds it.

    Raises:
        ScenarioError: if it cannot be read, the durations of some corner do not fit one another, or it is too large.
    """
    return run_many([scenario])


@public
def run_many(scenarios: Iterable[Source]) -> Results:
    """Return the results of many scenarios in one table each; see `run`.

    Raises:
        ScenarioError: if two have one name, so that their rows could not be told apart; or as `run` does.
    """
    return Results(engine_results.run_many(map(held, scenarios)).runs)


def scenario_card(scenario: Scenario) -> "Card":
    """Return the card of a scenario: its question and its answer; where it has none, why."""
    from model.library.cards import Card  # noqa: PLC0415  (charts, as above)

    try:
        return _run_card(Run.of(scenario), scenario.question)
    except ScenarioError as error:
        return Card(f"No answer yet: {scenario.label}", plan(scenario), [str(problem) for problem in error.problems])


def _run_card(run: Run, question: str = "") -> "Card":
    """The card of one scenario: headline, key figures, picture, what it rests on."""
    from model.library.cards import Card  # noqa: PLC0415  (charts, as above)
    from model.present.exhibits import force, unknown  # noqa: PLC0415
    from model.present.words.comparison import measured  # noqa: PLC0415
    from model.present.words.evidence import SOLID, solid  # noqa: PLC0415

    picture = force.arithmetic(run) or unknown.known(run)
    gap = force.gap(run)
    figures = [(measure.label, measure.words[0]) for measure in measured([run]) if measure.key != "margin"]
    return Card(
        title=force_words.headline(run),
        kicker=plan(run.scenario),
        sentences=[question, force_words.standfirst(run)],
        figures=figures if gap is None else [*figures[:1], (gap.question, gap.title), *figures[1:]],
        exhibits=[picture],
        foot=[f"{SOLID} {solid(run)}", origin(held(run.scenario)).sources(picture)],
    )


def _table_card(results: Results) -> "Card":
    """The card of several scenarios, or of none: a row each."""
    from model.library.cards import Card, Table  # noqa: PLC0415  (charts, as above)

    rows = Table("Low to high of each; rounded for reading.", _figures(results), "the frame .measures has all")
    foot = [files_words.foot(run.scenario.register) for run in results.runs[:1]]
    return Card(f"{len(results)} scenarios", tables=[rows] if results.runs else [], foot=foot)


def _figures(results: Results) -> "pd.DataFrame":
    """A row for each scenario: its size, the troops tied up, the force that could be kept up, and the gap."""
    import pandas as pd  # noqa: PLC0415  (a fifth of a second)

    heads = [MEASURES["deployed"].label, MEASURES["tied_up"].label, MEASURES["capacity"].label, "Gap"]
    rows = [(force_words.size(run), span(run.measure("tied_up")), *_kept_up(run)) for run in results.runs]
    return pd.DataFrame(rows, pd.Index(results.names, name="Scenario"), heads)


def _kept_up(run: Run) -> tuple[str, str]:
    """The largest force that could be kept up, and the gap, as the pages have them; why there is none."""
    largest_force = kept_up(run)
    if largest_force is None:
        return (lacking("capacity"), lacking("margin"))
    is_known = largest_force.spare.is_known and bool(run.measure("deployed").high)
    gap = gap_words.finding(run, largest_force) if is_known else run.why("margin").first or NOTHING_DEPLOYED
    return (kept_up_in_words(run, largest_force), gap)
