"""Functions of the packages above, which read files, for those below: `model/__init__.py` sets them.

So a scenario of plain data rests on the shipped evidence, though no module of the core opens a file.
"""

TYPE_CHECKING = False  # as in `model/__init__.py`, which imports this module first

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

shipped_register: "Callable[[], Any]"
"""Returns the register of the shipped evidence, read once."""
