"""Published cases as rows of HTML: the case, who published it, why it is off, and the mark."""

import re

from model.analysis.published import check
from model.files.register import published_cases, shipped_register
from model.present.charts.published import Span
from model.present.html.published import cases

REGISTER = shipped_register()
CHECKS = {name: check(case, REGISTER) for name, case in published_cases().items()}
SPAN = Span(0.25, 4.0)


def drawn(*names: str) -> str:
    return str(cases([CHECKS[name] for name in names], REGISTER, SPAN))


def test_a_row_names_the_case_its_source_the_rule_and_the_reason() -> None:
    row = drawn("uk_harmony_vs_dannatt")
    assert "by the British Army&#x27;s own guideline, 24 months between tours" in row
    assert 'data-claim="dannatt.tied_up"' in row
    assert 'rule or figures taken: <a href="./sources?claim=united_kingdom_harmony.dwell_months"' in row
    assert '<i class="why">The guideline takes five soldiers for each one away' in row
    assert "50,000 troops, not 30,000 to 40,000</b>" in row


def test_a_mark_stands_at_each_end_and_once_where_they_are_the_same() -> None:
    places = [SPAN.place(share) for share in (1.25, 5 / 3)]
    two = re.findall(r'class="case-mark" style="left:([\d.]+)%', drawn("uk_harmony_vs_dannatt"))
    assert [float(place) for place in two] == [round(100 * place, 2) for place in places]
    assert drawn("gady_2024_at_five").count('class="case-mark"') == 1


def test_figures_stand_at_the_side_that_has_room() -> None:
    assert "left:calc(" in drawn("united_kingdom_2010")  # far below the published figure
    assert "right:calc(" in drawn("gady_2024_at_five")  # double


def test_a_case_that_comes_out_gives_no_reason_and_the_scale_is_no_row() -> None:
    row = drawn("dannatt_10000")
    assert 'class="why"' not in row
    assert row.startswith('<div class="case heads" aria-hidden="true">')
    assert row.count('<div class="case">') == 1
