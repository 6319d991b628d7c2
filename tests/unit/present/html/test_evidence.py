"""How solid the numbers are, and what each rests on, as HTML."""

import re

import pytest
from coalitions import brigades, nation, only
from coalitions import run as run_of

import model
from model.engine.run import Run
from model.files.register import shipped_register
from model.files.scenarios import shipped_scenarios
from model.present.html.evidence import how_solid, rests_on

REGISTER = shipped_register()
TAG = re.compile(r"<[^>]+>")


def run(name: str = "reassurance_force", **changes: object) -> Run:
    paths = {path.replace("__", "."): value for path, value in changes.items()}
    return model.run(model.load(name, changes=paths)).runs[0]


def words(markup: object) -> str:
    text = re.sub(r"</(p|li|tr|h3|summary)>", "\n", str(markup))
    return TAG.sub("", text).replace("&#x27;", "'")


@pytest.mark.parametrize("name", shipped_scenarios())
def test_t_24_every_input_that_counts_leads_to_a_citation_or_is_marked(name: str) -> None:
    """A row of the groups has a link to a card, or says that the number is assumed or the reader's."""
    result = run(name)
    for drawn in (rests_on(result), rests_on(result, is_folded=False)):
        for row in re.findall(r"<tbody>(.*?)</tbody>", str(drawn)):
            for cells in re.findall(r"<tr>(.*?)</tr>", row):
                assert "data-claim=" in cells or "our assumption" in cells or "yours" in cells
    for row in re.findall(r"<li>(.*?)</li>", str(how_solid(result))):
        assert "data-claim=" in row or "our assumption" in row or "yours" in row
    for markup in (rests_on(result), how_solid(result)):
        visible = TAG.sub(" ", str(markup))
        assert not any(re.search(rf"\b{re.escape(name)}\b", visible) for name in REGISTER.claims)
        assert "2025-" not in visible


def test_inputs_stand_in_groups_each_with_its_number() -> None:
    titles = re.findall(r"<summary>(.*?)</summary>", str(rests_on(run())))
    assert titles == [
        "Reported (24)",
        "Figures of nations that are out (13)",
        "Reference: 29 armies, CIA World Factbook, 2020 to 2025",
        "Assumed (1)",
        "Taken as zero (49)",
    ]
    assert "<details>" not in rests_on(run(), is_folded=False)
    assert "<h3>Assumed (1)</h3>" in rests_on(run(), is_folded=False)


def test_the_readers_own_figures_are_a_group_of_their_own() -> None:
    changed = run(rotation__transit_months=0.5)
    titles = re.findall(r"<summary>(.*?)</summary>", str(rests_on(changed)))
    assert "Yours (1)" in titles
    assert "Travel: 0.5 months yours." in words(how_solid(changed))


def test_a_reported_figure_has_mark_citation_and_our_reason() -> None:
    text = words(rests_on(run()))
    assert (
        "TourLord Dannatt spoke of British troops; taking his tour for a multinational force is our step.\n"
        "6 months◐ Lord Dannatt, ex-head of the British Army, Feb 2025."
    ) in text
    assert 'title="read in another outlet&#x27;s report"' in rests_on(run())


def test_armies_are_one_line_of_links() -> None:
    drawn = str(rests_on(run("dannatt")))
    assert "Reference: 1 army, CIA World Factbook, 2025" in drawn
    assert '>UK <a href="./sources?claim=united_kingdom.land_strength"' in drawn


def test_who_takes_part_leads_to_the_word_it_rests_on() -> None:
    text = words(rests_on(run()))
    assert (
        "Who takes part, by whose word. France: a number or a unit was named, unnamed officials, in The Washington "
        "Post, Feb 2025; UK: ready to send British troops, Keir Starmer, Prime Minister of the United Kingdom, Feb "
        "2025."
    ) in text
    assert "Who takes part" not in words(rests_on(only(run_of({"a": nation(8_000)}))))


def test_how_solid_has_cautions_beside_their_input_and_the_others_below() -> None:
    text = words(how_solid(run()))
    assert "and three others (our sum). The lower end rests on a figure from 2010. The higher end rests on" in text
    assert (
        "France was reported to offer about 10,000; by these rules it could keep up 4,650 to 21,950, and we count the "
        "smaller of the two. Unnamed officials, in The Washington Post, Feb 2025."
    ) in text
    assert (
        "● read in the original · ◐ read in another outlet's report · ○ outlet or date not known · ◇ our assumption"
        in text
    )
    assert "Reassurance force: size of a unit that rotates: 5,000 troops ◇ our assumption." in text


def test_how_solid_has_the_notes_and_holds_without_cautions() -> None:
    small = words(how_solid(brigades({"a": {"land_strength": 4_000}})))
    assert "more than A could send; it makes up no whole brigade." in small
    plain = how_solid(only(run_of({"a": nation(8_000)})))
    assert plain.count("<ul>") == 1


def test_a_caution_without_a_claim_has_no_link() -> None:
    floors = {"rotation.preparation_months": 5, "rotation.recovery_months": 4, "rotation.dwell_floor_months": 6}
    drawn = how_solid(model.run(model.load("dannatt", changes=floors)).runs[0])
    assert "Nine months of leave and training do not fit into six months at home; we shorten both." in words(drawn)


def test_an_offer_that_nobody_made_has_no_link_either() -> None:
    offer = {"value": 90_000, "because": "a test"}
    text = words(how_solid(run(coalition__contributors__france__offer_troops=offer)))
    assert "France is taken to offer 90,000; by these rules it could keep up 4,650 to 21,950, and we count the" in text
    assert "smaller of the two.\n" in text
