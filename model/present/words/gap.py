"""The words of the gap: could the nations that are in keep the force up, and what makes the two ends."""

from collections.abc import Callable

from model.engine.kept_up import KeptUp
from model.engine.run import Run
from model.frozen import Range
from model.present.numbers import amount, joined, of_100, rounded, span, step_of
from model.present.words.coalition import in_soldiers, spare_as_read, supply_sentence
from model.present.words.ends import what_differs
from model.present.words.force import OR_BEYOND, cited, force_words, is_among, rounded_margin
from model.present.words.plain import listed, who_is_in

ENOUGH = "Just enough"


def question(run: Run) -> str:
    """Return the question that the picture answers.

    >>> import model
    >>> question(Run.of(model.load("reassurance_force")))
    'Could France and the UK keep that up?'
    """
    who = who_is_in(run)
    return f"Could {'anybody' if who == 'nobody' else who} keep that up?"


def finding(run: Run, largest_force: KeptUp) -> str:
    """Return the answer: short by so many, so many to spare, or between the two.

    >>> import model
    >>> from model.engine.kept_up import kept_up
    >>> run = Run.of(model.load("reassurance_force"))
    >>> finding(run, kept_up(run))
    'Short by 5,000 to 30,000'
    """
    low, high = as_read(run, largest_force)
    return _in_words(low, high, is_bound=bool(run.bound(largest_force.measure)))


def by_soldier(run: Run) -> str:
    """Return the answer counted soldier by soldier, as if units could be split.

    >>> import model
    >>> by_soldier(Run.of(model.load("reassurance_force")))
    'Short by 3,100 to 21,800'
    """
    low, high = (rounded_margin(run, end) for end in run.measure("margin").ends)
    return _in_words(low, high, is_bound=bool(run.bound("margin")))


def _in_words(low: float, high: float, *, is_bound: bool) -> str:
    """The least and the most troops to spare, below 0 those missing; `is_bound`: there could be more to spare."""
    more, less = ((OR_BEYOND[bound] if is_bound else "") for bound in ("at_least", "at_most"))
    if high < 0:
        return f"Short by {span(Range(-high, None, -low), amount)}{less}"
    if low > 0:
        return f"{span(Range(low, None, high), amount)}{more} to spare"
    if low == high:
        return f"{ENOUGH}{more}"
    if low == 0:
        return f"{ENOUGH}, or {amount(high)}{more} to spare"
    return f"Between {amount(-low)}{less} short and {'just enough' if high == 0 else f'{amount(high)}{more} to spare'}"


def conditions(run: Run, largest_force: KeptUp) -> str:
    """Return the conditions of the answer, and what makes its two ends; where nothing could be kept up, why not."""
    if not run.measure("capacity").high:
        return str(supply_sentence(run))
    return " ".join(filter(None, (_if(run), _ends(run, largest_force))))


def _if(run: Run) -> str:
    """The assumptions on every nation: the share of its army that can be sent, and that none goes beyond its offer."""
    quantities = run.scenario.quantities()
    share = quantities.get("coalition.deployable_share")
    parts = [] if share is None else [f"{joined((share.low, share.high), of_100)}% of an army can be sent"]
    if any(f"coalition.contributors.{name}.offer_troops" in quantities for name in run.counted):
        parts.append("none goes beyond its offer")
    return f"If {listed(parts)}." if parts else ""


def _ends(run: Run, largest_force: KeptUp) -> str:
    """The meaning of the outline, or what makes the two ends where there is none; empty where they are one."""
    if largest_force.capacity.low != largest_force.capacity.high:
        names = what_differs(run, largest_force.largest, largest_force.smallest, "capacity")
        return f"Outlined: only with {names[0]}." if names else "Outlined: at one end of the range only."
    low, high = as_read(run, largest_force) if largest_force.spare.is_known else (0.0, 0.0)
    names = what_differs(run, largest_force.most, largest_force.least, "margin") if low < high else None
    return f"{_stands(high)} with {names[0]}, {_stands(low)} with {names[1]}." if names else ""


def _stands(spare: float) -> str:
    if spare == 0:
        return ENOUGH
    return f"{amount(abs(spare))} {'to spare' if spare > 0 else 'short'}"


def as_read(run: Run, largest_force: KeptUp) -> tuple[float, float]:
    """Return the least and the most troops to spare, or missing (below 0), as pages write them."""
    low, high = (spare_as_read(run, largest_force, end) for end in largest_force.spare.ends)
    return low, high


def in_words(run: Run, largest_force: KeptUp) -> str:
    """Return the text alternative of the picture."""
    return f"{question(run)} {finding(run, largest_force)}. {supply_sentence(run)}"


def in_troops(run: Run, largest_force: KeptUp) -> Callable[[float], str]:
    """Return the format of troops beside the gap: exact in whole units, else the size as entered, the rest rounded."""
    ends = run.measure("deployed").ends
    if largest_force.is_whole and all(float(end).is_integer() for end in (*largest_force.capacity.ends, *ends)):
        return lambda troops: amount(in_soldiers(troops))
    step, size_of = step_of(*largest_force.capacity.ends, *ends), force_words(run)
    return lambda troops: size_of(troops) if is_among(troops, ends) else rounded(troops, step)


def all_claims(run: Run) -> tuple[str, ...]:
    """Return the claims that the gap rests on: the size of the force and its rest, then those of the nations."""
    return tuple(dict.fromkeys([*(claim for _, claim in cited(run)), *claims(run)]))


def claims(run: Run) -> tuple[str, ...]:
    """Return the claims that the answer rests on beside the force: offers, the share of an army, armies."""
    quantities = run.scenario.quantities()
    nations = [f"coalition.contributors.{name}" for name in run.counted]
    paths = [
        *(f"{nation}.offer_troops" for nation in nations),
        "coalition.deployable_share",
        *(f"{nation}.{key}" for key in ("deployable_share", "land_strength") for nation in nations),
    ]
    listed_claims = (quantities[path].claim for path in paths if path in quantities)
    return tuple(dict.fromkeys(claim for claim in listed_claims if claim))
