"""The palette: letters that can be read, shapes that are seen, on white and on paper; helpers of specifications."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from charts import validate
from exhibits import bars
from jsonschema_rs import ValidationError

import model
from model.present.charts.vega import (
    AWAY,
    GAP_EDGE,
    GAP_FILL,
    GAP_TEXT,
    GREY,
    HOME,
    INK,
    PAPER,
    TINTS,
    contrast,
    ink_on,
    layer,
    layered,
    mark,
    pixels,
    quantity,
    words,
)
from model.terms import IN_CYCLE

WHITE = "#FFFFFF"
FOR_LETTERS, FOR_SHAPES = 4.5, 3.0
"""The contrast that WCAG 2 asks of text, and of what one has to see to understand a picture."""
LOOK = Path(model.__file__).parent / "ui" / "shell" / "look.css"
COLOUR = re.compile(r"(?<![-\w])color: (#[0-9a-f]{6})\b")


def test_t_37_contrasts_are_worked_out_as_wcag_does() -> None:
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.005)
    assert contrast(WHITE, "#000000") == contrast("#000000", WHITE) == pytest.approx(21)


@pytest.mark.parametrize("ground", [WHITE, PAPER, GAP_FILL])
@pytest.mark.parametrize("letters", [INK, GREY, GAP_TEXT, AWAY])
def test_t_37_letters_of_charts_can_be_read_on_every_ground(letters: str, ground: str) -> None:
    assert contrast(letters, ground) >= FOR_LETTERS


@pytest.mark.parametrize("shape", [AWAY, HOME, GAP_EDGE])
def test_t_37_shapes_stand_out_from_the_page_and_away_from_at_home(shape: str) -> None:
    assert contrast(shape, WHITE) >= FOR_SHAPES
    assert contrast(AWAY, HOME) >= FOR_SHAPES


@pytest.mark.parametrize("phase", IN_CYCLE)
def test_t_37_every_phase_has_a_tint_of_its_own_that_letters_can_be_read_on(phase: str) -> None:
    assert contrast(ink_on(TINTS[phase]), TINTS[phase]) >= FOR_LETTERS
    assert len(set(TINTS.values())) == len(TINTS) == len(IN_CYCLE)


def test_t_37_letters_of_the_pages_can_be_read_on_white_and_on_paper() -> None:
    colours = set(COLOUR.findall(LOOK.read_text("utf-8")))
    assert len(colours) > 4
    pale = {colour for colour in colours if min(contrast(colour, WHITE), contrast(colour, PAPER)) < FOR_LETTERS}
    assert pale == set()


def test_a_mark_that_shows_nothing_is_passed_over_by_screen_readers() -> None:
    ground = layer("bars", mark("rect", fill="white"), {"y": pixels(3)})
    assert ground["mark"]["aria"] is False
    bars = layer("bars", mark("bar"), {"x": quantity("troops"), "tooltip": [words("who")]})
    named = layer("bars", mark("bar"), {"y": pixels(3), "tooltip": [words("who")]})
    assert "aria" not in bars["mark"]
    assert "aria" not in named["mark"]
    assert layer("bars", "rule", {"y": pixels(3)})["mark"] == "rule"


def test_a_layer_without_rows_is_not_drawn() -> None:
    layers = [layer(name, mark("rect"), {"x": quantity("troops")}) for name in ("some", "none")]
    chart = layered(60, [*layers, {**layers[0], "data": {"values": []}}], {"some": [{"troops": 1}], "none": []})
    assert [one["data"] for one in chart.spec["layer"]] == [{"name": "some"}, {"values": []}]


def test_a_specification_that_is_none_of_vega_lite_is_seen() -> None:
    sound = bars()
    validate(sound)
    first, *others = sound.spec["layer"]
    for wrong in ({**first, "mark": {"type": "bar", "colour": "red"}}, {**first, "marks": "bar"}):
        with pytest.raises(ValidationError):
            validate(replace(sound, spec={**sound.spec, "layer": [wrong, *others]}))
