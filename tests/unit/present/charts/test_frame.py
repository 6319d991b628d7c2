"""The frame of every chart: title, scenario and source."""

from importlib.metadata import version

import altair as alt

import model
from model.analysis import sensitivity
from model.present.charts import frame
from model.present.words import changes as changes_words

MOST_PREPARED = {
    "force": {"main": {"strength": {"troops": 10_000}}},
    "rotation": {
        "tour_months": 6, "dwell_months": {"low": 18, "high": 24}, "overlap_months": 1, "transit_months": 1,
        "mobilisation_months": 3, "preparation_months": 6, "recovery_months": 2,
    },
}  # fmt: skip


def test_a_changed_scenario_says_so_in_its_pictures_and_counts_the_readers_figures() -> None:
    start = model.load("willing_september_2025")
    evidence = f"Source: Roulement {version('roulement')}, evidence {start.register.digest[:8]},"
    ours = "our arithmetic on the claims under Sources"
    assert frame.source(start) == [evidence, ours]
    troops = "force.reassurance_force.strength.troops"
    changed = start.replace({
        troops: {"low": 21_000, "high": 27_500}, "rotation.tour_months": 8, "coalition.rule": "offers",
        "coalition.contributors.poland.probability": 1, "coalition.contributors.italy.probability": 1,
    })  # fmt: skip
    title = frame.titled_for(changed, "Title", shown_as="if 3×")
    assert title["subtitle"] == [
        "Scenario willing_september_2025, 4 changes,", "if 3×", evidence, ours, "and 2 figures of the reader's",
    ]  # fmt: skip
    assert all(len(line) <= frame.SUBTITLE_LETTERS for line in title["subtitle"])
    assert (
        frame.framed(title, 0, alt.Chart().mark_bar()).to_dict(validate=False)["height"]
        == frame.TITLE_LINE + 5 * frame.SUBTITLE_LINE
    )
    assert changes_words.named(changed.replace({"title": "Mine"})) == "willing_september_2025, 4 changes"
    assert frame.source(start.replace({troops: 9}), start)[-1] == "and 1 figure of the reader's"
    spread = sensitivity.spread(start, [troops, "rotation.transit_months"])
    assert changes_words.named(spread) == "willing_september_2025"
    bare = model.Scenario.from_document(MOST_PREPARED, name="mine")
    assert changes_words.named(bare) == "mine"
    assert frame.source(bare)[-1] == "and 8 figures of the reader's"
