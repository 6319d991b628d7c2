"""The state of a session: what is shown, and what was shown before, for Undo. Nothing here draws.

What is shown stands under a plain key: Streamlit forgets a widget's value when the reader leaves its page. A widget's
callback takes over what the reader set, so that the state never follows what the browser happens to hold. A page
records what it shows, so a link that was followed, a scenario that was opened and Start over are steps like any other.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from model.ui.session import address, cache, inputs, links, published
from model.ui.session.inputs import Input, Value, Values
from model.ui.session.links import Query
from model.ui.session.shown import FIRST, SCENARIO, Shown

SHOWN, FIRST_VISIT, IGNORED, TOLD = "shown", "first_visit", "ignored", "told"
HAD_LINKS, STYLE = "had_links", "input_style"
STATES, MOST_STATES = "states", 50
ROUNDS, AGAIN = "rounds_of_widgets", "more_"
"""`more_` before an input's key is the key of its second widget, where one choice stands in two places of a page."""
PHONE = "Mobi"
"""Stands in the name that every browser of a phone sends."""


def enter(*, has_links: bool = False) -> Shown:
    """Return the scenario that the page shows; the first step of every page.

    The values of the address are taken up at first, and when the reader changed the address (Back, say). A link on a
    page with links to scenarios is followed too, also one to the scenario that is open; `has_links` says that this
    page has such links. The navigation's own links carry no scenario.
    """
    query, renamed = links.migrated(address.query())
    is_first = SHOWN not in st.session_state
    if is_first:
        _begin(query, renamed)
    elif _is_followed(query, has_links=has_links):
        follow({key: values[0] for key, values in query.items() if len(values) == 1})
        address.is_touched()  # not by the reader: his next step back counts
    st.session_state[HAD_LINKS] = has_links
    address.keep(shown(), _own_style(), query)
    return shown()


def of_address() -> dict[str, str]:
    """Return the part of an address that opens what is shown, on any page."""
    return address.wanted_for(shown(), _own_style())


def _own_style() -> str:
    """The way of setting numbers that the reader chose; empty where it is that of his device."""
    return "" if style() == default_style() else style()


def _begin(query: Query, renamed: list[str]) -> None:
    """Take up the session's first address, and say what of it cannot be used."""
    scenarios = cache.scenarios()
    start = cache.at_start(scenarios[_named(query) or FIRST])
    st.session_state[SHOWN] = links.opened(start, query)
    st.session_state[FIRST_VISIT] = not query
    st.session_state[STYLE] = links.style(query, default_style())
    st.session_state[IGNORED] = links.first_of([*renamed, *links.ignored(start, query, list(scenarios))])


def _is_followed(query: Query, *, has_links: bool) -> bool:
    """Whether the address is one that the reader went back to, or a link to a scenario, and no input was set since."""
    is_elsewhere, is_moved = address.is_elsewhere(), address.is_moved(shown(), query)
    name = _named(query)
    is_link = (st.session_state.get(HAD_LINKS, False) and not has_links) or name != shown().start.name
    return not address.is_touched() and (is_moved or (is_elsewhere and bool(name) and is_link))


def _named(query: Query) -> str:
    """The starting scenario that an address names; '' where it names none that there is."""
    names = query.get(SCENARIO, [])
    return names[0] if len(names) == 1 and names[0] in cache.scenarios() else ""


def shown() -> Shown:
    """Return the scenario that is shown."""
    held: Shown = st.session_state[SHOWN]
    return held


def follow(query: Mapping[str, str]) -> None:
    """Show what a link to a scenario opens; also for a page that follows a link of its own before it leaves."""
    lists = {key: [text] for key, text in query.items()}
    start = cache.at_start(cache.scenarios()[_named(lists) or FIRST])
    st.session_state[STYLE] = links.style(lists, style())
    show(links.opened(start, lists))


def show(new: Shown, by: str = "") -> None:
    """Show something else; before the widgets are drawn, or in a callback.

    A widget whose value is set elsewhere gets a new key, and so is a new widget: the browser does not give a value to
    one that it does not draw, as in a popover that is closed, and would send the older value with the next change.

    Args:
        new: what is shown from now on.
        by: the widget in which the reader set it, which goes on as it is.
    """
    address.touch()
    old, is_exact = shown(), style() == links.EXACT and not by
    moved = [key for key in new.inputs if is_exact or new.values[key] != old.values.get(key, "")]
    _renew(widget for key in moved for widget in (key, f"{AGAIN}{key}") if widget != by)
    st.session_state[SHOWN] = new


def _renew(widgets: Iterable[str]) -> None:
    """Let widgets be new ones with the values that are shown."""
    rounds = _rounds()
    st.session_state[ROUNDS] = {**rounds, **{widget: rounds.get(widget, 0) + 1 for widget in widgets}}


def widget_key(widget: str) -> str:
    """Return the key under which a widget of an input is drawn now."""
    times = _rounds().get(widget, 0)
    return f"{widget}~{times}" if times else widget


def _rounds() -> dict[str, int]:
    """How often each widget was set elsewhere."""
    rounds: dict[str, int] = st.session_state.get(ROUNDS, {})
    return rounds


def put(values: Values, by: str = "") -> None:
    """Set some inputs; a callback of a button."""
    show(shown().replace(values), by)


def take(key: str, widget: str) -> None:
    """Take over what the reader set in a widget of an input; the widget's callback."""
    held = st.session_state.get(widget_key(widget))
    if held is not None:  # pragma: no branch  (None: the page is being left)
        put_one(key, _from_widget(held), widget)


def put_one(key: str, value: Value, by: str = "") -> None:
    """Set one input as the reader did; a number of his takes the place of a published figure.

    Args:
        key: the input.
        value: its value from now on.
        by: the widget in which the reader set it.
    """
    now = shown()
    if key == inputs.REST_BY:
        put(published.changed_rule(now.inputs, now.start.register, now.values, str(value)), by)
    elif key in published.BASES:
        put(published.taken(now.inputs, now.start.register, key, str(value)), by)
    elif key == inputs.DWELL_AS:
        _convert(str(value), by)
    else:
        put(published.moved(now.inputs, key, value), by)


def _convert(form: str, by: str) -> None:
    """Give the reader's own rest in the other form; where the page has no room for it, leave it and say so."""
    try:
        put(published.converted(shown().inputs, shown().values, form), by)
    except ValueError as error:
        tell(f"The rest stays as it is. {error}")
        _renew([by])


def as_widget(field: Input, number: float) -> float:
    """Return a number as its widget holds it: a whole one for one in whole steps, since widgets do not mix the two."""
    return round(number) if field.is_whole else float(number)


def _from_widget(held: Any) -> Value:  # noqa: ANN401  (what a widget of any kind holds)
    if isinstance(held, list):
        return ",".join(sorted(held))
    return held if isinstance(held, str) else float(held)


def choose_start(name: str) -> None:
    """Start from another scenario; a callback."""
    show(cache.at_start(cache.scenarios()[name]))


def start_over() -> None:
    """Set every input back to the starting scenario; a callback."""
    st.session_state[IGNORED] = []
    show(Shown(shown().start, shown().inputs.starts(), shown().inputs))


def is_first_visit() -> bool:
    """Whether the reader came by an address without anything in it and sees what it opened, unchanged or once more."""
    return bool(st.session_state[FIRST_VISIT]) and shown().start.name == FIRST and not shown().changes


def style() -> str:
    """Return how the reader sets numbers, with sliders or as exact numbers; no step for Undo."""
    return str(st.session_state[STYLE])


def default_style() -> str:
    """Return how numbers are set at first: on a phone, where a slider is hard to move by a little, in boxes."""
    return links.EXACT if PHONE in (st.context.headers.get("User-Agent") or "") else links.SLIDERS


def set_style(style: str) -> None:
    """Set how the reader sets numbers."""
    address.touch()
    st.session_state[STYLE] = style


def ignored() -> list[str]:
    """Return the sentences on keys of the session's first address that could not be used."""
    sentences: list[str] = st.session_state[IGNORED]
    return sentences


def tell(sentence: str) -> None:
    """Leave a sentence for the page to show once."""
    st.session_state[TOLD] = sentence


def told() -> str:
    """Return the sentence that was left, once."""
    return str(st.session_state.pop(TOLD, ""))


def record() -> None:
    """Record what is shown as a step for Undo, if it differs from the last one.

    Older steps keep their values alone: a scenario that was worked out from them takes a tenth of a megabyte.
    """
    now, states = shown(), _states()
    if not states or states[-1] != now:
        older = [Shown(step.start, step.values, step.inputs) for step in states[:-1]]
        st.session_state[STATES] = [*older, *states[-1:], now][-MOST_STATES - 1 :]


def before() -> Shown | None:
    """Return the scenario that was shown before; None at the start."""
    return _states()[-2] if len(_states()) > 1 else None


def undo() -> None:
    """Go back to what was shown before, its starting scenario too; a callback."""
    st.session_state[STATES] = _states()[:-1]
    show(_states()[-1])


def _states() -> list[Shown]:
    states: list[Shown] = st.session_state.get(STATES, [])
    return states
