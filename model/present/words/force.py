"""The sentences about the force, from results alone. They are neutral: *would* and *if*; and say what is not known.

Inputs stand as entered; derived figures are rounded the same way everywhere (`rounded`), and files
carry them unrounded. No source claims a midpoint, so no sentence shows one: ranges are low to high.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from model.engine.cases import extent
from model.engine.run import Run
from model.frozen import Range, kept
from model.kernels.arrays import ROUNDING
from model.present.numbers import (
    NOT_KNOWN,
    amount,
    chance,
    entered,
    joined,
    money,
    round_off,
    rounded,
    rounded_troops,
    signed,
    span,
    step_of,
    times,
    with_sign,
    with_unit,
)
from model.present.sentence import Step
from model.present.words.plain import horizon, listed, spelled, spelled_ends
from model.scenario.component import Component
from model.scenario.quantity import Quantity
from model.terms import PHASES

DISCLAIMER = "Illustrative: not a forecast, not an official estimate."
LIMITS = "Counts troops, not equipment or political consent."
RATIO_NOTE = "Longer tours also mean longer at home here, so the total stays the same; fewer tours are served."
WRITTEN: Mapping[str, Callable[[float], str]] = {
    "margin": signed, "multiplier": times, "contributors_needed": amount, "first_shortfall_month": amount,
    "months_held": amount, "probability_kept_up": chance,
}  # fmt: skip
"""The format of the measures that are not shown like troops."""
SHARES_STEP = ("capacity", "capacity_at_floor", "capacity_units", "margin", "shortfall")
"""The measures of the coalition that stand in a sentence beside the size of the force."""
OR_BEYOND = {"at_least": " or more", "at_most": " or less"}
"""Follows a figure that nations of unknown strength could only raise, or only lower."""
MORE_OR_LESS = {"low": "with more to send", "high": "with less to send"}
"""The ends of the range where the force ties up the same and what nations have differs."""
OTHER_PHASES = ("handing_over", "in_transit", "mobilised")
"""The phases of troops that are neither effectively deployed nor at home."""
FORCE_SIZE, REST = "Force size", "Rest between tours"
SIZES = {
    "units": "Number of units", "troops_per_unit": "Troops in a unit", "sites": "Number of places",
    "troops_per_site": "Troops at a place", "line_km": "Length of the line", "troops_per_km": "Troops on a kilometre",
}  # fmt: skip
"""The factors of a force's size, by the last key of their paths."""


def value_in_words(quantity: Quantity) -> str:
    """Return a quantity as entered, never rounded: one number, or low to high."""
    return span(Range(quantity.low, quantity.central, quantity.high), entered)


@kept
def force_words(run: Run) -> Callable[[float], str]:
    """Return a formatter for troops: the force's own size is shown as the headline has it, other numbers rounded.

    The size is as entered where a reader gets it from the entered sizes of the parts alone; else it is worked out, and
    rounded too, both ends to one step.
    """
    ends = run.measure("deployed").ends
    size_of = entered if _is_size_entered(run) else partial(rounded, step=step_of(*ends))
    return lambda troops: (size_of if is_among(troops, ends) else rounded)(troops)


def size_as_read(run: Run, troops: float) -> float:
    """Return one of the sizes of the force as pages write it: as entered, or both ends rounded to one step."""
    return troops if _is_size_entered(run) else round_off(troops, step_of(*run.measure("deployed").ends))


def is_among(troops: float, ends: Iterable[float]) -> bool:
    """Whether troops are one of some ends, but for rounding errors."""
    return any(map(partial(math.isclose, troops), ends))


@kept
def _is_size_entered(run: Run) -> bool:
    """Whether every part of the force stands as entered, or is the whole number of soldiers that its inputs give."""
    parts = [run.scenario.force[part.component] for part in run.outcomes.own]
    if not all(map(is_entered, parts)):
        return False
    is_given = all(part.strength.sizing == ("troops",) for part in parts)
    return is_given or all(float(end).is_integer() for end in run.measure("deployed").ends)


def size(run: Run) -> str:
    """Return the size of the force, low to high, as every sentence shows it: as entered, or rounded with an `about`."""
    deployed = run.measure("deployed")
    words = span(deployed, force_words(run)) if _is_size_entered(run) else span(deployed)
    is_exact = _is_size_entered(run) or words in (span(deployed, entered), NOT_KNOWN)
    return words if is_exact else f"about {words}"


@kept
def step_of_coalition(run: Run) -> Step:
    """Return the step of rounding that the coalition's capacity, its margin and the size of the force share."""
    return Step.of(*run.measure("capacity").ends, *run.measure("deployed").ends)


def rounded_margin(run: Run, margin: float) -> float:
    """Return a margin of the coalition for reading, so that a reader's own sum comes out.

    It is the difference of capacity and size as both are written, where the force has one size. Less than one soldier
    is nothing.
    """
    if abs(margin) < 1 - ROUNDING:
        return 0.0
    step, deployed = step_of_coalition(run), run.measure("deployed")
    readings = [step.rounded(margin)]
    if deployed.low is not None and deployed.low == deployed.high:
        size_as_written = deployed.low if _is_size_entered(run) else round_off(deployed.low)
        readings.insert(0, step.rounded(margin + deployed.low) - size_as_written)
    return next((reading for reading in readings if reading * margin > 0), round_off(margin))


def is_entered(part: Component) -> bool:
    """Whether a part's size is that of its entered numbers alone, without a tail of support and in every month."""
    return part.strength.is_known and part.support_per_deployed.high == 0 and not part.profile


def part_title(run: Run, name: str, first: str) -> str:
    """Return the first word of a sentence about a part, after its title where the coalition provides several parts.

    >>> import model
    >>> one, several = (model.run(model.load(name)).runs[0] for name in ("reassurance_force", "no_us_backstop"))
    >>> part_title(one, "reassurance_force", "one"), part_title(several, "european_brigades", "one")
    ('One', 'European brigades: one')
    """
    return f"{run.scenario.title_of(name)}: {first}" if len(run.outcomes.own) > 1 else first.capitalize()


def named_by(run: Run) -> str:
    """Return the word for the force's size: `entered` where the reader gave part of it, else `proposed`."""
    paths = [f"force.{part.component}" for part in run.outcomes.own]
    sizing = tuple(f"{part}.{key}" for part in paths for key in ("strength.", "support_per_deployed", "profile."))
    quantities = (quantity for path, quantity in run.scenario.quantities().items() if path.startswith(sizing))
    return (
        "entered"
        if any(quantity.standing == "user" and not quantity.is_default for quantity in quantities)
        else "proposed"
    )


def figure(run: Run, measure: str) -> str:
    """Return a measure as a figure: its range, short enough for a tile, or why there is none.

    >>> import model
    >>> figure(model.run(model.load("reassurance_force")).runs[0], "cost_per_year")
    'EUR 3.8–6.2 billion'
    """
    ends = run.measure(measure).ends
    if not ends:
        return run.why(measure).first
    if measure == "cost_per_year" and run.scenario.cost is not None:
        return f"{run.scenario.cost.currency} {money(*ends)}".strip()
    bound = OR_BEYOND.get(run.bound(measure), "")
    return f"{joined(ends, written(run, measure), ' to ' if measure == 'margin' else '–')}{bound}"


def written(run: Run, measure: str) -> Callable[[float], str]:
    """Return the format of a measure's figures on the pages: money, months that are counted, times, troops."""
    if measure == "cost_per_year" and run.scenario.cost is not None:
        currency, most = run.scenario.cost.currency, run.measure(measure).high
        return lambda number: f"{currency} {money(number, most=most)}".strip()
    if measure in SHARES_STEP and run.outcomes.supply is not None:
        return _words_of_coalition(run, measure)
    words = WRITTEN.get(measure)
    return force_words(run) if words is None else words


def _words_of_coalition(run: Run, measure: str) -> Callable[[float], str]:
    """The format of what stands beside the force's size in one sentence, as that sentence has it."""
    if measure == "margin":
        return lambda number: with_sign(rounded_margin(run, number)) if abs(number) >= 1 else signed(number)
    if measure == "shortfall":
        return lambda number: amount(-rounded_margin(run, -number)) if number >= 1 else rounded_troops(number)
    if measure == "capacity_units" and any(part.is_whole for part in run.plan.components):
        return amount
    size_of, step, ends = force_words(run), step_of_coalition(run), run.measure("deployed").ends
    return lambda number: size_of(number) if number in ends else step.words(number)


def headline(run: Run) -> str:
    """Return the answer: the troops that keeping the force in the field would tie up.

    Says instead that nobody is tied up where nobody is away, or that no size was published.

    >>> import model
    >>> headline(model.run(model.load("reassurance_force")).runs[0])
    'Keeping 30,000 troops in the field would tie up 90,000 to 120,000'
    """
    deployed, tied_up = run.measure("deployed"), run.measure("tied_up")
    if deployed.high == 0:
        is_somebodys = any(part.provider != "coalition" for part in run.outcomes.requirements.values())
        return f"No troops {'of these nations ' if is_somebodys else ''}away, so none tied up"
    if tied_up.low is None:
        return "Nobody has published how big this force would be"
    return f"Keeping {with_unit(size(run), 'troops')} in the field would tie up {span(tied_up)}"


def standfirst(run: Run) -> str:
    """Return the sentence under the headline: what one soldier away means for others, or why there is no sum to do.

    >>> import model
    >>> standfirst(model.run(model.load("reassurance_force")).runs[0])  # doctest: +ELLIPSIS
    'For every soldier on a six-month tour, two or three more would be at home: just back, resting, or getting ready...'
    """
    multiplier = run.measure("multiplier")
    if run.measure("tied_up").low is None:
        return _no_sum(run)
    if multiplier.low is None or multiplier.high is None:
        return "Nobody is away, so nobody has to be relieved."
    per, low, high = 1, multiplier.low - 1, multiplier.high - 1
    if ROUNDING < high < 1:  # nobody is half a soldier
        per, low, high = 10, 10 * low, 10 * high
    more = spelled_ends(round(low, 2), round(high, 2))
    on_tour = f"{'every soldier' if per == 1 else f'every {spelled(per)} soldiers'} {_on_a_tour(run)}"
    if high <= ROUNDING:
        return f"For {on_tour}, nobody would be at home: they go again as soon as they are back."
    if elsewhere := not_at_home(run):
        return f"For {on_tour}, {more} more would be tied up: {', '.join(elsewhere)} or at home between tours."
    return f"For {on_tour}, {more} more would be at home: just back, resting, or getting ready to go."


def _on_a_tour(run: Run) -> str:
    low, high = run.tour_months
    if low < high:
        return f"on a tour of {entered(low)} to {entered(high)} months"
    return f"on a {tour_length(low)} tour"


def tour_length(months: float) -> str:
    """Return the length of a tour before its noun: `six-month`, `4.5-month`."""
    word = spelled(months) if float(months).is_integer() else entered(months)
    return f"{word}-month"


def _no_sum(run: Run) -> str:
    """Why there is no sum to do: the parts whose size nobody published."""
    parts = [part for part in run.outcomes.own if not extent(part.strength).is_known]
    titles = [run.scenario.title_of(part.component) for part in parts]
    if len(parts) == len(run.outcomes.own):
        what = f"any of its {spelled(len(parts))} parts" if len(parts) > 1 else "it"
        return f"No number of troops was published for {what}, so there is no sum to do yet."
    return f"No number of troops was published for {listed(titles)}, so there is no sum to do for the whole."


def not_at_home(run: Run) -> list[str]:
    """Return the activity of troops tied up and neither deployed nor at home: `handing over`, `travelling`."""
    return [PHASES[phase].doing for phase in OTHER_PHASES if run.outcomes.phases[phase].any()]


def cited(run: Run) -> list[tuple[str, str]]:
    """Return the claims that the answer rests on most: the size of the force, and the rest between tours."""
    quantities = run.scenario.quantities()
    parts = tuple(f"force.{part.component}.strength." for part in run.outcomes.own)
    claims = {quantity.claim: path for path, quantity in quantities.items() if path.startswith(parts)}
    sizes = [(SIZES.get(path.rpartition(".")[2], FORCE_SIZE), claim) for claim, path in claims.items() if claim]
    rest = [run.scenario.rotation.dwell.claim] if run.scenario.rotation.dwell.claim else []
    return [*sizes, *((REST, claim) for claim in rest)]


def throughput_sentence(run: Run) -> str | None:
    """Return how many tours would be served over the horizon, by how many people; None if not known."""
    tours_served, people = run.measure("throughput"), run.measure("people_within_horizon")
    if not tours_served.high or people.low is None:
        return None
    return (
        f"Over {horizon(run)} that is about {with_unit(span(tours_served), 'tours')}, "
        f"served by {with_unit(span(people), 'people')}."
    )
