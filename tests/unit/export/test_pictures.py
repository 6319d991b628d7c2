"""Charts as pictures: what stands inside them, and the bytes of each format."""

import html
import re

import model
from model.export import pictures
from model.present.charts.force import phases_chart


def test_a_picture_holds_title_subtitle_source_and_scenario() -> None:
    (run,) = model.run(model.load("dannatt")).runs
    chart = phases_chart(run)
    text = pictures.svg(chart, "the <text>")
    seen = html.unescape(re.sub("<[^>]+>", "", text))
    for words in ("About 30,000 to 40,000 troops in", "Troops by phase", "Scenario dannatt", "Source: Roulement"):
        assert words in seen
    assert '<desc id="chart-desc">the &lt;text&gt;</desc>' in text
    assert '<title id="chart-title">About 30,000 to 40,000 troops in the cycle</title>' in text
    assert text == pictures.svg(chart, "the <text>")
    assert pictures.png(chart).startswith(b"\x89PNG")
