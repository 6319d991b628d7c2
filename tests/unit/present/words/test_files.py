"""The lines that a picture ends with."""

import model
from model.present.words.files import made_by, sources


def test_without_claims_and_figures_of_the_reader_the_arithmetic_is_left() -> None:
    register = model.load("dannatt").register
    assert sources(register, ()) == f"Arithmetic: {made_by(register)}. Illustrative: not a forecast."


def test_figures_of_the_reader_stand_behind_the_sources() -> None:
    register = model.load("dannatt").register
    assert "The Times, Feb 2025. 2 figures entered by the reader. Arithmetic" in sources(
        register, ("times.troops",), own_figures=2
    )
