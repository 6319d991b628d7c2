"""The user's input: a proposed force, its rotation and the nations that may supply it, each number with its evidence.

`quantity` is one number and `domain` its meaning and limits; `rotation`, `component` and `coalition` are the records
that hold numbers, `scenario` is the whole; `paths`, `errors` and `changes` find, judge and set the value at a path.
"""

from model.scenario.scenario import Scenario

__all__ = ["Scenario"]
