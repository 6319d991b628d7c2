"""Explore, "The answer": what a force would tie up, whether those who are in could keep it up, and month by month."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from model.engine.results import Results
from model.engine.run import Run
from model.export.scenario_file import in_python, on_the_command_line, source
from model.present.exhibits import unknown
from model.present.exhibits.page import answer
from model.present.html.coalition import backstop
from model.present.html.text import element, page_link
from model.present.words import unknown as unknown_words
from model.present.words.ends import ends_in_words
from model.present.words.force import throughput_sentence
from model.present.words.plain import capital
from model.ui.session import cache
from model.ui.session.shown import Shown
from model.ui.shell import cited, files, frame, grounds, markup, strip

CASE = "turns_case"


def page() -> None:
    """Draw the page: the answer, a picture of why, whether they could, the months, what it all rests on."""
    st.set_page_config(page_title="The answer · Roulement", layout="wide")
    shown, run = frame.enter("What would it take?")
    if run is None:
        return
    ends = {case: capital(words) for case, words in ends_in_words(run, measure="multiplier").items()}
    part = answer(run, _started(shown), st.session_state.get(CASE, "high") if len(ends) > 1 else "high")
    frame.headline(part.headline, part.standfirst, part.cited)
    frame.strip(shown, run)
    left, right = st.columns([3, 2], gap="large")
    with left:
        frame.draw(part, shown, "arithmetic", "known")
        grounds.how_solid(run)
        strip.starters(shown)
    with right:
        if "sizes" in part.exhibits:
            frame.draw(part, shown, "sizes")
        frame.draw(part, shown, "gap")
        lost = backstop(run)
        if lost is not None:
            markup.draw(element("p", lost, class_="src"), "without_the_us")
            strip.backstop_switch(shown)
    if "sizes" in part.exhibits:
        with st.container(key="card_size_by_size"):
            frame.section(unknown_words.SIZE_BY_SIZE)
            markup.draw(unknown.size_by_size(run), "size_by_size")
    frame.draw(part, shown, "months", switch=partial(strip.start_switch, shown))
    frame.first_screen_ends()
    frame.draw(part, shown, "rest")
    frame.draw(part, shown, "turns", switch=partial(_end_switch, ends) if len(ends) > 1 else None)
    with st.container(key="card_rests"):
        frame.section("What each number rests on")
        grounds.rests_on(run)
    _for_analysts(run, shown)
    frame.foot(shown)


def _end_switch(ends: Mapping[str, str]) -> None:
    """Draw the switch between the ends of the range at which it is drawn which brigade goes when."""
    st.segmented_control(
        "Which brigade goes when", list(ends), default="high", format_func=lambda end: cited.shown(ends[end]),
        required=True, key=CASE, label_visibility="collapsed",
    )  # fmt: skip


def _started(shown: Shown) -> Run | None:
    """The run of the starting scenario, to compare with; None where nothing is changed, or it has none."""
    return cache.run_or_none(cache.at_start(shown.start)) if shown.changes else None


def _for_analysts(run: Run, shown: Shown) -> None:
    """All measures unrounded, the lines that give the same numbers again, and the way to the formulas."""
    more = st.expander("For analysts", key="analysts", on_change="rerun")
    if not more.open:
        return
    measures, start = Results((run,)).measures, shown.start
    with more:
        st.markdown(cited.shown(throughput_sentence(run) or ""))
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
