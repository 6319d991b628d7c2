"""The tables of plans side by side."""

import model
from model.present.tables.comparison import measures_in_words
from model.present.words.comparison import measured, sides


def test_a_row_for_each_measure_and_a_column_for_each_plan() -> None:
    runs = [model.run(model.load(name)).runs[0] for name in ("reassurance_force", "willing_september_2025")]
    table = measures_in_words(sides(runs), measured(runs))
    assert list(table.columns) == [
        "This: Reassurance force, Feb 2025", "That: Coalition of the willing, Sept 2025",
    ]  # fmt: skip
    assert table.loc["Gap"].tolist() == ["short by 5,000 to 30,000", "30,000 short to 5,000 to spare"]
    assert table.index.name == "Measure"
