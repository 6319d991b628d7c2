"""Tables in words, from results alone: pages show them beside charts, every number with its source."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from model.present.path_labels import claim_link
from model.present.words import changes as changes_words
from model.present.words.claims import attribution
from model.scenario import Scenario
from model.scenario.quantity import Quantity


def changes_in_words(start: Scenario, changed: Scenario, changes: Mapping[str, Any]) -> pd.DataFrame:
    """Return each thing that was changed with its value at the start and now."""
    return pd.DataFrame(
        changes_words.rows(start, changed, changes), columns=["Changed", "At the start", "Now"]
    ).set_index("Changed")


def source_in_words(quantity: Quantity) -> str:
    """Return the source of a number, with a link to its claim."""
    words = attribution(quantity)
    if quantity.claim is None:
        return words
    because = f" ({quantity.because})" if quantity.because else ""
    return f"{claim_link(quantity.claim)}: {words}{because}"
