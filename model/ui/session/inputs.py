"""The one table of inputs: what a reader can set, of four kinds, each under a short name in the page's address.

A number that is a range is two inputs, `<short>_low` and `<short>_high`. Shares lie between 0 and 1, a word is one of
a few, a set holds names. Three words say whose figures count (`size_by`, `tour_by`, `rest_by`): a published claim's,
which then stays the figure's source, or the reader's own numbers. Nothing here draws.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from model.analysis import rest_rules
from model.engine.cases import dwell_in_other_form
from model.evidence.claims import Position
from model.scenario import Scenario
from model.scenario.coalition import Coalition, Contributor
from model.scenario.domain import Domain
from model.scenario.quantity import Quantity
from model.terms import RULES
from model.ui.session.typed import Numbers

Kind = Literal["number", "share", "word", "set"]
Value = float | str | None
"""A number; a word; the names of a set, with commas; None for a size that nobody has published."""
Values = Mapping[str, Value]

SIZE, TOUR, REST, NATIONS, MONTHS, MORE = "size", "tour", "rest", "nations", "months", "more"
"""The groups of the table: where on the page an input stands."""
STRENGTH = "force.{component}.strength."
SIZES = {
    "troops": STRENGTH + "troops",
    "units": STRENGTH + "units",
    "unit_troops": STRENGTH + "troops_per_unit",
    "sites": STRENGTH + "sites",
    "site_troops": STRENGTH + "troops_per_site",
    "line_km": STRENGTH + "line_km",
    "km_troops": STRENGTH + "troops_per_km",
}
"""Short name -> dotted path of a part's strength. Of the main part they stand alone, of another after `<part>.`."""
NUMBERS: Mapping[str, tuple[str, str]] = {
    **{short: (SIZE, path) for short, path in SIZES.items()},
    "tour": (TOUR, "rotation.tour_months"),
    "ratio": (REST, "rotation.dwell_ratio"),
    "dwell": (REST, "rotation.dwell_months"),
    "overlap": (MORE, "rotation.overlap_months"),
    "element": (MONTHS, "force.{component}.element.troops"),
    "support": (MORE, "force.{component}.support_per_deployed"),
    "mobilisation": (MORE, "rotation.mobilisation_months"),
    "transit": (MORE, "rotation.transit_months"),
    "preparation": (MORE, "rotation.preparation_months"),
    "recovery": (MORE, "rotation.recovery_months"),
}
"""Short name -> group and dotted path, `{component}` being the scenario's main part."""

SIZE_BY, TOUR_BY, REST_BY = "size_by", "tour_by", "rest_by"
OWN, UNKNOWN = "own", "unknown"
"""Words for figures of nobody who published them: the reader's own numbers, and a size that is not published."""
DWELL_AS, DWELL_RATIO, DWELL_MONTHS = "dwell_as", "Ratio", "Months"
WHO, RULE, SHARE, BACKSTOP, CHANCES = "who", "rule", "share", "backstop", "chances"
STARTS, FILLS_IN = "starts", "fill_in"
RESTED, STAGGERED = "Rested", "Staggered"
EACH_ITS_OWN, OTHERS_TOO = "Each its own", "Others fill in"
PROVIDED, WITHDRAWN = "Provided", "Withdrawn"
IN_OR_OUT, ASSUMED = "In or out", "With chances"
POSITIONS: Mapping[Position, float] = {"declared": 0.9, "offered": 0.7, "open": 0.0, "undeclared": 0.0, "refused": 0.0}
"""Chances that a reader who asks for chances starts from: placeholders to be replaced, shown as the reader's own.

A nation that volunteered nothing has none before the reader gives it one.
"""
SHARE_AT, SHARE_STEP = "coalition.deployable_share", 0.01
AS_PER_CENT = "(0.4 is 40%)"
"""Follows the numbers allowed where pages speak of per cent and boxes take parts of one."""
CHANCES_AT = "coalition.probability_by_position"


@dataclass(frozen=True)
class Input:
    """One thing that the reader can set: its key in the address, its kind, its start, and what it can be set to."""

    key: str
    kind: Kind
    start: Value
    group: str
    path: str = ""
    domain: Domain | None = None
    """Of a number or a share: label, meaning and limits."""
    options: tuple[str, ...] = ()
    """Of a word: the words; of a set: the names."""
    end: str = ""
    """Of a number that is one end of a range: `low` or `high`."""

    @property
    def limits(self) -> Domain:
        """The domain of a number or a share."""
        if self.domain is None:
            raise TypeError(f"{self.key} is no number")
        return self.domain

    @property
    def bounds(self) -> tuple[float, float, float]:
        """The least and greatest value on the page, where the start lies between them, and the slider's step."""
        step_alone = SHARE_STEP if self.kind == "share" else 1
        least, most, step = self.limits.slider or (self.limits.least, self.limits.most, step_alone)
        start = least if self.start is None else float(self.start)
        return min(least, start), max(most, start), step

    @property
    def is_whole(self) -> bool:
        """Whether a number moves in whole steps, as it does unless its start lies between two."""
        return isinstance(self.bounds[2], int) and (self.start is None or float(self.start).is_integer())

    @property
    def numbers(self) -> Numbers:
        """The numbers that the reader can type."""
        least, most, _ = self.bounds
        word = self.limits.unit_word
        unit = AS_PER_CENT if self.kind == "share" else "" if word in ("ratio", "share") else word
        return Numbers(least, most, unit, self.is_whole, self.limits.is_count)

    def read(self, text: str) -> Value:
        """Return the value that a text of an address stands for, which has to be one that is taken."""
        if self.kind == "set":
            return ",".join(sorted({*filter(None, text.split(","))}))
        if self.kind == "word":
            return text
        return float(int(float(text))) if self.is_whole else float(text)

    def refusal(self, text: str) -> str:
        """Return the values allowed, or the spelling of a number that can mean two; '' for a text that is taken."""
        if self.kind == "set":
            names = {*self.options, ""}
            return "" if set(text.split(",")) <= names else f"allowed: some of {', '.join(self.options)}, with commas"
        if self.kind == "word":
            return "" if text in self.options else f"allowed: {', '.join(self.options)}"
        least, most, _ = self.bounds
        fault = self.limits.fault_of_spelling(text) if self.is_whole else ""
        if _is_between(text, least, most) and not fault:
            return ""
        remedy = self.limits.fault_of_spelling(text).rpartition(": ")[2]
        return remedy or f"allowed: {self.numbers.allowed}"


class Table(dict[str, Input]):
    """The inputs that a starting scenario has, by key, in the order of the page. It does not change once it is made."""

    def starts(self) -> dict[str, Value]:
        """Return the value of every input as the starting scenario has it."""
        return {key: field.start for key, field in self.items()}

    def of_group(self, group: str) -> list[Input]:
        """Return the inputs of one group."""
        return [field for field in self.values() if field.group == group]

    def ends(self, path: str) -> list[Input]:
        """Return the number, or the two ends of the range, at a dotted path; none where the page has no input."""
        return [field for field in self.values() if field.path == path and field.kind == "number"]


def main_part(scenario: Scenario) -> str | None:
    """Return the coalition's first part with a known strength, else its first; None where it has no part."""
    parts = coalition_parts(scenario)
    return next((name for name in parts if scenario.force[name].strength.is_known), next(iter(parts), None))


def coalition_parts(scenario: Scenario) -> list[str]:
    """Return the parts of the force that the coalition provides."""
    return [name for name in scenario.force if scenario.provider_of(name) == "coalition"]


def table(scenario: Scenario) -> Table:
    """Return the table of inputs of a starting scenario."""
    fields = [
        *_whose(scenario), *_numbers(scenario), *_coalition(scenario),
        Input(
            BACKSTOP, "word", PROVIDED if scenario.us_backstop.provided else WITHDRAWN, NATIONS,
            "us_backstop.provided", options=(PROVIDED, WITHDRAWN),
        ),
        Input(
            STARTS, "word", STAGGERED if scenario.schedule.start == "evenly_spread" else RESTED, MONTHS,
            "schedule.start", options=(STAGGERED, RESTED),
        ),
        Input(
            FILLS_IN, "word", OTHERS_TOO if scenario.schedule.backfill else EACH_ITS_OWN, MONTHS,
            "schedule.backfill", options=(EACH_ITS_OWN, OTHERS_TOO),
        ),
    ]  # fmt: skip
    return Table({field.key: field for field in fields})


def _whose(scenario: Scenario) -> Iterator[Input]:
    """The words that say whose size, tour and rest count, and the form of a rest of the reader's own."""
    main = main_part(scenario)
    if main is not None:
        path = size_paths(main)["troops"]
        is_known = scenario.force[main].strength.is_known
        whose = _claim_or_own(scenario, path) if is_known else UNKNOWN
        yield Input(SIZE_BY, "word", whose, SIZE, path, options=_options(whose, named_sizes(scenario)))
    whose = _claim_or_own(scenario, rest_rules.TOUR)
    yield Input(TOUR_BY, "word", whose, TOUR, rest_rules.TOUR, options=_options(whose, named_tours(scenario)))
    rule = rest_rules.rule_of(scenario)
    topics = (rule.topic for rule in rest_rules.rules(scenario.register))
    yield Input(REST_BY, "word", rule.topic if rule else OWN, REST, options=(*topics, OWN))
    form = DWELL_MONTHS if scenario.rotation.dwell_ratio is None else DWELL_RATIO
    yield Input(DWELL_AS, "word", form, REST, options=(DWELL_RATIO, DWELL_MONTHS))


def _options(whose: str, named: list[str]) -> tuple[str, ...]:
    """The published figures, that of the scenario among them, and the reader's own last."""
    return tuple(dict.fromkeys((*([whose] if whose not in (*named, OWN) else []), *named, OWN)))


def _claim_or_own(scenario: Scenario, path: str) -> str:
    quantity = scenario.quantities().get(path)
    return (quantity.claim if quantity is not None else None) or OWN


def named_sizes(scenario: Scenario) -> list[str]:
    """Return the claims of sizes that were named in public for such a force, the smallest first.

    They answer the question that the scenario's own size answers: the size of a whole force, or of its British part.
    """
    size = scenario.quantities().get(SIZES["troops"].format(component=main_part(scenario)))
    question = size.evidence.answers if size is not None and size.evidence is not None else None
    return _answers(scenario, question or "force_size", "troops")


def named_tours(scenario: Scenario) -> list[str]:
    """Return the claims of published lengths of a tour, the shortest first."""
    return _answers(scenario, "tour_months", "months")


def _answers(scenario: Scenario, question: str, unit: str) -> list[str]:
    claims = [
        claim
        for claim in scenario.register.claims.values()
        if claim.answers == question and claim.unit == unit and claim.bounds is not None
    ]
    return [claim.id for claim in sorted(claims, key=lambda claim: (claim.bounds or (0.0, 0.0), claim.id))]


def _numbers(scenario: Scenario) -> Iterator[Input]:
    """The numbers, both ways of giving the dwell among them, and the sizes of the coalition's other parts."""
    main, held = main_part(scenario), scenario.quantities()
    for short, (group, pattern) in NUMBERS.items():
        path = _at(pattern, main)
        other = _other_dwell(scenario) if group == REST else None
        yield from _ends(scenario, short, group, path, held.get(path) or other)
    if main is not None and not scenario.force[main].strength.is_known:
        path = size_paths(main)["troops"]
        yield Input("troops", "number", None, SIZE, path, scenario.domain_of(path))
    for part in coalition_parts(scenario):
        if part != main:
            for short, path in size_paths(part).items():
                yield from _ends(scenario, f"{part}.{short}", SIZE, path, held.get(path))


def _at(pattern: str, part: str | None) -> str:
    """The path of a number of a part of the force."""
    return pattern.replace("{component}", str(part))


def size_paths(part: str) -> dict[str, str]:
    """Return the paths of the numbers that make up a part's size, by their short names."""
    return {short: _at(pattern, part) for short, pattern in SIZES.items()}


def _ends(scenario: Scenario, short: str, group: str, path: str, quantity: Quantity | None) -> Iterator[Input]:
    """The number at a path, or its two ends; nothing where the scenario has none there."""
    if quantity is None:
        return
    domain = scenario.domain_of(path)
    if not quantity.is_range:
        yield Input(short, "number", quantity.central, group, path, domain)
        return
    for end, value in (("low", quantity.low), ("high", quantity.high)):
        yield Input(f"{short}_{end}", "number", value, group, path, domain, end=end)


def _other_dwell(scenario: Scenario) -> Quantity:
    """The dwell in the form that the scenario does not give, at the low end of its tour."""
    rotation = scenario.rotation
    as_months = rotation.dwell_ratio is not None
    away = {"tour_months": rotation.tour_months.low, "mobilisation_months": rotation.mobilisation_months.low}
    ends = (rotation.dwell.low, rotation.dwell.high)
    low, high = (dwell_in_other_form(end, as_months=as_months, **away) for end in ends)
    return Quantity.model_validate({"low": low, "high": high})


def _coalition(scenario: Scenario) -> Iterator[Input]:
    """The nations that take part, how the load is shared, the deployable share, and chances."""
    coalition = scenario.coalition
    if coalition is None:
        return
    yield Input(WHO, "set", ",".join(counted(scenario)), NATIONS, options=tuple(sorted(coalition.contributors)))
    if coalition.deployable_share is not None:
        share = coalition.deployable_share.central
        yield Input(SHARE, "share", share, NATIONS, SHARE_AT, scenario.domain_of(SHARE_AT))
    yield Input(RULE, "word", coalition.rule, MORE, "coalition.rule", options=tuple(RULES))
    has_chances = bool(coalition.probability_by_position)
    yield Input(CHANCES, "word", ASSUMED if has_chances else IN_OR_OUT, MORE, options=(IN_OR_OUT, ASSUMED))
    chances = {str(key): value for key, value in coalition.probability_by_position.items()}
    for position, chance in POSITIONS.items():
        path = f"{CHANCES_AT}.{position}"
        start = chances[position].central if position in chances else chance
        yield Input(f"p_{position}", "share", start, MORE, path, scenario.domain_of(path))


def counted(scenario: Scenario) -> list[str]:
    """Return the contributors that count by their position or their own chance, A to Z."""
    coalition = scenario.coalition
    if coalition is None:
        return []
    return sorted(name for name, contributor in coalition.contributors.items() if _counts(contributor, coalition))


def _counts(contributor: Contributor, coalition: Coalition) -> bool:
    """Whether a contributor counts: by its own or its position's chance of 0 or 1, else by its position."""
    stated = contributor.probability or coalition.probability_by_position.get(contributor.position)
    if stated is not None and stated.central in (0, 1):
        return stated.central == 1
    return contributor.position in coalition.counted_positions


def names_in(value: Value) -> list[str]:
    """Return the names of a set.

    >>> names_in("france,poland"), names_in("")
    (['france', 'poland'], [])
    """
    return [name for name in str(value or "").split(",") if name]


def with_name(value: Value, name: str) -> str:
    """Return a set with one name more.

    >>> with_name("france,united_kingdom", "poland")
    'france,poland,united_kingdom'
    """
    return ",".join(sorted({*names_in(value), name}))


def _is_between(text: str, least: float, most: float) -> bool:
    try:
        return least <= float(text) <= most
    except ValueError:
        return False
