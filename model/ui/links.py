"""Short names in the page's address for dotted paths of the scenario; nothing here draws.

A range is two inputs, `<short>_low` and `<short>_high`. What the address says under these names is
what the page shows; anything else in it is named to the reader instead of being dropped silently.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from model import rotation
from model.narrative import amount
from model.scenario import Scenario
from model.scenario.quantity import Domain, Quantity

Values = Mapping[str, float]

FORCE, ROTATION, MORE = "Force", "Rotation", "More assumptions"
SHORT_NAMES: dict[str, tuple[str, str]] = {
    "troops": (FORCE, "force.{component}.strength.troops"),
    "units": (FORCE, "force.{component}.strength.units"),
    "unit_troops": (FORCE, "force.{component}.strength.troops_per_unit"),
    "sites": (FORCE, "force.{component}.strength.sites"),
    "site_troops": (FORCE, "force.{component}.strength.troops_per_site"),
    "line_km": (FORCE, "force.{component}.strength.line_km"),
    "km_troops": (FORCE, "force.{component}.strength.troops_per_km"),
    "tour": (ROTATION, "rotation.tour_months"),
    "ratio": (ROTATION, "rotation.dwell_ratio"),
    "dwell": (ROTATION, "rotation.dwell_months"),
    "overlap": (ROTATION, "rotation.overlap_months"),
    "support": (MORE, "force.{component}.support_per_deployed"),
    "mobilisation": (MORE, "rotation.mobilisation_months"),
    "transit": (MORE, "rotation.transit_months"),
    "preparation": (MORE, "rotation.preparation_months"),
    "recovery": (MORE, "rotation.recovery_months"),
}
"""Short name -> the sidebar's group and the dotted path, `{component}` being the scenario's main one."""

VERSION, SCENARIO, DWELL_AS, INPUT_STYLE, BACKSTOP = "v", "scenario", "dwell_as", "input", "backstop"
DWELL_RATIO, DWELL_MONTHS = "Ratio", "Months"
SLIDERS, EXACT = "Sliders", "Exact numbers"
WITH_BACKSTOP, WITHOUT_BACKSTOP = "Provided", "Withdrawn"
CHOICES = {
    DWELL_AS: (DWELL_RATIO, DWELL_MONTHS),
    INPUT_STYLE: (SLIDERS, EXACT),
    BACKSTOP: (WITH_BACKSTOP, WITHOUT_BACKSTOP),
}
MOST_SHOWN = 40
"""Characters of a link's part that a notice repeats."""
OTHER_PAGES = ("claim", "embed", "embed_options")


@dataclass(frozen=True)
class Input:
    """One number the reader can set: its key in the address, where it goes, and what it may be."""

    key: str
    short: str
    group: str
    path: str
    label: str
    domain: Domain
    start: float

    @property
    def bounds(self) -> tuple[float, float, float]:
        """The least and greatest value on the page, and the slider's step."""
        return self.domain.slider or (self.domain.least, self.domain.most, 1)

    @property
    def is_whole(self) -> bool:
        """Whether the input moves in whole steps."""
        return isinstance(self.bounds[2], int)

    @property
    def help(self) -> str:
        """What the number means."""
        return f"{self.domain.meaning.capitalize()}."

    @property
    def allowed(self) -> str:
        """The allowed values in words."""
        least, most, _ = self.bounds
        return f"{amount(least)} to {amount(most)} {self.domain.unit_word}"


def main_component(scenario: Scenario) -> str | None:
    """Return the coalition's first component with a known strength, the one whose size is set on the page."""
    own = (name for name, part in scenario.force.items() if part.strength.is_known)
    return next((name for name in own if scenario.provider_of(name) == "coalition"), None)


def inputs(scenario: Scenario) -> list[Input]:
    """Return the inputs that a starting scenario has, in the sidebar's order, both ways of giving the dwell."""
    found: list[Input] = []
    for short, (group, path, domain, quantity) in _quantities(scenario).items():
        ends = [("_low", ", low end", quantity.low), ("_high", ", high end", quantity.high)]
        for suffix, words, value in ends if quantity.is_range else [("", "", quantity.central)]:
            found.append(Input(short + suffix, short, group, path, domain.label + words, domain, value))
    return found


def starts(scenario: Scenario) -> dict[str, float | str]:
    """Return the value of every key of the address, as the starting scenario has it."""
    dwell_as = DWELL_MONTHS if scenario.rotation.dwell_ratio is None else DWELL_RATIO
    backstop = WITH_BACKSTOP if scenario.us_backstop.provided else WITHOUT_BACKSTOP
    return {each.key: each.start for each in inputs(scenario)} | {DWELL_AS: dwell_as, BACKSTOP: backstop}


def changes(scenario: Scenario, chosen: Mapping[str, float | str]) -> dict[str, Any]:
    """Return what the chosen values change in the starting scenario: dotted path -> value; empty if nothing."""
    start = starts(scenario)
    hidden = "ratio" if chosen[DWELL_AS] == DWELL_MONTHS else "dwell"
    by_path: dict[str, list[Input]] = {}
    for each in inputs(scenario):
        if each.short != hidden:
            by_path.setdefault(each.path, []).append(each)
    found: dict[str, Any] = {}
    for path, ends in by_path.items():
        is_new_form = ends[0].short in ("ratio", "dwell") and chosen[DWELL_AS] != start[DWELL_AS]
        values = [float(chosen[end.key]) for end in ends]
        if is_new_form or values != [end.start for end in ends]:
            found[path] = values[0] if len(values) == 1 else {"low": values[0], "high": values[1]}
    if chosen[BACKSTOP] != start[BACKSTOP]:
        found["us_backstop.provided"] = chosen[BACKSTOP] == WITH_BACKSTOP
    return found


def converted_dwell(scenario: Scenario, chosen: Mapping[str, float | str], to: str) -> dict[str, float]:
    """Return the dwell's keys when its form is switched: the same months at the present tour, mobilisation included.

    Where the tour is a range, its low end counts.
    """
    ends = {each.short: [key for key in _ends(each.short) if key in chosen] for each in inputs(scenario)}
    away = {
        "tour_months": float(chosen[ends["tour"][0]]),
        "mobilisation_months": float(chosen[ends["mobilisation"][0]]),
    }
    found = {}
    for ratio_key, months_key in zip(ends["ratio"], ends["dwell"], strict=True):
        if to == DWELL_MONTHS:
            found[months_key] = float(rotation.dwell_months_at_ratio(dwell_ratio=float(chosen[ratio_key]), **away))
        else:
            found[ratio_key] = float(rotation.deploy_to_dwell_ratio(dwell_months=float(chosen[months_key]), **away))
    return found


def link(base: str, scenario: Scenario, chosen: Mapping[str, float | str]) -> str:
    """Return the full address: the evidence's version, the scenario and every input, those at their start too."""
    hidden = "ratio" if chosen[DWELL_AS] == DWELL_MONTHS else "dwell"
    keys = [each.key for each in inputs(scenario) if each.short != hidden]
    given = {key: chosen[key] for key in (*keys, DWELL_AS, BACKSTOP)}
    shown = {key: f"{value:.15g}" if isinstance(value, float | int) else value for key, value in given.items()}
    return f"{base}?{urlencode({VERSION: evidence_version(scenario), SCENARIO: scenario.name} | shown)}"


def evidence_version(scenario: Scenario) -> str:
    """Return the short form of the evidence's hash that links carry."""
    return scenario.register.digest[:8]


def ignored(scenario: Scenario, given: Mapping[str, list[str]], names: list[str]) -> Iterator[str]:
    """Yield a sentence for each part of an address that the page cannot use, and for evidence of another version."""
    known = {each.key: each for each in inputs(scenario)}
    for key, values in given.items():
        shown, value = key[:MOST_SHOWN], values[-1][:MOST_SHOWN]
        if len(values) > 1:
            yield f"'{shown}' stands {len(values)} times in the link; one is used."
        if key in known:
            least, most, _ = known[key].bounds
            if not _is_between(value, least, most):
                yield f"'{shown}={value}' is not used; allowed: {known[key].allowed}."
        elif key == SCENARIO and value not in names:
            yield f"'{shown}={value}' is not used; allowed: {', '.join(names)}."
        elif key in CHOICES and value not in CHOICES[key]:
            yield f"'{shown}={value}' is not used; allowed: {', '.join(CHOICES[key])}."
        elif key == VERSION and value != evidence_version(scenario):
            yield "This link was made with other evidence; figures that are not in the link can differ."
        elif key not in (*CHOICES, SCENARIO, VERSION, *OTHER_PAGES):
            yield f"'{shown}' is not used; this scenario has: {', '.join(known)}."


def _quantities(scenario: Scenario) -> dict[str, tuple[str, str, Domain, Quantity]]:
    """Group, path, domain and quantity behind each short name; the dwell in both forms, whichever is given."""
    component = main_component(scenario)
    held = scenario.quantities()
    found = {}
    for short, (group, template) in SHORT_NAMES.items():
        path = template.format(component=component)
        quantity = held.get(path) or (_other_dwell(scenario) if short in ("ratio", "dwell") else None)
        domain = scenario.domain_of(path)
        if quantity is not None and domain is not None:
            found[short] = (group, path, domain, quantity)
    return found


def _other_dwell(scenario: Scenario) -> Quantity:
    """The dwell in the form that the scenario does not give, at the low end of its tour."""
    own = scenario.rotation
    away = {"tour_months": own.tour_months.low, "mobilisation_months": own.mobilisation_months.low}
    ends = (own.dwell.low, own.dwell.high)
    if own.dwell_ratio is None:
        low, high = (rotation.deploy_to_dwell_ratio(dwell_months=end, **away) for end in ends)
    else:
        low, high = (rotation.dwell_months_at_ratio(dwell_ratio=end, **away) for end in ends)
    return Quantity.model_validate({"low": float(low), "high": float(high)})


def _ends(short: str) -> tuple[str, ...]:
    return (short, f"{short}_low", f"{short}_high")


def _is_between(text: str, least: float, most: float) -> bool:
    try:
        return least <= float(text) <= most
    except ValueError:
        return False
