"""The sum in steps, from one tour to what a nation could keep up: what is worked out, how, from whose figures."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from model.analysis.rounds import Round, rounds
from model.engine.cases import at
from model.engine.outcomes import Requirement
from model.engine.run import Run
from model.engine.supply import CONTRIBUTORS, Supply
from model.present.numbers import amount, joined, percent, rounded_troops, span, with_unit
from model.present.words.force import force_words, is_entered, size, value_in_words
from model.present.words.plain import capital, nation, spelled_ends
from model.present.words.rotation import ends_of, months_between

UNKNOWN_SIZE = "Nobody has published how big this force would be, so the sum ends here"
SIZES = {
    "troops": "troops", "units": "units", "troops_per_unit": "troops in each", "sites": "sites",
    "troops_per_site": "troops at each", "line_km": "kilometres", "troops_per_km": "troops on each",
}  # fmt: skip
"""The things that the inputs of a size count."""
BESIDE = {
    "overlap_months": "Handover, when both are there",
    "transit_months": "Travel, out and home",
    "mobilisation_months": "Call-up before a tour",
}


@dataclass(frozen=True)
class Step:
    """A line of the sum. `paths` are the inputs that it takes; each has a claim, a reason or is the reader's own."""

    what: str
    result: str
    how: str = ""
    paths: tuple[str, ...] = ()


def steps(run: Run, component: str, contributor: str | None) -> list[Step]:
    """Return the steps of the sum for one part of the force and one nation of those that take part."""
    listed = [*_of_the_rest(run, component), *_of_the_force(run, component)]
    if run.measure("deployed").ends and contributor is not None and run.outcomes.supply is not None:
        listed += _of_a_nation(run, run.outcomes.supply, contributor)
    return listed


def _of_the_rest(run: Run, component: str) -> Iterator[Step]:
    """A tour, the months around it, the time at home, and the soldiers that it all takes."""
    both, paths = rounds(run, component), run.scenario.rotation_paths(component)
    first, last = both[0], both[-1]
    yield Step("A tour", months_between(*sorted((first.tour, last.tour))), paths=(paths["tour_months"],))
    for key, what in BESIDE.items():
        low, high = sorted(getattr(one, key.removesuffix("_months")) for one in (first, last))
        if high:
            yield Step(what, months_between(low, high), paths=(paths[key],))
    dwell = next(path for key, path in paths.items() if key in ("dwell_ratio", "dwell_months"))
    ratio = spelled_ends(*sorted((first.ratio, last.ratio)))
    how = f"{ratio} for each month away" if dwell.endswith("ratio") else ""
    yield Step("Then at home", f"{ends_of(both, 'dwell')} months", how, (dwell,))
    added = "both added" if first.is_plain and last.is_plain else "all added"
    yield Step("From one tour to the next", f"{ends_of(both, 'length')} months", added)
    needed = spelled_ends(*sorted((first.multiplier, last.multiplier)))
    yield Step("Soldiers for each one away", needed, _both(map(_length_over_tour, both)))


def _length_over_tour(one: Round) -> str:
    tour = f"({amount(one.tour)} − {amount(round(one.overlap, 2))})" if one.overlap else amount(one.tour)
    return f"{amount(round(one.length, 2))} ÷ {tour}"


def _of_the_force(run: Run, component: str) -> Iterator[Step]:
    """The size of a part, all whom it ties up, and the same of all parts together."""
    part, sizes = run.outcomes.requirements[component], _size_paths(run, component)
    deployed, tied_up = _in_both(run, part.deployed), _in_both(run, part.tied_up)
    if np.isnan(deployed).any():
        yield Step(UNKNOWN_SIZE, "")
        return
    is_alone, title = len(run.outcomes.own) == 1, run.scenario.title_of(component)
    words = force_words(run)
    if len(sizes) > 1 or not is_entered(run.scenario.force[component]):
        yield Step(f"Size of the force: {title}", joined(sorted(deployed), words), _size_in_words(run, part), sizes)
        sizes = ()
    away = size(run) if is_alone else joined(sorted(deployed), words)
    needed = _in_both(run, part.multiplier)
    times = _times(words, deployed, needed)
    away = with_unit(away, "troops") if away == "1" else away
    what = f"For {away} in the field" if is_alone else f"{title}: for {away} in the field"
    yield Step(what, joined(sorted(tied_up), words), times, sizes)
    if not is_alone and run.measure("tied_up").ends:
        yield Step("All parts together", span(run.measure("tied_up"), words), "all added")


def _times(words: Callable[[float], str], deployed: list[float], needed: list[float]) -> str:
    """`30,000 × 3 and × 4`, or `25,000 × 3 and 30,000 × 4`."""
    rows = [(words(troops), amount(round(times, 2))) for troops, times in zip(deployed, needed, strict=True)]
    if len({troops for troops, _ in rows}) == 1:
        return f"{rows[0][0]} × {_both((times for _, times in rows), ' and × ')}"
    return _both(f"{troops} × {times}" for troops, times in rows)


def _size_paths(run: Run, component: str) -> tuple[str, ...]:
    part, at_part = run.scenario.force[component], f"force.{component}"
    paths = [f"{at_part}.strength.{key}" for key in part.strength.sizing]
    if not part.support_per_deployed.is_default:
        paths.append(f"{at_part}.support_per_deployed")
    return (*paths, *(f"{at_part}.profile.{month}" for month in part.profile))


def _size_in_words(run: Run, part: Requirement) -> str:
    """`4 to 5 units × 3,000 to 10,000 troops in each`, with support and the share of the greatest month."""
    held, at_part = run.scenario.quantities(), f"force.{part.component}"
    of = run.scenario.force[part.component]
    factors = [f"{value_in_words(held[f'{at_part}.strength.{key}'])} {SIZES[key]}" for key in of.strength.sizing]
    if not of.support_per_deployed.is_default:
        factors.append(f"(1 + {value_in_words(of.support_per_deployed)} in support)")
    if of.profile:
        factors.append(f"{joined(sorted(_in_both(run, part.share_at_peak)), percent)} in the greatest month")
    return " × ".join(factors)


def _of_a_nation(run: Run, supply: Supply, contributor: str) -> Iterator[Step]:
    """The troops that a nation could send in turns, what it could keep in the field, and what of it counts."""
    row, who = supply.names.index(contributor), nation(run.scenario.nation_title(contributor))
    at_nation, held = f"{CONTRIBUTORS}.{contributor}", run.scenario.quantities()
    of_it = supply.coalition.contributors[contributor]
    share = f"{at_nation if of_it.deployable_share is not None else 'coalition'}.deployable_share"
    paths = [share, f"{at_nation}.land_strength"]
    less = []
    for key, word in (("posted_elsewhere", "posted elsewhere"), ("deployed_elsewhere", "away elsewhere")):
        if getattr(of_it, key).high > 0:
            paths.append(f"{at_nation}.{key}")
            turns = " and those who relieve them" if key == "deployed_elsewhere" else ""
            less.append(f", less {value_in_words(held[paths[-1]])} {word}{turns}")
    shares = joined((held[share].low, held[share].high), percent)
    how = f"{shares} of {value_in_words(held[paths[1]])} soldiers{''.join(less)}"
    pool = sorted(_in_both(run, supply.pool[row]))
    yield Step(f"{capital(who)} could send in turns", joined(pool, rounded_troops), how, tuple(paths))
    ends = sorted(zip(*(_in_both(run, values[row]) for values in (supply.sustained, supply.multiplier)), strict=True))
    needed = _both(f"÷ {amount(round(multiplier, 2))}" for _, multiplier in ends)
    yield Step("So it could keep in the field", joined((troops for troops, _ in ends), rounded_troops), needed)
    offer = f"{at_nation}.offer_troops"
    if offer in held:
        counts = joined(sorted(_in_both(run, supply.capacity[row])), rounded_troops)
        yield Step("Of that counts", counts, f"no more than the {value_in_words(held[offer])} it offered", (offer,))


def _in_both(run: Run, values: np.ndarray) -> list[float]:
    """A number in the low and in the high case."""
    return [float(at(np.atleast_1d(values), run.case_numbers[case])) for case in ("low", "high")]


def _both(texts: Iterable[str], between: str = " and ") -> str:
    return between.join(dict.fromkeys(texts))
