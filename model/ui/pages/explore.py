"""Explore, "The answer": what a force would tie up, whether those who are in could keep it up, and month by month."""

import streamlit as st

from model.engine.results import Results
from model.engine.run import Run
from model.export.scenario_file import in_python, on_the_command_line, source
from model.present.exhibits import force, months, unknown
from model.present.html.text import element, page_link
from model.present.words import backstop as backstop_words
from model.present.words import force as force_words
from model.present.words.ends import ends_in_words
from model.present.words.gap import question
from model.present.words.plain import capital
from model.ui.session import cache
from model.ui.session.shown import Shown
from model.ui.shell import cited, downloads, files, frame, grounds, markup, strip


def page() -> None:
    """Draw the page: the answer, a picture of why, whether they could, the months, what it all rests on."""
    st.set_page_config(page_title="The answer · Roulement", layout="wide")
    shown, run = frame.enter("What would it take?")
    if run is None:
        return
    frame.headline(force_words.headline(run), force_words.standfirst(run), force_words.cited(run))
    frame.strip(shown, run)
    started = _started(shown)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _sum(run, shown, started)
    with right:
        _could_they(run, shown)
        grounds.how_solid(run)
    strip.starters(shown)
    _months(run, shown, started)
    rules = force.rules_of_rest(run)
    if rules is not None:
        frame.exhibit(rules, shown)
    _turns(run, shown)
    with st.container(key="card_rests"):
        frame.section("What each number rests on")
        grounds.rests_on(run)
    _for_analysts(run, shown)
    frame.foot(shown, [claim for _, claim in force_words.cited(run)])


def _started(shown: Shown) -> Run | None:
    """The run of the starting scenario, to compare with; None where nothing is changed, or it has none."""
    return cache.run_or_none(cache.at_start(shown.start)) if shown.changes else None


def _sum(run: Run, shown: Shown, started: Run | None) -> None:
    """What the force ties up as squares; of a size that is not known, what is known all the same."""
    exhibit = force.arithmetic(run, started)
    if exhibit is not None:
        frame.exhibit(exhibit, shown)
    elif run.measure("tied_up").low is None:
        frame.exhibit(unknown.known(run), shown)


def _could_they(run: Run, shown: Shown) -> None:
    """The gap, and what would be lost without the United States; of a size that is not known, what would follow."""
    gap = force.gap(run)
    sizes = unknown.sizes(run) if run.measure("tied_up").low is None else None
    if sizes is not None:
        frame.exhibit(sizes, shown, under=unknown.size_by_size(run))
    elif gap is not None:
        frame.exhibit(gap, shown, question=question(run))
    backstop = backstop_words.backstop_sentence(run)
    if backstop is not None:
        st.html(element("p", backstop, class_="src"))


def _months(run: Run, shown: Shown, started: Run | None) -> None:
    exhibit = months.months(run, started)
    if exhibit is not None:
        with st.container(key="start_of_months"):
            strip.start_switch(shown)
        frame.exhibit(exhibit, shown)


def _turns(run: Run, shown: Shown) -> None:
    """Which unit goes when, at the end of the range that the reader chooses where there are two."""
    names = {case: capital(words) for case, words in ends_in_words(run, measure="multiplier").items()}
    case = st.session_state.get("turns_case", "high") if len(names) > 1 else "high"
    exhibit = months.turns(run, case)
    if exhibit is None:
        return
    frame.exhibit(exhibit, shown)
    if len(names) > 1:
        st.segmented_control(
            "Which brigade goes when", list(names), default="high", format_func=lambda end: cited.shown(names[end]),
            required=True, key="turns_case", label_visibility="collapsed",
        )  # fmt: skip


def _for_analysts(run: Run, shown: Shown) -> None:
    """All measures unrounded, the lines that give the same numbers again, and the way to the formulas."""
    more = st.expander(
        "For analysts: all numbers unrounded, the same in Python, formulas", key="analysts", on_change="rerun"
    )
    if not more.open:
        return
    measures, start = Results((run,)).measures, shown.start
    with more:
        downloads.as_csv(lambda: measures, shown, start.name)
        # after the button: the keyboard goes through a data frame cell by cell
        heads = {"central": "middle (our sum)"}
        st.dataframe(measures, hide_index=True, key="measures", column_config=heads)
        if shown.is_own:
            st.markdown(f"Save the file first, as {cited.shown(source(start))}, and start from its folder.")
            files.download(shown, files.explore_address(), key="to_reproduce")
        st.markdown("The same numbers in Python:")
        st.code(in_python(start, shown.changes), language="python", wrap_lines=True)
        st.markdown("On the command line:")
        st.code(on_the_command_line(start, shown.changes), language="sh", wrap_lines=True)
        markup.draw(
            element("p", page_link("method", "", "Every formula, with the numbers of this plan"), class_="src"),
            "formulas",
        )
