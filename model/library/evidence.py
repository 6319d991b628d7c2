"""The evidence as frames: the shipped scenarios, and every published claim."""

import pandas as pd

from model.files.register import shipped_register
from model.files.scenarios import load, shipped_parents, shipped_scenarios
from model.library.arguments import public
from model.present.tables.claims import claims_with_numbers


@public
def scenarios() -> pd.DataFrame:
    """Return the shipped scenarios by name, which `load` and `run` take: title, question, date, what each extends."""
    parents = shipped_parents()
    listed = [load(name) for name in shipped_scenarios()]
    rows = [(one.title, one.question, one.as_of, parents.get(one.name, "")) for one in listed]
    names = pd.Index([one.name for one in listed], name="name")
    return pd.DataFrame(rows, names, ["title", "question", "as_of", "extends"])


@public
def claims() -> pd.DataFrame:
    """Return every claim of the shipped evidence by its id: who said what, when, where reported; figure and unit."""
    words = claims_with_numbers(shipped_register().claims.values())
    return words.rename(columns=lambda head: head.lower().replace(" ", "_")).set_index("claim")
