"""Keys that the register fills in: the latest of each nation on the scenario's day; a key of the document stands."""

import pytest

from model.files.register import shipped_register
from model.scenario.registered import filled


def of_france(**document: object) -> dict[str, object]:
    """Return France's keys in a document with a day and with keys of its own."""
    keys = document.pop("france", {})
    whole = filled({**document, "coalition": {"contributors": {"france": keys, "atlantis": {}}}}, shipped_register())
    assert whole["coalition"]["contributors"]["atlantis"] == {}
    return dict(whole["coalition"]["contributors"]["france"])


def test_the_register_gives_what_the_document_leaves_out() -> None:
    assert of_france()["land_strength"] == {"claim": "france.land_strength", "because": "rounded, as published"}
    assert of_france(france=None) == of_france()
    assert of_france(france={"land_strength": None})["land_strength"] is None


def test_positions_are_those_of_the_day() -> None:
    positions = [of_france(as_of=day).get("position") for day in ("2024-01-01", "2025-02-20", "2025-09-04")]
    assert positions == [None, "offered", "declared"]
    assert of_france(as_of="no day") == of_france()


@pytest.mark.parametrize("document", [{}, {"coalition": 5}, {"coalition": {"contributors": 5}}])
def test_a_document_without_nations_stays_as_it_is(document: dict[str, object]) -> None:
    assert filled(document, shipped_register()) == document


def test_a_nation_that_is_no_mapping_stays_to_be_refused() -> None:
    assert filled({"coalition": {"contributors": {"france": 5}}}, shipped_register())["coalition"] == {
        "contributors": {"france": 5}
    }
