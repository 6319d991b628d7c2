"""Compare: two to four plans side by side, every shipped proposal, the reader's own versions and files."""

import streamlit as st

from model.export.headers import made_with
from model.export.origin import Origin
from model.files.register import shipped_register
from model.present.exhibits import plans as exhibits
from model.present.words.plans import Plan, plans
from model.ui.pages import comparing, saving
from model.ui.session import cache, compared, own, state
from model.ui.shell import files, frame, markup

KICKER = "Compare plans"
KINDS = {"rest": "By another army's rule of rest", "version": "Other versions of these plans"}
"""The kinds of versions with the headings over them."""


def page() -> None:
    """Draw the page."""
    compared.follow_address()
    shown = state.enter()
    state.record()
    frame.above(KICKER)
    saving.notices()
    comparing.draw(shown, saving.FILE_PLACE)
    _proposals()
    left, right = st.columns(2, gap="large")
    with left, st.container(key="card_versions"):
        saving.versions(shown)
    with right, st.container(key="card_file"):
        saving.file()
        saving.nations()
    frame.foot(shown)


def _proposals() -> None:
    """Draw the shipped plans: proposals as cards by date, and versions of them as links."""
    listed = _plans()
    drawn = exhibits.proposals(listed)
    with st.container(key="card_proposals"):
        if drawn is not None and drawn.html is not None:  # pragma: no branch  (proposals ship with the program)
            frame.section(drawn.title, drawn.subtitle)
            markup.draw(drawn.html, "proposals")
            frame.source(drawn, _origin(), "roulement")
        markup.draw(exhibits.without_a_size(listed), "without_a_size")
    for column, (kind, title) in zip(st.columns([1, 1.4], gap="large"), KINDS.items(), strict=True):
        with column, st.container(key=f"card_{kind}"):
            frame.section(title)
            markup.draw(exhibits.chips([plan for plan in listed if plan.kind == kind]), f"chips_{kind}")


def _plans() -> list[Plan]:
    shipped = {name: scenario for name, scenario in cache.scenarios().items() if not own.is_own(name)}
    runs = {name: cache.results(scenario).runs[0] for name, scenario in shipped.items()}
    return plans(runs, cache.parents())


def _origin() -> Origin:
    """Where the numbers of the shipped plans come from."""
    register, link = shipped_register(), f"{files.explore_address()}scenarios"
    return Origin(register, lambda: ["All shipped plans", f"Link: {link}", made_with(register)], link, link)
