"""The last change in one sentence: the thing that the reader did, and its effect on the answer."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from model.analysis.rest_rules import DWELL_MONTHS, DWELL_RATIO, RestRule, rule_of
from model.engine.kept_up import kept_up
from model.engine.run import Run
from model.frozen import Range
from model.present.numbers import entered, of_100, percent, priced, span, with_unit
from model.present.path_labels import field_unit, label_of
from model.present.sentence import Step
from model.present.words import plain
from model.present.words.chances import SOLDIER_BY_SOLDIER
from model.present.words.changes import CHANCES_AT, came_and_went, is_nation
from model.present.words.force import value_in_words
from model.present.words.rest import rule_name
from model.scenario import Scenario
from model.scenario.quantity import Quantity
from model.scenario.scenario import NATIONS_AT

SET = "set "
MOST_DEEDS = 3
"""Changes that one sentence names; of more it says how many they are."""
REST = (DWELL_RATIO, DWELL_MONTHS)
BOUNDS = {"at_least": "at least ", "at_most": "at most "}
NO_TOTAL = "nobody has published the size of all its parts, so there is no total"

Choice = tuple[Callable[[Scenario], object], Mapping[object, str]]
CHOICES: Mapping[str, Choice] = {
    "us_backstop": (
        lambda scenario: scenario.us_backstop.provided,
        {True: "brought the US backstop back", False: "took the US backstop away"},
    ),
    "schedule.start": (
        lambda scenario: scenario.schedule.start,
        {"rested": "sent all at once", "evenly_spread": "made the rotation steady"},
    ),
    "schedule.backfill": (
        lambda scenario: scenario.schedule.backfill,
        {True: "let others step in where a nation runs out", False: "let a gap open where a nation runs out"},
    ),
    "coalition.rule": (
        lambda scenario: scenario.coalition and scenario.coalition.rule,
        {
            "equal_strain": "shared the load evenly for size",
            "by_priority": "shared the load by priority",
            "offers": "shared the load as offered",
        },
    ),
}
"""Choices of a word by path: how a scenario holds it, and the deed of a reader who chose each."""
SETTINGS: Mapping[str, tuple[str, str, str]] = {
    "rotation.tour_months": ("tours", "months", ""),
    "rotation.dwell_months": ("the time at home between tours", "months", ""),
    "rotation.dwell_ratio": ("the months at home for each month away", "spelled", ""),
    "coalition.deployable_share": ("the share of each army that can be sent", "percent", ""),
    "strength.troops": ("", "troops", ""),
    "strength.units": ("", "number", " units"),
    "strength.troops_per_unit": ("each unit", "troops", ""),
    "strength.sites": ("the places to guard", "number", ""),
    "strength.troops_per_site": ("each place", "troops", ""),
    "strength.line_km": ("the line", "number", " km"),
    "strength.troops_per_km": ("each kilometre", "troops", ""),
}
"""The thing that is set at a path that ends with these two keys, the form of its number, and the words behind it.

Without a name it is the force, or the part of it. Every other path is named by its label.
"""


def last_change(before: Run | None, after: Run, paths: Collection[str]) -> str:
    """Return the sentence on the last change: the reader's deed, and the first figure of the answer that it moved.

    Args:
        before: the run before the change; None where the inputs did not fit together.
        after: the run that is shown.
        paths: the dotted paths that differ between the two (`changes.changed_between`); of no account where the two
            are versions of different plans.

    Returns:
        The sentence; empty where nothing differs.
    """
    if before is None:
        return f"The inputs fit together again: {_total(after)}."
    if before.scenario.name != after.scenario.name:
        return f"You opened “{plain.plan(after.scenario)}”: {_total(after)}."
    return f"You {deeds(before.scenario, after.scenario, paths)}: {effect(before, after, paths)}." if paths else ""


def deeds(before: Scenario, after: Scenario, paths: Collection[str]) -> str:
    """Return the deeds of a reader who changed a scenario at these paths, without a subject.

    >>> import model
    >>> start = model.load("reassurance_force")
    >>> changes = {"coalition.contributors.poland.probability": 1.0, "rotation.tour_months": 4}
    >>> deeds(start, start.replace(changes), changes)
    'added Poland and set tours to four months'
    """
    all_deeds = list(_deeds(before, after, paths))
    if len(all_deeds) > MOST_DEEDS:
        return f"made {plain.spelled(len(all_deeds))} changes"
    # `set tours to four months and overlap to 1 month`
    pairs = zip(["", *all_deeds], all_deeds, strict=False)
    return plain.listed(deed.removeprefix(SET) if before_it.startswith(SET) else deed for before_it, deed in pairs)


def _deeds(before: Scenario, after: Scenario, paths: Collection[str]) -> Iterator[str]:
    nations = [path for path in paths if is_nation(before, after, path)]
    chances = [path for path in paths if path.startswith(CHANCES_AT)]
    yield from _nations(before, after, nations)
    if chances:
        yield _chances(before, after)
    rest = _rest(after, paths)
    if rest is not None:
        yield f"set rest by “{rule_name(rest, after.register)}”"
    for path in paths:
        if path not in (*nations, *chances) and not (rest is not None and path in REST):
            yield _deed(after, path)


def _rest(after: Scenario, paths: Collection[str]) -> RestRule | None:
    """The published rule of rest that a reader chose, tour and all; None where he set a rest of his own, or none."""
    held = [after.quantities().get(path) for path in REST if path in paths]
    is_published = any(quantity is not None and quantity.claim for quantity in held)
    return rule_of(after) if is_published else None


def _nations(before: Scenario, after: Scenario, paths: Collection[str]) -> Iterator[str]:
    for verb, titles in zip(("added", "took out"), came_and_went(before, after, paths), strict=True):
        if titles:
            yield f"{verb} {plain.nations(titles).removeprefix('the ' if len(titles) > plain.MOST_NAMED else '')}"


def _chances(before: Scenario, after: Scenario) -> str:
    was, now = (scenario.coalition and scenario.coalition.probability_by_position for scenario in (before, after))
    if not now:
        return "made taking part a matter of yes or no"
    return "changed the chances" if was else "gave each nation a chance"


def _deed(after: Scenario, path: str) -> str:
    """One change: a choice of a word, a number that was set, or anything else by its label."""
    for choice, (held_by, chosen) in CHOICES.items():
        if path.startswith(choice):
            return chosen[held_by(after)]
    quantity = after.quantities().get(path)
    if path == "as_of" and after.as_of is not None:
        return f"set the date to {plain.day(after.as_of.isoformat())}"
    if quantity is None:
        return f"changed “{label_of(after, path)}”"
    if path.startswith(NATIONS_AT) and path.endswith(".probability"):
        return f"gave {plain.nation(after.nation_title(path.split('.')[2]))} a chance of {_in_100(quantity)} in 100"
    setting = SETTINGS.get(".".join(path.split(".")[-2:]))
    if setting is None or path.startswith(NATIONS_AT):
        return f"set “{label_of(after, path)}” to {with_unit(value_in_words(quantity), field_unit(after, path))}"
    name, form, unit = setting
    words = _words_of(after, path, quantity)
    return f"set {name or words['force']} to {words[form]}{unit}"


def _in_100(quantity: Quantity) -> str:
    return " to ".join(dict.fromkeys(map(of_100, (quantity.low, quantity.high))))


def _words_of(after: Scenario, path: str, quantity: Quantity) -> dict[str, str]:
    """The words that a setting can hold: the number in several forms, and the name of the part that it belongs to."""
    keys = path.split(".")
    ends = dict.fromkeys((quantity.low, quantity.high))
    number = " to ".join(map(entered, ends))
    spelled = plain.spelled_ends(quantity.low, quantity.high)
    is_only = sum(after.provider_of(name) == "coalition" for name in after.force) == 1
    return {
        "months": f"{spelled} month{'' if spelled == 'one' else 's'}",
        "spelled": spelled,
        "number": number,
        "troops": with_unit(number, "troops"),
        "percent": " to ".join(map(percent, ends)),
        "force": "the force" if is_only or keys[0] != "force" else f"“{after.title_of(keys[1])}”",
    }


@dataclass(frozen=True)
class Figures:
    """The way to write the figures of one measure: rounded, in words, and the word for less of it."""

    rounded: Callable[[float], float]
    words: Callable[[float], str]
    less: str = "fewer"

    def ends(self, ends: Range) -> str:
        """Return a known range in words, once where both ends read the same."""
        return " to ".join(dict.fromkeys(map(self.words, ends.ends)))

    def difference(self, was: Range, now: Range) -> str:
        """Return by how much a known range moved: the difference of its rounded ends; empty where they read the same.

        >>> figures = Figures(Step(500).rounded, Step(500).words)
        >>> figures.difference(Range(17_500, None, 20_000), Range(24_000, None, 28_500))
        '6,500 to 8,500 more'
        >>> figures.difference(Range(90_000, None, 120_000), Range(75_000, None, 150_000))
        '15,000 fewer at the lower end, 30,000 more at the higher'
        >>> figures.difference(Range(90_000, None, 120_000), Range(90_000, None, 150_000))
        'up to 30,000 more'
        """
        low, high = (self.rounded(new) - self.rounded(old) for old, new in zip(was.ends, now.ends, strict=True))
        if low * high < 0:
            return f"{self._one(low)} at the lower end, {self._one(high)} at the higher"
        nearer, farther = sorted((low, high), key=abs)
        if self.words(abs(farther)) == self.words(0.0):
            return ""
        if self.words(abs(nearer)) == self.words(0.0):
            return f"up to {self._one(farther)}"
        both = " to ".join(dict.fromkeys((self.words(abs(nearer)), self.words(abs(farther)))))
        return f"{both} {'more' if farther > 0 else self.less}"

    def _one(self, difference: float) -> str:
        return f"{self.words(abs(difference))} {'more' if difference > 0 else self.less}"


def effect(before: Run, after: Run, paths: Collection[str]) -> str:
    """Return the effect of a change on the answer: the first measure that it moved, and by how much.

    Where the change is about nations that is the force they could keep up, else the troops tied up.
    """
    is_about_nations = all(path.startswith("coalition.") for path in paths)
    first = ("capacity", "tied_up") if is_about_nations else ("tied_up", "capacity")
    others = ("capacity_units", "throughput", "cost_per_year", "probability_kept_up", "capacity_at_floor")
    effects = (_moved(before, after, measure) for measure in (*first, *others))
    return next(filter(None, effects), "") or _of_months(before, after) or _unmoved(before, after, paths)


def _moved(before: Run, after: Run, measure: str) -> str:
    """The effect on one measure; empty where it did not move, or where it is not known before and after."""
    if measure not in before.measures or measure not in after.measures:
        return ""
    was, now = before.measure(measure), after.measure(measure)
    if was.is_known and now.is_known:
        return _of_chance(was, now) if measure == "probability_kept_up" else _of_figure(after, measure, was, now)
    if measure != "tied_up" or was.is_known == now.is_known:
        return ""
    return f"there is a total now: {_total(after)}" if now.is_known else NO_TOTAL


def _of_chance(was: Range, now: Range) -> str:
    new, old = (" to ".join(dict.fromkeys(map(of_100, ends.ends))) for ends in (now, was))
    return f"it could be kept up in {new} of 100 combinations, not in {old}" if new != old else ""


def _of_figure(after: Run, measure: str, was: Range, now: Range) -> str:
    figures = _figures_of(after, measure, was, now)
    difference = figures.difference(was, now)
    if not difference:
        return ""
    if measure == "tied_up" and not now.high:
        return _total(after)
    if measure.startswith("capacity") and not now.high:
        return "what they could keep up is not known" if after.bound(measure) else "nothing could be kept up any more"
    lead, unit = _around(after, measure)
    return f"{lead} {BOUNDS.get(after.bound(measure), '')}{figures.ends(now)}{unit}, {difference}"


def _figures_of(run: Run, measure: str, was: Range, now: Range) -> Figures:
    if measure == "cost_per_year":
        currency = run.scenario.cost.currency if run.scenario.cost else ""
        return Figures(float, partial(priced, currency, most=max(*was.ends, *now.ends)), "less")
    step = Step.of(*was.ends, *now.ends, *(now - was).ends)
    return Figures(step.rounded, step.words)


def _around(run: Run, measure: str) -> tuple[str, str]:
    """The words before a measure's figure and those behind it."""
    they = plain.nation(run.scenario.nation_title(run.counted[0])) if len(run.counted) == 1 else "they"
    largest = kept_up(run)
    counted = f", {SOLDIER_BY_SOLDIER}" if largest is not None and largest.is_whole else ""  # the headline: whole units
    return {
        "tied_up": ("that would tie up", ""),
        "capacity": (f"{they} could now keep up", counted),
        "capacity_units": (f"in whole units {they} could now keep up", ""),
        "capacity_at_floor": (f"with the least rest {they} could now keep up", ""),
        "throughput": ("that would take", f" tours over {plain.horizon(run)}"),
        "cost_per_year": ("that would cost", " a year"),
    }[measure]


def _of_months(before: Run, after: Run) -> str:
    """The effect on the months: the first in which troops would be missing; empty where it stays."""
    was, now = (_first_month(run.measure("first_shortfall_month")) for run in (before, after))
    return f"troops would first be missing {now}, not {was}" if was != now else ""


def _first_month(first: Range) -> str:
    if first.low is None:
        return "in no month"
    if first.high is None:
        return f"in month {entered(first.low)} at the earliest, if at all"
    low, high = map(entered, first.ends)
    return f"in month {low}" if low == high else f"between month {low} and month {high}"


def _unmoved(before: Run, after: Run, paths: Collection[str]) -> str:
    """The words for a change that moves no answer: of armies of unknown strength, that this is why."""
    quantities = after.scenario.quantities()
    nations = [path.split(".")[2] for path in paths if is_nation(before.scenario, after.scenario, path)]
    if nations and not any(f"{NATIONS_AT}.{name}.land_strength" in quantities for name in nations):
        its = "its army is" if len(nations) == 1 else "their armies are"
        return f"nobody has published how strong {its}, so the totals stay as they were"
    return "the totals stay as they were"


def _total(run: Run) -> str:
    """The troops that a run ties up, as the rest of a sentence."""
    tied_up = run.measure("tied_up")
    if not tied_up.is_known:
        return "nobody has published how big this force would be"
    return f"it would tie up {span(tied_up)}" if tied_up.high else "no troops away, so none tied up"
