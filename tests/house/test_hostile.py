"""The generator of hostile scenarios finds every place of text by itself."""

import pytest
from hostile import BASE, HOSTILE, UNKNOWN, as_yaml, hostile_documents, places, with_text

from model.files.strict_yaml import parse
from model.frozen import Frozen, FrozenMapping, Name
from model.letters import hidden_in
from model.scenario import Scenario
from model.scenario.errors import ScenarioError
from model.scenario.quantity import Plain

KNOWN = {
    "title", "question", "as_of", "horizon_months", "force.[key]", "force.*.title", "force.*.led_by", "force.*.task",
    "force.*.element.name", "force.*.strength", "force.*.strength.troops", "force.*.strength.troops.because",
    "force.*.strength.troops.claim", "force.*.profile.[key]", "force.*.training.target.because",
    "rotation.dwell_ratio.because", "rotation.[unknown key]", "coalition.contributors.[key]",
    "coalition.contributors.*.title", "coalition.contributors.*.tasks.*", "coalition.counted_positions.*",
    "coalition.probability_by_position.[key]", "cost.currency", "cost.per_deployed_year.because", UNKNOWN,
}  # fmt: skip


def test_every_place_known_today_is_found() -> None:
    paths = {".".join(path) for path in places()}
    assert sorted(KNOWN - paths) == []
    assert len(paths) > 250


def test_a_new_field_shows_up_by_itself() -> None:
    class Inner(Frozen):
        note: Plain = ""

    class Outer(Frozen):
        entries: FrozenMapping[Name, Inner] = FrozenMapping()

    assert {".".join(path) for path in places(Outer)} == {
        UNKNOWN, "entries", "entries.[key]", "entries.*", f"entries.*.{UNKNOWN}", "entries.*.note",
    }  # fmt: skip
    assert with_text(("entries", "*", "note"), "x", Outer)["entries"] == {"entry": {"note": "x"}}


def test_the_base_is_sound() -> None:
    assert Scenario.from_document(BASE).title == "Title"


def test_each_document_holds_the_text_in_its_place_and_is_sound_where_the_place_takes_text() -> None:
    sound = set()
    for place, document in hostile_documents("Some text"):
        assert as_yaml(document).count("Some text") == (2 if place.endswith(UNKNOWN) else 1), place
        try:
            Scenario.from_document(document)
        except ScenarioError:
            continue
        sound.add(place)
    texts = {".".join(path) for path in places() if path[-1] in ("because", "title", "question", "led_by", "name")}
    assert sound == {*texts, "cost.currency"}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_document_as_yaml_is_read_back(kind: str) -> None:
    document = with_text(("title",), HOSTILE[kind])
    assert document["title"] == HOSTILE[kind]
    try:
        read = parse(as_yaml(document), "test").data
    except ScenarioError:
        assert hidden_in(HOSTILE[kind], but="\n\t")
    else:
        assert read == document
