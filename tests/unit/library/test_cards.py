"""Cards: text stays text, pictures stand as images, one of them for phones, long tables say what they leave out."""

import base64
import re

import pandas as pd
import pytest
from exhibits import exhibit

import model
from model import Chart, ScenarioError
from model.library.cards import MOST_ROWS, Card, Table, card_of
from model.library.scenario import origin
from model.scenario.errors import Problem

HOSTILE = "<script>alert(1)</script>\u202e"
AS_TEXT = "&lt;script&gt;alert(1)&lt;/script&gt;\\u202e"


def test_text_is_text_wherever_it_stands() -> None:
    frame = pd.DataFrame({HOSTILE: [HOSTILE]}, pd.Index([HOSTILE], name=HOSTILE))
    shown = exhibit(title=HOSTILE, subtitle=HOSTILE, text=HOSTILE, note=HOSTILE)
    card = Card(
        HOSTILE, HOSTILE, [HOSTILE], [(HOSTILE, HOSTILE)], [shown], [Table(HOSTILE, frame, HOSTILE)], [HOSTILE]
    ).html()  # fmt: skip
    assert HOSTILE not in card
    assert "<script" not in card
    assert card.count(AS_TEXT) == 14


def test_a_picture_stands_as_an_image_for_a_screen_and_one_for_a_phone() -> None:
    card = Card("Another title", exhibits=[exhibit()]).html()
    wide, narrow = sorted(re.findall(r"data:image/svg\+xml;base64,([\w+/=]+)", card), key=card.index, reverse=True)
    drawings = [base64.b64decode(text).decode() for text in (wide, narrow)]
    assert ['width="680"' in drawing for drawing in drawings] == [True, False]
    assert all('font-family="' in drawing for drawing in drawings)
    assert "One soldier away means two or three at home" in card  # its own title, since the card's is another
    assert card.count("Another title") == 1
    assert "One soldier" not in Card(exhibit().title, exhibits=[exhibit()]).html().replace(exhibit().title, "", 1)


def test_a_card_holds_no_style_sheet_and_no_script() -> None:
    card = model.run("dannatt")._repr_html_()
    assert not re.search(r"<(style|script|link|svg)\b", card)
    assert card.count("<div") == card.count("</div>")


def test_a_long_table_says_where_its_other_rows_are() -> None:
    long = Table("Numbers", pd.DataFrame({"n": range(MOST_ROWS + 1_000)}), "frame() has all")
    assert (len(long.rows), long.heads, long.more) == (MOST_ROWS, ["", "n"], "1,000 more rows: frame() has all")
    assert "1,000 more rows: frame() has all" in Card("Long", tables=[long]).html()
    assert Table("Numbers", pd.DataFrame({"n": [1]})).more == ""


def test_the_card_of_a_chart_has_its_sources_and_one_without_says_why() -> None:
    chart = Chart(exhibit(), origin(model.load("dannatt")))
    card = card_of(lambda: chart, "", "A plan", caption="The same as a table")
    assert "The same as a table" in card
    assert "Lord Dannatt" in card

    def refused() -> Chart:
        raise ScenarioError([Problem((), "nobody is away")])

    assert "nobody is away" in card_of(refused, "No picture", tables=[Table("Numbers", pd.DataFrame({"n": [1]}))])


@pytest.mark.parametrize("of", ["title", "nothing else"])
def test_what_is_left_out_leaves_nothing_behind(of: str) -> None:
    card = Card(of).html()
    assert of in card
    assert card.count("<div") == 2
