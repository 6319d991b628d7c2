"""Pages without a browser."""

from collections.abc import Callable

import pytest
from pages import page_of
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest

OpenPage = Callable[..., AppTest]
FOLDS = ("analysts", "solid", "strip_more")
"""What pages draw only once it is opened."""


@pytest.fixture(autouse=True)
def _no_components(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before every run `AppTest` reads what every installed package is, for components; the explorer has none."""
    monkeypatch.setattr(BidiComponentManager, "discover_and_register_components", lambda *_, **__: None)


@pytest.fixture
def open_page() -> OpenPage:
    """Open a page by its module's name at an address; Explore as the router has it, the others alone, unfolded."""

    def open_one(name: str, **address: str) -> AppTest:
        page = page_of(name)
        for fold in FOLDS:
            page.session_state[fold] = True
        for key, value in address.items():
            page.query_params[key] = value
        page.run()
        assert not page.exception
        return page

    return open_one


@pytest.fixture
def texts() -> Callable[[AppTest], str]:
    """All that a page says outside tables, charts and figures."""

    def read(page: AppTest) -> str:
        shown = (*page.title, *page.header, *page.markdown, *page.caption, *page.warning, *page.error)
        return "\n".join(str(each.value) for each in shown)

    return read
