"""Roulement: what a force of so many troops ties up, worked out from published figures.

>>> import model
>>> results = model.run(model.load("dannatt"))
>>> results.measure("tied_up")
Range(low=30000.0, central=35000.0, high=40000.0)
"""

from model import ports

TYPE_CHECKING = False  # as in `typing`, whose import would take longer than this whole module

__all__ = ["Results", "Scenario", "ScenarioError", "compare", "load", "run", "run_many", "simulate", "solve", "sweep"]

_HOMES = {
    "Results": "model.engine.results",
    "Scenario": "model.scenario",
    "ScenarioError": "model.scenario.errors",
    "__version__": "model.files.shipped",
    "compare": "model.analysis.comparison",
    "load": "model.files.scenarios",
    "run": "model.engine.results",
    "run_many": "model.engine.results",
    "simulate": "model.analysis.simulation",
    "solve": "model.analysis.breakeven",
    "sweep": "model.analysis.sweep",
}
"""The module of each public name, imported when the name is first read: the command watches for interrupts before
anything else, and its workers start with no more than they need."""


def _imported(name: str, home: str) -> "Any":  # noqa: ANN401  (whatever has the name)
    """Return the object of a name in a module, which is imported now."""
    import importlib  # noqa: PLC0415  (as above)

    return getattr(importlib.import_module(home), name)


def _shipped_register() -> "Any":  # noqa: ANN401  (as above)
    return _imported("shipped_register", "model.files.register")()


def _written_scenario(scenario: "Any", path: "Any") -> str:  # noqa: ANN401  (as above)
    text: str = _imported("written", "model.export.scenario_file")(scenario, path)
    return text


ports.shipped_register = _shipped_register
ports.written_scenario = _written_scenario

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
