"""Links followed in place: the card of a claim opens, another page opens; the component's answer is set by hand."""

from collections.abc import Callable

import pytest
from pages import page_of

from model.ui.shell import cards, frame, markup

Callback = Callable[[], None] | None


def follow(monkeypatch: pytest.MonkeyPatch, followed: dict[str, dict[str, object]]) -> None:
    """Let components of these keys say once that a link was followed: `claim` or `page`."""
    once = dict(followed)

    def component(*, key: str, on_claim_change: Callback = None, on_page_change: Callback = None, **_: object) -> None:
        markup.st.session_state[key] = once.pop(key, {})
        for callback in filter(None, (on_claim_change, on_page_change)):
            callback()

    monkeypatch.setattr(markup.st.components.v2, "component", lambda *_, **__: component)


def test_the_card_of_a_claim_opens_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    follow(monkeypatch, {"standfirst": {"claim": "times.troops"}})
    page = page_of("explore")
    page.run()
    assert not page.exception
    assert page.session_state[cards.SHOWN_CARD] == "times.troops"


def test_a_link_to_a_plan_shows_it_and_leaves_for_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    targets: list[tuple[object, dict[str, str]]] = []
    monkeypatch.setattr(frame.st, "switch_page", lambda page, query_params: targets.append((page.title, query_params)))
    follow(monkeypatch, {"pills": {"page": ["contributors", "scenario=dannatt&tour=4"]}})
    page = page_of("explore")
    page.run()
    assert not page.exception
    ((title, query),) = targets
    assert title == "Who carries it"
    assert (query["scenario"], query["tour"]) == ("dannatt", "4")


def test_a_link_to_a_claims_page_keeps_its_query(monkeypatch: pytest.MonkeyPatch) -> None:
    targets: list[dict[str, str]] = []
    monkeypatch.setattr(frame.st, "switch_page", lambda _page, query_params: targets.append(query_params))
    follow(monkeypatch, {"pills": {"page": ["sources", "claim=times.troops"]}})
    page_of("explore").run()
    assert targets[0]["claim"] == "times.troops"


@pytest.mark.parametrize(
    ("followed", "scope"), [({"claim": "dannatt.tour_months"}, "fragment"), ({"page": ["sources", ""]}, "app")]
)
def test_a_link_in_a_card_opens_another_card_there_or_leaves_the_page(
    followed: dict[str, object], scope: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    scopes: list[str] = []
    monkeypatch.setattr(cards.st, "rerun", lambda scope="app": scopes.append(scope))
    follow(monkeypatch, {"standfirst": {"claim": "times.troops"}, "card": followed})
    page = page_of("explore")
    page.run()
    assert scopes == [scope]
    assert page.session_state[cards.SHOWN_CARD] == followed.get("claim", "times.troops")


def test_values_that_are_refused_leave_the_controls_and_the_reasons() -> None:
    page = page_of("explore")
    page.query_params["overlap"] = "6"
    page.run()
    assert not page.exception
    assert page.title[0].value.startswith("No answer")
