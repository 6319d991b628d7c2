"""The report: one HTML file that holds all of a scenario's answers, and what every number rests on.

It asks nothing of a network, and says nothing of the day it was made: the same scenario gives the same bytes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from model.engine.run import Run
from model.evidence.claims import Claim, Register
from model.export.headers import made_with
from model.export.html import CLAIM_LINK, anchor, around, coded, document, element, paragraph, table
from model.export.pictures import NARROW, Chart, svg
from model.export.snippets import in_python, on_the_command_line, source
from model.present.charts import coalition as supply_charts
from model.present.charts import months as schedule_charts
from model.present.charts.force import phases_chart
from model.present.tables import coalition as supply_tables
from model.present.tables import evidence as report_tables
from model.present.tables import force as tables
from model.present.tables import months as schedule_tables
from model.present.words import cautions
from model.present.words import changes as change_words
from model.present.words import coalition as supply_words
from model.present.words import force as narrative
from model.present.words import months as schedule_words
from model.scenario import Scenario

OUT = "--out report.html"
GROUND = ["In", "Position", "Land strength", "Offer"]
CENTRAL = "Where only a range is given, the central value is its midpoint: our arithmetic, nobody's claim."
FIGURES = "Our arithmetic on the inputs listed below; rounded here, unrounded at the end."


def report(run: Run, start: Scenario, changes: Mapping[str, Any], *, link: str = "") -> str:
    """Return the report of a run as one HTML file.

    Args:
        run: the run of the changed scenario.
        start: the scenario that the changes start from.
        changes: dotted path -> value.
        link: the explorer's address of it, if there is one.
    """
    parts = [
        *_top(run, start, changes),
        *_figures(run),
        *_total(run),
        *_months(run),
        *_contributors(run),
        *_changes(run, start, changes),
        *_evidence(run),
        *_reproduce(run, start, changes, link),
    ]
    return document(f"{narrative.title(run)} {run.scenario.label}", "\n".join(filter(None, parts)))


def _top(run: Run, start: Scenario, changes: Mapping[str, Any]) -> Iterator[str]:
    scenario = run.scenario
    yield element("h1", narrative.title(run))
    yield element("p", scenario.label)
    yield element("p", change_words.question(start, changes))
    if day := scenario.as_of or scenario.register.latest_day:
        yield element("p", f"As of {day}.")
    yield element("p", narrative.headline(run), class_="headline")
    yield element("p", f"{narrative.DISCLAIMER} {narrative.LIMITS}")


def _figures(run: Run) -> Iterator[str]:
    yield element("h2", "Key figures")
    yield table(report_tables.key_figures(run), FIGURES)
    yield _sentences((*filter(None, (narrative.throughput_sentence(run),)), *supply_words.sentences(run)))
    found = list(cautions.cautions(run))
    told = [*cautions.in_words(found), *cautions.other_notes(run, found)]
    if told:
        yield element("h2", "Notes and warnings")
        yield _sentences(told)


def _total(run: Run) -> Iterator[str]:
    yield element("h2", "What makes up the total")
    text = narrative.chart_text(run)
    if tables.phases_table(run).empty:
        yield paragraph(text)
    else:
        yield _figure(phases_chart(run), text, "phases")
        yield table(tables.phases_in_words(run), "Troops by phase, at both ends of the range")
    yield element("h2", "Who would provide what")
    yield table(tables.requirement_in_words(run), "Parts of the force")


def _months(run: Run) -> Iterator[str]:
    yield element("h2", "Month by month")
    yield _sentences(schedule_words.sentences(run))
    yield from _by_case(run, _months_of)
    yield paragraph(schedule_words.start_in_words(run), class_="small")
    yield element("h2", "Who relieves whom")
    yield from _by_case(run, _turns_of)
    yield _sentences(schedule_tables.sharing(run))


def _months_of(run: Run, case: str) -> Iterator[str]:
    months, text = schedule_words.together(run, case), schedule_charts.months_text(run, case)
    if months is None:
        yield paragraph(text)
        return
    yield _figure(schedule_charts.months_chart(run, case, months), text, f"months-{case}")
    yield table(schedule_tables.months_in_words(run, case), "Troops month by month")
    yield paragraph(schedule_words.whole_pool(run, case), class_="small")


def _turns_of(run: Run, case: str) -> Iterator[str]:
    if not run.turns(case):
        yield around("p", coded(schedule_words.no_turns(run)))
        return
    text = schedule_charts.turns_text(run, case)
    yield _figure(schedule_charts.turns_chart(run, case), text, f"turns-{case}")
    yield table(schedule_tables.turns_in_words(run, case), "Every tour")


def _contributors(run: Run) -> Iterator[str]:
    if run.outcomes.supply is None:
        return
    yield element("h2", "Who is in, and on what ground")
    ground = supply_tables.contributors_in_words(run, "central")[GROUND]
    yield table(ground, "Every nation named; a refusal stays visible")
    yield element("h2", "What each nation would carry")
    yield from _by_case(run, _carried_of)
    yield element("h2", "The chance of keeping the force up")
    if supply_words.has_chances(run):
        yield paragraph(supply_words.ASSUMED_CHANCES)
    yield from _by_case(run, _chance_of)
    if not supply_charts.pivotal(run).empty:
        yield _figure(supply_charts.pivotal_chart(run), supply_charts.pivotal_text(run), "pivotal")
        yield table(supply_tables.pivotal_in_words(run), "How much each one's taking part would move the chance")


def _carried_of(run: Run, case: str) -> Iterator[str]:
    if not supply_charts.carried(run, case).empty:
        text = supply_charts.carried_text(run, case)
        yield _figure(supply_charts.carried_chart(run, case), text, f"carried-{case}")
    carried = supply_tables.contributors_in_words(run, case).drop(columns=GROUND)
    yield table(carried, "By the rule of sharing and each nation's own rotation")


def _chance_of(run: Run, case: str) -> Iterator[str]:
    text = supply_charts.chance_text(run, case)
    yield paragraph(text)
    yield _figure(supply_charts.chance_chart(run, case), text, f"chance-{case}")
    yield table(supply_tables.chances_in_words(run, case), "The curve as a table")


def _changes(run: Run, start: Scenario, changes: Mapping[str, Any]) -> Iterator[str]:
    yield element("h2", "What was changed")
    if changes:
        yield table(
            tables.changes_in_words(start, run.scenario, changes), f"{change_words.counted(changes)}, {start.label}"
        )
    else:
        yield paragraph(narrative.nothing_changed(start.label))


def _evidence(run: Run) -> Iterator[str]:
    yield element("h2", "Where each number comes from")
    yield paragraph(CENTRAL)
    yield table(report_tables.inputs_register(run), "Every input, as entered")
    yield element("h2", "Sources")
    used = {claim.id: claim for claim in report_tables.claims_used(run.scenario)}
    used |= {each.claim: run.scenario.register.claims[each.claim] for each in cautions.cautions(run) if each.claim}
    yield around("dl", "\n".join(_source(run.scenario.register, claim) for claim in used.values()))


def _source(register: Register, claim: Claim) -> str:
    told = report_tables.claim_in_words(register, claim)
    where = told.pop("Source")
    words = "; ".join(f"{name}: {each}" for name, each in told.items())
    term = element("dt", claim.id, id=CLAIM_LINK.format(claim.id).removeprefix("#"))
    return f"{term}\n{around('dd', f'{coded(claim.says)} {coded(words)}; Source: {anchor(where, where)}')}"


def _reproduce(run: Run, start: Scenario, changes: Mapping[str, Any], link: str) -> Iterator[str]:
    yield element("h2", "All measures, unrounded")
    yield table(report_tables.all_measures(run), CENTRAL)
    yield element("h2", "How to get these numbers again")
    told = f"Scenario {source(start)}, {change_words.counted(changes)}."
    yield paragraph(f"{told} The command, this report, and Python:")
    yield _code(on_the_command_line(start, changes))
    yield _code(on_the_command_line(start, changes, "report", OUT))
    yield _code(in_python(start, changes))
    if link:
        yield around("p", f"In the explorer: {anchor(link, link)}", class_="link")
    day = start.register.latest_day
    evidence = f" (register {start.register.digest}; its latest claim is of {day})" if day else ""
    yield paragraph(f"{made_with(start.register)}{evidence}.", class_="small")


def _by_case(run: Run, draw: Callable[[Run, str], Iterator[str]]) -> Iterator[str]:
    """Draw at both ends of the range, each below its name; once where they are the same."""
    names = narrative.case_names(run) or {"central": ""}
    for case, name in names.items():
        if len(names) > 1:
            yield element("h3", name.capitalize())
        yield from draw(run, case)


def _figure(chart: Chart, text: str, key: str) -> str:
    """A chart twice: for paper and screens, and for phones, which show the one or the other."""
    wide = svg(chart, text, key=key).replace('class="marks"', 'class="wide"', 1)
    narrow = svg(chart, text, width=NARROW, key=f"{key}-narrow").replace('class="marks"', 'class="narrow"', 1)
    return around("figure", f"\n{wide}\n{narrow}\n")


def _sentences(told: Iterable[str]) -> str:
    return "\n".join(map(paragraph, told))


def _code(text: str) -> str:
    return around("pre", element("code", text))
