"""The words of a short report: key figures, the line over the headline, what it rests on."""

import model
from model.engine.run import Run
from model.present.words.short_report import cited, key_figures, name, sources_of_nations


def figures_of(scenario: str) -> dict[str, str]:
    return {figure.label: figure.words for figure in key_figures(Run.of(model.load(scenario)))}


def test_key_figures_are_those_of_the_pages() -> None:
    assert figures_of("reassurance_force") == {
        "Troops in the field": "30,000",
        "Tied up in all": "90,000 to 120,000",
        "Could be kept up": "0 to 25,000",
        "Gap": "Short by 5,000 to 30,000",
        "Tours over two years": "120,000",
        "Extra cost a year": "€3.8bn to €6.2bn",
    }


def test_figures_of_troops_have_their_ends_for_bars_and_others_have_none() -> None:
    ends = {figure.label: figure.troops for figure in key_figures(Run.of(model.load("reassurance_force")))}
    assert ends["Tied up in all"] == (90_000, 120_000)
    assert ends["Could be kept up"] == (0, 25_000)
    assert ends["Gap"] == ends["Extra cost a year"] == ()


def test_a_figure_that_is_not_known_says_so_and_the_gap_is_left_out() -> None:
    figures = figures_of("multinational_force_ukraine")
    assert figures["Tied up in all"] == "not known publicly"
    assert "Gap" not in figures
    assert figures["Trained in a month"]


def test_a_chance_stands_only_where_nations_have_chances() -> None:
    assert figures_of("willing_chances")["Chance of keeping the force up"] == "41 to more than 99 of 100"
    assert "Chance of keeping the force up" not in figures_of("willing_september_2025")


def test_it_rests_on_people() -> None:
    run = Run.of(model.load("reassurance_force"))
    assert name(run) == "Reassurance force, Feb 2025 (reassurance_force)"
    assert cited(run)[0] == ("Force size", "unnamed European military chiefs, in The Times, Feb 2025")
    assert sources_of_nations(run).startswith("Sources: unnamed officials, in The Washington Post, Feb 2025; ")
