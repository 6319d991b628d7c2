"""The frame of the pages: kicker, headline, who says so, the control strip, exhibits, the last line."""

import time
from collections.abc import Callable, Iterable, Sequence
from functools import cache as once
from functools import lru_cache
from importlib.resources import files as package_files

import streamlit as st
from markupsafe import Markup
from streamlit.navigation.page import StreamlitPage

from model.engine.run import Run
from model.export.origin import Origin
from model.files.register import shipped_register
from model.files.shipped import version
from model.present.exhibits.exhibit import Exhibit
from model.present.exhibits.page import Part
from model.present.html.coalition import refusals_notice
from model.present.html.source_line import source_line
from model.present.html.sources import printed
from model.present.html.text import citation, element, escaped, joined, page_link
from model.present.words import citations
from model.present.words.files import SUM
from model.present.words.plain import plan
from model.present.words.refused import refused
from model.scenario.errors import ScenarioError
from model.ui.session import cache, state
from model.ui.session.shown import SCENARIO, Shown
from model.ui.shell import cards, cited, downloads, markup
from model.ui.shell import strip as control_strip

SENDING_SECONDS = 0.02
"""Two of the rounds in which the server sends; `benchmarks/page.py` measures what it brings."""
NAVIGATION = {
    "explore": "The answer", "contributors": "Who carries it", "drivers": "What changes it",
    "scenarios": "Compare", "sources": "Who said what", "method": "How it works",
}  # fmt: skip
"""The pages by their addresses, in the order of the navigation; the first stands at the root."""
Drawing = Callable[[], None]
PAGES: dict[str, StreamlitPage] = {}
"""The pages as the router has them, for links to them; `app.py` names them."""


HERE = "page_here"
"""Key in the session: the address of the page that is drawn."""
ILLUSTRATIVE = (
    "Illustrative: not a forecast, not an official estimate. Counts troops, not equipment or political consent."
)

PARTED = " \u00a0·\u00a0 "
"""Stands between the parts of the line above a headline."""
CITED = "cited_above"
"""Key in the session: the claims that the page cites under its headline."""
AS_NAMED = "Sources: as named in each row."
"""Stands in place of a source where the rows of an exhibit name the people."""


@once
def _look() -> str:
    return package_files("model.ui.shell").joinpath("look.css").read_text(encoding="utf-8")


def style() -> None:
    """Change Streamlit's look for every page at once."""
    st.html(f"<style>{_look()}</style>")


def enter(kicker: str) -> tuple[Shown, Run | None]:
    """Return the state shown and its run, after the line above the headline; no run where the values are refused.

    Then the page shows the reasons, with the controls to change the values, and ends.
    """
    shown = state.enter()
    state.record()
    above(kicker, f"{plan(shown.start)}, your file {shown.start.name}" if shown.is_own else plan(shown.start))
    try:
        (run,) = cache.run(shown).runs
    except ScenarioError as error:
        st.title("No answer for these values", anchor=False)
        st.error("  \n".join(map(cited.shown, refused(shown.start, error))))
        control_strip.draw(shown, None)
        end()
        return shown, None
    return shown, run


def above(kicker: str, subject: str = "") -> None:
    """Draw the part above a headline: on a phone the pages' names, notices about the address, the kicker."""
    markup.draw(pages_named(st.session_state.get(HERE, "")), "pills")
    for sentence in filter(None, (*state.ignored(), state.told())):
        st.warning(cited.literal(sentence))
    parts = [element("span", "ROULEMENT", PARTED, class_="wide"), kicker]
    st.html(element("p", *parts, *([PARTED, subject] if subject else []), class_="kick"))


def pages_named(here: str) -> Markup:
    """Return links to all pages; that to the page at the address `here` is marked as the current one."""
    links = [
        page_link("" if path == "explore" else path, "", title, **({"aria_current": "page"} if path == here else {}))
        for path, title in NAVIGATION.items()
    ]
    return element("nav", *links, class_="pills", aria_label="Pages")


def headline(answer: str, standfirst: str = "", cites: Sequence[tuple[str, str]] = ()) -> None:
    """Draw the answer as the page's one heading of the first level, the sentence under it, and who says so.

    Args:
        answer: the headline.
        standfirst: one or two sentences on why.
        cites: pairs of what a claim is about, "Force size", and the claim's id.
    """
    st.title(cited.shown(answer), anchor=False)
    st.session_state[CITED] = tuple(claim for _, claim in cites)
    lines = [element("p", standfirst, class_="stand")] if standfirst else []
    if cites:
        register = shipped_register()
        people = [element("span", f"{what}: ", citation(register, claim)) for what, claim in cites]
        lines.append(element("p", *people, class_="cites"))
    if lines:
        markup.draw(joined(lines), "standfirst")
    send()


def strip(shown: Shown, run: Run) -> None:
    """Draw the control strip, what a reader can take along, and what the last change did."""
    control_strip.draw(shown, run)
    notice = refusals_notice(run)
    if notice is not None:
        markup.draw(notice, "refusals")


def draw(part: Part, shown: Shown, *keys: str, under: Markup | None = None, switch: Drawing | None = None) -> None:
    """Draw the exhibits of these keys that a part of the answer has, in the order of the keys."""
    for key in keys:
        if key in part.exhibits:
            exhibit(part.exhibits[key], shown, under=under, switch=switch)


def exhibit(
    drawn: Exhibit, shown: Shown, *, under: Markup | None = None, origin: Origin | None = None,
    switch: Drawing | None = None,
) -> None:  # fmt: skip
    """Draw an exhibit as a card: its finding, its picture, its source, and what a reader can take along.

    Args:
        drawn: the exhibit.
        shown: what is shown, for the link and the header of files.
        under: HTML between the picture and its source, which a picture for others goes without.
        origin: where the numbers come from, if not from what is shown.
        switch: draws the switch between what the picture can show.
    """
    with st.container(key=f"card_{drawn.key}"):
        heading = "big" if drawn.question else "ct"
        st.html(
            joined(
                [
                    element("p", drawn.question, class_="ask") if drawn.question else "",
                    element("h2", drawn.title, class_=heading),
                    element("p", drawn.subtitle, class_="cs") if drawn.subtitle else "",
                ]
            )
        )
        if switch is not None:
            with st.container(key=f"switch_{drawn.key}"):
                switch()
        if drawn.html is None:
            picture(drawn)
        else:
            markup.draw(drawn.html, f"rows_{drawn.key}")
        if under is not None:
            markup.draw(under, f"under_{drawn.key}")
        source(drawn, origin or downloads.origin(shown), shown.start.name)


def source(drawn: Exhibit, origin: Origin, name: str) -> None:
    """Draw the part below an exhibit's picture: its note, who the numbers come from, what a reader can take along.

    Args:
        drawn: the exhibit.
        origin: where its numbers come from.
        name: the beginning of its files' names.
    """
    if drawn.note:
        st.html(element("p", drawn.note, class_="src"))
    with st.container(horizontal=True, key=f"row_{drawn.key}"):
        if drawn.names_sources or not drawn.claims:
            st.html(element("p", AS_NAMED if drawn.names_sources else SUM, class_="src"))
        else:
            line = source_line(origin.register, drawn.claims, st.session_state.get(CITED, ()))
            markup.draw(line, f"sources_{drawn.key}")
        st.session_state[CITED] = (*st.session_state.get(CITED, ()), *drawn.claims)
        downloads.use(drawn, origin, name)


def picture(drawn: Exhibit) -> None:
    """Draw an exhibit's chart with its text alternative."""
    downloads.chart(drawn.chart, drawn.text, f"chart_{drawn.key}")


def section(title: str, subtitle: str = "", *, place: str = "") -> None:
    """Draw the heading of a part that is no exhibit; a link to `#` and its place leads there."""
    below = element("p", subtitle, class_="cs") if subtitle else ""
    st.html(joined([element("h2", title, class_="ct", **({"id": place} if place else {})), below]))


def ours() -> str:
    """Return the last line on the arithmetic, with the version that a citation names."""
    return f"Arithmetic: Roulement {version()}."


def first_screen_ends() -> None:
    """Mark the end of what a page prints: on paper its sources follow, and of all below it what is open."""
    with st.container(key="printed_sources"):
        st.html(escaped(_printed(tuple(dict.fromkeys(st.session_state.get(CITED, ()))))))


@lru_cache(maxsize=256)
def _printed(claims: tuple[str, ...]) -> Markup:
    return printed(shipped_register(), claims)


def foot(shown: Shown, claims: Iterable[str] = ()) -> None:
    """Draw the last line of a page, then open what a link on it led to."""
    line = citations.source_line(shown.start.register, claims) if claims else ours()
    st.html(element("p", f"{line} {ILLUSTRATIVE}".strip(), class_="foot"))
    end()


def end() -> None:
    """Open the page or the card that a link on this page led to; the last step of every page."""
    page = markup.followed_page()
    if page is not None:
        path, query = page
        if SCENARIO in query:
            state.follow(query)
            query = {}
        # with the whole address at once: written later, it would be one more step of the browser's Back
        st.switch_page(PAGES[path], query_params={**state.of_address(), **query})
    cards.open_followed()


def send() -> None:
    """Let the server send the page so far: the next steps keep busy the interpreter that the server shares."""
    time.sleep(SENDING_SECONDS)
