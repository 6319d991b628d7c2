"""Roulement: what a force of so many troops ties up, worked out from published figures.

>>> import model
>>> results = model.run(model.load("dannatt"))
>>> results.measure("tied_up")
Range(low=30000.0, central=35000.0, high=40000.0)
"""

from model import ports

TYPE_CHECKING = False  # as in `typing`, whose import would take longer than this whole module

__all__ = [
    "Chart", "Comparison", "Drivers", "Results", "Scenario", "ScenarioError", "Simulation", "Solution", "Sweep",
    "claims", "compare", "drivers", "load", "run", "run_many", "scenarios", "simulate", "solve", "sweep",
]  # fmt: skip

_HOMES = {
    "Chart": "model.library.charts",
    "Comparison": "model.library.comparison",
    "Drivers": "model.library.drivers",
    "Results": "model.library.results",
    "Scenario": "model.library.scenario",
    "ScenarioError": "model.scenario.errors",
    "Simulation": "model.library.simulation",
    "Solution": "model.library.solution",
    "Sweep": "model.library.sweep",
    "__version__": "model.files.shipped",
    "claims": "model.library.evidence",
    "compare": "model.library.comparison",
    "drivers": "model.library.drivers",
    "load": "model.library.scenario",
    "run": "model.library.results",
    "run_many": "model.library.results",
    "scenarios": "model.library.evidence",
    "simulate": "model.library.simulation",
    "solve": "model.library.solution",
    "sweep": "model.library.sweep",
}
"""The module of each public name, imported when the name is first read: the command watches for interrupts before
anything else, and its workers start with no more than they need."""


def _imported(name: str, home: str) -> "Any":  # noqa: ANN401  (whatever has the name)
    """Return the object of a name in a module, which is imported now."""
    import importlib  # noqa: PLC0415  (as above)

    return getattr(importlib.import_module(home), name)


def _shipped_register() -> "Any":  # noqa: ANN401  (as above)
    return _imported("shipped_register", "model.files.register")()


ports.shipped_register = _shipped_register

if TYPE_CHECKING:
    from typing import Any

    from model.library.charts import Chart
    from model.library.comparison import Comparison, compare
    from model.library.drivers import Drivers, drivers
    from model.library.evidence import claims, scenarios
    from model.library.results import Results, run, run_many
    from model.library.scenario import Scenario, load
    from model.library.simulation import Simulation, simulate
    from model.library.solution import Solution, solve
    from model.library.sweep import Sweep, sweep
    from model.scenario.errors import ScenarioError

    __version__: str
else:

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module 'model' has no attribute '{name}'", name=name, obj=None)
        is_version = name == "__version__"
        home = _imported("version" if is_version else name, _HOMES[name])
        value = globals()[name] = home() if is_version else home
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
