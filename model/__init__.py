"""Roulement: what a force of so many troops ties up, worked out from published figures.

>>> import model
>>> results = model.run(model.load("dannatt"))
>>> results.measure("tied_up")
Range(low=30000.0, central=35000.0, high=40000.0)
"""

TYPE_CHECKING = False  # as in `typing`, whose import would take longer than all that is here
if TYPE_CHECKING:
    from typing import Any

    from model.breakeven import solve
    from model.comparison import compare
    from model.io.scenarios import load
    from model.results import Results
    from model.running import run, run_many
    from model.scenario import Scenario
    from model.scenario.errors import ScenarioError
    from model.simulation import simulate
    from model.sweeping import sweep

__all__ = ["Results", "Scenario", "ScenarioError", "compare", "load", "run", "run_many", "simulate", "solve", "sweep"]

_HOMES = {
    "Results": "model.results",
    "Scenario": "model.scenario",
    "ScenarioError": "model.scenario.errors",
    "compare": "model.comparison",
    "load": "model.io.scenarios",
    "run": "model.running",
    "run_many": "model.running",
    "simulate": "model.simulation",
    "solve": "model.breakeven",
    "sweep": "model.sweeping",
}
"""The module of each public name. It is imported when it is asked for: the command watches for interrupts before
anything else, and its workers start with no more than they need."""


def __getattr__(name: str) -> "Any":  # noqa: ANN401  (whatever the name stands for)
    if name not in _HOMES:
        raise AttributeError(f"module 'model' has no attribute '{name}'", name=name, obj=None)
    import importlib  # noqa: PLC0415  (as above)

    value = globals()[name] = getattr(importlib.import_module(_HOMES[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
