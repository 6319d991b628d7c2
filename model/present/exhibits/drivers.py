"""Exhibits of changes to the answer: ways to close the gap, size against rest, inputs alone, many combinations."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from model.analysis.breakeven import Solution, margins_along
from model.analysis.lever_map import LeverMap
from model.analysis.rest_map import rest_map, rest_of
from model.analysis.rest_rules import rules
from model.analysis.sensitivity import Bar, Index
from model.analysis.simulation import Simulation
from model.analysis.ways import Ways
from model.engine.run import Run
from model.present.charts import drivers as drivers_charts
from model.present.charts import lever_map as lever_map_charts
from model.present.charts.bands import Band, Marked, bands_chart
from model.present.charts.rest_map import Plot, rest_map_chart
from model.present.charts.ways import ways_chart
from model.present.exhibits.exhibit import Exhibit
from model.present.html.ways import listed_ways
from model.present.numbers import lever, with_unit
from model.present.path_labels import label_with_unit
from model.present.tables import drivers as drivers_tables
from model.present.tables import ways as ways_tables
from model.present.words import break_even as break_even_words
from model.present.words import combinations, one_at_a_time, sizes
from model.present.words import drivers as drivers_words
from model.present.words import ways as ways_words
from model.present.words.drivers import moving
from model.present.words.plain import MOST_NAMED, lower_first
from model.present.words.way_rows import rows
from model.scenario import Scenario

SIZES = (".strength.", ".support_per_deployed")
CASES = ("low", "high")
POINTS_APART = 8
"""Points of a scan from one that is drawn to the next."""


def ways_to_close(run: Run, ways: Ways | None) -> Exhibit | None:
    """Return the ways to close the gap, one thing at a time, or how far each could go before one opens.

    None where there is no margin: no nations are named, or the size of the force is not known. `ways` are those of the
    run.
    """
    if ways is None:
        return None
    listed = rows(run, ways)
    return Exhibit(
        key="ways",
        title=ways_words.title(run, ways),
        subtitle=ways_words.subtitle(run, ways),
        chart=ways_chart(listed),
        text=ways_words.text(run, ways),
        table=ways_tables.ways_in_words(run, ways),
        frame=lambda: ways_tables.ways_frame(run.scenario, ways),
        claims=(*_claims(run), *(claim for row in listed for claim in row.claims)),
        note=" ".join(ways_words.notes(run, ways)),
        html=listed_ways(listed, run.scenario.register),
    )


def _claims(run: Run) -> tuple[str, ...]:
    """The claims that the gap rests on: the size of the force, its rest, the common share, and the offers of a few."""
    quantities = run.scenario.quantities()
    parts = tuple(f"force.{part.component}." for part in run.outcomes.own)
    offers = [f"coalition.contributors.{name}.offer_troops" for name in run.counted]
    paths = [
        *(path for path in quantities if path.startswith(parts) and any(key in path for key in SIZES)),
        *(path for path in quantities if path.startswith("rotation.")),
        "coalition.deployable_share",
        *(offers if len(offers) <= MOST_NAMED else []),
    ]
    claims = (quantities[path].claim for path in paths if path in quantities)
    return tuple(dict.fromkeys(claim for claim in claims if claim))


def two_lever_map(run: Run) -> Exhibit | None:
    """Return the map of force sizes against rest: where those who are in would be enough; None without nations."""
    plot = Plot.of(run, [rest_of(run, case) for case in CASES])
    of_run = rest_map(run, plot.rest)
    if of_run is None:
        return None
    table = ways_tables.rest_map_in_words(run, of_run)
    named = sizes.listed_sizes(run, plot.troops).values()
    published = (claim for rule in rules(run.scenario.register) for claim in rule.claims)
    return Exhibit(
        key="size_against_rest",
        title=sizes.title(run),
        subtitle=sizes.subtitle(run, plot.troops),
        chart=rest_map_chart(run, of_run, plot),
        text=sizes.text(run, table.index.tolist(), table.to_numpy().tolist()),
        table=table,
        frame=lambda: ways_tables.rest_map_frame(run.scenario, of_run),
        claims=tuple(dict.fromkeys((*_claims(run), *(claim.id for claim in named), *published))),
        note=sizes.note(run),
    )


def most_troops(run: Run) -> float:
    """Return how many troops the map of force sizes against rest reaches."""
    return Plot.of(run, [rest_of(run, case) for case in CASES]).troops


def moved_measure(run: Run) -> str:
    """Return the measure that inputs move: what is to spare where nations are named, else the total tied up."""
    return "margin" if run.outcomes.supply is not None else "tied_up"


def inputs_alone(
    scenario: Scenario,
    bars: Sequence[Bar],
    measure: str,
    *,
    least: int = one_at_a_time.LEAST_DRAWN,
    read: one_at_a_time.Reading | None = None,
) -> Exhibit | None:
    """Return the effect of each input with a range by itself; None for fewer than three, or `least`, that move it.

    `read` gives a margin as the page's other sentences write it.
    """
    drawn = moving(bars, measure)
    if len(drawn) < least:
        return None
    quantities = scenario.quantities()
    return Exhibit(
        key=f"alone_{measure}",
        title=one_at_a_time.title(scenario, bars, measure),
        subtitle=one_at_a_time.subtitle(bars, measure),
        chart=drivers_charts.bars_chart(scenario, bars, measure),
        text=one_at_a_time.text(scenario, bars, measure, read),
        table=drivers_tables.bars_in_words(scenario, bars, read),
        frame=lambda: drivers_tables.frame(scenario, bars),
        claims=tuple(dict.fromkeys(claim for bar in drawn if (claim := quantities[bar.path].claim))),
        note=one_at_a_time.left_out(scenario, bars, measure),
    )


def combined(simulation: Simulation, ranges: Mapping[str, tuple[float, float]], measure: str) -> Exhibit:
    """Return many combinations of the reader's ranges as twenty dots: what would be missing, or tied up."""
    return Exhibit(
        key="combinations",
        title=combinations.title(simulation, measure),
        subtitle=combinations.subtitle(simulation, measure),
        chart=drivers_charts.dots_chart(simulation, measure),
        text=combinations.text(simulation, measure),
        table=drivers_tables.draws_in_words(simulation),
        frame=lambda: drivers_tables.draws_frame(simulation),
        note=combinations.note(simulation, ranges),
    )


def drawn(simulation: Simulation, measure: str) -> Exhibit | None:
    """Return draws over the scenario's own ranges and chances as twenty dots; None where no size is known."""
    if not simulation.tallies.get(measure):
        return None
    count = with_unit(f"{simulation.draws:,}", "combinations")
    ranges = simulation.scenario.ranges.values()
    return replace(
        combined(simulation, {}, measure),
        note=f"{count}, seed {simulation.seed}. {drivers_words.DRAWN}",
        claims=tuple(dict.fromkeys(quantity.claim for quantity in ranges if quantity.claim)),
    )


def break_even(solution: Solution) -> Exhibit:
    """Return the margin along one lever, between its low and its high case, with the values at which it is zero."""
    at, margins = margins_along(solution)
    points = [
        (x, min(ends), max(ends))
        for x, *ends in zip(at.tolist(), margins["low"].tolist(), margins["high"].tolist(), strict=True)
        if not math.isnan(sum(ends))
    ][::POINTS_APART]
    roots = dict.fromkeys(root for case in CASES for root in solution.roots[case])
    quantity = solution.scenario.quantities().get(solution.lever)
    label = label_with_unit(solution.scenario, solution.lever)
    return Exhibit(
        key="break_even",
        title=break_even_words.title(solution),
        subtitle=f"Troops to spare or short by {lower_first(label)}; the band reaches from the low to the high case.",
        chart=bands_chart([Band(points)], label, is_margin=True, zeros=[Marked(root, lever(root)) for root in roots]),
        text=break_even_words.solution_sentence(solution),
        table=drivers_tables.break_even_in_words([solution]),
        frame=lambda: pd.DataFrame(points, columns=[solution.lever, "margin_least", "margin_greatest"]),
        claims=(quantity.claim,) if quantity is not None and quantity.claim else (),
    )


def shares(scenario: Scenario, indices: Sequence[Index]) -> Exhibit:
    """Return the parts of the variance that each of the reader's ranges accounts for: for analysts."""
    return Exhibit(
        key="shares",
        title=drivers_words.indices_title(scenario, indices),
        subtitle=drivers_words.INDICES,
        chart=drivers_charts.indices_chart(scenario, indices),
        text=" ".join(drivers_words.sobol_sentences(scenario, indices)),
        table=drivers_tables.indices_in_words(scenario, indices),
        frame=lambda: drivers_tables.frame(scenario, indices),
    )


def two_inputs(lever_map: LeverMap, case: str, case_words: str) -> Exhibit:
    """Return the map of any two inputs in one case: for analysts. `case_words` say which case it is."""
    return Exhibit(
        key="two_inputs",
        title=drivers_words.map_title(lever_map),
        subtitle=drivers_words.map_subtitle(lever_map, case_words),
        chart=lever_map_charts.map_chart(lever_map, case),
        text=drivers_words.map_text(lever_map, case),
        table=drivers_tables.map_in_words(lever_map, case),
        frame=lambda: drivers_tables.map_frame(lever_map),
        note=drivers_words.own_margin(lever_map, case),
    )
