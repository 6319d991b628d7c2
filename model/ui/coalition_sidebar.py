"""Widgets for the choices about the coalition: drawn from what the session remembers, and written back to it."""

import streamlit as st

from model.scenario import Scenario
from model.supply_words import ASSUMED_CHANCES
from model.ui import coalition, state

WIDGET = "choice_{}"


def draw(start: Scenario) -> None:
    """Draw all choices about the coalition of a starting scenario."""
    with st.sidebar:
        backstop(start)
        if start.coalition is None:
            st.caption("This scenario has no coalition.")
            return
        who_and_share(start)
        has_ranks = any(given.priority is not None for given in start.coalition.contributors.values())
        hidden = "by_priority" if not has_ranks and state.choices()[coalition.RULE] != "by_priority" else ""
        rules = {rule: words for rule, words in coalition.RULES.items() if rule != hidden}
        _choice("Rule of sharing", coalition.RULE, rules)
        _choice("Nations take part", coalition.CHANCES)
        if state.choices()[coalition.CHANCES] == coalition.ASSUMED:
            st.caption(f"Chance of taking part, by position. {ASSUMED_CHANCES}")
            for position in coalition.POSITIONS:
                meaning = f"The chance that a nation whose position is {position} takes part."
                _share(position.capitalize(), f"p_{position}", meaning)


def who_and_share(start: Scenario) -> None:
    """Draw who is in and the deployable share, which Explore has too."""
    if start.coalition is None:
        return
    st.markdown("**Coalition**")
    _who(start)
    if coalition.SHARE in state.choices():
        _share("Deployable share", coalition.SHARE, "Share of the land strength that can be sent on operations.")


def backstop(start: Scenario) -> None:
    """Draw the switch of the United States backstop, where something hangs on it."""
    given = start.coalition.contributors.values() if start.coalition else ()
    hangs = any(part.falls_back_to for part in start.force.values()) or any(each.needs_us_backstop for each in given)
    if hangs:
        _choice("United States backstop", coalition.BACKSTOP)


def months(start: Scenario) -> None:
    """Draw how the months begin, and whether others fill in."""
    _choice("Units start", coalition.STARTS)
    if start.coalition is not None:
        _choice("Where a nation has nobody rested", coalition.FILLS_IN)


def refresh() -> None:
    """Show what the session remembers in the widgets that are there; a callback's last step."""
    for key, value in state.choices().items():
        if WIDGET.format(key) in st.session_state:
            st.session_state[WIDGET.format(key)] = _who_is_in() if key == coalition.WHO else value


def _who_is_in() -> list[str]:
    return [name for name in str(state.choices()[coalition.WHO]).split(",") if name]


def _who(start: Scenario) -> None:
    def remember() -> None:
        state.choices()[coalition.WHO] = ",".join(sorted(st.session_state[WIDGET.format(coalition.WHO)]))

    names = sorted(start.coalition.contributors) if start.coalition else []
    chosen = _who_is_in()
    st.multiselect(
        "Who is in", names, default=chosen, format_func=start.nation_title, key=WIDGET.format(coalition.WHO),
        on_change=remember, help="A nation added here takes part for certain; one taken out does not.",
    )  # fmt: skip


def _choice(label: str, key: str, words: dict[str, str] | None = None) -> None:
    """A choice of one of `words`, their keys remembered and their values shown; of the key's own without."""
    shown = words or {word: word for word in coalition.WORDS[key]}
    st.segmented_control(
        label, list(shown), default=str(state.choices()[key]), format_func=lambda each: shown[each], required=True,
        key=WIDGET.format(key), on_change=_remember, args=(key,),
    )  # fmt: skip


def _share(label: str, key: str, meaning: str) -> None:
    now = float(state.choices()[key])
    st.slider(label, 0.0, 1.0, now, 0.01, key=WIDGET.format(key), on_change=_remember, args=(key,), help=meaning)


def _remember(key: str) -> None:
    state.choices()[key] = st.session_state[WIDGET.format(key)]
