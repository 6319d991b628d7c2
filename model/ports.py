"""Functions of the packages above, which read and write files, for those below: `model/__init__.py` sets them.

So a scenario of plain data rests on the shipped evidence, and writes itself, though no module of the core opens a file.
"""

TYPE_CHECKING = False  # as in `model/__init__.py`, which imports this module first

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

shipped_register: "Callable[[], Any]"
"""Returns the register of the shipped evidence, read once."""
written_scenario: "Callable[[Any, Any], str]"
"""Takes a scenario and a path or None; returns the scenario's file as text, and writes it to the path."""
