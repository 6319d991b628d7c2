"""Tables in words, from results alone: pages show them beside charts, every number with its source."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from model.engine.cases import extent
from model.engine.run import Run
from model.present.numbers import entered, rounded, span, with_unit
from model.present.path_labels import claim_link, label_of, unit_at
from model.present.words import changes as changes_words
from model.present.words.claims import attribution
from model.present.words.force import case_names, force_words, is_entered, value_in_words
from model.scenario import Scenario
from model.scenario.quantity import Quantity
from model.terms import IN_CYCLE, MEASURES, PHASES, PLACES, PROVIDERS, STANDINGS, TERMS, spaced


def phases_table(run: Run) -> pd.DataFrame:
    """Return the phases of the total: a row per phase that holds anybody, a column per case, troops unrounded."""
    troops = {
        name: [float(run.outcomes.phases[phase][run.case_numbers[case]]) for phase in IN_CYCLE]
        for case, name in case_names(run).items()
    }
    table = pd.DataFrame(troops, index=pd.Index(IN_CYCLE, name="phase"))
    return table[(table > 0).any(axis=1)]


def phases_in_words(run: Run, start: Run | None = None) -> pd.DataFrame:
    """Return the phases of the total, rounded, with their sum: a row per phase, a column per end of the range.

    With a run of the starting scenario its columns follow.
    """
    table = phases_table(run)
    if start is not None:
        table = table.join(phases_table(start).add_prefix("at the start, "), how="outer").fillna(0.0)
        table = table.reindex([phase for phase in IN_CYCLE if phase in table.index])
    table = table.rename(index={phase: PHASES[phase].label for phase in IN_CYCLE})
    table.loc[MEASURES["tied_up"].label] = table.sum()
    return table.map(force_words(run)).rename_axis("Troops")


def requirement_in_words(run: Run) -> pd.DataFrame:
    """Return the components with their providers: a row each, with place, strength and troops tied up."""
    rows = []
    for name, part in run.outcomes.requirements.items():
        component = run.scenario.force[name]
        posture = ", on standby" if component.posture == "standby" else ""
        title = f"{run.scenario.title_of(name)} ({spaced(component.task)}, {PLACES[component.place]}{posture})"
        words = entered if is_entered(component) else rounded
        rows.append(
            (title, PROVIDERS[part.provider].label, span(extent(part.strength), words), span(extent(part.tied_up)))
        )
    what, tied_up = TERMS["component"].word, TERMS["tied_up"].word
    return pd.DataFrame(rows, columns=[what, "Provider", "Troops", tied_up]).set_index(what)


def inputs_in_words(run: Run) -> pd.DataFrame:
    """Return every input with its value as entered and whom it comes from."""
    rows = [
        (
            label_of(run.scenario, path),
            with_unit(value_in_words(quantity), unit_at(run.scenario, path)),
            f"{STANDINGS[quantity.standing].capitalize()}: {source_in_words(quantity)}",
        )
        for path, quantity in run.scenario.quantities().items()
    ]
    return pd.DataFrame(rows, columns=["Input", "Value", "Who said it, or why"]).set_index("Input")


def changes_in_words(start: Scenario, changed: Scenario, changes: Mapping[str, Any]) -> pd.DataFrame:
    """Return each thing that was changed with its value at the start and now."""
    return pd.DataFrame(
        changes_words.rows(start, changed, changes), columns=["Changed", "At the start", "Now"]
    ).set_index("Changed")


def source_in_words(quantity: Quantity) -> str:
    """Return the source of a number, with a link to its claim."""
    words = attribution(quantity)
    if quantity.claim is None:
        return words
    because = f" ({quantity.because})" if quantity.because else ""
    return f"{claim_link(quantity.claim)}: {words}{because}"
