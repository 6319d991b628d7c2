"""The card of a claim, its record, the table of claims and that of assumptions, as HTML."""

import re

import pytest
from claims_made import CLAIMS, REGISTER, claim, not_shown, register
from coalitions import scenario

import model
from model.present.html import claims as html
from model.present.html.claims import card
from model.present.tables.claims import assumptions, used_in

TAG = re.compile(r"<[^>]+>")


def words(markup: object) -> str:
    return TAG.sub("", str(markup).replace("</p>", "\n").replace("</li>", "\n")).replace("&#x27;", "'")


def lines(name: str) -> list[str]:
    return words(card(REGISTER, name)).splitlines()


def sample() -> list[str]:
    kinds: dict[str, list[str]] = {}
    for one in CLAIMS.values():
        kinds.setdefault(one.kind, []).append(one.id)
    return [name for of in kinds.values() for name in of[:: max(1, len(of) // 20)]]


@pytest.mark.parametrize("name", sample())
def test_t_48_a_card_shows_what_was_said_by_whom_and_where_it_leads(name: str) -> None:
    drawn = str(card(REGISTER, name))
    best = html.best(CLAIMS[name], REGISTER)
    text = words(drawn)
    assert best.says in text.replace("&quot;", '"')
    if best.kind == "derived":
        assert "Our sum, from:" in text
        assert all(
            f'data-claim="{html.best(CLAIMS[source], REGISTER).id}"' in drawn for source in best.derived_from.values()
        )
    else:
        lines_of_record = re.findall(r'<p class="(?:by|at)">.*?</p>', drawn)
        assert not_shown(best, words("".join(lines_of_record))) == []
    assert best.url in drawn.replace("&amp;", "&") if best.url and best.kind != "derived" else True
    visible = TAG.sub(" ", drawn)
    assert not any(re.search(rf"\b{re.escape(other)}\b", visible) for other in CLAIMS)


def test_a_card_is_that_of_the_best_record_and_names_the_other() -> None:
    text = lines("dannatt.tied_up")
    assert text[:6] == [
        "30,000 to 40,000 troops",
        "British troops that Dannatt's example on the radio would occupy in all.",
        "“effectively tie up 30,000 or 40,000”",
        "Lord Dannatt, head of the British Army 2006 to 2009",
        "15 Feb 2025 · BBC Radio 4, retold by Inhumannews, Feb 2025",
        "◐ read in another outlet's report",
    ]
    assert any(line.startswith("What we worked out from it: 2 to 3 at home for each one away.") for line in text)
    assert any(line.startswith("Also reported by 15 Feb 2025 · BBC Radio 4, retold by an outlet") for line in text)


def test_a_card_of_a_sum_shows_its_working_and_its_weakest_figure() -> None:
    text = lines("dannatt.dwell_ratio")
    assert text[2:7] == [
        "Our sum, from:",
        "tied up: 30,000 to 40,000 troops: Lord Dannatt, ex-head of the British Army, Feb 2025",
        "deployed: 10,000 troops: Lord Dannatt, ex-head of the British Army, Feb 2025",
        "tied up ÷ deployed − 1",
        "◐ read in another outlet's report (the weakest of them)",
    ]
    assert "4 at home for each one away: NATO, Oct 2004 (our sum)" in text
    one = lines("interflex.course_months")
    assert not any("weakest" in line for line in one)


def test_a_card_in_words_has_no_figure_and_says_what_is_weak() -> None:
    weak = lines("ireland.position_2025_09")
    assert weak[0] == CLAIMS["ireland.position_2025_09"].says
    assert "Weak: a retelling, and we found no better source behind it." in weak
    article = lines("tusk.refused_2025_12")
    assert "We have the text of this article alone, which states no address." in article
    assert any(line.startswith("Replaces: no troops, a hub for supplies: Donald Tusk") for line in article)


def test_a_card_says_what_came_after_and_against_it() -> None:
    old = lines("starmer.ready_to_send")
    assert any(line.startswith("Replaced by: would send forces after a peace deal: Keir Starmer") for line in old)
    disputed = lines("rfe_rl.taking_part")
    assert any(line.startswith("Disputed by: 35 nations: Emmanuel Macron") for line in disputed)
    disputes = lines("coalition_2025_09.taking_part")
    assert any(line.startswith("Disputes: 30 nations: unnamed sources") for line in disputes)
    reports = lines("times.backstop")
    assert "Also reported of the same event" in reports


def test_a_card_leads_to_the_source_to_the_sum_and_to_all_figures() -> None:
    drawn = str(card(REGISTER, "gady.troops", {"Use this figure": "scenario=x&size_by=gady.troops"}))
    assert re.search(r'<a href="https://[^"]+" target="_blank" rel="noopener">Open the source</a>', drawn)
    assert 'data-page="explore" data-query="scenario=x&amp;size_by=gady.troops">Use this figure</a>' in drawn
    assert 'data-page="sources" data-query="claim=gady.troops">All figures for this question</a>' in drawn
    plain = str(card(REGISTER, "times.france_leads"))
    assert "Open the source" not in plain
    assert ">Link to this card</a>" in plain
    assert "Open the source" not in str(card(REGISTER, "land_forces.deployable_share")), "each of its figures has one"


def test_what_others_wrote_is_text() -> None:
    one = claim(says="<b>x</b>", speaker="<i>A</i>", role="<u>", quotation="<s>")
    drawn = str(card(register(one), "a.b"))
    assert not re.search(r"<(i|u|s)>", drawn)
    assert "&lt;b&gt;x&lt;/b&gt;" in drawn


def test_the_record_of_a_claim_names_the_plans_that_rest_on_it() -> None:
    scenarios = [model.load("dannatt"), model.load("reassurance_force")]
    name = "dannatt.dwell_ratio"
    drawn = html.record(REGISTER, name, {"Use": "q"}, used_in(CLAIMS[name], scenarios))
    text = words(drawn)
    assert (
        "Plans that rest on it (Months at home for each month away): Lord Dannatt's 10,000, Feb 2025, Reassurance "
        "force, Feb 2025."
    ) in text
    assert "All figures and statements" in text
    assert "Others say" not in text, "they stand beside it"
    assert "Plans that rest" not in words(html.record(REGISTER, name, {}, []))
    assert 'data-query="scenario=dannatt"' in drawn


def test_the_table_of_claims_has_a_row_for_each_with_its_figure_and_people() -> None:
    drawn = html.listed(REGISTER, [CLAIMS["times.troops"], CLAIMS["italy.refused"]])
    rows = re.findall(r"<tr>(.*?)</tr>", str(drawn))
    plan = "A plan put forward by military chiefs in Europe would place 30,000 troops in Ukraine after a peace deal."
    chiefs = "Unnamed European military chiefs, in The Times, Feb 2025"
    refusal = "Italy has been consistent in its refusal of Italian forces for Ukraine."
    assert [re.sub(r"\|+", "|", TAG.sub("|", row)) for row in rows[1:]] == [
        f"|30,000 troops|{plan}|{chiefs}|reported, source not named|",
        f"|{refusal}|Government of Italy, Dec 2025|ruled out|",
    ]
    assert 'data-claim="times.troops"' in rows[1]


def test_what_a_nation_said_stands_by_date_with_this_word_marked() -> None:
    poland = CLAIMS["poland.position_2025_09"]
    drawn = html.positions(REGISTER, poland)
    assert drawn is not None
    items = re.findall(r"<li>(.*?)</li>", str(drawn))
    assert len(items) == len([one for one in CLAIMS.values() if one.nation == "poland" and one.position])
    assert [item.startswith("<b>") for item in items].count(True) == 1
    assert html.positions(REGISTER, CLAIMS["times.troops"]) is None
    alone = claim(nation="malta", position="open")
    assert html.positions(register(alone), alone) is None
    no_position = CLAIMS["poland.berlin_signed"]
    assert html.positions(REGISTER, no_position) is None


def test_assumptions_stand_with_their_reason_and_the_plans_that_make_them() -> None:
    plans = [model.load(name) for name in ("reassurance_force", "french_norm", "german_norm", "nato_norm", "dannatt")]
    text = words(html.assumptions(assumptions(plans, of_claims=False), len(plans)))
    assert "Reassurance force: size of a unit that rotates5,000 troops" in text
    assert "4 plans" in text
    few = words(html.assumptions(assumptions(plans[:1], of_claims=False), 1))
    assert "Reassurance force, Feb 2025" in few
    assert "all plans" in words(html.assumptions(assumptions(plans[:4], of_claims=False), 4))
    mine = scenario(None, troops={"value": 5, "because": "so"})
    assert "So." in words(html.assumptions(assumptions([mine], of_claims=False), 1))
