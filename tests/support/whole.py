"""An exhibit as a page, a picture and a file take it: all of its parts, its words, its claims."""

import json

from wording import analysts_words, likelihood_words

from model.engine.run import Run
from model.present.exhibits.exhibit import Exhibit

MOST_WORDS = 15
"""The most words of a title."""


def is_whole(exhibit: Exhibit, run: Run) -> None:
    """Check that an exhibit has all that pages, pictures and files take, in plain words, and claims that exist."""
    assert exhibit.title
    assert len(exhibit.title.split()) <= MOST_WORDS
    assert exhibit.text
    assert len(exhibit.table)
    assert len(exhibit.frame())
    json.dumps(exhibit.chart.to_dict())
    assert set(exhibit.claims) <= set(run.scenario.register.claims)
    visible = f"{exhibit.title} {exhibit.subtitle} {exhibit.text} {exhibit.note} {exhibit.table.to_string()}"
    assert likelihood_words(visible) == analysts_words(visible) == []
    assert not any(claim in visible for claim in run.scenario.register.claims)
