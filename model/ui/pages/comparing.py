"""The comparison, a part of Compare: two to four plans, what differs, their measures, and each change alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from model.analysis.comparison import Comparison
from model.engine.run import Run
from model.export import headers
from model.export.origin import Origin
from model.present.exhibits import comparison as exhibits
from model.present.exhibits.effects import step_by_step
from model.present.exhibits.exhibit import Exhibit
from model.present.html.text import element
from model.present.tables.effects import COMPARED
from model.present.words import comparison as words
from model.present.words import plain
from model.present.words.changes import own_figures
from model.present.words.comparison import LEAST, MOST, PLACES, Side
from model.present.words.effects import comparison_sentences
from model.scenario.errors import ScenarioError
from model.terms import MEASURES
from model.ui.session import cache, compared, own
from model.ui.session.shown import Shown
from model.ui.shell import cited, downloads, files, frame, kept, markup

STANDFIRST = "What each plan would tie up, and whether those who are in could keep it up."
NO_ANSWER = "No comparison for these values"
LINK = "This link opens exactly this comparison, each plan with its changes."
TOO_MANY = "too many changes to make each of them alone here; the command does it."
ENDS = {"Lower end": "low", "Higher end": "high"}
OPENS_FILE = "Open your own file"
NO_LINK = (
    "One of these plans starts from a file of yours, so no link holds the comparison. Send the file along: it opens "
    "under “Your file”."
)


@dataclass(frozen=True)
class Picked:
    """One plan that was picked: its text in a link, its values, and its run; None where the values are refused."""

    text: str
    shown: Shown
    run: Run | None


def draw(shown: Shown, file_place: str) -> None:
    """Draw the comparison: its answer, the plans to choose, what differs, the measures, each change alone.

    Args:
        shown: what is shown.
        file_place: the place on the page at which a reader opens a file.
    """
    picked = [_picked(text) for text in compared.texts(shown)]
    sides = _sides(picked)
    labels = {side.place: side.label for side in sides}
    if len(sides) < LEAST:
        frame.headline(NO_ANSWER)
        _places(shown, picked, labels)
        _refusals(picked)
        return
    comparisons = [_compared(sides[0].run, side.run) for side in sides[1:]]
    drawn, origin = exhibits.measures(sides, comparisons), _origin(picked, sides)
    frame.headline(drawn.title, STANDFIRST, exhibits.cited(sides))
    with st.container(horizontal=True, key="strip_compared"):
        _places(shown, picked, labels)
        _share(drawn, origin)
        st.html(element("a", OPENS_FILE, href=f"#{file_place}"), width="content")
    _refusals(picked)
    _side_by_side(sides, drawn, origin)
    frame.first_screen_ends()
    _for_analysts(sides, comparisons, origin)


def _picked(text: str) -> Picked:
    shown, _ = compared.opened(text)
    if shown is None:
        raise LookupError(text)  # pragma: no cover  (`compared.texts` gives none of these)
    return Picked(text, shown, cache.run_or_none(shown))


def _sides(picked: Sequence[Picked]) -> tuple[Side, ...]:
    """The plans that have a result, in their places, under the reader's own names for them."""
    saved = {compared.text_of(version): name for name, version in own.saved().items()}
    known = [(place, one) for place, one in zip(PLACES, picked, strict=False) if one.run is not None]
    runs = [one.run for _, one in known if one.run is not None]
    starts = [cache.run_or_none(cache.at_start(one.shown.start)) if one.shown.changes else None for _, one in known]
    names = words.names_of(runs, starts)
    return tuple(
        Side(place, saved.get(one.text, name), run)
        for (place, one), name, run in zip(known, names, runs, strict=True)
    )  # fmt: skip


def _compared(base: Run, variant: Run) -> Comparison | None:
    """The comparison of two plans; None where making each change alone is more than the pages take."""
    try:
        return cache.compare(base.scenario, variant.scenario)
    except ScenarioError:
        return None


def _places(shown: Shown, picked: Sequence[Picked], labels: dict[str, str]) -> None:
    """Draw a popover for each place, and a button for a further one."""
    texts = [one.text for one in picked]
    options = _options(shown)
    for number, (place, one) in enumerate(zip(PLACES, picked, strict=False)):
        label = labels.get(place, plain.plan(one.shown.start))
        with st.popover(cited.shown(f"{place}: {label}"), key=f"place_{number}"):
            listed = options if one.text in options else {one.text: label, **options}
            _choice(texts, number, listed)
            if number >= LEAST:
                st.button("Leave it out", key=f"leave_{number}", on_click=compared.pick, args=(texts, number, ""))
    if len(texts) < MOST:
        further = next((text for text in options if text not in texts), texts[0])
        st.button(
            cited.shown(f"Add a {PLACES[len(texts)].lower()}"), type="tertiary", icon=":material/add:", key="add_place",
            on_click=compared.pick, args=([*texts, ""], len(texts), further),
        )  # fmt: skip


def _options(shown: Shown) -> dict[str, str]:
    """Every plan that can be picked, by its text, with its name: what is shown, the reader's own, the shipped ones."""
    is_changed = bool(shown.changes) and cache.run_or_none(shown) is not None
    current = {compared.text_of(shown): f"What is shown now: {plain.plan(shown.start)}, changed"} if is_changed else {}
    saved = {compared.text_of(version): f"Your version: {name}" for name, version in own.saved().items()}
    taken_in = {name: f"Your file: {scenario.label}" for name, scenario in own.taken_in().items()}
    shipped = [scenario for name, scenario in cache.scenarios().items() if name not in taken_in]
    by_date = sorted(shipped, key=lambda scenario: (str(scenario.as_of or ""), scenario.label))
    return {**current, **saved, **taken_in, **{scenario.name: plain.plan(scenario) for scenario in by_date}}


def _choice(texts: Sequence[str], number: int, options: dict[str, str]) -> None:
    """Draw the list of plans for one place."""
    key = f"plan_of_{number}"
    st.session_state[key] = texts[number]

    def take() -> None:
        if key in st.session_state:  # pragma: no branch  (not where the page is being left)
            compared.pick(texts, number, st.session_state[key])

    st.radio(
        f"{PLACES[number]}: which plan?", list(options), format_func=lambda text: cited.shown(options[text]), key=key,
        on_change=take,
    )  # fmt: skip


def _refusals(picked: Sequence[Picked]) -> None:
    """Draw why a plan has no result."""
    for place, one in zip(PLACES, picked, strict=False):
        if one.run is None:
            st.error(
                cited.shown(f"{place}:") + " " + "  \n".join(cited.shown(problem) for problem in _problems(one.shown))
            )


def _problems(shown: Shown) -> list[str]:
    try:
        cache.run(shown)
    except ScenarioError as error:
        return [str(problem) for problem in error.problems]
    raise AssertionError(shown.start.name)  # pragma: no cover  (asked for plans without a result alone)


def _origin(picked: Sequence[Picked], sides: Sequence[Side]) -> Origin:
    """Where the numbers of the comparison come from: its link, and the header of each plan."""
    base, register = files.explore_address(), sides[0].run.scenario.register
    known = [one for one in picked if one.run is not None]
    link = compared.link(f"{base}scenarios", [one.text for one in known], known[0].shown.start)
    brief = link.replace(f"v={register.digest[:8]}&", "")
    lines = partial(_header, link, [one.shown for one in known], base)
    return Origin(register, lines, link, brief, partial(own_figures, *(side.run.scenario for side in sides)))


def _header(link: str, plans: Sequence[Shown], base: str) -> list[str]:
    first = [f"Comparison: {link}"] if link else []
    return first + [line for shown in plans for line in headers.header(shown.start, shown.changes, shown.link(base))]


def _share(drawn: Exhibit, origin: Origin) -> None:
    """Draw the popover with the link of the comparison and all its numbers."""
    popover = st.popover(
        "Share or download", type="tertiary", icon=":material/ios_share:", key="share_comparison", on_change="rerun"
    )
    if not popover.open:
        return
    with popover:
        if origin.link:
            st.markdown(LINK)
            st.code(origin.link, language=None, wrap_lines=True)
        else:
            st.markdown(NO_LINK)
        downloads.table(drawn.frame, "comparison", origin.header())


def _side_by_side(sides: Sequence[Side], drawn: Exhibit, origin: Origin) -> None:
    left, right = st.columns([1, 1.72], gap="large")
    with left, st.container(key="card_differences"):
        frame.section("What differs")
        markup.draw(exhibits.differences(sides), "differences")
    with right, st.container(key="card_comparison"):
        markup.draw(exhibits.key(sides), "key_of_plans")
        frame.picture(drawn)
        frame.source(drawn, origin, "roulement")


def _for_analysts(sides: Sequence[Side], comparisons: Sequence[Comparison | None], origin: Origin) -> None:
    """Draw every input that differs, and the effect of each change alone, once that is asked for."""
    more = st.expander("For analysts: each change alone, and every input that differs", key="alone", on_change="rerun")
    if not more.open:
        return
    with more:
        chosen = _chosen([comparison for comparison in comparisons if comparison is not None])
        for number, (side, comparison) in enumerate(zip(sides[1:], comparisons, strict=True), 1):
            if comparison is None:
                st.markdown(cited.shown(f"“{side.label}”: {TOO_MANY}"))
            else:
                _alone((sides[0].label, side.label), comparison, (*chosen, number), origin)
        frame.section("Every input that differs")
        markup.draw(exhibits.every_input(sides), "every_input")


def _chosen(comparisons: Sequence[Comparison]) -> tuple[str, str]:
    """Draw the choice of a measure and of an end of its range; return both."""
    measures = [name for name in COMPARED if all(name in comparison.measures for comparison in comparisons)]
    first, second = st.columns(2)
    with first:
        measure = kept.option("Effect on", measures, "tied_up", "effect_on", lambda name: MEASURES[name].label)
    with second:
        end = kept.choice("At", list(ENDS), next(iter(ENDS)), "effect_end")
    return measure, ENDS[end]


def _alone(names: tuple[str, str], comparison: Comparison, chosen: tuple[str, str, int], origin: Origin) -> None:
    """Draw the steps from the first plan to another one, and what they come to in sentences."""
    measure, end, number = chosen
    _, *sentences = comparison_sentences(comparison)  # the first tells the plans by their short names in files
    st.markdown("  \n".join(cited.shown(sentence) for sentence in sentences))
    drawn = step_by_step(comparison, measure, end, names, number)
    if drawn is None:
        why = getattr(comparison.why_difference(measure), end)
        st.markdown(cited.shown(f"{MEASURES[measure].label}: no difference to show ({why})."))
        return
    frame.section(drawn.title, drawn.subtitle)
    frame.picture(drawn)
    frame.source(drawn, origin, "roulement")
    cited.table(drawn.table)
