"""The exhibits of a force of unknown size: what is known, the wedge, the table with citations."""

from whole import is_whole

import model
from model.engine.run import Run
from model.present.exhibits import unknown as exhibits


def shipped(name: str = "multinational_force_ukraine") -> Run:
    return Run.of(model.load(name))


def test_what_is_known_is_a_list_with_citations() -> None:
    known = exhibits.known(shipped())
    is_whole(known, shipped())
    assert known.claims == ("dannatt.dwell_ratio", "interflex.trainers")
    html = str(known.html)
    assert html.startswith('<table class="t known"><tbody>')
    assert '<td class="unsaid">size not published</td>' in html
    assert 'data-claim="dannatt.dwell_ratio"' in html
    assert "<b>could keep up 13,300 to 40,600</b>" in html


def test_sizes_that_were_named_have_what_would_follow() -> None:
    sizes = exhibits.sizes(shipped())
    assert sizes is not None
    is_whole(sizes, shipped())
    assert sizes.note.startswith("None of these was said of this force")
    assert sizes.table.loc["25,000 to 30,000", "Would tie up"] == "75,000 to 120,000"
    assert sizes.frame()["tied_up_high"].tolist() == [60_000, 120_000, 256_000, 600_000]
    assert set(sizes.frame()["why"]) == {None}


def test_what_no_coalition_would_spare_says_so() -> None:
    alone = exhibits.sizes(Run.of(model.load("multinational_force_ukraine").replace({"coalition": None})))
    assert alone is not None
    assert set(alone.frame()["why"]) == {"to_spare_low, to_spare_high: no coalition"}


def test_size_by_size_names_who_said_it() -> None:
    html = str(exhibits.size_by_size(shipped()))
    assert '<th scope="col" class="l">Could the ten nations keep it up?</th>' in html
    assert 'data-claim="rfe_rl.ground_force"' in html


def test_where_a_part_has_a_size_no_sizes_are_tried() -> None:
    assert exhibits.sizes(shipped("no_us_backstop")) is None
    assert "European brigades" in exhibits.known(shipped("no_us_backstop")).text
