"""Reading the evidence: what a claims file refuses."""

import datetime as dt
from pathlib import Path

import pytest

from model.evidence.claims import Register
from model.files import register
from model.files.register import published_cases, read_register
from model.scenario.errors import ScenarioError

CLAIM = """\
about: A file.
defaults: {speaker: somebody, reported_by: unknown, reported_on: 2025-02, date_basis: stated, url: https://example.org}
claims:
  a.troops: {says: A figure., said_on: unknown, kind: said, bound: exactly, value: 5, unit: troops}
"""


def read(folder: Path, *texts: str) -> Register:
    for number, text in enumerate(texts):
        (folder / f"{number}.yaml").write_text(text)
    return read_register(folder)


def fault(folder: Path, *texts: str) -> str:
    with pytest.raises(ScenarioError) as caught:
        read(folder, *texts)
    return str(caught.value)


def test_defaults_stand_under_every_claim(tmp_path: Path) -> None:
    register = read(tmp_path, CLAIM)
    claim = register.claims["a.troops"]
    assert (claim.speaker, claim.bounds, claim.standing, claim.status) == ("somebody", (5, 5), "reference", "current")
    assert register.latest_day == dt.date(2025, 2, 28)
    assert len(register.digest) == 64


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("value: 5", "value: 5, low: 3", "0.yaml:4:3: a.troops: give exactly one of value, low and high, text"),
        ("value: 5", "low: 5", "give both low and high, low not above high"),
        ("value: 5", "low: 5, high: 4", "give both low and high, low not above high"),
        (", unit: troops", "", "a claim with a number needs its unit and its bound"),
        ("url: https://example.org", "read_in: primary", "give exactly one of seed (an article) and url"),
        ("kind: said", "kind: derived", "a derived claim, and no other, names derived_from and working"),
        ("kind: said", "kind: guessed", "a.troops.kind: 'guessed' is not known here; allowed: 'said'"),
        ("said_on: unknown", "said_on: yesterday", "'yesterday' is not a date: write YYYY, YYYY-MM, YYYY-MM-DD"),
        ("said_on: unknown", "said_on: 2025-03/2025-02", "'2025-03/2025-02' is not an interval: write START/END"),
        ("said_on: unknown", "said_on: unknown, disputed_by: b.c", "a.troops: names 'b.c', which is not a claim"),
        (
            "said_on: unknown",
            "said_on: unknown, quotation: a b c d e f g h i j k l m",
            "a quotation has at most 12 words",
        ),
        ("about: A file.\n", "", "0.yaml: a claims file holds about, claims, defaults"),
        ("a.troops", "troops", "troops.id: 'troops' is not a name"),
    ],
)
def test_a_claim_that_is_not_whole_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert message in fault(tmp_path, CLAIM.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("claims:\n  a.troops: {", "claims: []  # {", "0.yaml:3:1: claims: expected keys and values below it, found"),
        (
            "a.troops: {says",
            "a.troops: five  # {says",
            "0.yaml:4:3: claims.a.troops: expected keys and values below it, found",
        ),
        ("defaults: {", "defaults: [a]  # {", "0.yaml:2:1: defaults: expected keys and values below it"),
    ],
)
def test_a_part_without_keys_is_refused_with_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert message in fault(tmp_path, CLAIM.replace(old, new))


def test_an_id_stands_once_over_all_files(tmp_path: Path) -> None:
    assert fault(tmp_path, CLAIM, CLAIM) == "1.yaml:4:3: a.troops: stands in another file too"


def test_what_came_later_or_against_shows_in_the_status(tmp_path: Path) -> None:
    later = "  a.later: {says: B., said_on: 2025-03, kind: said, text: words, disputed_by: a.troops}\n"
    register = read(tmp_path, CLAIM.replace("value: 5,", "value: 5, superseded_by: a.later,") + later)
    assert register.claims["a.troops"].status == "superseded by a.later"
    assert register.claims["a.later"].status == "disputed by a.troops"
    assert register.claims["a.later"].bounds is None


def test_a_name_that_stands_twice_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "seeds" / "cases").mkdir(parents=True)
    for file in ("one", "two"):
        (tmp_path / "seeds" / "cases" / f"{file}.yaml").write_text("again: {}\n")
    monkeypatch.setattr(register, "shipped_folder", lambda: tmp_path)
    with pytest.raises(ValueError, match="stands twice"):
        published_cases.__wrapped__()
