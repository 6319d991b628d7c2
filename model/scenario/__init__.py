"""What a user gives: a proposed force, how it rotates and who may supply it, each number with its evidence.

`quantity` is one number, `rotation`, `component` and `coalition` are the records that hold them,
`scenario` the whole; `schema`, `errors` and `changes` find, judge and set what stands at a path.
"""

from model.scenario.scenario import Scenario

__all__ = ["Scenario"]
