"""Widgets for the choices about the coalition: drawn from the session's values, and written back to them."""

from collections.abc import Sequence

import streamlit as st

from model.present.numbers import entered, joined
from model.present.words.coalition import ASSUMED_CHANCES
from model.scenario import Scenario
from model.scenario.scenario import NATIONS_AT
from model.terms import RULES
from model.ui.session import address, state
from model.ui.session import choices as session_choices
from model.ui.shell import cited

NONE_VOLUNTEERED = (
    "Nations that are open, undeclared or have refused volunteered nothing: their chance is 0 unless the scenario or "
    "you give another."
)
WIDGET = "choice_{}"
SHARE_AT = "coalition.deployable_share"

Told = Sequence[tuple[str, str]]
"""Dotted paths of inputs, each with its note: drawn under the input that sets it, or under a path above it."""


def draw(start: Scenario, notes: Told) -> None:
    """Draw all choices about the coalition of a starting scenario, each with its notes."""
    with st.sidebar:
        backstop(start)
        if start.coalition is None:
            st.caption("This scenario has no coalition.")
            return
        who_and_share(start, notes)
        has_ranks = any(contributor.priority is not None for contributor in start.coalition.contributors.values())
        hidden = "by_priority" if not has_ranks and state.choices()[session_choices.RULE] != "by_priority" else ""
        rules = {rule: words for rule, words in RULES.items() if rule != hidden}
        _choice("Rule of sharing", session_choices.RULE, rules)
        _choice("Nations take part", session_choices.CHANCES)
        if state.choices()[session_choices.CHANCES] == session_choices.ASSUMED:
            st.caption(f"Chance of taking part, by position. {ASSUMED_CHANCES} {NONE_VOLUNTEERED}")
            for position in session_choices.POSITIONS:
                meaning = f"The chance that a nation whose position is {position} takes part."
                _share(position.capitalize(), f"p_{position}", meaning)


def who_and_share(start: Scenario, notes: Told) -> None:
    """Draw the nations that are in and the deployable share, which Explore has too."""
    if start.coalition is None:
        return
    st.markdown("**Coalition**")
    _who(start)
    note(notes, NATIONS_AT)
    if session_choices.SHARE in state.choices():
        _share("Deployable share", session_choices.SHARE, "Share of the land strength that can be sent on operations.")
        share = start.coalition.deployable_share
        if share is not None and share.low != share.high:
            ends = joined((share.low, share.high), entered)
            words = f"The scenario counts with {ends}; a value set here takes the place of both ends."
            st.caption(cited.shown(words))
        note(notes, SHARE_AT)


def note(notes: Told, at: str) -> None:
    """Draw the notes on an input and on the paths below it; without a note, hold the place."""
    texts = [text for path, text in notes if f"{path}.".startswith(f"{at}.")]
    if texts:
        st.markdown(f":small[{cited.shown(' '.join(texts))}]")  # a caption's links are too pale to read
    else:
        st.empty()


def backstop(start: Scenario) -> None:
    """Draw the switch of the United States backstop, where something hangs on it."""
    contributors = start.coalition.contributors.values() if start.coalition else ()
    hangs = any(part.falls_back_to for part in start.force.values()) or any(
        contributor.needs_us_backstop for contributor in contributors
    )
    if hangs:
        _choice("United States backstop", session_choices.BACKSTOP)


def months(start: Scenario) -> None:
    """Draw how the months begin, and whether others fill in."""
    _choice("Units start", session_choices.STARTS)
    if start.coalition is not None:
        _choice("Where a nation has nobody rested", session_choices.FILLS_IN)


def refresh() -> None:
    """Set the widgets on the page to the session's values; a callback's last step."""
    for key, value in state.choices().items():
        if WIDGET.format(key) in st.session_state:
            st.session_state[WIDGET.format(key)] = _who_is_in() if key == session_choices.WHO else value


def _who_is_in() -> list[str]:
    return [name for name in str(state.choices()[session_choices.WHO]).split(",") if name]


def _who(start: Scenario) -> None:
    def remember() -> None:
        address.touch()
        held = st.session_state.get(
            WIDGET.format(session_choices.WHO), _who_is_in()
        )  # gone where the page is being left
        state.choices()[session_choices.WHO] = ",".join(sorted(held))

    names = sorted(start.coalition.contributors) if start.coalition else []
    chosen = _who_is_in()
    st.multiselect(
        "Who is in", names, default=chosen, format_func=start.nation_title, key=WIDGET.format(session_choices.WHO),
        on_change=remember, help="A nation added here takes part for certain; one taken out does not.",
    )  # fmt: skip


def _choice(label: str, key: str, words: dict[str, str] | None = None) -> None:
    """A choice of one of `words`, their keys remembered and their values shown; of the key's own without."""
    names = words or {word: word for word in session_choices.WORDS[key]}
    st.segmented_control(
        cited.shown(label), list(names), default=str(state.choices()[key]), required=True,
        format_func=lambda value: cited.shown(names[value]), key=WIDGET.format(key), on_change=_remember, args=(key,),
    )  # fmt: skip


def _share(label: str, key: str, meaning: str) -> None:
    now = float(state.choices()[key])
    st.slider(
        cited.shown(label), 0.0, 1.0, now, 0.01, key=WIDGET.format(key), on_change=_remember, args=(key,),
        help=cited.shown(meaning),
    )  # fmt: skip


def _remember(key: str) -> None:
    address.touch()
    was = state.choices()[key]
    state.choices()[key] = st.session_state.get(WIDGET.format(key), was)  # gone where the page is being left
