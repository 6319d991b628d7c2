"""The frame of the pages: the names of all pages, with the current one marked."""

from model.ui.shell.frame import NAVIGATION, pages_named


def test_all_pages_are_named_and_the_current_one_is_marked() -> None:
    html = str(pages_named("drivers"))
    assert [title in html for title in NAVIGATION.values()] == [True] * len(NAVIGATION)
    (marked,) = (link for link in html.split("<a ")[1:] if "aria-current" in link)
    assert marked.endswith(">What changes it</a>") or "What changes it" in marked
    assert "aria-current" not in str(pages_named(""))
