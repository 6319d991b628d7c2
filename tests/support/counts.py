"""The number of random scenarios that a property is tried on by the tests marked slow."""

import os

MANY = int(os.environ.get("SCENARIOS", "250"))
"""So many by default, so that all tests end within a quarter of an hour; `SCENARIOS=1000` tries more by hand."""
