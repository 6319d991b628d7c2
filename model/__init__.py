"""Roulement: what a force of so many troops ties up, worked out from published figures.

>>> import model
>>> results = model.run(model.load("dannatt"))
>>> results.measure("tied_up")
Range(low=30000.0, central=35000.0, high=40000.0)
"""

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

if TYPE_CHECKING:
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
        import importlib  # noqa: PLC0415  (as above)

        home = importlib.import_module(_HOMES[name])
        value = globals()[name] = home.version() if name == "__version__" else getattr(home, name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
