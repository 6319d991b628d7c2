"""The time line of claims."""

from claims_made import CLAIMS, REGISTER

from model.present.charts import claims as claims_charts
from model.present.charts import frame
from model.present.words import claims as claims_words


def test_the_time_line_gives_each_claim_its_own_place_words_and_shape() -> None:
    about = [record for record in CLAIMS.values() if claims_words.topic(record) == claims_words.FORCE_SIZES]
    claims = claims_charts.drawn(about)
    spec = claims_charts.timeline_chart(claims, "Force sizes", REGISTER).to_dict()
    names, marks = sorted(spec["datasets"].values(), key=lambda rows: len(rows[0]))
    assert len(marks) == len(claims)
    assert len({row["mark"] for row in marks}) == len(marks)
    assert all(row["first"] <= row["middle"] <= row["last"] for row in marks)
    assert all(max(map(len, row["label"].split("\n"))) <= 44 for row in marks)
    assert "Lord Dannatt" in {row["name"] for row in names}
    assert len(set(claims_charts.SHAPES.values())) == len(claims_words.KINDS) == len(claims_charts.SHAPES)
    assert spec["title"]["subtitle"][-2:] == [
        frame.made_by(REGISTER),
        "with each claim's own source under Sources",
    ]
