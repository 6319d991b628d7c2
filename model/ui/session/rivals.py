"""The address that puts a claim's figure into the sum: in the plan that is shown, else in one that takes such a figure.

Nothing here draws.
"""

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from model.analysis import rest_rules
from model.engine.cases import dwell_ratio_of
from model.evidence.claims import Claim, Question
from model.present.words import plain
from model.present.words.figures import number, per_cent
from model.scenario import Scenario
from model.ui.session import inputs, published
from model.ui.session.inputs import Input, Table, Value
from model.ui.session.shown import FIRST, Shown, as_text

ELSEWHERE: dict[Question, str] = {
    "british_part": "dannatt",
    "brigade_size": "three_tier",
    "troops_per_km": "demarcation_line",
}
"""The plan in which a figure is tried where the one that is shown has no such input; of other questions the first."""
NUMBERS: dict[Question, str] = {
    "troops_in_cycle": rest_rules.DWELL_RATIO,
    "dwell_ratio": rest_rules.DWELL_RATIO,
    "dwell_months": rest_rules.DWELL_MONTHS,
    "deployable_share": inputs.SHARE_AT,
    "brigade_size": "troops_per_unit",
    "troops_per_km": "troops_per_km",
}
"""The end of the path of the numbers that take a figure which is not among the published ones of its input."""
USE = "Use this figure"
TRIED = {"force_size", "british_part", "tour_months", *NUMBERS}
"""The questions whose figures an input takes."""


def uses(claim: Claim, shown: Shown, starts: Mapping[str, Scenario]) -> dict[str, str]:
    """Return the queries of the addresses that try a claim's figure, by the words of a link to each.

    Two inputs take both ends of a range in one address; one input takes each end in an address of its own. None where
    no input takes the figure, or where it is the one that counts already.

    Args:
        claim: the claim.
        shown: what is shown, whose other changes stay.
        starts: the starting scenarios by name.
    """
    if claim.bounds is None or claim.answers not in TRIED:
        return {}
    if tried := _tried(claim, shown):
        return {
            USE if len(tried) == 1 else f"Use {words}": urlencode(new.query)
            for words, new in tried.items()
            if new.changes != shown.changes
        }
    other = Shown.at_start(starts[ELSEWHERE.get(claim.answers, FIRST)])
    where = plain.plan(other.start)
    return {f"{USE} in “{where}”": urlencode(new.query) for new in _tried(claim, other).values()}


def _tried(claim: Claim, plan: Shown) -> dict[str, Shown]:
    """A plan with a claim's figure in the place of its own, by the figure's words."""
    values = _as_published(claim, plan) or dict(_as_numbers(claim, plan))
    return {words: plan.replace(figures) for words, figures in values.items()}


def _as_published(claim: Claim, plan: Shown) -> dict[str, dict[str, Value]]:
    """The values that take a claim as a named size, a published tour or a rule of rest, so that it stays the source."""
    table, register = plan.inputs, plan.start.register
    topics = {rule.dwell.id: rule.topic for rule in rest_rules.rules(register)}
    for key, whose in ((inputs.SIZE_BY, claim.id), (inputs.TOUR_BY, claim.id), (inputs.REST_BY, topics.get(claim.id))):
        if key in table and whose is not None and whose in table[key].options:
            return {number(claim): published.taken(table, register, key, whose)}
    return {}


def _as_numbers(claim: Claim, plan: Shown) -> Iterator[tuple[str, dict[str, Value]]]:
    """The values that take a claim's figure as numbers of the reader's, with the words of each."""
    table, path = plan.inputs, NUMBERS.get(claim.answers or "force_size")
    fields = [field for field in table.values() if path and field.path.endswith(path) and field.kind != "word"]
    ends = list(dict.fromkeys(_as_set(claim, end, plan.start) for end in claim.bounds or ()))
    groups = [ends] if len(fields) > 1 else [[end] for end in ends]
    for figures in groups if fields else []:
        both = dict(zip(fields, (figures[0], figures[-1]), strict=False))
        if not any(field.refusal(as_text(figure)) for field, figure in both.items()):
            yield _words(claim, figures, len(groups)), _set(table, both)


def _set(table: Table, figures: Mapping[Input, float]) -> dict[str, Value]:
    """The values that set some numbers as the reader does, in the form of rest that they are of."""
    values: dict[str, Value] = {}
    for field, figure in figures.items():
        values |= published.moved(table, field.key, figure)
        if field.path in (rest_rules.DWELL_RATIO, rest_rules.DWELL_MONTHS):
            is_ratio = field.path == rest_rules.DWELL_RATIO
            values[inputs.DWELL_AS] = inputs.DWELL_RATIO if is_ratio else inputs.DWELL_MONTHS
    return values


def _as_set(claim: Claim, figure: float, start: Scenario) -> float:
    """A figure as its input takes it: troops for each one away become months at home for each month away."""
    return dwell_ratio_of(figure, start.rotation) if claim.answers == "troops_in_cycle" else figure


def _words(claim: Claim, figures: list[float], many: int) -> str:
    """The words of one of several figures of a claim; of the only one the claim's own."""
    if many == 1:
        return number(claim)
    return per_cent(figures[0]) if claim.unit == "share" else as_text(figures[0])
