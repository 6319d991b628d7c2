"""The sidebar of Explore: the starting scenario and its inputs, one widget for each, bound to the address.

What the widgets hold is read before they are drawn, so that the answer is on its way first.
"""

from collections.abc import Mapping
from functools import partial

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from model.kernels.arrays import ROUNDING
from model.present.numbers import NOT_KNOWN
from model.present.words.force import RATIO_NOTE
from model.scenario import Scenario
from model.ui.session import address, cache, inputs, state
from model.ui.session import choices as session_choices
from model.ui.session.inputs import Input
from model.ui.shell import box, cited, coalition_sidebar
from model.ui.shell.coalition_sidebar import Told

STARTING_WIDGET, UNDRAWN = "starting_scenario", "undrawn"


def enter(page: StreamlitPage) -> Scenario:
    """Remember the values of the address and the inputs, write them to the address, return the starting scenario.

    From an address with something that no input takes only the rest is taken up, and the page is opened again.
    """
    start, is_followed = state.enter()
    query = {key: st.query_params.get_all(key) for key in st.query_params}
    usable = inputs.usable(start, query)
    if usable != query:
        if address.is_kept():  # Back led here, and the address is bound to inputs by now: only they write it
            _show_chosen(start)
            usable = {key: values for key, values in usable.items() if key not in inputs.bound(start)}
        st.switch_page(page, query_params=usable)
    if is_followed:  # inputs that the address does not give start afresh
        values = _widget_values(start, state.chosen())
        st.session_state.update({key: value for key, value in values.items() if key not in st.query_params})
        coalition_sidebar.refresh()
        box.forget()
        st.session_state.pop(UNDRAWN, None)
    else:
        _set_again()
        state.choose(_held(start))
    _take_up(start)
    if state.style() == inputs.EXACT:
        _let_sliders_follow(start)
    starts, values = session_choices.starts(start), state.choices()
    style = {inputs.INPUT_STYLE: state.style()}
    address.keep({**starts, inputs.INPUT_STYLE: inputs.SLIDERS}, {**values, **style}, start.name)
    return start


def _set_again() -> None:
    """Repeat a Reset or Undo whose run was stopped before the inputs were drawn.

    The browser never received those values: it sends the older ones again, with the reader's next change.
    """
    for key, (before, value) in st.session_state.get(UNDRAWN, {}).items():
        if st.session_state.get(key) == before:
            st.session_state[key] = value


def _held(start: Scenario) -> dict[str, float | str]:
    """The values of the inputs, the dwell in one form."""
    held = _set_so_far()
    hidden = inputs.hidden_short(held[inputs.DWELL_AS])
    return held | {field.key: field.start for field in inputs.inputs(start) if field.short == hidden}


def _set_so_far() -> dict[str, float | str]:
    """The values of the widgets, or as chosen where a widget is missing; exact numbers as they were typed.

    What the browser sends of a slider behind a box can be older than the last typed number.
    """
    is_exact = state.style() == inputs.EXACT
    return {
        key: was if is_exact and not isinstance(was, str) else st.session_state.get(key, was)
        for key, was in state.chosen().items()
    }


def draw(start: Scenario, notes: Told) -> None:
    """Draw Explore's inputs, each with its notes."""
    chosen = dict(state.chosen())
    with st.sidebar:
        _starting_scenario(start)
        _style_choice(start)
        for group in (inputs.FORCE, inputs.ROTATION):
            st.markdown(f"**{cited.shown(group)}**")
            if group == inputs.ROTATION:
                _dwell_choice(start, chosen)
            elif inputs.main_component(start) is None:
                st.caption(f"Its size is {NOT_KNOWN}.")
            _draw_inputs(start, group, chosen, notes)
        if chosen[inputs.DWELL_AS] == inputs.DWELL_RATIO:
            st.caption(RATIO_NOTE)
        coalition_sidebar.who_and_share(start, notes)
        coalition_sidebar.backstop(start)
        st.markdown("**Month by month**")
        _draw_inputs(start, inputs.MONTHS, chosen, notes)
        coalition_sidebar.months(start)
        with st.expander(inputs.MORE):
            _draw_inputs(start, inputs.MORE, chosen, notes)
    st.session_state.pop(UNDRAWN, None)
    if chosen != state.chosen():  # a widget took up an address that it was not asked about before
        state.choose(chosen)
        st.rerun()


def reset(start: Scenario) -> None:
    """Set every input back to the starting scenario; a callback."""
    state.begin(start)
    state.forget_ignored()
    _show_chosen(start)


def undo() -> None:
    """Go back to the state before, its starting scenario too; a callback."""
    state.step_back()
    start = cache.scenarios()[state.snapshot().start]
    st.query_params[inputs.SCENARIO] = start.name
    _show_chosen(start)


def _show_chosen(start: Scenario) -> None:
    """Set all widgets to the chosen values; a callback's last step."""
    address.touch()
    values = _widget_values(start, state.chosen())
    st.session_state[UNDRAWN] = {key: (st.session_state.get(key), value) for key, value in values.items()}
    st.session_state.update(values)
    coalition_sidebar.refresh()
    box.forget()


def _starting_scenario(start: Scenario) -> None:
    """The scenario in the address, which a choice here rewrites.

    Bound by hand: Streamlit would put a choice's shown words into the address, and titles change.
    """
    scenarios = cache.scenarios()
    st.session_state[STARTING_WIDGET] = start.name

    def choose() -> None:
        chosen = st.session_state.get(STARTING_WIDGET)
        if chosen is None:  # pragma: no cover  (the page is being left, and nothing was asked)
            return
        st.query_params[inputs.SCENARIO] = chosen
        reset(scenarios[chosen])

    st.selectbox(
        "Starting scenario",
        list(scenarios),
        format_func=lambda name: scenarios[name].label,
        key=STARTING_WIDGET,
        on_change=choose,
    )


def _take_up(start: Scenario) -> None:
    """Give inputs new to this page the values chosen elsewhere: a link may open on another page."""
    fresh = inputs.starts(start)
    for key, value in _widget_values(start, state.chosen()).items():
        if value != fresh[key] and key not in st.session_state and key not in st.query_params:
            st.session_state[key] = value


def _style_choice(start: Scenario) -> None:
    """The switch between sliders and exact numbers: the session's, since Streamlit forgets it with the page."""
    st.session_state[inputs.INPUT_STYLE] = state.style()

    def choose() -> None:
        address.touch()
        state.choose(_held(start))  # before the style says where the values are
        state.set_style(st.session_state.get(inputs.INPUT_STYLE, state.style()))  # gone where the page is being left

    st.segmented_control(
        "Input style", inputs.CHOICES[inputs.INPUT_STYLE], required=True, key=inputs.INPUT_STYLE, on_change=choose
    )


def _let_sliders_follow(start: Scenario) -> None:
    """Set the sliders behind the boxes, which the address is bound to, to the exact numbers."""
    for key, value in _widget_values(start, state.chosen()).items():
        if st.session_state.get(key, value) != value:
            st.session_state[key] = value


def _dwell_choice(start: Scenario, chosen: dict[str, float | str]) -> None:
    def convert() -> None:
        dwell_form = st.session_state.get(inputs.DWELL_AS)
        if dwell_form is None:  # pragma: no cover  (the page is being left, and nothing was asked)
            return
        try:
            dwell = inputs.converted_dwell(start, _set_so_far(), dwell_form)
        except ValueError as error:
            st.session_state[inputs.DWELL_AS] = next(
                form for form in inputs.CHOICES[inputs.DWELL_AS] if form != dwell_form
            )
            state.tell(f"The dwell stays as it is. {error}")
        else:
            state.choose({**state.chosen(), **dwell})
            st.session_state.update(_widget_values(start, dwell))

    chosen[inputs.DWELL_AS] = st.segmented_control(
        "Dwell given as", inputs.CHOICES[inputs.DWELL_AS], default=inputs.dwell_as(start), required=True,
        key=inputs.DWELL_AS, bind="query-params", on_change=convert,
    )  # fmt: skip


def _draw_inputs(start: Scenario, group: str, chosen: dict[str, float | str], notes: Told) -> None:
    hidden = inputs.hidden_short(chosen[inputs.DWELL_AS])
    for field in inputs.inputs(start):
        if field.group == group and field.short != hidden:
            chosen[field.key] = _number(field)
            coalition_sidebar.note(notes, field.path)


def _number(field: Input) -> float:
    """An input's slider, which the address is bound to; for exact numbers a box instead, the slider behind it."""
    least, most, step = (_as_widget(field, bound) for bound in field.bounds)
    value = st.slider(
        cited.shown(field.label), least, most, _as_widget(field, field.start), step=step,
        format="%,d" if field.is_whole else "%g", key=field.key, bind="query-params", help=cited.shown(field.help),
    )  # fmt: skip
    if state.style() == inputs.EXACT:
        box.number(field.label, field.numbers, value, field.key, partial(_set, field.key), meaning=field.help)
    elif abs(value / step - round(value / step)) > ROUNDING:
        st.caption(f"Exact value {value:,.15g}")
    return value


def _set(key: str, value: float) -> None:
    """Set an input to a number that was typed; a callback."""
    address.touch()
    state.choose({**state.chosen(), key: value})


def _as_widget(field: Input, value: float) -> float:
    """Return whole numbers for an input that moves in whole steps: the widgets do not mix the two."""
    return round(value) if field.is_whole else float(value)


def _widget_values(start: Scenario, values: Mapping[str, float | str]) -> dict[str, float | str]:
    known = {field.key: field for field in inputs.inputs(start)}
    return {key: _as_widget(known[key], float(value)) if key in known else value for key, value in values.items()}
