"""HTML to paste: complete, without script or network, its ids its own, its looks out of reach of a page's style."""

from html.parser import HTMLParser

from exhibits import LONG, SHORT, exhibit

import model
from model.export.embed import SHAPES, embed
from model.export.origin import Origin

LINK = "http://a.org/?scenario=dannatt&tour=6"


class Pasted(HTMLParser):
    """A piece of HTML read element by element."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.seen if name == tag]


def pasted(link: str = LINK, **changes: object) -> Pasted:
    return Pasted(embed(exhibit(**changes), Origin.of(model.load("dannatt"), {}, link)))


def test_it_holds_title_subtitle_both_drawings_source_and_link() -> None:
    page = pasted()
    words = " ".join(page.words)
    for part in (
        exhibit().question,
        exhibit().title,
        exhibit().subtitle,
        exhibit().note,
        "The Times, Feb 2025",
        LONG,
        SHORT,
    ):
        assert part in words
    assert [picture["aria-label"] for picture in page.all("svg")] == [exhibit().text] * 2
    assert [link["href"] for link in page.all("a")] == [LINK]
    assert page.all("a") != pasted(link="").all("a") == []


def test_it_asks_for_nothing_and_runs_nothing() -> None:
    page = pasted()
    assert not {tag for tag, _ in page.seen} & {"script", "img", "link", "iframe", "object"}
    assert not [name for _, attributes in page.seen for name in attributes if name.startswith("on") or name == "src"]
    assert "url(" not in embed(exhibit(), Origin.of(model.load("dannatt"), {}, LINK))


def test_the_drawing_for_phones_shows_in_a_narrow_column_alone() -> None:
    page = pasted()
    wide, phone = page.all("svg")
    assert "display:block" in wide["style"]
    assert "display:none" in phone["style"]
    (style,) = (words for words in page.words if words.startswith("@container"))
    assert f"#{wide['id']}{{display:none!important}}#{phone['id']}{{display:block!important}}" in style


def test_every_look_stands_in_the_elements_own_style() -> None:
    shapes = {tag.rpartition("}")[2] for tag in SHAPES}
    for tag, attributes in pasted().seen:
        assert not {"fill", "stroke", "font-size", "opacity"} & attributes.keys()
        if tag in shapes:
            assert {"fill", "stroke"} <= {look.partition(":")[0] for look in attributes["style"].split(";")}
        if tag in ("figure", "div", "a"):
            assert attributes["style"].startswith("all:initial")


def test_ids_differ_between_exhibits_scenarios_and_widths() -> None:
    ids = [
        attributes["id"]
        for page in (pasted(), pasted(key="months"), pasted(link=f"{LINK}&x"))
        for _, attributes in page.seen
        if "id" in attributes
    ]
    assert len(ids) == len(set(ids)) == 3 * 4  # the whole, its title, two drawings


def test_whatever_a_file_says_is_text() -> None:
    text = embed(exhibit(title="<script>\u202e", text='"><script>'), Origin.of(model.load("dannatt"), {}, '"><script>'))
    assert "<script>" not in text
    assert "\u202e" not in text
