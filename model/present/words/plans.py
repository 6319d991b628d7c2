"""The shipped plans as a list of their own: proposals by date, and versions of them by what they change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from model.engine.run import Run
from model.present.numbers import joined, span, with_unit
from model.present.words import plain
from model.present.words.comparison import gap
from model.present.words.force import size
from model.scenario import Scenario

Kind = Literal["proposal", "rest", "version"]
ROTATION = "rotation."


@dataclass(frozen=True)
class Plan:
    """A shipped plan: its run, and its kind by the changes that make it of another one.

    A proposal stands alone, or is of another day than the plan it changes; a version `rest` changes the rotation alone.
    """

    run: Run
    kind: Kind

    @property
    def scenario(self) -> Scenario:
        """The plan's scenario."""
        return self.run.scenario

    @property
    def name(self) -> str:
        """The short name: the title up to the colon."""
        return self.scenario.label.partition(": ")[0]

    @property
    def line(self) -> str:
        """The rest of the title as a sentence; empty where it says no more than the size."""
        rest = self.scenario.label.partition(": ")[2].strip()
        return "" if rest in ("", with_unit(size(self.run), "troops")) else f"{plain.capital(rest)}."

    @property
    def date(self) -> str:
        """The month as of which it stands."""
        return plain.month(self.scenario.as_of.isoformat()) if self.scenario.as_of else ""

    @property
    def is_known(self) -> bool:
        """Whether its size is published."""
        return self.run.measure("tied_up").is_known

    @property
    def tied_up(self) -> str:
        """The troops that it ties up; that its size is not published."""
        return tied_up(self.run)

    @property
    def gap(self) -> str:
        """The troops missing or to spare; empty where that is not known, or no nation is named."""
        return gap(self.run) if "margin" in self.run.measures and self.run.measure("margin").is_known else ""


def tied_up(run: Run) -> str:
    """Return the troops that a run ties up; that its size is not published."""
    ends = run.measure("tied_up")
    return span(ends) if ends.is_known else "size not published"


def plans(runs: Mapping[str, Run], parents: Mapping[str, str]) -> list[Plan]:
    """Return the plans by date, then by name.

    Args:
        runs: the run of each plan by its short name.
        parents: for each plan that changes another one, the name of that.
    """
    listed = [Plan(run, _kind(run.scenario, runs.get(parents.get(name, "")))) for name, run in runs.items()]
    return sorted(listed, key=lambda plan: (str(plan.scenario.as_of or ""), plan.name))


def _kind(scenario: Scenario, parent: Run | None) -> Kind:
    if parent is None or scenario.as_of != parent.scenario.as_of:
        return "proposal"
    changes = parent.scenario.differences(scenario)
    return "rest" if all(path.startswith(ROTATION) for path in changes) else "version"


def sized_by(run: Run) -> list[str]:
    """Return the claims that the size of a force rests on, each once."""
    quantities = run.scenario.quantities()
    parts = tuple(f"force.{part.component}.strength." for part in run.outcomes.own)
    claims = (quantity.claim for path, quantity in quantities.items() if path.startswith(parts))
    return list(dict.fromkeys(claim for claim in claims if claim))


def title(known: Sequence[Plan]) -> str:
    """Return the finding of all proposals of known size: how many troops they would tie up."""
    every = [end for plan in known for end in plan.run.measure("tied_up").ends]
    troops = joined((min(every), max(every)))
    proposals, span_of_all = ("proposals", f"from {troops}") if len(known) > 1 else ("proposal", troops)
    return f"{plain.capital(plain.spelled(len(known)))} {proposals} would tie up {span_of_all} troops"
