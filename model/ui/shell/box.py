"""A box for one exact number: a text that our own rules read, since a browser's box drops what it does not like.

In Chromium `1,5` becomes 15 there and `20.000` becomes 20, before the server sees anything.
"""

from collections.abc import Callable

import streamlit as st

from model.ui.session.typed import Numbers, as_text
from model.ui.shell import cited


def number(
    label: str,
    numbers: Numbers,
    now: float | None,
    key: str,
    take: Callable[[float], None],
    *,
    meaning: str | None = None,
) -> None:
    """Draw a box with the number in force, and below it what is allowed and why the text in it is refused.

    Args:
        label: the name of the number, which a refusal begins with.
        numbers: the numbers that the box takes.
        now: the number in force, None where there is none yet. It stays so while a text is refused.
        key: the number's name in the session, unique on the page; another one where the number is set elsewhere.
        take: a callback for the number that a text means.
        meaning: help on the number.
    """
    box = f"box_{key}"
    text = st.text_input(
        cited.shown(label), "" if now is None else as_text(now, is_count=numbers.is_count), key=box,
        help=cited.shown(meaning) if meaning else None, autocomplete="off", on_change=_read, args=(box, numbers, take),
    )  # fmt: skip
    st.caption(f"Allowed: {cited.shown(numbers.allowed)}")
    if (text or now is not None) and (reason := numbers.refusal(text)):
        stays = "" if now is None else f" It stays at {as_text(now)}."
        st.error(cited.literal(f"{label}: {reason}.{stays}"))


def _read(box: str, numbers: Numbers, take: Callable[[float], None]) -> None:
    text = st.session_state.get(box)
    if text is not None and not numbers.refusal(text):  # None where the page is being left
        number = numbers.read(text)
        st.session_state[box] = as_text(number, is_count=numbers.is_count)  # as it was read
        take(number)
