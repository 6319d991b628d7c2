"""Pictures for others: complete by themselves at both widths, in letters of twelve pixels, and text stays text."""

import html
import re
from xml.etree import ElementTree as ET

import pytest
from exhibits import exhibit

import model
from model.export.origin import Origin
from model.export.pictures import NARROW, WIDE, png, svg
from model.files.shipped import version

LINK = "http://a.org/?scenario=reassurance_force&tour=4"


def origin(changes: dict[str, float] | None = None) -> Origin:
    return Origin.of(model.load("reassurance_force"), changes or {}, LINK)


def words_of(picture: str) -> str:
    return " ".join(html.unescape(re.sub("<[^>]+>", "", picture)).replace("\u00a0", " ").split())


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_t_31_a_picture_holds_title_subtitle_source_version_and_link(width: int) -> None:
    picture = svg(exhibit(), origin({"rotation.tour_months": 4}), width)
    words = words_of(picture)
    assert exhibit().title in words
    assert exhibit().subtitle in words
    assert "unnamed European military chiefs, in The Times, Feb 2025; Lord Dannatt" in words
    assert "1 figure entered by the reader." in words
    assert f"Roulement {version()}, evidence " in words
    assert "a.org/?scenario=reassurance_force&tour=4" in words.replace("? ", "?").replace("& ", "&")
    assert exhibit().note in words
    assert exhibit().question in words
    assert f'<a href="{html.escape(LINK)}">' in picture


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_picture_has_its_width_a_name_a_description_and_no_small_letters(width: int) -> None:
    root = ET.fromstring(svg(exhibit(), origin(), width))  # noqa: S314  (of our own making)
    assert root.get("width") == str(width)
    assert root.get("role") == "img"
    names = dict(zip(("title", "desc"), str(root.get("aria-labelledby")).split(), strict=True))
    assert {tag: root.findtext(f"{{*}}{tag}[@id='{key}']") for tag, key in names.items()} == {
        "title": exhibit().title,
        "desc": exhibit().text,
    }
    sizes = [float(str(part.get("font-size")).removesuffix("px")) for part in root.iter() if part.get("font-size")]
    assert len(sizes) > 4
    assert min(sizes) >= 12


def test_a_long_title_takes_lines_and_the_picture_grows() -> None:
    height = {
        title: int(str(ET.fromstring(svg(exhibit(title=title), origin(), NARROW)).get("height")))  # noqa: S314
        for title in ("Short", "A title of so many words that a phone has no room for it in one line alone")
    }
    assert len(set(height.values())) == len(height)


def test_a_picture_of_a_readers_own_file_has_no_link() -> None:
    picture = svg(exhibit(), Origin.of(model.load("dannatt"), {}))
    assert "From a reader's own file." in words_of(picture)
    assert "<a " not in picture


def test_the_same_exhibit_gives_the_same_bytes_and_the_png_has_two_dots_a_pixel() -> None:
    assert svg(exhibit(), origin()) == svg(exhibit(), origin())
    for width in (WIDE, NARROW):
        picture = png(exhibit(), origin(), width)
        assert picture.startswith(b"\x89PNG")
        assert int.from_bytes(picture[16:20]) == 2 * width


def test_whatever_a_file_says_is_text() -> None:
    picture = svg(exhibit(title="<b> & \u202eon", subtitle="", note="", text="</desc><script>"), origin())
    assert "<b>" not in picture
    assert "<script>" not in picture
    assert "\u202e" not in picture
    assert "<b> & \\u202eon" in words_of(picture)
