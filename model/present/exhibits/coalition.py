"""The exhibits of Contributors: the map, who could close the gap, what each carries, the years of each, the chances."""

import math
from collections.abc import Iterator, Sequence
from typing import Literal

import pandas as pd

from model.analysis.joining import Addition, additions
from model.engine.kept_up import kept_up
from model.engine.results import Results
from model.engine.run import Run
from model.engine.supply import CONTRIBUTORS
from model.present.charts import coalition as charts
from model.present.charts import europe
from model.present.charts.nations import Colour, map_chart
from model.present.exhibits.exhibit import Exhibit
from model.present.html.coalition import years_grid
from model.present.numbers import amount, joined, of_100, rounded_troops
from model.present.tables import coalition as tables
from model.present.tables.coalition import Nation
from model.present.tables.years import SHARED, years
from model.present.words import chances as chance_words
from model.present.words import joining as joining_words
from model.present.words.chances import SOLDIER_BY_SOLDIER, has_chances, pivotal_weights
from model.present.words.ends import ends_in_words
from model.present.words.force import size
from model.present.words.nations import of_the_map, said, when
from model.present.words.plain import MOST_NAMED, capital, listed, nation, nations, spelled

Order = Literal["size", "name"]

MOST_BARS, MOST_PIVOTAL, LEAST_TO_CARRY, MOST_CLAIMS = 12, 12, 3, 8
SHARED_BY = {
    "equal_strain": "shared evenly for size", "by_priority": "shared in the order that the plan gives",
    "offers": "shared as offered",
}  # fmt: skip
ALL_BUSY = 0.995


def coalition(
    run: Run, case: str = "high", colour: Colour = "position", order: Order = "size"
) -> Iterator[Exhibit | None]:
    """Yield the exhibits in the order of the page, None for one that does not apply; none without a coalition."""
    if run.outcomes.supply is not None:
        yield positions_map(run, case, colour)
        yield who_could_close_the_gap(run, order)
        yield carries(run, case)
        yield years_of_each(run, case)
        yield chances(run, case)
        yield pivotal(run)


def _in_case(run: Run, case: str) -> str:
    """The inputs that make the case shown, where there is more than one: `, with the longer rest`."""
    capacity = run.measure("capacity")
    return "" if capacity.low == capacity.high else f", {ends_in_words(run, measure='capacity')[case]}"


def _counted(run: Run) -> str:
    largest_force = kept_up(run)
    return f", {SOLDIER_BY_SOLDIER}" if largest_force and largest_force.is_whole else ""


def positions_map(run: Run, case: str, colour: Colour = "position") -> Exhibit:
    """Return the map: what each nation had said or the share of its army tied up, and what it could keep up."""
    rows = tables.nations(run, case)
    drawn = [one for one in rows if one.name in europe.marks()]
    fill = (
        f"what each had said{when(run.scenario)}"
        if colour == "position"
        else "share of its army that each would tie up"
    )
    circles = f"Circles: troops each could keep up{_in_case(run, case)}{_counted(run)}."
    off_the_map = [one for one in rows if one not in drawn]
    others = f"Not on the map: {listed(map(_beside_the_map, off_the_map))}. " if off_the_map else ""
    return Exhibit(
        key="map",
        title=of_the_map(run),
        subtitle=f"Colour: {fill}. {circles}",
        chart=map_chart(rows, colour),
        text=f"Map of Europe. {'; '.join(_told(run, one) for one in rows)}.",
        table=tables.nations_in_words(run, case),
        frame=lambda: Results((run,)).contributors,
        claims=_claims_of([one for one in rows if one.is_in]),
        note=f"{others}{europe.NOTE}",
    )


def _beside_the_map(one: Nation) -> str:
    return f"{one.short} ({one.could_words})"


def _told(run: Run, one: Nation) -> str:
    """A nation in the text alternative of the map: what it said, whether it is in, what it could keep up."""
    parts = [said(run.scenario, one.name), *(["in"] if one.is_in else []), f"could keep up {one.could_words}"]
    if one.is_in and one.share is not None:
        parts.append(f"{one.share_words} of its army tied up")
    return f"{one.title}: {', '.join(parts)}"


def _claims_of(rows: list[Nation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim for one in rows for claim in one.claims))[:MOST_CLAIMS]


def who_could_close_the_gap(run: Run, order: Order = "size") -> Exhibit | None:
    """Return the troops that each nation that is out would add, beside the gap; None where nobody would add any."""
    added = additions(run)
    most = [one for one in added if one.high >= 1][:MOST_BARS]
    if not most:
        return None
    others = [one for one in added if one not in most]
    drawn = most if order == "size" else sorted(most, key=lambda one: run.scenario.nation_title(one.name))
    rows, gap = charts.joining_rows(run.scenario, drawn), joining_words.gap_as_read(run)
    known = {one.name for one in added}
    unknown = [name for name in _out(run) if name not in known]
    missing = f" The gap{_counted(run)}: {joined(gap.ends, amount)}." if gap.high else ""
    return Exhibit(
        key="join",
        title=joining_words.joining_title(run, added),
        subtitle=joining_words.joining_subtitle(run, added),
        chart=charts.joining_chart(rows, gap),
        text=f"What each would add: {'; '.join(' '.join((row['nation'], row['long'])) for row in rows)}.{missing}",
        table=_joining_table(run, drawn),
        frame=lambda: joining_frame(added),
        claims=_armies(run, drawn),
        note=joining_words.left_out(run, drawn, others, unknown),
    )


def joining_frame(added: Sequence[Addition]) -> pd.DataFrame:
    """Return the troops that each nation would add as files have them, not rounded."""
    rows = [(one.name, one.low, one.high, "low" in one.closes, "high" in one.closes) for one in added]
    return pd.DataFrame(rows, columns=["contributor", "low", "high", "closes_gap_low", "closes_gap_high"])


def _armies(run: Run, drawn: list[Addition]) -> tuple[str, ...]:
    """The claims behind the share of an army that can be sent, and behind the armies of the nations drawn."""
    paths = ("coalition.deployable_share", *(f"{CONTRIBUTORS}.{one.name}.land_strength" for one in drawn))
    quantities = run.scenario.quantities()
    claims = [quantities[path].claim for path in paths if path in quantities]
    return tuple(dict.fromkeys(claim for claim in claims if claim))[:MOST_CLAIMS]


def _out(run: Run) -> list[str]:
    supply, counted = run.outcomes.supply, set(run.counted)
    return [name for name in (supply.names if supply else ()) if name not in counted]


def _joining_table(run: Run, drawn: list[Addition]) -> pd.DataFrame:
    rows = [
        {
            "Nation": run.scenario.nation_title(one.name),
            "What it said": capital(said(run.scenario, one.name)),
            "Would add": joined((one.low, one.high), rounded_troops),
            "Closes the gap": closes,
        }
        for one, closes in zip(drawn, joining_words.closing_in_words(run, drawn), strict=True)
    ]
    return pd.DataFrame(rows).set_index("Nation")


def carries(run: Run, case: str) -> Exhibit | None:
    """Return the load of each nation that is in; None for fewer than three nations, or where it is not known."""
    rows = [one for one in tables.nations(run, case) if one.is_in and one.carries is not None]
    if len(rows) < LEAST_TO_CARRY or run.scenario.coalition is None:
        return None
    rows.sort(key=lambda one: (-(one.carries or 0.0), one.title))
    first = rows[0]
    listing = "; ".join(f"{one.title} {one.carries_words}, {one.share_words} of its army" for one in rows)
    return Exhibit(
        key="carries",
        title=f"{capital(nation(first.title))} would carry most: {first.carries_words} of {size(run)}",
        subtitle=(
            f"Troops each would carry, and the share of its army that this would tie up, "
            f"{SHARED_BY[run.scenario.coalition.rule]}{_in_case(run, case)}{_counted(run)}."
        ),
        chart=charts.carries_chart(rows),
        text=f"What each would carry: {listing}.",
        table=tables.nations_in_words(run, case).loc[[one.title for one in rows]],
        frame=lambda: Results((run,)).contributors,
        claims=_claims_of(rows),
    )


def years_of_each(run: Run, case: str) -> Exhibit | None:
    """Return the months of each nation that is in: who is away, who at home from a tour, who is left; None for none."""
    rows = years(run, case) if run.counted else []
    if not rows:
        return None
    title = f"{capital(nation(rows[0].title))} would be busiest: {rows[0].words} on average"
    if busy := [one.title for one in rows if one.busy >= ALL_BUSY and one.title != SHARED]:
        total = len(run.counted)
        many = f"all {spelled(total)} nations" if len(busy) == total else f"{spelled(len(busy))} of {total} nations"
        who = nations(busy) if len(busy) <= MOST_NAMED else many
        title = f"{capital(who)} would have nobody rested to spare"
    table = pd.DataFrame(
        {"Nation": [one.title for one in rows], "Away or at home from a tour": [one.words for one in rows]}
    )
    return Exhibit(
        key="years",
        title=title,
        subtitle=(
            "Of the troops each can send, month by month: away (dark), at home from a tour (pale) and rested "
            f"(white){_in_case(run, case)}."
        ),
        chart=charts.years_chart(rows),
        text=f"Of the troops each can send: {'; '.join(f'{one.title} {one.words}' for one in rows)}.",
        table=table.set_index("Nation"),
        frame=lambda: Results((run,)).timeline,
        claims=_claims_of([one for one in tables.nations(run, case) if one.is_in]),
        html=years_grid(rows),
    )


def chances(run: Run, case: str) -> Exhibit | None:
    """Return the curve of the combinations in which a force could be kept up; None where every nation is in or out."""
    if not has_chances(run):
        return None
    chance = run.chances(run.case_numbers[case]).chance.kept_up
    at_its_size = "not known" if math.isnan(chance) else f"{of_100(chance)} of 100"
    title = "How large a force, how often"
    if not math.isnan(chance):
        title = f"It could be kept up in {at_its_size} combinations"
    table = tables.chances_in_words(run, case)
    listing = "; ".join(f"{index} up to {troops}" for index, troops in table["A force of up to"].items())
    return Exhibit(
        key="chances",
        title=title,
        subtitle=(
            f"In how many of 100 combinations of nations a force of each size could be kept up"
            f"{_in_case(run, case)}{_counted(run)}. {chance_words.PLACEHOLDERS}"
        ),
        chart=charts.chances_chart(run, case, at_its_size),
        text=f"Combinations in which a force could be kept up: {listing}.",
        table=table,
        frame=lambda: Results((run,)).chances,
        claims=_claims_of([one for one in tables.nations(run, case) if one.is_in]),
    )


def pivotal(run: Run) -> Exhibit | None:
    """Return in how many combinations each nation's taking part decides; None where none does."""
    weights = pivotal_weights(run, chance_words.LEAST_NAMED)[:MOST_PIVOTAL] if has_chances(run) else []
    if not weights:
        return None
    first = nation(run.scenario.nation_title(weights[0][0]))
    listing = "; ".join(f"{run.scenario.nation_title(name)} {of_100(weight)}" for name, weight in weights)
    return Exhibit(
        key="pivotal",
        title=f"Whether {first} takes part would matter most",
        subtitle=(
            "In how many of 100 combinations each nation's taking part decides whether the force is kept up; "
            f"beside it, what it said. {chance_words.PLACEHOLDERS}"
        ),
        chart=charts.pivotal_chart(run, weights),
        text=f"Combinations of 100 that each decides: {listing}.",
        table=tables.pivotal_in_words(run),
        frame=lambda: Results((run,)).contributors,
        claims=(),
    )
