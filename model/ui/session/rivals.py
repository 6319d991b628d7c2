"""The address that opens Explore with a claim's figure in place of the scenario's own; nothing here draws."""

from model.engine.cases import dwell_ratio_of
from model.evidence.claims import Claim, Question
from model.present.numbers import entered
from model.scenario import Scenario
from model.ui.session import inputs
from model.ui.session.shown import SCENARIO, Shown, as_text

SET_BY: dict[Question, tuple[str, str]] = {
    "force_size": ("reassurance_force", "troops"),
    "british_part": ("dannatt", "troops"),
    "tour_months": ("reassurance_force", "tour"),
    "dwell_ratio": ("reassurance_force", "ratio"),
    "troops_in_cycle": ("reassurance_force", "ratio"),
    "dwell_months": ("reassurance_force", "dwell"),
    "deployable_share": ("reassurance_force", inputs.SHARE),
    "brigade_size": ("three_tier", "unit_troops"),
    "troops_per_km": ("demarcation_line", "km_troops"),
}
"""The scenario in which a rival figure is tried, and the input's short name."""


def scenario_of(claim: Claim) -> str | None:
    """Return the scenario in which a claim's figure can be tried; None if no input takes it."""
    return SET_BY[claim.answers][0] if claim.answers in SET_BY else None


def addresses(claim: Claim, start: Scenario) -> list[tuple[str, dict[str, str]]]:
    """Return the addresses that try a claim's figure, each with the figure in words.

    Two inputs take both ends of a range in one address; one input takes each end in an address of its own. None where
    no input takes the figure, or its slider does not reach it.
    """
    if claim.answers not in SET_BY or claim.bounds is None:
        return []
    _, short = SET_BY[claim.answers]
    table = Shown.at_start(start).inputs
    keys = [key for key in (short, f"{short}_low", f"{short}_high") if key in table]
    ends = list(dict.fromkeys(claim.bounds))
    form = {inputs.DWELL_AS: inputs.DWELL_MONTHS} if short == "dwell" else {}
    addresses_found = []
    for figures in [ends] if len(keys) > 1 else [[end] for end in ends]:
        values = [as_text(_as_set(claim, end, start)) for end in (figures[0], figures[-1])]
        texts = dict(zip(keys, values, strict=False))
        if all(key in table and not table[key].refusal(text) for key, text in texts.items()):
            addresses_found.append((" to ".join(map(entered, figures)), {SCENARIO: start.name, **form, **texts}))
    return addresses_found


def _as_set(claim: Claim, figure: float, start: Scenario) -> float:
    """A figure as its input takes it: a multiplier becomes the dwell ratio that leads to it."""
    return dwell_ratio_of(figure, start.rotation) if claim.answers == "troops_in_cycle" else figure
