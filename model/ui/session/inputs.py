"""Short names in the page's address for dotted paths of the scenario; nothing here draws.

A range is two inputs, `<short>_low` and `<short>_high`. What the address says under these names is
what the page shows; anything else in it is named to the reader instead of being dropped silently.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from model.engine.cases import dwell_in_other_form
from model.present.numbers import amount
from model.scenario import Scenario
from model.scenario.domain import Domain
from model.scenario.quantity import Quantity
from model.ui.session import typed
from model.ui.session.typed import Numbers

Check = Callable[[str], str | None]
"""Returns the allowed values of a key of the address, if a value is not one."""

FORCE, ROTATION, MONTHS, MORE = "Force", "Rotation", "Month by month", "More assumptions"
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
    "element": (MONTHS, "force.{component}.element.troops"),
    "support": (MORE, "force.{component}.support_per_deployed"),
    "mobilisation": (MORE, "rotation.mobilisation_months"),
    "transit": (MORE, "rotation.transit_months"),
    "preparation": (MORE, "rotation.preparation_months"),
    "recovery": (MORE, "rotation.recovery_months"),
}
"""Short name -> the sidebar's group and the dotted path, `{component}` being the scenario's main one."""

VERSION, SCENARIO, DWELL_AS, INPUT_STYLE = "v", "scenario", "dwell_as", "input"
FIRST = "reassurance_force"
"""The starting scenario where an address names none."""
DWELL_RATIO, DWELL_MONTHS = "Ratio", "Months"
SLIDERS, EXACT = "Sliders", "Exact numbers"
CHOICES = {
    DWELL_AS: (DWELL_RATIO, DWELL_MONTHS),
    INPUT_STYLE: (SLIDERS, EXACT),
}
MOST_SHOWN, MOST_NOTICES = 40, 20
"""Characters of a link's part that a notice repeats, and notices about a link that a page shows."""
OTHER_PAGES = ("claim", "find", "embed", "embed_options")

RENAMED: dict[str, str] = {}
"""Short names of older links, without `_low` and `_high` -> their present names; none was renamed yet."""
RENAMED_SCENARIOS: dict[str, str] = {}
"""Names of scenarios in older links -> their present names."""


@dataclass(frozen=True)
class Input:
    """A number that the reader can set: its key in the address, its path, and its allowed values."""

    key: str
    short: str
    group: str
    path: str
    label: str
    domain: Domain
    start: float

    @property
    def bounds(self) -> tuple[float, float, float]:
        """The least and greatest value on the page, where the start lies between them, and the slider's step."""
        least, most, step = self.domain.slider or (self.domain.least, self.domain.most, 1)
        return min(least, self.start), max(most, self.start), step

    @property
    def is_whole(self) -> bool:
        """Whether the input moves in whole steps, as it does unless its start lies between two."""
        return isinstance(self.bounds[2], int) and float(self.start).is_integer()

    @property
    def numbers(self) -> Numbers:
        """The numbers that the reader can type."""
        least, most, _ = self.bounds
        return Numbers(least, most, self.domain.unit_word, self.is_whole, self.domain.is_count)

    @property
    def help(self) -> str:
        """The meaning of the number, as a sentence."""
        return f"{self.domain.meaning.capitalize()}."

    def takes(self, text: str) -> bool:
        """Whether a text is a number that this input can be set to."""
        least, most, _ = self.bounds
        return is_between(text, least, most) and not (self.is_whole and self.domain.fault_of_spelling(text))

    def remedy(self, text: str) -> str:
        """Return the allowed values in words, or how to write a number that can mean two."""
        return self.domain.fault_of_spelling(text).rpartition(": ")[2] or f"allowed: {self.numbers.allowed}"


def main_component(scenario: Scenario) -> str | None:
    """Return the coalition's first component with a known strength, whose size is set on the page."""
    known = (name for name, part in scenario.force.items() if part.strength.is_known)
    return next((name for name in known if scenario.provider_of(name) == "coalition"), None)


def inputs(scenario: Scenario) -> list[Input]:
    """Return the inputs that a starting scenario has, in the sidebar's order, both ways of giving the dwell."""
    listed: list[Input] = []
    for short, (group, path, domain, quantity) in _quantities(scenario).items():
        ends = [("_low", ", low end", quantity.low), ("_high", ", high end", quantity.high)]
        for suffix, words, value in ends if quantity.is_range else [("", "", quantity.central)]:
            listed.append(Input(short + suffix, short, group, path, domain.label + words, domain, value))
    return listed


def starts(scenario: Scenario) -> dict[str, float | str]:
    """Return the value of every key of the address, as the starting scenario has it."""
    return {field.key: field.start for field in inputs(scenario)} | {DWELL_AS: dwell_as(scenario)}


def dwell_as(scenario: Scenario) -> str:
    """Return the form in which a starting scenario gives its dwell."""
    return DWELL_MONTHS if scenario.rotation.dwell_ratio is None else DWELL_RATIO


def from_address(scenario: Scenario, address: Mapping[str, str]) -> dict[str, float | str]:
    """Return the starting values, replaced by allowed values of an address."""
    values = starts(scenario)
    for field in inputs(scenario):
        if field.takes(address.get(field.key, "")):
            values[field.key] = float(int(float(address[field.key]))) if field.is_whole else float(address[field.key])
    if address.get(DWELL_AS) in CHOICES[DWELL_AS]:
        values[DWELL_AS] = address[DWELL_AS]
    return values


def style(address: Mapping[str, str], otherwise: str) -> str:
    """Return the input style that an address names; `otherwise` where it names none."""
    named = address.get(INPUT_STYLE, "")
    return named if named in CHOICES[INPUT_STYLE] else otherwise


def changes(scenario: Scenario, chosen: Mapping[str, float | str]) -> dict[str, Any]:
    """Return the changes that the chosen values make to the starting scenario: dotted path -> value, or none."""
    hidden = hidden_short(chosen[DWELL_AS])
    by_path: dict[str, list[Input]] = {}
    for field in inputs(scenario):
        if field.short != hidden:
            by_path.setdefault(field.path, []).append(field)
    changed: dict[str, Any] = {}
    for path, ends in by_path.items():
        is_new_form = ends[0].short in ("ratio", "dwell") and chosen[DWELL_AS] != dwell_as(scenario)
        values = [float(chosen[end.key]) for end in ends]
        if is_new_form or values != [end.start for end in ends]:
            changed[path] = values[0] if len(values) == 1 else {"low": values[0], "high": values[1]}
    return changed


def converted_dwell(scenario: Scenario, chosen: Mapping[str, float | str], to: str) -> dict[str, float]:
    """Return the dwell's keys when its form is switched: the same months at the present tour, mobilisation included.

    Where the tour is a range, its low end counts.

    Raises:
        ValueError: if the page has no room for the value, saying what it would be and what is allowed.
    """
    known = {field.key: field for field in inputs(scenario)}
    shorts = {field.short: [key for key in known if known[key].short == field.short] for field in known.values()}
    tour, mobilisation = (float(chosen[shorts[short][0]]) for short in ("tour", "mobilisation"))
    source, target = ("ratio", "dwell") if to == DWELL_MONTHS else ("dwell", "ratio")
    as_months, converted = to == DWELL_MONTHS, {}
    for old, new in zip(shorts[source], shorts[target], strict=True):
        value = dwell_in_other_form(
            float(chosen[old]), as_months=as_months, tour_months=tour, mobilisation_months=mobilisation
        )
        least, most, _ = known[new].bounds
        if not least <= value <= most:
            raise ValueError(
                f"{known[new].label} would be {amount(value)}; the page takes {known[new].numbers.allowed}."
            )
        converted[new] = float(f"{value:.15g}")  # 3, not 3.0000000000000004
    return converted


def hidden_short(dwell_as: object) -> str:
    """Return the short name of the dwell's form that is not shown."""
    return "ratio" if dwell_as == DWELL_MONTHS else "dwell"


def link(base: str, scenario: Scenario, chosen: Mapping[str, float | str], choices: Mapping[str, float | str]) -> str:
    """Return the full address: the evidence's version, the scenario and every input, also at its start.

    `chosen` are Explore's inputs, `choices` those about the coalition (`model.ui.session.choices`).
    """
    hidden = hidden_short(chosen[DWELL_AS])
    keys = [field.key for field in inputs(scenario) if field.short != hidden]
    values = {key: chosen[key] for key in (*keys, DWELL_AS)} | dict(choices)
    texts = {key: as_text(value) for key, value in values.items()}
    return f"{base}?{urlencode({VERSION: evidence_version(scenario), SCENARIO: scenario.name} | texts)}"


def as_text(value: float | str) -> str:
    """Return a value as it stands in an address."""
    return value if isinstance(value, str) else typed.as_text(value)


def evidence_version(scenario: Scenario) -> str:
    """Return the short form of the evidence's hash that links carry."""
    return scenario.register.digest[:8]


def usable(scenario: Scenario, address: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return an address without the keys that Explore's inputs cannot take: values out of range, keys given twice.

    Streamlit reads the address for its widgets too, and otherwise than this module: it takes the last value of a key
    that stands twice, and its field for whole numbers fails on one that is infinite.
    """
    known = {field.key: field for field in inputs(scenario)}
    return {
        key: values
        for key, values in address.items()
        if key not in bound(scenario) or (len(values) == 1 and _allowed(key, values[0], known, [], {}) is None)
    }


def bound(scenario: Scenario) -> set[str]:
    """Return the keys that Streamlit keeps in the address of Explore: the keys of its inputs."""
    return {*(field.key for field in inputs(scenario)), DWELL_AS}


def migrated(address: Mapping[str, list[str]]) -> tuple[dict[str, list[str]], list[str]]:
    """Return an address with its keys under the names of today, and a sentence for each renamed key."""
    renamed, sentences = dict(address), []
    for key, values in address.items():
        stem = key.removesuffix("_low").removesuffix("_high")
        new = RENAMED.get(stem, stem) + key[len(stem) :]
        if new != key and new not in address:
            del renamed[key]
            renamed[new] = values
            sentences.append(f"'{key}' of this older link is '{new}' now, and is taken so.")
    name = renamed.get(SCENARIO, [""])[-1]
    if name in RENAMED_SCENARIOS:
        renamed[SCENARIO] = [RENAMED_SCENARIOS[name]]
        sentences.append(f"The scenario '{name}' of this older link is '{RENAMED_SCENARIOS[name]}' now.")
    return renamed, sentences


def ignored(
    scenario: Scenario,
    address: Mapping[str, list[str]],
    names: list[str],
    also: Mapping[str, Callable[[str], str | None]],
) -> Iterator[str]:
    """Yield a sentence for each part of an address that the page cannot use, and for evidence of another version.

    `also` are further keys, each with a function that returns what is allowed if a value is not.
    """
    known = {field.key: field for field in inputs(scenario)}
    form = address.get(DWELL_AS, [dwell_as(scenario)])[-1]
    for key, values in address.items():
        short_key, value = key[:MOST_SHOWN], values[-1]
        allowed = _allowed(key, value, known, names, also)
        if len(values) > 1 and key in OTHER_PAGES:
            yield f"'{short_key}' stands {len(values)} times in the link; the last one is used."
        elif len(values) > 1:
            yield f"'{short_key}' stands {len(values)} times in the link, so none of them is used."
        elif allowed is not None:
            yield f"'{short_key}={value[:MOST_SHOWN]}' is not used; {allowed}."
        elif key in known and known[key].short == hidden_short(form):
            yield f"'{short_key}' is not used: the dwell is given as {form.lower()} in this link."
        elif key in known and known[key].is_whole and not float(value).is_integer():
            yield f"'{short_key}={value[:MOST_SHOWN]}' is taken as {int(float(value)):,}: whole numbers alone."
        elif key == VERSION and value != evidence_version(scenario):
            now = evidence_version(scenario)
            yield (
                f"This link was made with other evidence (version {value[:MOST_SHOWN]}; here {now}); figures that "
                "are not in the link can differ."
            )
        elif key not in (*known, *also, *CHOICES, SCENARIO, VERSION, *OTHER_PAGES):
            yield f"'{short_key}' is not used; this scenario has: {', '.join((*known, *also))}."


def first_of(notices: Sequence[str]) -> list[str]:
    """Return the first notices about a link, and how many more there are."""
    more = len(notices) - MOST_NOTICES
    return [*notices[:MOST_NOTICES], *([f"{more:,} more parts of the link are not used."] if more > 0 else [])]


def _allowed(
    key: str, value: str, known: Mapping[str, Input], names: list[str], also: Mapping[str, Check]
) -> str | None:
    """The allowed values of a key, if its value is not one of them; None if it is, or if the key is not known here."""
    if key in known:
        return None if known[key].takes(value) else known[key].remedy(value)
    choices = names if key == SCENARIO else CHOICES.get(key)
    if choices is not None:
        return None if value in choices else f"allowed: {', '.join(choices)}"
    allowed = also[key](value) if key in also else None
    return None if allowed is None else f"allowed: {allowed}"


def _quantities(scenario: Scenario) -> dict[str, tuple[str, str, Domain, Quantity]]:
    """Group, path, domain and quantity behind each short name; the dwell in both forms, whichever is given."""
    component = main_component(scenario)
    held = scenario.quantities()
    quantities = {}
    for short, (group, _) in SHORT_NAMES.items():
        path = SHORT_NAMES[short][1].format(component=component)
        quantity = held.get(path) or (_other_dwell(scenario) if short in ("ratio", "dwell") else None)
        domain = scenario.domain_of(path)
        if quantity is not None and domain is not None:
            quantities[short] = (group, path, domain, quantity)
    return quantities


def _other_dwell(scenario: Scenario) -> Quantity:
    """The dwell in the form that the scenario does not give, at the low end of its tour."""
    rotation = scenario.rotation
    as_months = rotation.dwell_ratio is not None
    away = {"tour_months": rotation.tour_months.low, "mobilisation_months": rotation.mobilisation_months.low}
    ends = (rotation.dwell.low, rotation.dwell.high)
    low, high = (dwell_in_other_form(end, as_months=as_months, **away) for end in ends)
    return Quantity.model_validate({"low": low, "high": high})


def is_between(text: str, least: float, most: float) -> bool:
    """Whether a text is a number within these bounds."""
    try:
        return least <= float(text) <= most
    except ValueError:
        return False
