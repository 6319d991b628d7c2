"""A crawl of the register: every claim is used and can be followed, no two tell one thing unlinked or contradict."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import urlsplit

import pytest

import model
from model.evidence.claims import Claim
from model.files.register import shipped_register
from model.files.scenarios import shipped_scenarios
from model.files.shipped import shipped_folder

REGISTER = shipped_register()
CLAIMS = REGISTER.claims
FEWEST, MOST = 300, 370
"""The least and the greatest number of claims in the register."""
TEXTS = "\n".join(
    path.read_text()
    for folder in ("model", "scenarios", "seeds/cases")
    for path in sorted((shipped_folder() / folder).rglob("*.*"))
    if path.suffix in (".py", ".yaml", ".md")
)  # fmt: skip


def in_scenarios() -> set[str]:
    """Return the claims behind the quantities of the shipped scenarios."""
    claims: set[str] = set()
    for name in shipped_scenarios():
        for quantity in model.load(name).quantities().values():
            if quantity.evidence:
                claims |= {quantity.evidence.id, *REGISTER.behind(quantity.evidence)}
    return claims


def linked(claims: Iterable[Claim]) -> set[str]:
    """Return the claims that another one names, and those that name another."""
    links: set[str] = set()
    for claim in claims:
        others = {*claim.derived_from.values(), *filter(None, (claim.superseded_by, claim.disputed_by))}
        links |= others | ({claim.id} if claim.superseded_by or claim.disputed_by else set())
    return links


def test_no_claim_is_unused() -> None:
    """A claim is used in a scenario, a case or the code, as a fact about a nation, as an answer, a version or a link.

    The claims of the five articles count as used: they say what was planned, and who was for it or against it.
    """
    used = in_scenarios() | linked(CLAIMS.values())
    unused = [
        claim.id
        for claim in CLAIMS.values()
        if not (claim.seed or claim.position or claim.signed or claim.answers or claim.same_event)
        and claim.id not in used
        and claim.id not in TEXTS
    ]
    assert unused == []


def is_page(address: str) -> bool:
    """Whether an address leads to a page, not to a bare domain or the root of a repository."""
    parts = urlsplit(address)
    steps = [step for step in parts.path.split("/") if step]
    is_root = len(steps) < 3 and parts.netloc.removeprefix("www.") in ("github.com", "gitlab.com")
    return bool(parts.query or steps) and not is_root


def test_an_address_is_told_from_a_domain() -> None:
    assert is_page("https://a.org/b")
    assert is_page("https://a.org/?p=5")
    assert not is_page("https://a.org")
    assert not is_page("https://a.org/")
    assert not is_page("https://github.com/a/b")
    assert is_page("https://github.com/a/b/blob/5636cf66/c.json")


def test_every_claim_leads_to_a_page_or_has_its_article_here() -> None:
    for claim in CLAIMS.values():
        if claim.kind != "derived":
            assert is_page(claim.url) if claim.url else claim.seed, claim.id


def test_no_two_records_of_one_utterance_are_unlinked() -> None:
    """Two figures of one page are two figures; one figure of a speaker and a day on two pages is one utterance."""
    records = defaultdict(list)
    for claim in CLAIMS.values():
        if claim.bounds and claim.said_on != "unknown" and claim.kind != "derived":
            key = (claim.speaker, claim.said_on, claim.nation, claim.bounds, claim.unit, claim.answers)
            if claim.speaker != "unknown" and not claim.speaker.startswith("unnamed"):
                records[key].append(claim)
    doubles = [claims for claims in records.values() if len({claim.url or claim.seed for claim in claims}) > 1]
    assert [
        [claim.id for claim in claims]
        for claims in doubles
        if len({claim.same_event for claim in claims}) > 1 or not claims[0].same_event
    ] == []


def test_an_event_has_several_versions() -> None:
    assert [event for event, claims in REGISTER.events.items() if len(claims) < 2] == []


def test_no_position_contradicts_another_claim_on_its_day() -> None:
    positions = defaultdict(set)
    for claim in CLAIMS.values():
        if claim.position:
            positions[claim.nation, claim.latest_day].add(claim.position)
            assert (claim.kind == "refused") == (claim.position == "refused") or claim.kind == "reported_unnamed", (
                claim.id
            )
    assert [key for key, words in positions.items() if len(words) > 1] == []


def test_a_word_that_is_no_position_names_the_position_it_differs_from() -> None:
    """Another's word, told in words about a nation, is a rival of a position, a version of an event or a plain deed."""
    for claim in CLAIMS.values():
        is_word = claim.nation and not claim.bounds and claim.url and not (claim.position or claim.signed)
        assert not is_word or claim.same_event or claim.disputed_by, claim.id
        if is_word and claim.disputed_by:
            assert CLAIMS[claim.disputed_by].position, claim.id


def test_a_position_is_superseded_by_a_later_one_of_its_nation() -> None:
    for claim in CLAIMS.values():
        if claim.position and claim.superseded_by:
            later = CLAIMS[claim.superseded_by]
            assert (later.nation, bool(later.position)) == (claim.nation, True), claim.id
            assert (later.latest_day or dt.date.min) >= (claim.latest_day or dt.date.max), claim.id


def test_a_number_that_somebody_gave_for_a_nation_makes_it_offered_at_the_least() -> None:
    """A nation with a number counts from the day of the number, whoever gave it."""
    behind = []
    for claim in CLAIMS.values():
        if claim.figure == "offer" and claim.nation and claim.latest_day:
            position = REGISTER.position(claim.nation, claim.latest_day)
            if position is None or position.position not in ("declared", "offered"):
                behind.append(claim.id)
    assert behind == []


@pytest.mark.parametrize(
    ("nation", "day", "position"),
    [
        ("portugal", "2025-03-06", "undeclared"),
        ("portugal", "2025-03-31", "open"),
        ("ireland", "2025-02-20", "open"),
        ("estonia", "2025-02-20", "open"),
        ("estonia", "2025-04-15", "offered"),
        ("latvia", "2025-04-15", "offered"),
        ("france", "2025-02-16", "undeclared"),
        ("france", "2025-02-20", "offered"),
        ("france", "2025-03-31", "declared"),
    ],
)
def test_a_nation_stands_where_its_last_word_put_it(nation: str, day: str, position: str) -> None:
    claim = REGISTER.position(nation, dt.date.fromisoformat(day))
    assert (claim.position if claim else "undeclared") == position


def test_a_line_is_sized_by_nothing_later_than_its_scenario() -> None:
    """Lengths and densities of the line, and all that they are worked out from, were there by the scenario's day."""
    scenario = model.load("demarcation_line")
    assert scenario.as_of is not None
    for path, quantity in scenario.quantities().items():
        if path.startswith("force.") and quantity.evidence:
            for claim in {quantity.evidence.id, *REGISTER.behind(quantity.evidence)}:
                assert (CLAIMS[claim].latest_day or dt.date.min) <= scenario.as_of, claim


def test_a_plan_is_no_troops_until_they_are_there() -> None:
    for nation, day in (("canada", dt.date(2025, 2, 20)), ("germany", dt.date(2025, 4, 30))):
        claims = [REGISTER.figure(nation, key, day) for key in ("posted_elsewhere", "deployed_elsewhere")]
        assert [claim.id for claim in claims if claim and claim.kind == "decided"] == []


def test_a_nation_with_a_published_share_has_it_at_its_high_end() -> None:
    for nation, source in (("france", "france_2008"), ("italy", "italy_2025")):
        assert CLAIMS[f"{nation}.deployable_share_range"].bounds == (
            0.3,
            CLAIMS[f"{source}.deployable_share"].bounds[1],
        )
        share = model.load("reassurance_force").coalition.contributors[nation].deployable_share
        assert share.evidence.id == f"{nation}.deployable_share_range"


def test_the_register_is_as_large_as_a_reader_can_follow() -> None:
    assert FEWEST <= len(CLAIMS) <= MOST


def test_support_from_outside_says_what_is_offered() -> None:
    outside = [claim for claim in CLAIMS.values() if claim.supports_outside]
    assert {claim.position for claim in outside} == {"open", "refused"}
    assert {claim.nation for claim in outside} >= {
        "germany",
        "italy",
        "poland",
        "romania",
        "bulgaria",
        "greece",
        "sweden",
    }
