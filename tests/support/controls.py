"""The control strip without a browser: a page with it alone, and its widgets, whatever their keys are by now."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from model.ui.session.shown import Shown

KINDS = ("slider", "segmented_control", "radio", "multiselect", "selectbox", "text_input", "button")
ALL_OPEN = "strip_more"
"""The key of the popover that is drawn once it is open."""


def script() -> None:
    """Draw a page with the strip alone; Streamlit runs these lines by themselves."""
    from model.ui.shell import frame, strip  # noqa: PLC0415

    shown, run = frame.enter("What would it take?")
    if run is not None:
        frame.headline("An answer")
        frame.strip(shown, run)
        strip.starters(shown)
        strip.start_switch(shown)
        frame.foot(shown)


def strip_page(**address: str) -> "AppTest":
    """Return the page with the strip, all of it open, at an address, after its first run."""
    from streamlit.testing.v1 import AppTest  # noqa: PLC0415

    page = AppTest.from_function(script, default_timeout=60)
    page.session_state[ALL_OPEN] = True
    for key, value in address.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


def widget(page: "AppTest", key: str) -> Any:  # noqa: ANN401  (a widget of any kind)
    """Return the widget of an input; it has another key each time that its value was set elsewhere."""
    drawn = [element for kind in KINDS for element in page.get(kind) if str(element.key).partition("~")[0] == key]
    assert len(drawn) == 1, (key, drawn)
    return drawn[0]


def is_drawn(page: "AppTest", key: str) -> bool:
    """Whether a page draws the widget of an input."""
    return any(str(element.key).partition("~")[0] == key for kind in KINDS for element in page.get(kind))


def move(page: "AppTest", key: str, value: object) -> None:
    """Set a widget as a reader would, and run the page."""
    widget(page, key).set_value(value).run()
    assert not page.exception


def press(page: "AppTest", key: str) -> None:
    """Press a button and run the page."""
    widget(page, key).click().run()
    assert not page.exception


def shown_of(page: "AppTest") -> "Shown":
    """Return what a page shows."""
    shown: Shown = page.session_state["shown"]
    return shown


def labels(page: "AppTest") -> list[str]:
    """Return the labels of the strip's popovers, from left to right."""
    return [block.proto.popover.label for block in blocks(page._tree) if block.type == "popover"]  # noqa: SLF001  (it has no other way)


def blocks(block: Any) -> Any:  # noqa: ANN401  (blocks of AppTest)
    """Yield a block and all blocks below it."""
    yield block
    for child in getattr(block, "children", {}).values():
        yield from blocks(child)
