"""The line of sources below a picture: names that lead to cards, and what opens."""

from model import load
from model.present.html.source_line import source_line

REGISTER = load("reassurance_force").register
CHIEFS, FRANCE = "times.troops", "france.offer_2025_02"
ARMIES = ("france.land_strength", "united_kingdom.land_strength")


def test_one_or_two_sources_stand_as_links_to_their_cards() -> None:
    one, two = source_line(REGISTER, [CHIEFS]), source_line(REGISTER, [CHIEFS, FRANCE])
    assert one.striptags() == "Source: unnamed European military chiefs, in The Times, Feb 2025."
    assert f'data-claim="{CHIEFS}"' in one
    assert two.striptags().endswith("Feb 2025; unnamed officials, in The Washington Post, Feb 2025.")
    assert "<details>" not in one + two


def test_of_three_and_more_sources_the_first_stands_and_the_others_open() -> None:
    line = source_line(REGISTER, [FRANCE, *ARMIES, CHIEFS])
    shown, folded = line.split("<details>")
    assert shown.count("data-claim") == 1
    assert f'data-claim="{FRANCE}"' in shown
    assert "<summary>and two more</summary>" in folded
    assert folded.count("data-claim") == 2  # one yearbook has both armies
    assert "CIA World Factbook, 2024 and 2025" in folded


def test_sources_that_the_page_named_above_open_too() -> None:
    line = source_line(REGISTER, [CHIEFS, FRANCE], above=[FRANCE, CHIEFS])
    shown, folded = line.split("<details>")
    assert "data-claim" not in shown
    assert "<summary>as above</summary>" in folded
    assert folded.count("data-claim") == 2
    both = source_line(REGISTER, [CHIEFS, FRANCE], above=[CHIEFS])
    shown, folded = both.split("<details>")
    assert f'data-claim="{FRANCE}"' in shown
    assert "<summary>and as above</summary>" in folded


def test_a_sum_of_ours_leads_to_the_figures_that_somebody_gave() -> None:
    assert 'data-claim="dannatt.dwell_ratio"' not in source_line(REGISTER, ["dannatt.dwell_ratio"])
