"""Contributors without a browser: what it shows, what can be switched, what of a link it takes."""

from collections.abc import Callable
from functools import partial

import pytest
from pages import html_of, words_of
from streamlit.testing.v1 import AppTest

import model
from model.engine.run import Run
from model.files.scenarios import shipped_scenarios
from model.present.words import coalition as coalition_words
from model.present.words.backstop import backstop_sentence
from model.present.words.nations import with_position
from model.ui.session import cache

Open = Callable[..., AppTest]
PLAIN = {"force": {"a": {"strength": {"troops": 5}}}, "rotation": {"tour_months": 6, "dwell_ratio": 2}}


@pytest.fixture
def contributors(open_page: Open) -> Open:
    return partial(open_page, "contributors")


@pytest.fixture
def _own_scenarios(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan without nations in the place of the default, and one whose only nation has a share of its own."""
    own = {"contributors": {"a": {"land_strength": 9_000, "deployable_share": 0.5, "position": "offered"}}}
    plans = {
        "reassurance_force": model.Scenario.from_document(PLAIN, name="reassurance_force"),
        "own": model.Scenario.from_document({**PLAIN, "coalition": own}, name="own"),
    }
    monkeypatch.setattr(cache, "scenarios", lambda: plans)


KEYS = {
    "Map of Europe.": "map", "What each would add:": "join", "What each would carry:": "carries",
    "Combinations in which": "chances", "Combinations of 100": "pivotal",
}  # fmt: skip
"""The key of each exhibit that is a chart, by the beginning of its text alternative."""


def texts_of_charts(page: AppTest) -> dict[str, str]:
    """Return the text alternative of each chart by the key of its exhibit."""
    texts = [element.proto.alt for element in page if element.type == "vega_lite_chart"]
    return {key: text for text in texts for begin, key in KEYS.items() if text.startswith(begin)}


@pytest.mark.parametrize("name", shipped_scenarios())
def test_the_page_answers_for_every_plan(name: str, contributors: Open) -> None:
    page, run = contributors(scenario=name), Run.of(model.load(name))
    assert [title.value for title in page.title] == [coalition_words.headline(run)]
    words = words_of(page)
    for part in (coalition_words.standfirst(run), "Who said what", "If the US withdrew its backstop"):
        assert part in words
    assert (backstop_sentence(run) or "Nothing in this plan depends on a US backstop.") in words
    assert "Crimea is drawn as part of Ukraine" in words


def test_the_table_of_nations_says_which_end_its_troops_are(contributors: Open) -> None:
    which = "In bold: who counts as in. Troops with the longer rest and less of each army."
    assert which in words_of(contributors())
    exact = words_of(contributors(share="0.4", who="united_kingdom", rest_by="united_kingdom_harmony"))
    assert "In bold: who counts as in." in exact
    assert "In bold: who counts as in. Troops" not in exact


def test_a_nation_taken_in_counts_and_one_taken_out_does_not(contributors: Open) -> None:
    page = contributors(who="france,poland")
    assert page.title[0].value.startswith("France and Poland could keep up ")
    assert "<b>Poland</b>" in html_of(page)
    assert "<b>United Kingdom</b>" not in html_of(page)
    nobody = contributors(who="")
    assert nobody.title[0].value.endswith("so nothing could be kept up")


@pytest.mark.parametrize("name", ["reassurance_force", "willing_september_2025", "three_tier"])
def test_t_46_each_nation_that_said_no_is_named_wherever_it_is_added(name: str, contributors: Open) -> None:
    plan = model.load(name)
    refused = with_position(plan, "refused")
    assert len(refused) >= 2
    page = contributors(scenario=name, who=",".join(sorted(refused)))
    drawn, words = html_of(page), " ".join(words_of(page).split())
    for nation in refused:
        claim = plan.position_claim(nation)
        assert claim is not None
        assert f"{plan.nation_title(nation)} had ruled out sending troops" in words
        assert f'data-claim="{claim.id}"' in drawn
    assert words.count("You have added it anyway: this shows what it could do.") == len(refused)
    assert "had ruled out sending troops" not in words_of(contributors(scenario=name))


def test_the_pictures_show_the_end_that_is_switched_to(contributors: Open) -> None:
    page = contributors(scenario="dannatt")
    assert page.segmented_control(key="pictures show").options == [
        "The shorter rest and more of each army", "The longer rest and less of each army",
    ]  # fmt: skip
    assert "could keep up 3,550" in texts_of_charts(page)["map"]
    page.segmented_control(key="pictures show").set_value("low").run()
    assert "could keep up 16,900" in texts_of_charts(page)["map"]


def test_colour_and_order_are_switched_below_their_pictures(contributors: Open) -> None:
    page = contributors()
    assert "Colour: what each had said by 20 Feb 2025." in words_of(page)
    page.segmented_control(key="colour").set_value("share").run()
    assert "Colour: share of its army that each would tie up." in words_of(page)
    assert texts_of_charts(page)["join"].startswith("What each would add: Turkey ")
    page.segmented_control(key="order").set_value("name").run()
    assert texts_of_charts(page)["join"].startswith("What each would add: Australia ")


def test_chances_stand_on_the_page_once_there_are_some(contributors: Open) -> None:
    assert "chances" not in texts_of_charts(contributors(scenario="willing_september_2025"))
    page = contributors(scenario="willing_september_2025", chances="With chances", p_offered="0.2")
    assert "chances" in texts_of_charts(page)
    assert "The chances are placeholders" in words_of(page)
    assert {"chances", "pivotal"} <= set(texts_of_charts(contributors(scenario="willing_chances")))


def test_t_47_the_text_of_the_map_has_every_nation_of_the_plan(contributors: Open) -> None:
    plan = model.load("willing_september_2025")
    text = texts_of_charts(contributors(scenario="willing_september_2025"))["map"]
    names = plan.coalition.contributors if plan.coalition else ()
    assert [name for name in names if f"{plan.nation_title(name)}: " not in text] == []
    assert len(names) == 29


def test_t_27_a_nation_without_a_figure_is_not_known_and_never_0(
    contributors: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = model.load("reassurance_force").replace({"coalition.contributors.greece.land_strength": "unknown"})
    monkeypatch.setattr(cache, "scenarios", lambda: {"reassurance_force": plan})
    page = contributors()
    texts = texts_of_charts(page)
    assert "Greece: no position found, could keep up not known publicly" in texts["map"]
    assert "Greece" not in texts["join"]
    assert "Greece: no army figure found." in words_of(page)
    assert "Greece: could keep up not known publicly" in words_of(page)


def test_where_nothing_depends_on_the_backstop_other_plans_are_offered(contributors: Open) -> None:
    drawn = html_of(contributors(scenario="dannatt"))
    assert "Nothing in this plan depends on a US backstop. In these plans something does: " in drawn
    assert 'data-query="scenario=three_tier"' in drawn
    assert 'data-query="scenario=dannatt"' not in drawn


def test_who_spoke_of_the_backstop_stands_beside_what_is_lost_without_it(contributors: Open) -> None:
    page = contributors()
    drawn = html_of(page)
    lost = drawn.index("nobody in this plan would provide United States aircraft")
    assert 'data-claim="times.backstop"' in drawn[lost:]
    assert "in The Times, Feb 2025" in drawn[lost:].partition("</p>")[0]


def test_the_backstop_is_withdrawn_beside_what_hangs_on_it(contributors: Open) -> None:
    page = contributors(scenario="three_tier")
    (switch,) = (one for one in page.segmented_control if str(one.key).startswith("more_backstop"))
    switch.set_value("Withdrawn").run()
    assert "Without the US, " in words_of(page)
    alone = contributors(scenario="dannatt")
    assert not any(str(one.key).startswith("more_backstop") for one in alone.segmented_control)


def test_without_the_backstop_the_page_says_what_is_lost_and_what_is_still_known(contributors: Open) -> None:
    words = words_of(contributors(scenario="three_tier", backstop="Withdrawn"))
    assert "What would replace United States enablers: nobody has published a size." in words
    assert "European brigades alone: 36,000 to 200,000 tied up." in words
    plain = words_of(contributors(backstop="Withdrawn"))
    assert "Without the US, nobody in this plan would provide United States aircraft" in plain
    assert "The other numbers stay as they are." in plain


def test_nations_without_a_position_are_folded_and_counted(contributors: Open) -> None:
    page = contributors()
    assert "No position found (11)" in [expander.label for expander in page.expander]
    assert not [expander for expander in contributors(scenario="dannatt").expander if "No position" in expander.label]


def test_what_does_not_fit_together_ends_the_page_with_the_reasons(contributors: Open) -> None:
    page = contributors(overlap="6")
    assert "is not shorter than the tour of 6" in page.error[0].value
    assert texts_of_charts(page) == {}


@pytest.mark.usefixtures("_own_scenarios")
def test_a_plan_without_nations_or_without_a_common_share_has_its_page(contributors: Open) -> None:
    page = contributors()
    assert page.title[0].value == "This plan names no nations that would take part"
    assert texts_of_charts(page) == {}
    page = contributors(scenario="own")
    assert page.title[0].value == "A could keep up 1,500; the force asked for is 5"
    assert set(texts_of_charts(page)) == {"map"}
    assert not [control for control in page.segmented_control if control.key == "pictures show"]
