"""The letters of the pages within a file: as data, and none where Streamlit has none."""

import re
from importlib.machinery import ModuleSpec

import pytest

from model.export import fonts


def test_the_letters_stand_in_the_sheet_as_data() -> None:
    sheet = fonts.fonts()
    assert re.findall('font-family: "([^"]+)"', sheet) == ["Source Sans", "Source Serif"]
    assert all(address.startswith("url(data:font/woff2;base64,d09GM") for address in re.findall(r"url\([^)]+\)", sheet))


@pytest.mark.parametrize("spec", [None, ModuleSpec("streamlit", None)])
def test_without_streamlit_or_its_letters_there_are_none(
    monkeypatch: pytest.MonkeyPatch, spec: ModuleSpec | None
) -> None:
    monkeypatch.setattr(fonts, "find_spec", lambda _: spec)
    assert fonts.fonts.__wrapped__() == ""


def test_a_release_without_one_family_has_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "FILES", fonts.FILES | {"Source Sans": "nothing*.woff2"})
    assert re.findall('font-family: "([^"]+)"', fonts.fonts.__wrapped__()) == ["Source Serif"]
