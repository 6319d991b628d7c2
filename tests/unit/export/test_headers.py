"""Headers of files: scenario, link, versions, changes and claims."""

import csv
import io

import pandas as pd

import model
from model.export import texts
from model.export.headers import csv_with_header, header
from model.files.scenarios import load_text

FILE = b"force: {main: {strength: {troops: 20000}}}\nrotation: {tour_months: 6, dwell_ratio: {low: 2, high: 3}}\n"


def test_t_29_a_csv_begins_with_its_header_and_pandas_reads_the_rest() -> None:
    start = load_text(b'title: "Forty #2\\n# of all"\n' + FILE, "mine.yaml")
    changes = {"rotation.tour_months": 4.0}
    lines = header(start, changes, "http://127.0.0.1/?tour=4")
    assert lines[:3] == ["Scenario: mine", "Forty #2 # of all, 1 change", "Link: http://127.0.0.1/?tour=4"]
    assert lines[3].startswith("Made with roulement ")
    assert lines[4:] == ["Changed: Tour: 6 -> 4", "Claims: none"]
    frame = pd.DataFrame({"title": ["a # b", 'a "c", d', None], "low": [1 / 3, None, 2.5]})
    text = csv_with_header(frame, lines)
    assert text.startswith("# Scenario: mine\n# Forty #2 # of all, 1 change\n# Link: ")
    pd.testing.assert_frame_equal(pd.read_csv(io.StringIO(text), comment="#"), frame)


def test_a_header_names_every_claim_behind_the_numbers_and_the_positions() -> None:
    start = model.load("reassurance_force")
    (claims,) = (line for line in header(start, {}) if line.startswith("Claims: "))
    for claim in ("dannatt.dwell_ratio", "dannatt.tied_up", "times.troops", "poland.position_2025_02"):
        assert claim in claims
    assert "Link" not in "".join(header(start, {}))


def test_a_header_is_no_formula_in_a_sheet_and_opens_no_quote() -> None:
    frame = pd.DataFrame({"title": ["a,=1+1"]})
    text = csv_with_header(frame, ['Title,=1+1;@x|-y,"=2', "Link: http://x/?a=1,2&b=-1", "a\nb\x1b"])
    head = text.splitlines()[:3]
    assert head == ['# Title, =1+1; @x| -y, "=2', "# Link: http://x/?a=1,2&b=-1", "# a b\\x1b"]
    for separator in ",;|":
        for row in csv.reader(head, delimiter=separator):
            assert not any(cell.startswith(texts.SIGNS) for cell in row)
