"""Widgets whose values outlive their page: a callback keeps each value in the session, for the next drawing."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from model.scenario.domain import Domain
from model.ui.session.typed import Numbers
from model.ui.shell import box, cited

KEPT = "kept"
TIMES, STEPS = 4, 100
"""How far a slider reaches beyond the range it starts with, and its steps, where the field has no slider of its own."""


def choice(label: str, options: Sequence[str], start: str, key: str) -> str:
    """Draw a switch between a few words and return the chosen word."""
    return str(
        st.segmented_control(
            cited.shown(label),
            options,
            default=_among(options, key, start),
            format_func=cited.shown,
            required=True,
            key=key,
            on_change=_remember,
            args=(key,),
        )
    )


def option(label: str, options: Sequence[str], start: str, key: str, words: Callable[[str], str]) -> str:
    """Draw a list of options, shown in words, and return the chosen option."""
    at = options.index(_among(options, key, start))
    return st.selectbox(cited.shown(label), options, at, format_func=words, key=key, on_change=_remember, args=(key,))


def chosen(options: Sequence[str], key: str) -> str | None:
    """Return the option that `option` would show, where it is not drawn: the first at the start; None of none."""
    return _among(options, key, options[0]) if options else None


def several(
    label: str, options: Sequence[str], start: Sequence[str], key: str, *, words: Callable[[str], str], most: int
) -> list[str]:
    """Draw a list of options, shown in words, and return the chosen ones in the options' order."""
    default = [option for option in _memory().get(key, start) if option in options]
    chosen = st.multiselect(
        cited.shown(label),
        options,
        default,
        format_func=words,
        key=key,
        max_selections=most,
        on_change=_remember,
        args=(key,),
    )
    return [option for option in options if option in chosen]


def toggle(label: str, key: str, meaning: str) -> bool:
    """Draw a switch that is off at first, and return whether it is on."""
    return st.toggle(
        cited.shown(label), bool(_memory().get(key, False)), key=key, help=cited.shown(meaning), on_change=_remember,
        args=(key,),
    )  # fmt: skip


def stretch(label: str, domain: Domain, start: tuple[float, float], key: str) -> tuple[float, float]:
    """Draw a slider for a range, as long as its field's, longer where the range is, and return the range in force."""
    now: tuple[float, float] = remembered(key, start)
    least, most = domain.ends if domain.slider else (domain.least, min(domain.most, TIMES * start[1] or domain.most))
    least, most = min(least, now[0]), max(most, now[1])
    step = float(domain.slider[2]) if domain.slider else (most - least) / STEPS
    shown = "percent" if domain.unit_word == "share" else "%,d" if step >= 1 else "%g"
    ends = st.slider(
        cited.shown(label), float(least), float(most), (float(now[0]), float(now[1])), step=step, format=shown, key=key,
        on_change=_remember, args=(key,),
    )  # fmt: skip
    return ends[0], ends[1]


def two_boxes(label: str, domain: Domain, start: tuple[float, float], key: str) -> tuple[float, float]:
    """Draw two boxes for the exact ends of a range and return the range in force."""
    now: tuple[float, float] = remembered(key, start)
    for place, (column, word) in enumerate(zip(st.columns(2), ("from", "to"), strict=True)):
        with column:
            take = partial(_take_end, key, now, place)
            box.number(f"{label}, {word}", Numbers.of(domain), now[place], f"{key}_{word}", take)
    return now


def _take_end(key: str, ends: tuple[float, float], place: int, value: float) -> None:
    _memory().update({key: (value, ends[1]) if place == 0 else (ends[0], value)})


def number(label: str, numbers: Numbers, start: float, key: str) -> float:
    """Draw a box for an exact number and return the number in force."""
    now = float(_memory().get(key, start))
    box.number(label, numbers, now, key, lambda value: _memory().update({key: value}))
    return now


def remembered(key: str, start: Any) -> Any:  # noqa: ANN401  (what a widget of any kind holds)
    """Return the value that a widget of this key was last given, for what is drawn before it; else the start."""
    return _memory().get(key, start)


def _among(options: Sequence[str], key: str, start: str) -> str:
    remembered = str(_memory().get(key, start))
    return remembered if remembered in options else start


def _remember(key: str) -> None:
    held = {key: st.session_state[key]} if key in st.session_state else {}  # gone where the page is being left
    _memory().update(held)


def _memory() -> dict[str, Any]:
    memory: dict[str, Any] = st.session_state.setdefault(KEPT, {})
    return memory
