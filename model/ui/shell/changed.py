"""The line below the control strip: how many changes there are, Undo, Start over, and what the last change did.

Nothing is said of changes until there is one. The sentence stands in one place of the page whose words alone change,
so that a screen reader reads out what a change did.
"""

import streamlit as st

from model.engine.run import Run
from model.present.path_labels import label_of
from model.present.tables import force as force_tables
from model.present.words import cautions, changes, last_change
from model.scenario.errors import ScenarioError
from model.ui.session import cache, state
from model.ui.session.shown import Shown
from model.ui.shell import cited

SCRIPT = """
// Moves of one input in a row are one step of the browser's Back, not one for each key that is pressed.
if (!window.roulementSteps) {
  const push = window.history.pushState.bind(window.history), read = (url) => new URL(url, window.location.href);
  window.roulementSteps = { moved: null, isAsked: false };
  window.history.pushState = (state, title, url) => {
    const before = read(window.location.href), now = read(url ?? before.href), was = steps().moved;
    const keys = new Set([...before.searchParams.keys(), ...now.searchParams.keys()]);
    const moved = [...keys].filter((key) => before.searchParams.get(key) !== now.searchParams.get(key));
    const isSame = before.pathname === now.pathname && was && moved.every((key) => was.has(key));
    if (isSame) return window.history.replaceState(state, title, url);
    steps().moved = before.pathname === now.pathname ? new Set(moved) : null;
    push(state, title, url);
  };
  window.addEventListener("popstate", () => { steps().moved = null; });
  // A question to start from stands below the answer: on a phone, the answer that it changes is out of sight.
  window.addEventListener("click", (event) => { steps().isAsked = !!event.target.closest(".st-key-starters"); }, true);
}
function steps() { return window.roulementSteps; }
export default function ({ data, parentElement }) {
  const place = parentElement.querySelector("[role=status]");
  if (place.textContent === data.text) return;
  place.textContent = data.text;
  if (steps().isAsked) document.querySelector("h1").scrollIntoView({ block: "center" });
  steps().isAsked = false;
}
"""


def draw(shown: Shown, run: Run | None) -> None:
    """Draw the line, and in yellow what the reader's own figures call for; there is no run where it is refused."""
    with st.container(horizontal=True, key="changed"):
        if shown.changes:
            with st.popover(cited.shown(changes.counted(shown.changes)), type="tertiary", key="changes"):
                _list(shown)
        if state.before() is not None:
            st.button("Undo", type="tertiary", on_click=state.undo, key="undo")
        if shown.changes:
            st.button("Start over", type="tertiary", on_click=state.start_over, key="start_over")
        _announce("" if run is None else _sentence(shown, run))
    if run is not None and (shown.changes or shown.is_own):
        for _, words in cautions.beside(run):
            st.warning(cited.shown(words))


def _announce(text: str) -> None:
    component = st.components.v2.component(
        "roulement_status", html='<p class="src" role="status"></p>', js=SCRIPT, isolate_styles=False
    )
    component(data={"text": text}, key="status")


def _sentence(shown: Shown, run: Run) -> str:
    """The sentence on the last change; '' at the start."""
    before = state.before()
    if before is None:
        return ""
    paths = changes.changed_between(before.changes, shown.changes)
    return last_change.last_change(cache.run_or_none(before), run, paths)


def _list(shown: Shown) -> None:
    """Draw the changes with the values before and now; of values that do not fit together only what they are of."""
    try:
        table = force_tables.changes_in_words(shown.start, shown.scenario, shown.changes)
    except ScenarioError:
        st.markdown(cited.shown(", ".join(label_of(shown.start, path) for path in shown.changes)))
    else:
        cited.table(table)
