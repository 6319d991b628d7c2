"""Widgets whose values outlive their page: a callback keeps each value in the session, for the next drawing."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from model.ui.session.typed import Numbers
from model.ui.shell import box, cited

KEPT = "kept"


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


def number(label: str, numbers: Numbers, start: float, key: str) -> float:
    """Draw a box for an exact number and return the number in force."""
    now = float(_memory().get(key, start))
    box.number(label, numbers, now, key, lambda value: _memory().update({key: value}))
    return now


def _among(options: Sequence[str], key: str, start: str) -> str:
    remembered = str(_memory().get(key, start))
    return remembered if remembered in options else start


def _remember(key: str) -> None:
    held = {key: st.session_state[key]} if key in st.session_state else {}  # gone where the page is being left
    _memory().update(held)


def _memory() -> dict[str, Any]:
    memory: dict[str, Any] = st.session_state.setdefault(KEPT, {})
    return memory
