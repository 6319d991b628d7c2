"""Citations: who said it, in what capacity, where and when, of every claim of the register."""

import re
from collections import defaultdict

import pytest
from claims_made import CLAIMS, REGISTER, claim, register

from model.evidence.claims import Claim, period
from model.present.words import citations
from model.present.words.citations import (
    LONGEST_ROLE,
    NO_OUTLET,
    OUR_SUM,
    best,
    cite,
    days,
    exact_day,
    in_full,
    is_unnamed,
    named_outlet,
    of_one,
    office,
    outlet,
    people,
    quality,
    retold,
    roots,
    source_line,
    speaker,
    twins,
)

OF_A_KIND = 20
IDS = re.compile(rf"\b({'|'.join(map(re.escape, CLAIMS))})\b")
MONTH = re.compile(r"(?:[A-Z][a-z]{2,8} )?(?:19|20)\d\d|date not known")


def sample() -> list[Claim]:
    """Twenty claims of each kind, evenly over the register; all of a kind that has fewer."""
    kinds = defaultdict(list)
    for one in CLAIMS.values():
        kinds[one.kind].append(one)
    return [one for of in kinds.values() for one in of[:: max(1, len(of) // OF_A_KIND)][:OF_A_KIND]]


@pytest.mark.parametrize("one", sample(), ids=lambda one: one.id)
def test_t_48_what_is_shown_matches_speaker_role_outlet_and_month_of_the_record(one: Claim) -> None:
    words = cite(one, REGISTER)
    assert not IDS.search(words)
    if one.kind == "derived":
        assert words.endswith(OUR_SUM)
        assert "our arithmetic" not in words
        first = roots(one, REGISTER)[0]
        assert words.startswith(speaker(first))
        assert all(root.kind != "derived" for root in roots(one, REGISTER))
        return
    assert words.startswith(speaker(one)), "the speaker stands first"
    name = one.speaker.split(",")[0].removesuffix(", not named").removeprefix("a ")
    if name != "unknown" and name not in citations.BODIES:
        assert name in words
    assert MONTH.search(words.rsplit(", ", 1)[-1])
    for published in (one.said_on, one.reported_on):
        if (meant := period(published)) is not None:
            assert str(meant[1].year) in words
            break
    else:
        assert words.endswith("date not known")
    full = in_full(one)
    where = outlet(one).split(" (")[0]
    assert where in full or speaker(one) in citations.BODIES.values() or where in f"{one.speaker}, {one.role}"
    assert (NO_OUTLET in full) == (not outlet(one))


def test_every_office_of_a_person_fits_or_has_a_short_form() -> None:
    """A long one without a short form would be left out of the citation without a word."""
    long = {
        one.role
        for one in CLAIMS.values()
        if len(one.role) > LONGEST_ROLE and one.role not in citations.ROLES and not is_unnamed(one)
    }
    assert {role for role in long if not role.startswith(citations.NO_OFFICE)} == set()
    used = {one.role for one in CLAIMS.values()}
    assert set(citations.ROLES) <= used, "no short form without its office"


def test_offices_stand_short_and_what_is_none_is_left_out() -> None:
    assert office(CLAIMS["dannatt.deployed"]) == "ex-head of the British Army"
    assert office(CLAIMS["hegseth.not_nato"]) == "US Secretary of Defense"
    assert office(CLAIMS["france_norm.tour_months"]) == ""
    assert office(CLAIMS["nato_2004.deployable_share"]) == ""
    assert office(claim(role="x" * (LONGEST_ROLE + 1))) == ""
    assert office(claim(speaker="unnamed officer", role="colonel")) == ""


def test_who_is_not_named_is_told_with_what_is_known_of_him_and_the_outlet() -> None:
    cited = {
        "times.troops": "unnamed European military chiefs, in The Times, Feb 2025",
        "financial_times.three_tiers": "unnamed Western allies of Ukraine, in the Financial Times, Aug 2025",
        "afp.ready_2025_04": "unnamed sources, reported by AFP, April 2025",
        "hegseth.backstop_in_plan": "unnamed source, outlet not known, Feb 2025",
        "germany_lithuania.cost": (
            "unnamed representative of the Federal Ministry of Defence of Germany, in Süddeutsche Zeitung, April 2024"
        ),
        "italian_table.italy_deployable": "unnamed author of an Italian study of missions abroad, date not known",
        "joint_statement.others_signed": "unnamed leaders of eight European countries, outlet not known, Dec 2025",
        "whitehall.challenges": "unnamed source in Whitehall, in Defence Talks, Jan 2025",
    }
    assert {name: of_one(CLAIMS[name]) for name in cited} == cited


def test_groups_bodies_and_yearbooks_stand_under_their_usual_name() -> None:
    assert cite(CLAIMS["joint_statement.force"], REGISTER) == "leaders of eleven European countries, Dec 2025"
    assert cite(CLAIMS["joint_statement_primary.force"], REGISTER) == "leaders of ten European countries, Dec 2025"
    assert cite(CLAIMS["france.land_strength"], REGISTER) == "CIA World Factbook, 2024"
    assert cite(CLAIMS["sentinelle_2015.turns"], REGISTER) == "AFP, 2016"


def test_an_outlet_is_where_it_was_first_published_and_the_rest_who_retold_it() -> None:
    places = {
        "times.troops": ("The Times", "retold by an outlet that is not named"),
        "dannatt.deployed_2025_02_radio": ("BBC Radio 4", "retold by Inhumannews"),
        "italy_2025.army": ("La Repubblica", "retold by Open"),
        "conway_2007.army_deployed_share": ("Marine Corps Times", "retold on leatherneck.com"),
        "united_kingdom_harmony.dwell_months": ("Iraq Inquiry (Chilcot)", "section 16.1, table 1, on a mirror site"),
        "finland.berlin_signed": ("UK Prime Minister's Office", "gov.uk"),
        "peskov.opposed_2025_08": ("", "with AFP"),
        "interflex.trainers": ("the i newspaper", ""),
        "slovakia.position_2025_09": ("TASS, the Russian state agency", "retold by News.az"),
        "telegraph.headline_troops": ("The Telegraph", "in a headline of an outlet that is not named"),
    }
    assert {name: (outlet(CLAIMS[name]), retold(CLAIMS[name])) for name in places} == places


def test_no_outlet_holds_the_words_of_a_retelling() -> None:
    for one in CLAIMS.values():
        assert not re.search(r"retold|carried|copied|reposted|mirror|\bpage \d", outlet(one)), one.id


def test_a_speaker_who_is_the_outlet_is_not_said_twice() -> None:
    assert named_outlet(claim(speaker="unnamed author of a study", reported_by="a study")) == ""
    assert in_full(CLAIMS["canada_2008.sent"]) == "CBC News, March 2008"
    assert in_full(CLAIMS["europe_2010.deployable_share"]) == "Fareed Zakaria, presenter at CNN, Feb 2010"
    assert in_full(CLAIMS["italy.refused"]) == "Government of Italy, outlet not known, Dec 2025"
    assert in_full(CLAIMS["times.troops"]) == of_one(CLAIMS["times.troops"])


def test_a_sum_leads_to_its_roots_each_once() -> None:
    assert [one.id for one in roots(CLAIMS["nato_2004.dwell_ratio"], REGISTER)] == [
        "nato_2004.deployable_share",
        "nato_2004.sustained_share",
    ]
    assert cite(CLAIMS["nato_2004.dwell_ratio"], REGISTER) == "NATO, Oct 2004 (our sum)"
    two = cite(CLAIMS["united_kingdom.cost_per_deployed_range"], REGISTER)
    assert two == "Mark Stoker, IISS, 2003; House of Commons Library, 2011 (our sum)"
    many = cite(CLAIMS["land_forces.deployable_share"], REGISTER)
    assert many == "Fareed Zakaria, presenter at CNN, Feb 2010, and three others (our sum)"


def test_the_best_sourced_record_of_an_utterance_stands_for_all() -> None:
    undated = CLAIMS["dannatt.tied_up"]
    assert best(undated, REGISTER).id == "dannatt.tied_up_2025_02_radio"
    assert [one.id for one in twins(undated, REGISTER)] == ["dannatt.tied_up_2025_02_radio"]
    headline = CLAIMS["telegraph.headline_troops"]
    assert twins(headline, REGISTER) == [], "at most is another figure"
    assert twins(CLAIMS["joint_statement.force"], REGISTER) == [], "words are told apart"
    assert best(headline, REGISTER) is headline


def test_a_source_line_names_people_outlets_and_months_once() -> None:
    line = source_line(REGISTER, ["times.troops", "dannatt.dwell_ratio", "dannatt.tied_up"])
    assert line == (
        "Sources: unnamed European military chiefs, in The Times, Feb 2025; Lord Dannatt, ex-head of the British Army, "
        "BBC Radio 4, Feb 2025. Arithmetic: Roulement."
    )
    one = source_line(REGISTER, ["zelensky.minimum"], is_ours=False)
    assert one == "Source: Volodymyr Zelensky, President of Ukraine, Ukrainska Pravda, Jan 2025."
    assert source_line(REGISTER, []) == "Arithmetic: Roulement."
    assert source_line(REGISTER, [], is_ours=False) == ""
    assert people([CLAIMS["dannatt.tied_up"], CLAIMS["dannatt.deployed"]], REGISTER) == [
        "Lord Dannatt, ex-head of the British Army, Feb 2025"
    ]


def test_the_years_of_one_source_stand_in_order() -> None:
    armies = [name for name in CLAIMS if name.endswith(".land_strength")]
    line = source_line(REGISTER, armies, is_ours=False)
    years = re.findall(r"\b20\d\d\b", line.partition("CIA World Factbook, ")[2].partition(";")[0])
    assert len(years) > 1
    assert years == sorted(years)


def test_days_stand_as_in_a_paper() -> None:
    assert days("2025-03-06/2025-04-02") == "6 March to 2 April 2025"
    assert days("2025-12/2026-02") == "Dec 2025 to Feb 2026"
    assert days("unknown") == ""
    assert exact_day(claim(said_on="unknown", reported_on="unknown")) == "day not known"
    assert exact_day(claim(said_on="2025-01-02")) == "2 Jan 2025"


def test_how_well_a_claim_is_known_has_a_mark() -> None:
    def mark(**fields: object) -> tuple[str, str]:
        one = claim(**fields)
        return quality(one, register(one))

    page = {"seed": None, "url": "https://example.org/a"}
    assert mark(**page, read_in="primary") == ("●", "read in the original")
    assert mark(**page, read_in="secondary") == ("◐", "read in another outlet's report")
    assert mark() == ("●", "read in the original"), "an article is read itself"
    assert mark(reported_by="The Times, retold by B")[0] == "◐"
    assert mark(reported_by="unknown") == ("○", "outlet not known")
    both = mark(reported_by="unknown", said_on="unknown", reported_on="unknown")
    assert both == ("○", "outlet and date not known")
    undated = mark(**page, read_in="primary", said_on="unknown", reported_on="unknown")
    assert undated == ("○", "date not known; read in the original")


def test_a_sum_is_known_as_well_as_its_weakest_figure() -> None:
    assert quality(CLAIMS["nato_2004.dwell_ratio"], REGISTER)[0] == "●"
    assert quality(CLAIMS["arforgen.enablers_per_deployed"], REGISTER)[0] == "◐"
    assert quality(CLAIMS["density.cyprus_2018"], REGISTER)[0] == "○"
