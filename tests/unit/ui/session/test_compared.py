"""The plans that a reader compares, as texts of a link."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import streamlit as st

import model
from model.files.scenarios import shipped_scenarios
from model.ui.session import cache, compared, own
from model.ui.session.shown import Shown


@pytest.fixture(autouse=True)
def _session(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(st, "session_state", {})
    return iter([None])


def start(name: str = "reassurance_force") -> Shown:
    return cache.at_start(cache.scenarios()[name])


def test_a_plan_with_changes_is_one_text_and_comes_back_from_it() -> None:
    changed = start().replace({"tour": 4.0, "tour_by": "own", "who": "france,poland"})
    text = compared.text_of(changed)
    assert text.split(";")[0] == "reassurance_force"
    assert set(text.split(";")[1:]) == {"tour=4", "tour_by=own", "who=france,poland"}
    back, faults = compared.opened(text)
    assert back is not None
    assert back.changes == changed.changes
    assert faults == []
    assert compared.text_of(start()) == "reassurance_force"


@pytest.mark.parametrize("name", shipped_scenarios())
def test_every_shipped_plan_is_its_own_name(name: str) -> None:
    assert compared.text_of(start(name)) == name
    shown, faults = compared.opened(name)
    assert (shown, faults) == (start(name), [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("reassurance_force;tour=abc", "'tour=abc' is not used; allowed: 0.5 to 24 months."),
        ("reassurance_force;nope=1", "'nope' is not used; this scenario has: "),
        ("reassurance_force;tour", "'tour=' is not used"),
        ("reassurance_force;tour=4;tour=5", "'tour' stands 2 times in the link, so none of them is used."),
        ("reassurance_force;scenario=dannatt", "'scenario' stands 2 times in the link"),
        ("reassurance_force;<b>=" + "x" * 2_000, "'<b>' is not used"),
    ],
)
def test_what_of_a_text_cannot_be_used_is_said_and_the_rest_is_taken(text: str, words: str) -> None:
    shown, faults = compared.opened(text)
    assert any(fault.startswith(words) for fault in faults), faults
    assert all(len(fault) < 800 for fault in faults)
    if "scenario=" not in text:
        assert shown is not None
        assert shown.start.name == "reassurance_force"


@pytest.mark.parametrize("text", ["", "nope", "x" * 2_000, ";tour=4", "<script>"])
def test_a_text_that_names_no_plan_stands_for_none(text: str) -> None:
    shown, (fault,) = compared.opened(text)
    assert shown is None
    assert (
        fault
        == f"'{text.partition(';')[0][:40]}' is no plan of this session: a link holds no plan from a reader's file."
    )


def test_many_faults_are_counted() -> None:
    _, faults = compared.opened("dannatt;" + ";".join(f"k{number}=1" for number in range(30)))
    assert faults[-1] == "10 more parts of the link are not used."


def test_plans_are_chosen_for_a_reader_who_picked_none() -> None:
    assert compared.texts(start()) == ["reassurance_force", "willing_september_2025"]
    assert compared.texts(start("dannatt")) == ["dannatt", "british_norm"]
    assert compared.texts(start("german_norm")) == ["german_norm", "reassurance_force"]
    assert compared.texts(start("dispersed_reassurance")) == ["dispersed_reassurance", "reassurance_force"]
    changed = start().replace({"tour": 4.0, "tour_by": "own"})
    assert compared.texts(changed) == ["reassurance_force", compared.text_of(changed)]


def test_the_first_plan_alone_has_any_other_for_a_partner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "parents", dict)
    assert compared.partner(model.load("reassurance_force")) != "reassurance_force"


def test_a_plan_is_picked_left_out_and_added() -> None:
    held = compared.texts(start())
    compared.pick(held, 1, "dannatt")
    assert compared.texts(start()) == ["reassurance_force", "dannatt"]
    compared.pick(compared.texts(start()), 2, "three_tier")
    compared.pick(compared.texts(start()), 3, "german_norm")
    assert compared.texts(start()) == ["reassurance_force", "dannatt", "three_tier", "german_norm"]
    compared.pick(compared.texts(start()), 2, "")
    assert compared.texts(start()) == ["reassurance_force", "dannatt", "german_norm"]


def test_a_link_holds_the_whole_comparison_unless_a_file_of_the_readers_is_in_it() -> None:
    changed = compared.text_of(start().replace({"who": "france,poland"}))
    link = compared.link("http://a/scenarios", ["dannatt", changed], start().start)
    query = parse_qs(urlsplit(link).query, separator="&")
    assert query["this"] == ["dannatt"]
    assert query["that"] == [changed]
    assert "v" in query
    assert "that=reassurance_force;who=france,poland" in link
    st.session_state[own.TAKEN] = {"mine": model.load("dannatt")}
    assert compared.link("http://a/scenarios", ["dannatt", "mine;tour=4"], start().start) == ""
