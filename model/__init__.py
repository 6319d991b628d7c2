"""Roulement: what a force of so many troops ties up, worked out from published figures.

>>> import model
>>> results = model.run(model.load("dannatt"))
>>> results.measure("tied_up")
Range(low=30000.0, central=35000.0, high=40000.0)
"""

TYPE_CHECKING = False  # as in `typing`, whose import would take longer than all that is here
if TYPE_CHECKING:
    from typing import Any

    from model.analysis.breakeven import solve
    from model.analysis.comparison import compare
    from model.analysis.simulation import simulate
    from model.analysis.sweep import sweep
    from model.engine.results import Results, run, run_many
    from model.files.scenarios import load
    from model.scenario import Scenario
    from model.scenario.errors import ScenarioError

__all__ = ["Results", "Scenario", "ScenarioError", "compare", "load", "run", "run_many", "simulate", "solve", "sweep"]

_HOMES = {
    "Results": "model.engine.results",
    "Scenario": "model.scenario",
    "ScenarioError": "model.scenario.errors",
    "compare": "model.analysis.comparison",
    "load": "model.files.scenarios",
    "run": "model.engine.results",
    "run_many": "model.engine.results",
    "simulate": "model.analysis.simulation",
    "solve": "model.analysis.breakeven",
    "sweep": "model.analysis.sweep",
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
