"""The ways to close a gap as HTML: escaped, with links to claims, and lines that are no words."""

import re

import model
from model.analysis.ways import ways
from model.engine.run import Run
from model.files.register import shipped_register
from model.present.html.ways import listed_sizes, listed_ways
from model.present.words.track import Track
from model.present.words.way_rows import Row, rows

TAG = re.compile(r"<[^>]+>")
LINE = Track(40, (30,), ((10, 20),), "today 30", "closes at 10 to 20", is_sure=True)


def html(*listed: Row) -> str:
    return str(listed_ways(listed, shipped_register()))


def test_a_row_is_a_sentence_a_note_and_a_line_that_is_not_read_out() -> None:
    drawn = html(Row("Send fewer", "10 to 20", " troops instead of 30.", "Half as many.", LINE))
    assert drawn.startswith('<ol class="levs"><li class="lev"><p class="n">1. Send fewer: <b>10 to 20</b><span> troops')
    assert '<p class="d">Half as many.</p>' in drawn
    assert '<div class="trk" aria-hidden="true">' in drawn
    assert 'class="b" style="left:25.00%;width:25.00%"' in drawn
    assert 'class="to" style="left:50.00%;width:25.00%"' in drawn
    assert 'class="now" style="left:75.00%"' in drawn
    assert 'style="left:37.50%;transform:translateX(-50%)">closes at 10 to 20</span>' in drawn


def test_a_row_without_a_note_has_none_and_an_unsure_bar_is_outlined() -> None:
    line = Track(40, (), ((10, 20),), "gap: 5", "A: 10", is_sure=False, gap=(0, 5))
    drawn = html(Row("Add one nation", "A", " alone.", "", line))
    assert 'class="d"' not in drawn
    assert 'class="b out"' in drawn
    assert 'class="b gap" style="left:0.00%;width:12.50%"' in drawn
    assert 'class="now"' not in drawn
    assert 'class="to"' not in drawn


def test_strangers_words_have_no_meaning() -> None:
    drawn = html(Row("<b>x", "a < b", "&", "<script>", LINE))
    assert "<script>" not in drawn
    assert "1. &lt;b&gt;x: <b>a &lt; b</b><span>&amp;</span>" in drawn


def test_people_stand_after_the_note_with_links_to_their_claims() -> None:
    plan = Run.of(model.load("demarcation_line_held"))
    of_run = ways(plan)
    assert of_run is not None
    drawn = str(listed_ways(rows(plan, of_run), plan.scenario.register))
    assert drawn.count("data-claim=") == 2
    assert '"./sources?claim=italy.position_2025_03"' in drawn
    words = TAG.sub("", drawn)
    assert "Italy and Greece had ruled troops out. (" in words
    assert "position_2025" not in words


def test_the_sizes_have_their_namers() -> None:
    drawn = str(listed_sizes(Run.of(model.load("reassurance_force")), 105_000))
    assert [TAG.sub("", span) for span in re.findall(r"<span>.*?</span>", drawn)] == [
        "10,000 Geneva Centre for Security Policy, March 2025",
        "30,000 unnamed European military chiefs, in The Times, Feb 2025",
        "64,000 unnamed sources, in The Times, April 2025",
        "100,000 International Institute for Strategic Studies, Ben Barry and co-authors, March 2025",
    ]
    assert drawn.count("data-claim") == 4
