"""The plans that a reader compares, and the link that holds them. Nothing here draws.

A plan is one text, its short name and every input that is not at its start, by the keys of the address:
`reassurance_force;tour=4;who=france,poland`. Compare's address has such a text for each place: `this`, `that`,
`third`, `fourth`.
"""

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from model.scenario import Scenario
from model.ui.session import address, cache, links, own
from model.ui.session.links import MOST_SHOWN, PLACES
from model.ui.session.shown import FIRST, SCENARIO, VERSION, Shown, evidence_version

PICKED, LEFT, FAULTS, TOUCHED = "compared", "compared_left", "compared_faults", "compared_touched"
LEAST = 2
"""The fewest plans of a comparison; without others to compare they are chosen for the reader."""
APART, EQUALS = ";", "="
PLAIN_IN_LINKS = ";=,"
"""Letters that stand as they are in a link, so that it can be read."""


def text_of(shown: Shown) -> str:
    """Return a plan with its changes as one text of a link."""
    values = (f"{key}{EQUALS}{value}" for key, value in shown.query.items() if key != SCENARIO)
    return APART.join([shown.start.name, *values])


def opened(text: str) -> tuple[Shown | None, list[str]]:
    """Return the plan that a text of a link stands for, and a sentence for each part of it that cannot be used.

    There is no plan where the text names none that this session has, such as one from another reader's file.
    """
    name, *parts = text.split(APART)
    query: dict[str, list[str]] = {SCENARIO: [name]}
    for key, _, value in (part.partition(EQUALS) for part in parts if part):
        query.setdefault(key, []).append(value)
    today, renamed = links.migrated(query)
    scenarios = cache.scenarios()
    if today[SCENARIO][-1] not in scenarios:
        return None, [f"'{name[:MOST_SHOWN]}' is no plan of this session: a link holds no plan from a reader's file."]
    start = cache.at_start(scenarios[today[SCENARIO][-1]])
    return links.opened(start, today), links.first_of([*renamed, *links.ignored(start, today, list(scenarios))])


def follow_address() -> None:
    """Take up the plans that the address names, or write those that the reader picked; first step of the page.

    The navigation's own link names none: then what was picked before stays. Going back within the page to an address
    that names none brings the first comparison back.
    """
    held = {key: text for key in PLACES if (text := st.query_params.get(key))}
    is_same_page = st.session_state.get(address.LEFT, ("",))[0] == st.context.url
    if st.session_state.pop(TOUCHED, False):
        held = dict(st.session_state[PICKED])
        others = {key: values for key, values in address.query().items() if key not in PLACES}
        st.query_params.from_dict({**others, **held})  # at once: each step would be one of the browser's Back
    elif held and held != st.session_state.get(LEFT):
        _take_up(held)
    elif not held and is_same_page and st.session_state.get(LEFT):  # pragma: no cover  (the browser's Back)
        st.session_state.pop(PICKED, None)
        st.session_state[FAULTS] = []
    st.session_state[LEFT] = held


def _take_up(held: dict[str, str]) -> None:
    """Pick the plans of a link; what of it cannot be used is said."""
    faults: list[str] = []
    picked = {}
    for place, text in held.items():
        shown, sentences = opened(text)
        faults += [f"In “{place}”: {sentence}" for sentence in sentences]
        if shown is not None:
            picked[place] = text_of(shown)
    st.session_state[PICKED] = picked
    st.session_state[FAULTS] = links.first_of(faults)


def faults() -> list[str]:
    """Return the sentences on parts of the link that cannot be used."""
    sentences: list[str] = st.session_state.get(FAULTS, [])
    return sentences


def texts(shown: Shown) -> list[str]:
    """Return the plans of the comparison, two at least, each as its text.

    Where the reader picked none: the starting scenario and what he changed, or a version of it.
    """
    picked: dict[str, str] = st.session_state.get(PICKED, {})
    known = {place: text for place, text in picked.items() if opened(text)[0] is not None}
    first = known.get(PLACES[0]) or shown.start.name
    second = known.get(PLACES[1]) or (text_of(shown) if shown.changes else partner(shown.start))
    return [first, second, *(known[place] for place in PLACES[LEAST:] if place in known)]


def partner(start: Scenario) -> str:
    """Return the plan that a starting scenario is compared with at first: the latest proposal that changes it.

    Else a version of it, its own parent, or another plan.
    """
    parents, scenarios = cache.parents(), cache.scenarios()
    children = [scenarios[name] for name, parent in parents.items() if parent == start.name]
    later = [child for child in children if child.as_of != start.as_of]
    by_day = sorted(later or children, key=lambda child: (str(child.as_of or ""), child.name))
    others = [*(child.name for child in by_day[-1:]), parents.get(start.name, FIRST), *scenarios]
    return next(name for name in others if name != start.name)


def pick(held: Sequence[str], number: int, text: str) -> None:
    """Put a plan in one place of the comparison; an empty text leaves the place out. A callback."""
    new = [*held[:number], text, *held[number + 1 :]]
    st.session_state[PICKED] = dict(zip(PLACES, filter(None, new), strict=False))
    st.session_state[FAULTS] = []
    st.session_state[TOUCHED] = True


def is_sendable(held: Sequence[str]) -> bool:
    """Whether a link can hold the comparison: no plan of it starts from a reader's file."""
    return not any(own.is_own(text.partition(APART)[0]) for text in held)


def link(base: str, held: Sequence[str], register_of: Scenario) -> str:
    """Return the link of a comparison: the evidence's version, and every plan with its changes; '' where none does.

    Args:
        base: the address of the page.
        held: the plans.
        register_of: a scenario, for the version of its evidence.
    """
    if not is_sendable(held):
        return ""
    query = {VERSION: evidence_version(register_of), **dict(zip(PLACES, held, strict=False))}
    return f"{base}?{urlencode(query, safe=PLAIN_IN_LINKS)}"
