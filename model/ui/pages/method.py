"""Method: how is it worked out, what is left out, and how is it cited?"""

import datetime as dt
from collections.abc import Iterable

import streamlit as st

from model.analysis.published import farthest_first
from model.engine.run import Run
from model.export.headers import made_with
from model.files.register import shipped_register
from model.files.shipped import version
from model.present.charts import method as method_charts
from model.present.formulas import coalition as coalition_formulas
from model.present.formulas import force as force_formulas
from model.present.formulas import months as months_formulas
from model.present.formulas import text
from model.present.numbers import NOT_KNOWN
from model.present.tables import method as method_tables
from model.present.words import force as force_words
from model.present.words import method as method_words
from model.present.words.notes import notes
from model.ui.session import cache, state
from model.ui.session.shown import Shown, evidence_version
from model.ui.shell import cited, downloads, frame, kept


def page() -> None:
    """Draw the formulas with the numbers of the scenario shown; then the text that holds for every scenario."""
    st.set_page_config(page_title="Method · Roulement", layout="wide")
    shown = state.enter()
    results = frame.show(shown, method_words.TITLE)
    if results is not None:
        (run,) = results.runs
        st.title(method_words.TITLE)
        frame.showing(shown)
        st.markdown(f"*{force_words.DISCLAIMER} {force_words.LIMITS}*")
        frame.buttons(shown, run)
        _formulas(run)
    _published()
    _left_out()
    _glossary()
    if results is not None:
        _cite(shown, run)


def _formulas(run: Run) -> None:
    st.header("Every formula, with the numbers of what is shown")
    st.markdown(method_words.text("on_numbers"))
    _paragraphs(notes(run))
    part = _part(run)
    nation = _coalition(run)
    _chance(run)
    st.subheader("Break-even")
    _paragraphs(method_words.break_even_sentences(run))
    _months(run, part, nation)
    if training := list(months_formulas.training_formulas(run)):
        st.subheader("Training")
        _draw(run, training)


def _part(run: Run) -> str | None:
    """Draw the formulas of a component, then of all components; return the component that is worked through."""
    st.subheader("What the force would tie up")
    parts = force_formulas.worked_parts(run)
    if not parts:
        st.markdown(method_words.text("no_part"))
        return None
    part = parts[0]
    if len(parts) > 1:
        part = kept.option("Part worked through", parts, part, key="method_part", words=run.scenario.title_of)
    _draw(run, force_formulas.part_formulas(run, part))
    _draw(run, force_formulas.total_formulas(run))
    return part


def _coalition(run: Run) -> str | None:
    """Draw the formulas of a nation, then of all that count; return the nation that is worked through."""
    st.subheader("What one nation could keep up")
    if run.outcomes.supply is None or run.scenario.coalition is None:
        st.markdown(method_words.text("no_coalition"))
        return None
    nations = coalition_formulas.counted(run)
    nation = None
    if nations:
        words = run.scenario.nation_title
        nation = kept.option("Nation worked through", nations, nations[0], key="method_nation", words=words)
        _draw(run, coalition_formulas.nation_formulas(run, nation))
    else:
        st.markdown(method_words.text("no_nation"))
    st.subheader("What all that count could keep up together")
    st.markdown(method_words.text(run.scenario.coalition.rule))
    _draw(run, coalition_formulas.coalition_formulas(run))
    return nation


def _chance(run: Run) -> None:
    if run.outcomes.supply is not None:
        st.subheader("The chance of keeping the force up")
        _paragraphs(method_words.chance_sentences(run))


def _months(run: Run, part: str | None, nation: str | None) -> None:
    st.subheader("Month by month")
    st.markdown(f"**{method_words.RECURSION}**")
    _paragraphs(method_words.text(key) for key in ("how_months", "after_months", "whole_units"))
    if part is not None:
        _draw(run, months_formulas.month_formulas(run, part, nation))


def _draw(run: Run, worked: Iterable[text.Formula]) -> None:
    for formula in worked:
        st.markdown(_block(formula))
        if line := text.inputs_of(run.scenario, formula):
            st.markdown(f":small[{cited.shown(line)}]")  # a caption's links are too pale to read


def _block(formula: text.Formula) -> str:
    """Draw a formula: its title and subject, in symbols, in words, and with the numbers of each case."""
    forms = "  \n".join(cited.shown(form) for form in dict.fromkeys((formula.in_symbols(), formula.in_words())))
    lines = "\n".join(f"- {_line(*text.line_in_words(formula, line))}" for line in formula.lines)
    return f"**{cited.shown(formula.title)}.** {cited.shown(formula.means)}\n\n{forms}\n\n{lines}"


def _line(before: str, result: str, after: str) -> str:
    is_known = result != NOT_KNOWN
    return " ".join(filter(None, (cited.shown(before), f"**{result}**" if is_known else result, cited.shown(after))))


def _paragraphs(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        st.markdown(cited.shown(sentence))


def _published() -> None:
    st.header("Checks against published cases")
    checks = farthest_first(cache.published_checks().values())
    sentence = method_words.checked_sentence(checks)
    st.markdown(cited.shown(sentence))
    register = shipped_register()
    downloads.chart(
        method_charts.checks_chart(checks, register),
        method_charts.checks_text(checks),
        lambda: method_tables.checks_with_numbers(checks),
        "published_cases",
        lines=lambda: [made_with(register), sentence],
    )
    for title, agrees in ((method_words.DIFFERS, False), (method_words.AGREES, True)):
        st.subheader(cited.shown(title))
        cited.table(method_tables.checks_in_words([check for check in checks if check.agrees is agrees]))
    st.caption(method_words.text("grades"))


def _left_out() -> None:
    st.header("What is left out")
    st.markdown("\n".join(f"- {cited.shown(sentence)}" for sentence in method_words.prose()["left_out"]))
    with st.expander("More that is left out or taken simply"):
        st.markdown("\n".join(f"- {cited.shown(sentence)}" for sentence in method_words.prose()["also_left_out"]))


def _glossary() -> None:
    st.header("The terms in use")
    cited.table(method_tables.glossary_in_words())


def _cite(shown: Shown, run: Run) -> None:
    st.header("How to cite")
    values = {"version": version(), "evidence": evidence_version(shown.start)}
    base = st.context.url or ""
    today = dt.datetime.now(dt.UTC).date()
    st.code(method_words.citation(run, day=today, link=shown.link(base), **values), language=None, wrap_lines=True)
    st.markdown(method_words.text("how_to_cite"))
    st.caption(cited.shown(method_words.version_sentence(claims=len(shown.start.register.claims), **values)))
