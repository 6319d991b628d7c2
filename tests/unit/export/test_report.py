"""The report: what it holds, that it is whole and well-formed, that nothing of a file gets into it unescaped."""

import collections
import itertools
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
import vl_convert

import model
from model.export import pictures
from model.export.report import HALF, report
from model.files.scenarios import load_text
from model.files.shipped import version
from model.present.exhibits.page import parts
from model.present.html.text import escaped
from model.present.tables import evidence as evidence_tables
from model.present.words.evidence import solid
from model.scenario import Scenario

DIFFERENT = ("multinational_force_ukraine", "three_tier", "willing_chances")
"""Unknown sizes, several providers, ranges, chances."""
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
    assert "url(" not in re.sub("url[(](data:|#)", "", text)
    assert "@import" not in text
    return page


@pytest.mark.parametrize("name", DIFFERENT)
def test_t_32_every_report_is_whole_and_says_what_the_pages_say(name: str) -> None:
    scenario = model.load(name)
    link = f"http://127.0.0.1:8501/?scenario={name}"
    text = made(scenario, link=link)
    page = check_form(text)
    (run,) = model.run(scenario).runs
    labels = [drawing["aria-label"] for drawing in page.all("svg")]
    for part in parts(run):
        for words in (part.question, part.headline, part.standfirst):
            assert words in page.text
        for exhibit in part.exhibits.values():
            for words in (exhibit.title, exhibit.subtitle, exhibit.note):
                assert words in page.text
            assert labels.count(exhibit.text) in (1, 2)
    for words in (
        solid(run),
        version(),
        scenario.register.digest[:8],
        f"roulement run {name}",
        "import model",
        link,
    ):
        assert words in page.text
    ours = re.sub('<div class="sources">.*</div>|<[^>]+>', " ", text, flags=re.DOTALL)  # the speakers' words are theirs
    assert not re.search(r"\b(will|must|needs to|likely|probably|impossible|fails|cannot|experts|best|worst)\b", ours)


def test_what_each_input_would_change_by_itself_stands_behind_the_map_as_on_the_page() -> None:
    scenario = model.load("reassurance_force")
    *_, part = parts(model.run(scenario).runs[0])
    assert list(part.exhibits) == ["ways", "size_against_rest", "alone_margin"]
    assert part.sentences == []
    text = made(scenario)
    ends = [text.index(f"<h3>{exhibit.title}</h3>") for exhibit in part.exhibits.values()]
    assert ends == sorted(ends)


def test_inputs_that_make_no_picture_are_told_in_sentences_of_a_size_that_is_known() -> None:
    few, unknown = (list(parts(model.run(model.load(name)).runs[0]))[-1] for name in ("british_norm", DIFFERENT[0]))
    assert few.sentences[0].startswith("A picture of what moves the answer most takes three inputs with a range.")
    assert few.sentences[1].startswith("The share of each army that can be sent: ")
    assert unknown.sentences == []
    assert few.sentences[1] in check_form(made(model.load("british_norm"))).text


def test_inputs_of_a_plan_without_nations_move_what_it_would_tie_up() -> None:
    ranges = {"troops": {"low": 1, "high": 9}}, {"tour_months": 6, "dwell_ratio": {"low": 2, "high": 3}}
    plan = {"force": {"main": {"strength": ranges[0], "support_per_deployed": {"low": 0, "high": 1}}}}
    wide, bare = (
        list(parts(model.run(Scenario.from_document(document)).runs[0]))
        for document in (plan | {"rotation": ranges[1]}, {**plan, "rotation": {"tour_months": 6, "dwell_ratio": 2}})
    )
    assert list(wide[1].exhibits) == ["alone_tied_up"]
    assert len(bare) == 1


@pytest.mark.parametrize("name", DIFFERENT)
def test_every_claim_used_is_listed_with_its_source(name: str) -> None:
    scenario = model.load(name)
    text = made(scenario)
    page = check_form(text)
    (run,) = model.run(scenario).runs
    drawn = {claim for part in parts(run) for exhibit in part.exhibits.values() for claim in exhibit.claims}
    for claim in {*drawn, *(claim.id for claim in evidence_tables.claims_used(scenario))}:
        record = scenario.register.claims[claim]
        assert text.count(f'<li id="claim-{claim}">') == 1
        assert record.says in page.text
        if record.kind != "derived" and record.url:
            assert f'href="{escaped(record.url)}"' in text


@pytest.mark.usefixtures("every_width")
def test_every_exhibit_stands_there_for_paper_and_for_phones() -> None:
    page = check_form(made(model.load("reassurance_force"), {"rotation.tour_months": 4}))
    drawings = page.all("svg")
    widths: dict[str, set[str]] = {}
    for drawing in drawings:
        widths.setdefault(str(drawing["class"]), set()).add(str(drawing["width"]))
    assert widths == {"wide": {str(pictures.WIDE)}, "narrow": {str(pictures.NARROW)}, "half": {str(HALF)}}
    by_kind = collections.Counter(drawing["class"] for drawing in drawings)
    assert by_kind["wide"] == by_kind["narrow"] > 0
    assert by_kind["half"] + by_kind["wide"] == len(page.all("figure")) > 5
    assert {drawing["role"] for drawing in drawings} == {"img"}
    assert "1 change, Reassurance force: 30,000 troops" in page.text


def test_the_same_scenario_gives_the_same_bytes() -> None:
    bare = made(model.load("dannatt"))
    assert bare == made(model.load("dannatt"))
    assert "http://a.org/?scenario=dannatt&amp;tour=6" in made(
        model.load("dannatt"), link="http://a.org/?scenario=dannatt&tour=6"
    )


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
    assert not re.search(r"\bNone\b(?! of)", page.text)
    assert "nan" not in page.text.lower().replace("tenant", "")
