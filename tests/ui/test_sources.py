"""Sources without a browser."""

import re
from collections.abc import Callable
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

import model
from model.evidence.claims import period
from model.files.register import shipped_register

Open = Callable[..., AppTest]
Read = Callable[[AppTest], str]


@pytest.fixture
def sources(open_page: Open) -> Open:
    return partial(open_page, "sources")


def test_sources_show_claims_and_assumptions_apart(sources: Open) -> None:
    page = sources()
    claims = page.dataframe[0].value
    assert len(claims) == len(model.load("dannatt").register.claims)
    assert [header.value for header in page.header] == ["Claims", "Where they differ", "Assumptions"]
    assert "they serve at home" in "\n".join(table.value.to_string() for table in page.table)


def test_sources_show_the_claim_that_was_asked_for_with_links_to_the_others(sources: Open) -> None:
    page = sources(claim="dannatt.dwell_ratio")
    assert page.header[0].value == "dannatt.dwell_ratio"
    card, used = page.table[0].value["Claim"], page.table[1].value
    assert card["Worked out from"] == (
        "[dannatt.tied_up](./sources?claim=dannatt.tied_up), [dannatt.deployed](./sources?claim=dannatt.deployed)"
    )
    assert used.loc["[Lord Dannatt's arithmetic: 10,000 British troops](./?scenario=dannatt)", "Input"] == (
        "Months at home for each month away"
    )
    behind = sources(claim="dannatt.tied_up")
    card, used = behind.table[0].value["Claim"], behind.table[1].value
    assert "[dannatt.dwell_ratio]" in card["What is worked out from it"]
    assert card["Previous of this speaker"] == "[dannatt.run_down](./sources?claim=dannatt.run_down)"
    assert used["Input"].str.contains("worked out in [dannatt.dwell_ratio]", regex=False).all()
    assert "Next of this speaker" in card


def test_a_claim_that_is_not_there_is_told_with_the_nearest(sources: Open) -> None:
    (warnings,) = sources(claim="danatt.tied_up").warning
    assert warnings.value == (
        "The claim in this link is not in the register: “danatt.tied_up”. "
        "The nearest: [dannatt.tied_up](./sources?claim=dannatt.tied_up)."
    )
    (warnings,) = sources(claim="<b>`" + "9" * 100).warning
    assert warnings.value == "The claim in this link is not in the register: “\\<b\\>\\`" + "9" * 36 + "”."


def test_t_25_every_claim_says_who_when_and_where_and_none_is_later_than_the_register(sources: Open) -> None:
    register = shipped_register()
    assert register.latest_day is not None
    table = sources().dataframe[0].value.set_index("Claim")
    assert list(table.index) == list(register.claims)
    assert (table != "").all(axis=None)
    for claim, row in table.iterrows():
        said_on = row["Said on"].removesuffix(" (stated)").removesuffix(" (worked out)")
        assert (said_on == row["Said on"]) == (said_on == "unknown"), claim
        for day in (said_on, row["Reported on"]):
            assert (period(day.replace(" to ", "/")) is None) == (day == "unknown"), claim
        recorded = register.claims[str(claim)]
        assert recorded.latest_day is None or recorded.latest_day <= register.latest_day, claim
        assert row["Said by"] == ("unnamed" if recorded.speaker == "unknown" else recorded.speaker), claim
        assert re.match(r"https?://\S+$|article \w+\.txt$", row["Source"]), claim


def test_sources_can_be_searched(sources: Open) -> None:
    page = sources()
    page.text_input(key="find").set_value("Dannatt rotation").run()
    shown = page.dataframe[0].value
    assert 0 < len(shown) < 20
    assert shown["Claim"].str.startswith("dannatt").any()
    page.multiselect[0].set_value([]).run()
    assert page.dataframe[0].value.empty


def test_the_time_line_follows_what_is_chosen_and_found(sources: Open, texts: Read) -> None:
    page = sources()
    page.segmented_control(key="claims_about").set_value("Positions").run()
    assert "are drawn; Find narrows them" in texts(page)
    page.text_input(key="find").set_value("nothing is called so").run()
    assert "No dated claim about positions is shown." in texts(page)


def test_a_question_shows_its_rivals_and_whether_explore_takes_them(sources: Open, texts: Read) -> None:
    page = sources()
    assert "as your figure there" in texts(page)
    page.selectbox(key="question").set_value("France: How many troops were offered?").run()
    assert "as your figure there" not in texts(page)
    rivals = next(table.value for table in page.table if "Who and when" in table.value)
    assert [figure for figure in rivals.index if "10,000" in figure]


def test_a_claim_that_no_scenario_uses_says_so(sources: Open, texts: Read) -> None:
    page = sources(claim="peskov.opposed_2025_08")
    assert "No shipped scenario rests on it." in texts(page)
    assert "“We have a negative stance on such discussions”" in page.table[0].value.to_string()
