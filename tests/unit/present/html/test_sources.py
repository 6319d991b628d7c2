"""The sources: each claim once, under who said it, with what its card says."""

import re

import model
from model.present.html.sources import OURS, printed, sources
from model.present.html.text import escaped

REGISTER = model.load("reassurance_force").register


def plain(text: str) -> str:
    return " ".join(re.sub("<[^>]+>", "", text).split())


def test_a_sum_brings_along_the_figures_that_it_takes_and_stands_last() -> None:
    text = str(sources(REGISTER, ["dannatt.dwell_ratio", "times.troops"]))
    *speakers, last = re.findall("<h3>(.*?)</h3>", text)
    assert speakers == sorted(speakers, key=str.lower)
    assert last == OURS
    behind = REGISTER.behind(REGISTER.claims["dannatt.dwell_ratio"])
    listed = re.findall('<li id="claim-([^"]+)">', text)
    assert sorted(listed) == sorted({"dannatt.dwell_ratio", "times.troops", *behind})


def test_a_claim_has_its_quality_words_day_and_address() -> None:
    claim = REGISTER.claims["italy.position_2025_02"]
    text = str(sources(REGISTER, [claim.id]))
    assert "<h3>Giorgia Meloni, Prime Minister of Italy, AFP, carried by Sudan Events</h3>" in text
    assert plain(text).endswith(f"◐ {claim.says} “{claim.quotation}”. 17 Feb 2025.")
    assert '<span title="read in another outlet&#x27;s report">◐</span>' in text
    assert f'<a href="{escaped(claim.url)}" title="sudanevents.com">17 Feb 2025.</a>' in text


def test_a_page_on_paper_names_whoever_is_behind_a_sum_once_with_an_address_if_there_is_one() -> None:
    entries = re.findall(
        "<li>(.*?)</li>", str(printed(REGISTER, ["dannatt.dwell_ratio", "dannatt.tied_up", "times.troops"]))
    )
    assert entries[0].startswith("Lord Dannatt, ex-head of the British Army, BBC Radio 4, Feb 2025. https://")
    assert entries[1:] == ["unnamed European military chiefs, in The Times, Feb 2025. "]


def test_a_figure_stands_before_the_words_and_no_address_is_made_up() -> None:
    text = str(sources(REGISTER, ["times.troops"]))
    assert "<b>30,000 troops.</b>" in text
    assert plain(text).endswith("Day not stated; reported 19 Feb 2025.")
    assert "href" not in text


def test_an_outlet_that_is_the_speaker_stands_once() -> None:
    assert "<h3>ERR News</h3>" in str(sources(REGISTER, ["united_kingdom_elsewhere.estonia_2023"]))


def test_a_sum_names_its_figures_by_who_gave_them() -> None:
    text = str(sources(REGISTER, ["dannatt.dwell_ratio"]))
    assert plain(text).endswith(
        "Tied up ÷ deployed − 1, from tied up, deployed (Lord Dannatt, ex-head of the British Army, Feb 2025)."
    )
    behind = REGISTER.claims["dannatt.dwell_ratio"].derived_from
    assert re.findall('data-claim="([^"]+)"', text) == list(behind.values())


def test_many_figures_of_one_yearbook_are_folded_and_sums_are_not() -> None:
    armies = [name for name in REGISTER.claims if name.endswith(".land_strength")]
    text = str(sources(REGISTER, armies))
    (folded,) = re.findall("<details><summary>([^<]+)</summary>", text)
    inside = text[text.index("<details>") : text.index("</details>")]
    assert folded == f"{inside.count('<li ')} figures"
    sums = [claim.id for claim in REGISTER.claims.values() if claim.kind == "derived"]
    assert len(sums) > 12
    assert "<details>" not in str(sources(REGISTER, sums)).partition(f"<h3>{OURS}</h3>")[2]
