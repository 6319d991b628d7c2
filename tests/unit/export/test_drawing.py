"""Charts as SVG: sized by themselves, without what a width hides, with ids of their own, numbers of two digits."""

import json
import re

from exhibits import LONG, SHORT, bars

from model.export.drawing import drawn, element, sized, text_of
from model.present.charts.config import IN_FILES, config
from model.present.charts.vega import Chart, layer, layered, mark, quantity


def test_a_drawing_has_its_width_and_the_charts_height_and_expressions_follow() -> None:
    for width in (680, 350):
        drawing = drawn(bars(), width, "a")
        assert (drawing.get("width"), drawing.get("height")) == (str(width), "120")
        plot = width - 2 * 3  # the axis needs some pixels beside the plot
        middles = [float(at) for at in re.findall(r'transform="translate\(([\d.]+),10\)"', text_of(drawing))]
        assert middles
        assert all(abs(middle - width / 2) < plot * 0.05 for middle in middles)


def test_words_that_a_width_hides_are_not_in_the_drawing() -> None:
    assert LONG in text_of(drawn(bars(), 680, "a"))
    narrow = text_of(drawn(bars(), 350, "a"))
    assert SHORT in narrow
    assert LONG not in narrow


def test_a_drawing_is_short_and_the_same_each_time() -> None:
    text = text_of(drawn(bars(), 680, "a"))
    assert text == text_of(drawn(bars(), 680, "a"))
    assert not re.search(r"\d\.\d{3}|aria-|role=|class=|font-family|<g[^>]*></g>", text)


def test_ids_are_those_of_the_drawing() -> None:
    clipped = layer("rows", mark("line", clip=True), {"x": quantity("x", scale={"domain": [0, 2]}), "y": quantity("x")})
    chart = layered(50, [clipped], {"rows": [{"x": 0}, {"x": 9}]})
    for key in ("first", "second"):
        text = text_of(drawn(chart, 100, key))
        assert re.findall(r'id="([^"]+)"', text) == [f"{key}-0"]
        assert f'clip-path="url(#{key}-0)"' in text


def test_the_specification_is_the_charts_own_at_a_width_with_the_shared_look() -> None:
    chart = Chart({"height": 10, "layer": []}, {"rows": [{"x": 1}]})
    spec = json.loads(json.dumps(sized(chart, 200)))
    assert spec["datasets"] == {"rows": [{"x": 1}]}
    assert (spec["width"], spec["height"], spec["config"]) == (200, 10, config(IN_FILES))


def test_text_of_an_element_is_escaped() -> None:
    escaped = '<text xmlns="http://www.w3.org/2000/svg" font-size="2">&lt;b&gt; &amp;</text>'
    assert text_of(element("text", "<b> &", font_size=2)) == escaped
