"""A box for one exact number: what it takes, what it refuses, what it shows when a number is set elsewhere."""

import pytest
from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st  # noqa: PLC0415  (a page's script stands for itself)

    from model.ui.session.typed import Numbers  # noqa: PLC0415
    from model.ui.shell import box  # noqa: PLC0415

    now, key = st.session_state.setdefault("now", 6.0), st.session_state.setdefault("key", "tour")
    box.number("To*ur", Numbers(0.5, 24, "months"), now, key, lambda number: st.session_state.update(now=number))


@pytest.fixture
def box() -> AppTest:
    return AppTest.from_function(page).run()


def shown(box: AppTest) -> tuple[float | None, str, list[str]]:
    """The number in force, the text in the box, and the refusals below it."""
    assert not box.exception
    return box.session_state["now"], str(box.text_input[0].value), [error.value for error in box.error]


def test_a_box_shows_the_number_in_force_and_what_is_allowed(box: AppTest) -> None:
    assert shown(box) == (6, "6", [])
    assert box.caption[0].value == "Allowed: 0.5 to 24 months"


def test_a_number_is_taken_and_shown_in_digits(box: AppTest) -> None:
    box.text_input[0].set_value(" 1e1 ").run()
    assert shown(box) == (10, "10", [])


def test_a_refused_text_stays_with_its_reason_and_changes_nothing_until_it_is_mended(box: AppTest) -> None:
    box.text_input[0].set_value("1,5").run()
    assert shown(box) == (6, "1,5", [r"To\*ur: '1,5' has a comma: write 1.5. It stays at 6."])
    box.run()
    assert shown(box)[2] != []
    box.text_input[0].set_value("1.5").run()
    assert shown(box) == (1.5, "1.5", [])


def test_a_refused_text_goes_once_the_number_is_set_elsewhere_under_another_key(box: AppTest) -> None:
    box.text_input[0].set_value("x").run()
    box.session_state["now"], box.session_state["key"] = 7.0, "tour~1"
    box.run()
    assert shown(box) == (7, "7", [])


def test_a_number_that_is_not_there_yet_is_taken_once_it_is_typed(box: AppTest) -> None:
    box.session_state["now"], box.session_state["key"] = None, "size"
    box.run()
    assert shown(box) == (None, "", [])
    box.text_input[0].set_value("x").run()
    assert shown(box) == (None, "x", [r"To\*ur: 'x' is no number: write digits alone."])
    box.text_input[0].set_value("3").run()
    assert shown(box) == (3, "3", [])


def test_markup_in_a_text_is_shown_as_it_stands(box: AppTest) -> None:
    box.text_input[0].set_value("[x](http://e.test) *y*").run()
    assert shown(box)[2] == [
        r"To\*ur: '\[x\](http:" + "\u2060" + r"//e.test) \*y\*' is no number: write digits alone. It stays at 6."
    ]
