"""The widgets of the inputs: each draws the value that is shown and hands over what the reader sets."""

from collections.abc import Callable, Collection, Mapping
from functools import partial

import streamlit as st

from model.kernels.arrays import ROUNDING
from model.present.numbers import exact, joined
from model.terms import CONTROLS
from model.ui.session import inputs, links, state
from model.ui.session.inputs import Input
from model.ui.session.shown import Shown
from model.ui.shell import box, cited

ENDS = {"low": ": from", "high": ": to", "": ""}
MONTHS = "months"


def label_of(field: Input, title: str = "") -> str:
    """Return the label of a number: its field's, with the title of the part that it belongs to, and its end."""
    control = CONTROLS.get(field.key)
    label = control.label if control else field.limits.label
    if field.limits.unit_word == MONTHS and MONTHS not in label.lower():
        label = f"{label} in {MONTHS}"
    part = f"{title}: {label[0].lower()}{label[1:]}" if title else label
    return f"{part}{ENDS[field.end]}"


def number(shown: Shown, field: Input, title: str = "") -> None:
    """Draw a slider for a number, or a box for an exact one; a number that nobody has published has a box alone."""
    value = shown.values[field.key]
    label, meaning = label_of(field, title), f"{field.limits.meaning.capitalize()}."
    if value is None or state.style() == links.EXACT:
        now = None if value is None else float(value)
        key = state.widget_key(field.key)
        box.number(label, field.numbers, now, key, partial(state.put_one, field.key, by=field.key), meaning=meaning)
        return
    least, most, step = (state.as_widget(field, bound) for bound in field.bounds)
    st.slider(
        cited.shown(label), least, most, state.as_widget(field, float(value)), step=step, format=_format(field),
        key=state.widget_key(field.key), help=cited.shown(meaning), on_change=state.take, args=(field.key, field.key),
    )  # fmt: skip
    is_off_step = abs(float(value) / step - round(float(value) / step)) > ROUNDING
    if is_off_step and _range_of_one(shown, field.path) is None:
        st.caption(f"Exact value {float(value):,.15g}")


def _format(field: Input) -> str:
    if field.kind == "share":
        return "percent"
    return "%,d" if field.is_whole else "%g"


def claimed(shown: Shown, path: str, words: Callable[[float], str] = exact) -> None:
    """Draw the range that a published figure gives where the page has one slider for it; `words` write a number."""
    ends = _range_of_one(shown, path)
    if ends is not None:
        st.caption(cited.shown(f"Now {joined(ends, words)}; a number set here takes the place of both ends."))


def _range_of_one(shown: Shown, path: str) -> tuple[float, float] | None:
    """The ends of a range for which the page has one slider; None where it has two, or the number is no range."""
    ends = shown.ends(path)
    is_range = len(shown.inputs.ends(path)) <= 1 and ends is not None and ends[0] != ends[1]
    return ends if is_range else None


def word(
    shown: Shown, key: str, *, hidden: Collection[str] = (), widget: str = "", is_label_shown: bool = True
) -> None:
    """Draw a choice of one of a few words.

    Args:
        shown: what is shown.
        key: the input.
        hidden: words that are not offered here.
        widget: the widget's key, where the same choice stands in two places of a page.
        is_label_shown: whether the label is seen, not only read out.
    """
    control, field = CONTROLS[key], shown.inputs[key]
    options = [option for option in field.options if option not in hidden]
    st.segmented_control(
        cited.shown(control.label), options, default=str(shown.values[key]), required=True,
        format_func=lambda option: cited.shown(control.words[option]), key=state.widget_key(widget or key),
        on_change=state.take, args=(key, widget or key), label_visibility="visible" if is_label_shown else "collapsed",
    )  # fmt: skip


def options(shown: Shown, key: str, words: Mapping[str, str]) -> None:
    """Draw a list of figures to choose from: published ones with their sources, and the reader's own."""
    names = list(words)
    st.radio(
        cited.shown(CONTROLS[key].label), names, names.index(str(shown.values[key])), key=state.widget_key(key),
        format_func=lambda option: cited.shown(words[option]), on_change=_choose, args=(key,),
    )  # fmt: skip


def _choose(key: str) -> None:
    """Take over which figure the reader chose; one who chooses his own types it, so a box takes the slider's place.

    Not for the rest, whose sliders appear with that choice; nor where a moved slider has made the number the reader's
    before, which the browser reports as a choice too.
    """
    was_own = state.shown().values[key] == inputs.OWN
    state.take(key, key)
    if key != inputs.REST_BY and not was_own and state.shown().values[key] == inputs.OWN:
        state.set_style(links.EXACT)


def names(shown: Shown, titles: Mapping[str, str]) -> None:
    """Draw the nations that take part."""
    control, key = CONTROLS[inputs.WHO], inputs.WHO
    st.multiselect(
        cited.shown(control.label), list(titles), default=inputs.names_in(shown.values[key]),
        format_func=lambda name: titles[name], key=state.widget_key(key), on_change=state.take, args=(key, key),
        help=cited.shown(control.meaning),
    )  # fmt: skip
