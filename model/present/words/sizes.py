"""The sizes of a force that were named in public, and how many of them the nations that are in could keep up."""

from collections.abc import Iterator, Mapping, Sequence

from model.analysis.rest_map import rests_of_rule
from model.analysis.rest_rules import rule_of, rules
from model.engine.kept_up import kept_up
from model.engine.run import Run
from model.evidence.claims import Claim, Register
from model.frozen import Range
from model.kernels.arrays import ROUNDING
from model.present.numbers import amount, joined, tenths, with_unit
from model.present.words.citations import people
from model.present.words.ends import ends_in_words
from model.present.words.plain import capital, listed, nation, who_is_in
from model.present.words.rest import NAMES, rule_name

MOST_LISTED = 4
"""Sizes that are listed with who named them."""
RATIO = "rotation.dwell_ratio"
AXES = "Across: troops in the field. Upwards: months at home for each month away."
SOLDIER_BY_SOLDIER = "Counted soldier by soldier."


def sizes(register: Register) -> dict[float, list[Claim]]:
    """Return each size of a force for Ukraine that was named, the smallest first, with its claims by day.

    A range names both of its ends.
    """
    named: dict[float, list[Claim]] = {}
    for claim in register.answering("force_size"):
        for end in dict.fromkeys(claim.bounds or ()):
            named.setdefault(end, []).append(claim)
    return dict(sorted(named.items()))


def within_reach(run: Run) -> Range:
    """Return how many of the sizes those who are in could keep up, at the least and at the most."""
    named = sizes(run.scenario.register)
    return run.measure("capacity").map(lambda troops: sum(size <= troops * (1 + ROUNDING) for size in named))


def title(run: Run) -> str:
    """Return how many of the sizes named in public the nations could keep up.

    >>> import model
    >>> title(model.run(model.load("uk_and_france_alone")).runs[0])
    'France and the UK could keep up at most 2 of 11 sizes, soldier by soldier'
    """
    count, could = len(sizes(run.scenario.register)), within_reach(run)
    if not run.counted:
        return f"No nation is in, so none of the {count} sizes named in public could be kept up"
    who = f"{capital(who_is_in(run))} could keep up"
    largest_force = kept_up(run)
    of_public = ", soldier by soldier" if largest_force is not None and largest_force.is_whole else " named in public"
    if not could.high:
        return f"{who} none of the {count} sizes{of_public}"
    at_most = "at most " if not could.low else ""
    ends = amount(could.high) if at_most else joined((could.low or 0, could.high), amount)
    least = "at least " if run.bound("capacity") else ""
    return f"{who} {least or at_most}{ends} of {count} sizes{of_public}"


def subtitle(run: Run, most: float) -> str:
    """Return the key to the map: its axes, its two edges, and the sizes that lie beyond it."""
    beyond = [amount(size) for size in sizes(run.scenario.register) if size > most]
    further = f"; {listed(beyond)} {'lies' if len(beyond) == 1 else 'lie'} further right" if beyond else ""
    capacity = run.measure("capacity")
    names = ends_in_words(run, measure="capacity", but=RATIO)
    edges = "Left of the edge there are enough."
    if capacity.low != capacity.high:
        edges = f"Left of the solid edge there are enough {names['high']}, left of the dashed one {names['low']}."
    return f"{AXES} {edges} Marks along the foot: sizes named in public{further}."


def note(run: Run) -> str:
    """Return the note under the map: on offers, rests that do not move, a size that is not known."""
    quantities = run.scenario.quantities()
    offering = any(f"coalition.contributors.{name}.offer_troops" in quantities for name in run.counted)
    components, contributors = run.scenario.own_rotations
    whose = [run.scenario.title_of(part.component) for part in run.outcomes.own if part.component in components]
    whose += [nation(run.scenario.nation_title(name)) for name in run.counted if name in contributors]
    sentences = [
        SOLDIER_BY_SOLDIER,
        "Nobody is counted beyond what it offered." if offering else "",
        f"A rest of its own stays: {listed(whose)}." if whose else "",
        "" if run.measure("deployed").is_known else "None of these sizes was said of this force.",
    ]
    return " ".join(filter(None, sentences))


def text(run: Run, rests: Sequence[str], troops: Sequence[Sequence[str]]) -> str:
    """Return the text alternative of the map: the finding, and what could be kept up at each rest.

    `rests` are months at home for each month away, `troops` those that could be kept up at each, in one or two cases.
    """
    at_each = (f"at {rest}: {' to '.join(dict.fromkeys(words))}" for rest, words in zip(rests, troops, strict=True))
    return f"{title(run)}. Troops that could be kept up, by months at home for each month away: {'; '.join(at_each)}."


def spread(run: Run, most: float) -> list[float]:
    """Return a few of the sizes named up to so many troops: the plan's own, if it is one, and those farthest apart."""
    left = [size for size in sizes(run.scenario.register) if size <= most]
    planned = [size for size in left if size in run.measure("deployed").ends]
    chosen = planned[:1] or left[:1]
    while left and len(chosen) < min(MOST_LISTED, len(left)):
        chosen.append(max(left, key=lambda size: min(abs(size - other) for other in chosen)))
    return sorted(chosen)


def first_of(run: Run, claims: Sequence[Claim], size: float) -> Claim:
    """Return the plan's own claim of a size, else the first that names it alone, else the first."""
    of_plan = {quantity.claim for quantity in run.scenario.quantities().values()}
    by_plan = [claim for claim in claims if claim.id in of_plan]
    alone = [claim for claim in claims if claim.bounds == (size, size)]
    return (by_plan or alone or list(claims))[0]


def listed_sizes(run: Run, most: float) -> Mapping[float, Claim]:
    """Return the sizes that are listed with who named them, and for each the claim that is cited."""
    named = sizes(run.scenario.register)
    return {size: first_of(run, named[size], size) for size in spread(run, most)}


def namers(run: Run, most: float) -> Iterator[tuple[float, str]]:
    """Yield each size up to so many troops, with it in words and all who named it."""
    register = run.scenario.register
    for size, claims in sizes(register).items():
        if size <= most:
            yield size, f"{amount(size)}: {'; '.join(people(claims, register))}"


def published_rests(run: Run, most: float) -> list[tuple[float, list[tuple[str, str]]]]:
    """Return the published rules of rest up to so many months at home for each month away, the longest first.

    Each with its labels, the fullest first, with dates and without. Rules that say the same share a line, where the
    first may stand for all; the one in use has none.
    """
    register, in_use = run.scenario.register, rule_of(run.scenario)
    names: dict[float, list[tuple[str, str]]] = {}
    for rule in rules(register):
        if rule != in_use:
            long = rule_name(rule, register)
            for rest in dict.fromkeys(round(end, 2) for end in rests_of_rule(rule, run.tour_months)):
                names.setdefault(rest, []).append((long, NAMES.get(rule.topic, long)))
    return [
        (rest, [(f"{long}: {tenths(rest)}", f"{short}: {tenths(rest)}") for long, short in _together(pairs)])
        for rest, pairs in sorted(names.items(), reverse=True)
        if rest <= most
    ]


def _together(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Names that share a line, long and short: all of them, and the first with how many others there are."""
    longs, shorts = ([pair[kind] for pair in pairs] for kind in (0, 1))
    others = len(pairs) - 1
    every, more = ("; ".join(longs), "; ".join(shorts)), f" and {with_unit(str(others), 'others')}"
    return [every, (longs[0] + more, shorts[0] + more)] if others else [every]
