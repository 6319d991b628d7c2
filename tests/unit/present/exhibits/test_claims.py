"""The exhibits of the page of all claims."""

import pytest
from charts import validate
from claims_made import CLAIMS, REGISTER

import model
from model.present.exhibits.claims import others, questions, sizes
from model.present.words.claims import in_use

USED = in_use(model.run(model.load("reassurance_force")).runs[0])


@pytest.mark.parametrize("used", [USED, {}, {"force_size": [0.0]}, {"force_size": [10_000_000.0]}])
def test_the_sizes_stand_beside_the_one_in_use(used: dict[str, list[float]]) -> None:
    exhibit = sizes(REGISTER, used)
    assert validate(exhibit.chart)
    assert exhibit.html is not None
    named = [one.id for one in CLAIMS.values() if one.answers == "force_size"]
    assert len(exhibit.table) == len(exhibit.frame()) == len(named)
    assert all(f'data-claim="{claim}"' in exhibit.html for claim in exhibit.claims)
    assert "200,000 or more" in exhibit.text
    assert not exhibit.is_ours
    assert exhibit.names_sources


def test_other_questions_have_a_scale_each_and_currencies_are_apart() -> None:
    exhibit = questions(REGISTER, USED)
    assert validate(exhibit.chart)
    titles = [row["words"] for row in exhibit.chart.rows["heads"]]
    assert "A tour: 4 to 6 months" in titles
    assert sum(title.startswith("A soldier away for a year: ") for title in titles) == 2
    assert {"€", "£"} == {title.split(": ")[1][0] for title in titles if title.startswith("A soldier away")}
    assert str(exhibit.html).count('<div class="cell">') == len(titles)
    assert len(exhibit.chart.rows["rules"]) == sum(len(USED.get(name, [])) for name in (
        "troops_in_cycle", "dwell_ratio", "tour_months", "deployable_share", "eur_per_soldier_year",
    ))  # fmt: skip


def test_beside_a_claim_stand_all_answers_to_its_question_its_own_marked() -> None:
    exhibit = others(REGISTER, "dannatt.dwell_ratio")
    assert exhibit is not None
    assert exhibit.title == "Two other figures: how many months at home for each month away?"
    assert str(exhibit.html).count('class="dot own"') == 1
    assert validate(exhibit.chart, 350)
    merged = others(REGISTER, "telegraph.troops")
    assert merged is not None
    assert 'class="dot own"' in str(merged.html), "its row is another claim's too"
    undated = others(REGISTER, "dannatt.deployed")
    assert undated is not None
    assert "dannatt.deployed_2025_02_radio" in undated.claims, "of one utterance the best record"


def test_beside_a_claim_that_nobody_else_answers_stands_nothing() -> None:
    assert others(REGISTER, "gcsp.line_km") is None
    assert others(REGISTER, "italy.refused") is None
