"""Roulement: what a force of so many troops ties up, worked out from published figures.

>>> import model
>>> results = model.run(model.load("dannatt"))
>>> results.measure("tied_up")
Range(low=30000.0, central=35000.0, high=40000.0)
"""

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
