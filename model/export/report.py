"""The report: one HTML file that holds all of a scenario's answers, and the sources of every number.

`report.html.jinja` says in which order; here its values are put together. The report asks nothing of a network, and
says nothing of the day it was made: the same scenario gives the same bytes.
"""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from model.engine.run import Run
from model.evidence.claims import Claim, Register
from model.export.headers import made_with
from model.export.html import filled, picture
from model.export.old_pictures import NARROW, svg
from model.export.scenario_file import in_python, on_the_command_line, source
from model.present.charts import months as months_charts
from model.present.charts.force import phases_chart
from model.present.charts.frame import Chart
from model.present.tables import coalition as coalition_tables
from model.present.tables import evidence as evidence_tables
from model.present.tables import force as force_tables
from model.present.tables import months as months_tables
from model.present.words import cautions
from model.present.words import chances as chance_words
from model.present.words import changes as changes_words
from model.present.words import coalition as coalition_words
from model.present.words import force as force_words
from model.present.words import months as months_words
from model.scenario import Scenario

OUT = "--out report.html"
CENTRAL = "Where only a range is given, the central value is its midpoint: our arithmetic, nobody's claim."

Values = dict[str, Any]
"""Values of the template by name: texts, lists of texts, frames and pictures."""


def report(run: Run, start: Scenario, changes: Mapping[str, Any], *, link: str = "") -> str:
    """Return the report of a run as one HTML file.

    Args:
        run: the run of the changed scenario.
        start: the scenario that the changes start from.
        changes: dotted path -> value.
        link: the explorer's address of it, if there is one.
    """
    names = force_words.case_names_of_coalition(run) or {"central": ""}
    headings = {case: name.capitalize() if len(names) > 1 else "" for case, name in names.items()}
    values = {
        **_answers(run, start, changes),
        **_whole_force(run),
        **_coalition(run),
        "cases": [{"name": name, **_case(run, case)} for case, name in headings.items()],
        **_evidence(run),
        **_changes(run, start, changes, link),
    }
    return filled("report.html.jinja", values)


def _answers(run: Run, start: Scenario, changes: Mapping[str, Any]) -> Values:
    warnings = list(cautions.cautions(run))
    return {
        "title": force_words.title(run),
        "label": run.scenario.label,
        "question": changes_words.question(start, changes),
        "day": run.scenario.as_of or run.scenario.register.latest_day,
        "headline": force_words.headline(run),
        "limits": f"{force_words.DISCLAIMER} {force_words.LIMITS}",
        "key_figures": evidence_tables.key_figures(run),
        "answers": [*filter(None, [force_words.throughput_sentence(run)]), *coalition_words.sentences(run)],
        "notes": [*(caution.in_words() for caution in warnings), *cautions.other_notes(run, warnings)],
    }


def _whole_force(run: Run) -> Values:
    text = force_words.chart_text(run)
    is_known = not force_tables.phases_table(run).empty
    return {
        "phases_text": text,
        "phases_figure": _figure(phases_chart(run), text, "phases") if is_known else None,
        "phases": force_tables.phases_in_words(run) if is_known else None,
        "requirement": force_tables.requirement_in_words(run),
        "schedule": months_words.sentences(run),
        "start_of_months": months_words.start_in_words(run),
        "no_turns": months_words.no_turns(run),
        "sharing": months_tables.sharing(run),
    }


def _coalition(run: Run) -> Values:
    """The values of the coalition that are the same in all cases."""
    if run.outcomes.supply is None:
        return {"has_coalition": False}
    has_chances = chance_words.has_chances(run)
    return {
        "has_coalition": True,
        "ground": coalition_tables.nations_in_words(run, "central"),
        "assumed_chances": [chance_words.ASSUMED_CHANCES] if has_chances else [],
        "pivotal": coalition_tables.pivotal_in_words(run) if has_chances else None,
    }


def _case(run: Run, case: str) -> Values:
    """The values of one case: its months, its turns and what its contributors carry."""
    values = {**_months(run, case), **_turns(run, case)}
    if run.outcomes.supply is None:
        return values
    return {
        **values,
        "carried": coalition_tables.nations_in_words(run, case),
        "chances": coalition_tables.chances_in_words(run, case),
    }


def _months(run: Run, case: str) -> Values:
    months, text = months_words.together(run, case), months_charts.months_text(run, case)
    if months is None:
        return {"months_text": text, "months_figure": None}
    return {
        "months_figure": _figure(months_charts.months_chart(run, case, months), text, f"months-{case}"),
        "months": months_tables.months_in_words(run, case),
        "whole_pool": months_words.whole_pool(run, case),
    }


def _turns(run: Run, case: str) -> Values:
    if not run.turns(case):
        return {"turns_figure": None}
    chart, text = months_charts.turns_chart(run, case), months_charts.turns_text(run, case)
    return {"turns_figure": _figure(chart, text, f"turns-{case}"), "turns": months_tables.turns_in_words(run, case)}


def _evidence(run: Run) -> Values:
    register = run.scenario.register
    used = {claim.id: claim for claim in evidence_tables.claims_used(run.scenario)}
    used |= {caution.claim: register.claims[caution.claim] for caution in cautions.cautions(run) if caution.claim}
    return {
        "central": CENTRAL,
        "inputs": evidence_tables.inputs_register(run),
        "sources": [_source(register, claim) for claim in used.values()],
        "measures": evidence_tables.all_measures(run),
    }


def _source(register: Register, claim: Claim) -> dict[str, str]:
    words = evidence_tables.claim_without_links(register, claim)
    address = words.pop("Source")
    return {
        "id": claim.id,
        "says": claim.says,
        "words": "; ".join(f"{name}: {value}" for name, value in words.items()),
        "address": address,
    }


def _changes(run: Run, start: Scenario, changes: Mapping[str, Any], link: str) -> Values:
    """The changes, and the ways to get the same numbers again."""
    counted = changes_words.counted(changes)
    day = start.register.latest_day
    evidence = f" (register {start.register.digest}; its latest claim is of {day})" if day else ""
    return {
        "changed": force_tables.changes_in_words(start, run.scenario, changes) if changes else None,
        "changed_caption": f"{counted}, {start.label}",
        "nothing_changed": force_words.nothing_changed(start.label),
        "again": f"Scenario {source(start)}, {counted}. The command, this report, and Python:",
        "snippets": [
            on_the_command_line(start, changes),
            on_the_command_line(start, changes, "report", OUT),
            in_python(start, changes),
        ],
        "link": link,
        "made_with": f"{made_with(start.register)}{evidence}.",
    }


def _figure(chart: Chart, text: str, key: str) -> dict[str, Markup]:
    """A chart for paper and screens, and the same for phones."""
    wide, narrow = svg(chart, text, key=key), svg(chart, text, width=NARROW, key=f"{key}-narrow")
    return {
        "wide": picture(wide.replace('class="marks"', 'class="wide"', 1)),
        "narrow": picture(narrow.replace('class="marks"', 'class="narrow"', 1)),
    }
