"""The exhibit of published cases."""

from model.analysis.published import check
from model.files.register import published_cases, shipped_register
from model.present.exhibits.published import as_published, published

REGISTER = shipped_register()
CHECKS = [check(case, REGISTER) for case in published_cases().values()]


def test_those_that_are_off_are_drawn_and_the_table_holds_all() -> None:
    exhibit = published(CHECKS, REGISTER)
    off = [one.case.title for one in CHECKS if not one.agrees]
    assert {row["name"] for row in exhibit.chart.rows["cases"]} == set(off)
    assert str(exhibit.html).count('<div class="case">') == len(off)
    assert len(exhibit.table) == len(exhibit.frame()) == len(CHECKS)
    assert exhibit.title in exhibit.text


def test_those_that_come_out_stand_apart_on_the_same_scale() -> None:
    met = str(as_published(CHECKS, REGISTER))
    assert met.count('<div class="case">') == sum(one.agrees for one in CHECKS)
    heads = str(published(CHECKS, REGISTER).html).split("</div></div>")[0]
    assert met.startswith(heads)
