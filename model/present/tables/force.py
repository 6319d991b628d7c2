"""Tables in words, from results alone: pages show them beside charts, every number with its source."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from model.present.words import changes as changes_words
from model.scenario import Scenario


def changes_in_words(start: Scenario, changed: Scenario, changes: Mapping[str, Any]) -> pd.DataFrame:
    """Return each thing that was changed with its value at the start and now."""
    return pd.DataFrame(
        changes_words.rows(start, changed, changes), columns=["Changed", "At the start", "Now"]
    ).set_index("Changed")
