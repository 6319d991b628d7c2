"""Small coalitions whose results one can work out by hand."""

from typing import Any

import model
from model import Results, Scenario
from model.engine.run import Run

Document = dict[str, Any]
ROTATION: Document = {"tour_months": 6, "dwell_months": 18}


def scenario(contributors: Document | None, *, troops: object = 1_000, **parts: Any) -> Scenario:  # noqa: ANN401
    """Contributors with 0.5 deployable, at four in the cycle: each keeps up an eighth of its land strength.

    `parts` are the scenario's own keys; what `coalition` holds is added to the coalition.
    """
    document = {"force": {"main": {"strength": {"troops": troops}}}, "rotation": ROTATION, **parts}
    if contributors is not None:
        document["coalition"] = {
            "deployable_share": 0.5, "contributors": contributors, **parts.get("coalition", {}),
        }  # fmt: skip
    return Scenario.from_document(document)


def run(contributors: Document | None, *, troops: object = 1_000, **parts: Any) -> Results:  # noqa: ANN401
    """Run such a coalition."""
    return model.run(scenario(contributors, troops=troops, **parts))


def nation(land_strength: float | None, **keys: object) -> Document:
    """A nation that has offered; None for a land strength that is not known."""
    known = "unknown" if land_strength is None else land_strength
    return {"position": "offered", "land_strength": known, **keys}


def only(results: Results) -> Run:
    """Return the only run of these results."""
    (one,) = results.runs
    return one


def brigades(
    contributors: Document | None = None,
    *,
    troops: object = 10_000,
    element: object = 5_000,
    changes: Document | None = None,
) -> Run:
    """Run a force of whole brigades whose nations have offered all their troops, at three in the cycle.

    All go at once, unless the changes say otherwise.
    """
    part: Document = {"strength": {"troops": troops}}
    if element:
        part["element"] = {"name": "brigade", "troops": element}
    parts: Document = {
        "force": {"main": part}, "rotation": {"tour_months": 6, "dwell_ratio": 2}, "schedule": {"start": "rested"},
    }  # fmt: skip
    if contributors is not None:
        contributors = {
            name: {"position": "offered", "land_strength": "unknown", **keys} for name, keys in contributors.items()
        }
        parts["coalition"] = {"deployable_share": 1}
    start = scenario(contributors, **parts)
    return only(model.run(start.replace(changes) if changes else start))


def of_force(force: Document, rotation: Document = ROTATION, **parts: object) -> Results:
    """Run a force without a coalition."""
    return run(None, force=force, rotation=rotation, **parts)


def crosswise() -> tuple[Document, Document]:
    """Skies and seas, and three nations: one for each of them, and one for both."""
    force = {
        "skies": {"strength": {"troops": 200}, "task": "air"},
        "seas": {"strength": {"troops": 200}, "task": "maritime"},
    }
    three = {
        "a": nation(1_600, tasks=["air"]),
        "b": nation(1_440, tasks=["air", "maritime"]),
        "c": nation(160, tasks=["maritime"]),
    }
    return force, three


def one_chance() -> Scenario:
    """A force that a nation falls just short of, and another that takes part with one half."""
    return Scenario.from_document({
        "force": {"main": {"strength": {"troops": 10_000}}},
        "rotation": {"tour_months": 6, "dwell_ratio": 2},
        "coalition": {
            "deployable_share": 1,
            "contributors": {
                "a": {"position": "offered", "land_strength": 27_000},
                "b": {"position": "open", "land_strength": 9_000, "probability": 0.5},
            },
        },
    })  # fmt: skip
