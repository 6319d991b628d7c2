"""The report: what it holds, that it is whole and well-formed, that nothing of a file gets into it unescaped."""

import itertools
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
import vl_convert

import model
from model.export import pictures
from model.export.report import report
from model.files.scenarios import load_text
from model.present.tables import evidence as evidence_tables
from model.present.words import cautions
from model.present.words import coalition as coalition_words
from model.present.words import force as force_words
from model.scenario import Scenario

DIFFERENT = ("multinational_force_ukraine", "three_tier", "willing_chances")
"""Unknown sizes, several providers, ranges, chances; each report costs a second or two."""
VOID = {"meta", "wbr"}
DRAW = vl_convert.vegalite_to_svg
NASTY = "'x & y' < z > w *b* `c`"
HOSTILE = """
title: "{nasty}"
question: "{nasty} javascript:alert(1)"
as_of: 2025-09-05
force:
  main:
    title: "{nasty}"
    strength: {{troops: {{value: 20000, because: "{nasty}"}}}}
    element: {{name: "{nasty}", troops: 4000}}
rotation: {{tour_months: 6, dwell_ratio: {{low: 2, high: 3, because: "{nasty} http://x.y/z"}}}}
coalition:
  deployable_share: 0.4
  contributors:
    france: {{}}
    somewhere: {{title: "{nasty}", position: declared, land_strength: 40000, probability: 0.5}}
    elsewhere: {{title: Elsewhere, position: open, land_strength: unknown}}
cost: {{per_deployed_year: 100000, currency: "{nasty}", price_year: 2025, basis: full}}
"""


class Page(HTMLParser):
    """A page read element by element, refusing any that is not closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.seen if name == tag]

    @property
    def text(self) -> str:
        return "".join(self.words)


@pytest.fixture(scope="session")
def drawings() -> dict[str, str]:
    """Return the charts that this file's tests have drawn, by specification without its width."""
    return {}


@pytest.fixture(autouse=True)
def one_width(monkeypatch: pytest.MonkeyPatch, drawings: dict[str, str]) -> None:
    """Draw each chart once: the drawing of one width stands for the other, in this file's tests alone.

    Charts are four fifths of a report's time. `every_width` is for tests that look at the drawings themselves.
    """

    def draw_once(spec: dict[str, Any], **options: Any) -> str:  # noqa: ANN401
        key = json.dumps({name: part for name, part in spec.items() if name != "width"}, sort_keys=True)
        if key not in drawings:
            drawings[key] = DRAW(spec, **options)
        return drawings[key]

    monkeypatch.setattr(vl_convert, "vegalite_to_svg", draw_once)


@pytest.fixture
def every_width(monkeypatch: pytest.MonkeyPatch, one_width: None) -> None:
    """Draw each chart at each width, as a reader's report has it."""
    del one_width  # this undoes what it set
    monkeypatch.setattr(vl_convert, "vegalite_to_svg", DRAW)


def made(scenario: Scenario, changes: dict[str, object] | None = None, link: str = "") -> str:
    changed = scenario.replace(changes or {})
    return report(model.run(changed).runs[0], scenario, changes or {}, link=link)


def check_form(text: str) -> Page:
    page = Page(text)
    assert text.startswith("<!DOCTYPE html>\n")
    assert page.all("html") == [{"lang": "en"}]
    levels = [int(tag[1]) for tag, _ in page.seen if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert all(head.get("scope") in ("col", "row") for head in page.all("th"))
    ids = [attributes["id"] for _, attributes in page.seen if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = [href for link in page.all("a") if (href := link["href"] or "").startswith("#")]
    assert {target.removeprefix("#") for target in targets} <= set(ids)
    assert not {tag for tag, _ in page.seen} & {"script", "link", "img", "iframe", "object", "embed", "base"}
    assert not [name for _, attributes in page.seen for name in attributes if name.startswith("on") or name == "src"]
    assert "url(" not in text
    assert "@import" not in text
    return page


@pytest.mark.parametrize("name", DIFFERENT)
def test_t_32_every_report_is_whole_and_says_what_the_page_says(name: str) -> None:
    scenario = model.load(name)
    text = made(scenario)
    page = check_form(text)
    (run,) = model.run(scenario).runs
    for words in (
        force_words.headline(run),
        force_words.DISCLAIMER,
        force_words.LIMITS,
        scenario.question,
        scenario.label,
    ):
        assert words in page.text
    for measure in ("tied_up", "margin", "cost_per_year"):
        assert force_words.figure(run, measure) in page.text
    listed = list(cautions.cautions(run))
    briefs = {(caution.kind, caution.claim): caution.brief or caution.message for caution in reversed(listed)}
    notes = [*briefs.values(), *cautions.other_notes(run, listed)]
    for sentence in (*coalition_words.sentences(run), *notes):
        assert sentence in page.text
    for claim in evidence_tables.claims_used(scenario):
        assert f'id="claim-{claim.id}"' in text
        assert claim.says in page.text
    for part in (model.files.shipped.version(), scenario.register.digest, str(scenario.register.latest_day), "Python"):
        assert part in page.text
    assert f"roulement run {name}" in page.text
    ours = re.sub("<dl>.*</dl>|<[^>]+>", " ", text, flags=re.DOTALL)  # the names of others' pages are theirs
    assert not re.search(r"\b(will|must|needs to|likely|probably|impossible|fails|cannot|experts)\b", ours)


@pytest.mark.usefixtures("every_width")
def test_every_chart_stands_there_with_its_text_and_its_table() -> None:
    page = check_form(made(model.load("reassurance_force"), {"rotation.tour_months": 4}))
    pictures_there = page.all("svg")
    assert len(pictures_there) == 2 * 9  # phases; months, turns, nations, chance at both ends of the range
    assert all(picture["role"] == "img" for picture in pictures_there)
    widths = {
        kind: {picture["width"] for picture in pictures_there if picture["class"] == kind}
        for kind in ("wide", "narrow")
    }
    assert widths == {"wide": {str(pictures.WIDE)}, "narrow": {str(pictures.NARROW)}}
    ids = {attributes.get("id") for _, attributes in page.seen}
    labels = [str(picture["aria-labelledby"]).split() for picture in pictures_there]
    assert all(labels)
    assert {label for several in labels for label in several} <= ids
    (run,) = model.run(model.load("reassurance_force")).runs
    assert page.text.count(force_words.chart_text(run)) == 2
    assert len(page.all("table")) == 15
    assert "Tour" in page.text
    assert "1 change, Reassurance force: 30,000 troops" in page.text


def test_the_same_scenario_gives_the_same_bytes_and_a_link_adds_one_line() -> None:
    scenario = model.load("dannatt")
    bare = made(scenario)
    assert bare == made(model.load("dannatt"))
    address = "http://127.0.0.1:8501/?scenario=dannatt&tour=6"
    linked = made(scenario, link=address)
    (line,) = (line for line in linked.splitlines() if line not in bare.splitlines())
    escaped = address.replace("&", "&amp;")
    assert line == f'<p class="link">In the explorer: <a href="{escaped}">{escaped}</a></p>'


def test_whatever_a_file_says_is_text() -> None:
    scenario = load_text(HOSTILE.format(nasty=NASTY).encode(), "<b>.yaml")
    text = made(scenario, {"title": f"{NASTY} again"})
    page = check_form(text)
    assert page.text.count(NASTY) > 10
    assert NASTY.partition("`")[0] not in text
    assert not page.all("img")
    assert not [link for link in page.all("a") if not re.match("#claim-|https?://", link["href"] or "")]
    assert "not known publicly" in page.text


@pytest.mark.parametrize(
    "document",
    [
        {"force": {"main": {"strength": {"troops": 10_000}}}, "rotation": {"tour_months": 6, "dwell_ratio": 2}},
        {"force": {"main": {"strength": {"troops": 0}}}, "rotation": {"tour_months": 6, "dwell_ratio": 2}},
        {"force": {"main": {"strength": "unknown"}}, "rotation": {"tour_months": 6, "dwell_ratio": 2}},
        {
            "force": {"main": {"strength": {"troops": 900}, "element": {"troops": 300}}},
            "rotation": {"tour_months": 6, "dwell_ratio": 2},
            "coalition": {"deployable_share": 1, "contributors": {"a": {"land_strength": 0, "position": "refused"}}},
        },
    ],
    ids=["no coalition", "nothing", "unknown", "nobody counts"],
)
def test_what_has_no_answer_is_said_and_has_no_chart(document: dict[str, object]) -> None:
    page = check_form(made(Scenario.from_document(document)))
    assert "None" not in page.text
    assert "nan" not in page.text.lower().replace("tenant", "")
