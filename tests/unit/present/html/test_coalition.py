"""Nations as HTML: the years of each, who said what, who had ruled troops out."""

from coalitions import nation, only, run
from markupsafe import Markup

import model
from model.engine.run import Run
from model.present.html import coalition as html
from model.present.html.text import page_link
from model.present.tables.years import Step, Year


def test_the_years_of_a_nation_are_drawn_from_the_foot_up() -> None:
    year = Year("United Kingdom", "UK", 0.5, (Step(0, 0.5, 0.25, 0.25), Step(0.5, 1, 0, 0.5)))
    drawn = html.years_grid([year])
    assert '<rect x="0.00" y="45.00" width="45.05" height="15.00" fill="#12436D"></rect>' in drawn
    assert '<rect x="0.00" y="30.00" width="45.05" height="15.00" fill="#6F97B8"></rect>' in drawn
    assert '<rect x="45.00" y="30.00" width="45.05" height="30.00" fill="#6F97B8"></rect>' in drawn
    assert drawn.count("<rect") == 4
    assert "<b>UK</b><span>50% busy</span>" in drawn


def test_the_table_has_those_that_are_in_or_said_something_each_with_its_source() -> None:
    one = Run.of(model.load("reassurance_force"))
    table = html.nations_table(one, "high")
    assert "<b>France</b>" in table
    assert 'data-claim="poland.position_2025_02"' in table
    assert "Ruled it out: <a" in table
    assert "Greece" not in table
    assert table.count('<th scope="row">') == 18
    assert [row.title for row in html.quiet(one, "high")][:2] == ["Turkey", "Greece"]
    assert "<li>Greece: could keep up 6,000</li>" in html.no_position(html.quiet(one, "high"))


def test_t_54_names_of_a_file_stand_as_they_are() -> None:
    hostile = {"a": nation(8_000, title="1. A & *B*"), "c": nation(8_000, position="undeclared", title="5 > 4")}
    one = only(run(hostile))
    assert "1. A &amp; *B*" in html.nations_table(one, "high")
    assert "5 &gt; 4" in html.no_position(html.quiet(one, "high"))


def test_t_46_a_nation_that_said_no_is_named_with_who_said_so() -> None:
    added = model.load("reassurance_force").replace({"coalition.contributors.poland.probability": 1})
    notice = html.refusals_notice(Run.of(added))
    assert notice is not None
    assert "<b>Poland had ruled out sending troops</b> (<a " in notice
    assert "Donald Tusk, Prime Minister of Poland, Feb 2025</a>). You have added it anyway" in notice
    assert html.refusals_notice(Run.of(model.load("reassurance_force"))) is None
    notice = html.refusals_notice(only(run({"a": nation(8_000, position="refused", probability=1)})))
    assert notice is not None
    assert "<b>A had ruled out sending troops</b>. This plan counts it all the same" in notice


def test_where_nothing_depends_on_the_backstop_the_plans_are_named_in_which_something_does() -> None:
    links = [page_link("contributors", f"scenario={name}", name) for name in ("one", "two")]
    sentence = html.nothing_depends(links)
    assert sentence.startswith("Nothing in this plan depends on a US backstop. In these plans something does: <a ")
    assert sentence.count("<a ") == 2
    assert html.nothing_depends([]) == Markup("Nothing in this plan depends on a US backstop.")
