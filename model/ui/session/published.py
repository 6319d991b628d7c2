"""Published figures in place of a scenario's own: a size named in public, a tour, a rule of rest. Nothing here draws.

The claim stays the source of the figure; its numbers stand in the inputs too, for a reader who goes on from them.
"""

from collections.abc import Iterator

from model.analysis import rest_rules
from model.analysis.rest_rules import RestRule
from model.engine.cases import dwell_in_other_form
from model.evidence.claims import Claim, Register
from model.present.numbers import amount
from model.ui.session import inputs
from model.ui.session.inputs import Input, Table, Value, Values

CALL_UP = "rotation.mobilisation_months"
BASES = {inputs.SIZE_BY: inputs.SIZE, inputs.TOUR_BY: inputs.TOUR, inputs.REST_BY: inputs.REST}
"""The words that say whose figures count, each with the group of the numbers that it decides about."""


def taken(table: Table, register: Register, key: str, whose: str) -> dict[str, Value]:
    """Return the values that take a published figure: whose it is, and its numbers.

    A rule of rest brings its tour where it has one.

    Args:
        table: the inputs.
        register: the evidence with the claims.
        key: `size_by`, `tour_by` or `rest_by`.
        whose: the claim or the rule, one of that input's options.
    """
    values: dict[str, Value] = {key: whose}
    if key == inputs.REST_BY and whose != inputs.OWN:
        return values | _of_rule(table, rule_of(register, whose))
    claim = register.claims.get(whose)
    return values if claim is None else values | _figures(table.ends(table[key].path), claim)


def _of_rule(table: Table, rule: RestRule) -> dict[str, Value]:
    path = rest_rules.DWELL_RATIO if rule.is_ratio else rest_rules.DWELL_MONTHS
    form = inputs.DWELL_RATIO if rule.is_ratio else inputs.DWELL_MONTHS
    tour = rule.tour
    values: dict[str, Value] = {inputs.DWELL_AS: form, **_figures(table.ends(path), rule.dwell)}
    if tour is not None:
        values |= {inputs.TOUR_BY: tour.id, **_figures(table.ends(rest_rules.TOUR), tour)}
    return values


def changed_rule(table: Table, register: Register, values: Values, topic: str) -> dict[str, Value]:
    """Return the values that take a rule of rest, or the reader's own; the tour of the rule before goes with it."""
    before = values[inputs.REST_BY]
    tour = rule_of(register, str(before)).tour if before != inputs.OWN else None
    back = {}
    if topic != inputs.OWN and tour is not None and values[inputs.TOUR_BY] == tour.id:
        tours = (table[inputs.TOUR_BY], *table.ends(rest_rules.TOUR))
        back = {field.key: field.start for field in tours}
    return back | taken(table, register, inputs.REST_BY, topic)


def rule_of(register: Register, topic: str) -> RestRule:
    """Return the published rule of rest with a short name."""
    return next(rule for rule in rest_rules.rules(register) if rule.topic == topic)


def converted(table: Table, values: Values, form: str) -> dict[str, Value]:
    """Return the values that give a rest of the reader's own in the other form: the same months at the present tour.

    A call-up counts as time away. Where the tour is a range, its low end counts.

    Raises:
        ValueError: if the page has no room for the number, saying what it would be and what is allowed.
    """
    as_months = form == inputs.DWELL_MONTHS
    paths = (rest_rules.DWELL_RATIO, rest_rules.DWELL_MONTHS)
    old, new = (table.ends(path) for path in (paths if as_months else reversed(paths)))
    tour, call_up = (float(values[table.ends(path)[0].key] or 0) for path in (rest_rules.TOUR, CALL_UP))
    held: dict[str, Value] = {inputs.DWELL_AS: form}
    for source, target in zip(old, new, strict=True):
        number = dwell_in_other_form(
            float(values[source.key] or 0), as_months=as_months, tour_months=tour, mobilisation_months=call_up
        )
        least, most, _ = target.bounds
        if not least <= number <= most:
            words = f"{target.limits.label} would be {amount(number)}; the page takes {target.numbers.allowed}."
            raise ValueError(words)
        held[target.key] = float(f"{number:.15g}")  # 3, not 3.0000000000000004
    return held


def moved(table: Table, key: str, value: Value) -> dict[str, Value]:
    """Return the values after the reader has set one input: a number makes the figure that it belongs to his own."""
    field = table[key]
    whose = {basis: inputs.OWN for basis in BASES if field.kind == "number" and key in governed(table, basis)}
    return {key: value, **whose}


def governed(table: Table, basis: str) -> Iterator[str]:
    """Yield the inputs that do not count while a published figure is taken: numbers, and the form of the rest."""
    if basis not in table:
        return
    above = table[basis].path.rpartition(".")[0]
    for field in table.of_group(BASES[basis]):
        is_of_part = basis != inputs.SIZE_BY or field.path.rpartition(".")[0] == above
        if field.key != basis and is_of_part:
            yield field.key


def hidden(table: Table, values: Values) -> set[str]:
    """Return the inputs that do not count now, since a published figure or the other form of the rest is taken."""
    form = rest_rules.DWELL_MONTHS if values[inputs.DWELL_AS] == inputs.DWELL_RATIO else rest_rules.DWELL_RATIO
    other = {field.key for field in table.ends(form)}
    bases = (basis for basis in BASES if values.get(basis, inputs.OWN) != inputs.OWN)
    return other.union(*(governed(table, basis) for basis in bases))


def _figures(ends: list[Input], claim: Claim) -> dict[str, Value]:
    """The ends of a claim's figure as the inputs take them; one input alone takes the low end."""
    low, high = claim.bounds or (0.0, 0.0)
    figures = (low, high)[: len(ends)]
    return {
        field.key: min(max(figure, field.bounds[0]), field.bounds[1])
        for field, figure in zip(ends, figures, strict=True)
    }
