"""Pages without a browser, before their first run."""

from streamlit.testing.v1 import AppTest

from model.files.shipped import shipped_folder

TIMEOUT = 60


def page_of(name: str) -> AppTest:
    """Return a page by its module's name: Explore as the router has it, the others alone."""
    if name == "explore":
        return AppTest.from_file(str(shipped_folder() / "app.py"), default_timeout=TIMEOUT)
    return AppTest.from_string(f"from model.ui.pages import {name}\n{name}.page()", default_timeout=TIMEOUT)
