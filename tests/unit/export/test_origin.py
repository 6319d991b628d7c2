"""Where numbers come from: people and outlets, the reader's figures, version, link."""

import re

from exhibits import exhibit

import model
from model.export.origin import Origin
from model.files.shipped import version

DANNATT = "Lord Dannatt, ex-head of the British Army, Feb 2025"


def test_the_source_line_names_people_outlets_months_the_version_and_the_evidence() -> None:
    start = model.load("reassurance_force")
    line = Origin.of(start, {}).sources(exhibit())
    assert "unnamed European military chiefs, in The Times, Feb 2025" in line
    assert re.search(r"Lord Dannatt, [^;]*Feb 2025", line)
    assert f"Arithmetic: Roulement {version()}, evidence {start.register.digest[:8]}." in line
    assert "entered by the reader" not in line
    assert "times.troops" not in line


def test_figures_of_the_reader_are_counted() -> None:
    start = model.load("reassurance_force")
    line = Origin.of(start, {"rotation.tour_months": 4}).sources(exhibit())
    assert "1 figure entered by the reader." in line


def test_numbers_of_claims_are_no_arithmetic_of_ours() -> None:
    line = Origin.of(model.load("dannatt"), {}).sources(exhibit(is_ours=False, claims=("times.troops",)))
    assert "Arithmetic" not in line
    assert "forecast" not in line
    assert f"Collected by Roulement {version()}," in line


def test_a_picture_has_the_short_address_and_a_file_of_a_reader_none() -> None:
    start = model.load("dannatt")
    assert Origin.of(start, {}, "http://a.org/?v=1&scenario=dannatt&tour=6").shown_link == (
        "a.org/?v=1&scenario=dannatt&tour=6"
    )
    origin = Origin.of(start, {}, "http://a.org/?v=1&scenario=dannatt&tour=6", "http://a.org/?scenario=dannatt")
    assert origin.shown_link == "a.org/?scenario=dannatt"
    assert Origin.of(start, {}).shown_link == "From a reader's own file."


def test_the_header_of_files_is_that_of_the_scenario() -> None:
    lines = Origin.of(model.load("dannatt"), {"rotation.tour_months": 4}, "http://a.org/").header()
    assert lines[0] == "Scenario: dannatt"
    assert "Link: http://a.org/" in lines
    assert "Changed: Tour: 6 -> 4" in lines
