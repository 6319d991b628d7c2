"""The sentences on inputs that are moved one at a time: which would change the answer most, and by how much."""

from collections.abc import Callable, Iterable, Sequence

from model.analysis.sensitivity import Bar
from model.present.numbers import lever, rounded_troops, step_of
from model.present.path_labels import label_of
from model.present.words.chances import SOLDIER_BY_SOLDIER
from model.present.words.drivers import moving
from model.present.words.plain import capital, listed, nation
from model.present.words.way_rows import PER_CENT
from model.scenario import Scenario

Reading = Callable[[float], float]
"""Returns a margin as sentences write it: rounded so that a reader's own sum comes out."""
LEAST_DRAWN = 3
"""Inputs with a range that make a picture of which moves the answer most."""
HEADING = "What each input would change by itself"
CAPTION = "Each input moves over its range, one at a time, all others at the middle of theirs."
IN_BLOCKS = "Pale: at the input's lower end; solid: at its higher; the line: all at the middle."
"""The key to bars that are drawn in letters."""
TENTH = "Inputs without a range move by a tenth either way, a measure of ours that nobody has claimed."
TOO_FEW = "A picture of what moves the answer most takes three inputs with a range."
NO_RANGE = "No input of this plan has a range, so there is nothing to set side by side."
NOT_KNOWN_SIZE = "The size of this force is not known publicly, and so is what would change it."
ONE_NATION = 4
"""Keys in the path of one nation's own figure."""
THINGS = {
    "dwell_months": "how long units rest",
    "dwell_ratio": "how long units rest",
    "tour_months": "how long a tour lasts",
    "overlap_months": "how long a handover takes",
    "transit_months": "how long the travel takes",
    "mobilisation_months": "how long the call-up lasts",
    "preparation_months": "how long the training takes",
    "recovery_months": "how long the leave is",
    "deployable_share": "the share of each army that can be sent",
    "support_per_deployed": "the support behind each soldier",
    "troops": "the size of the force",
    "units": "how many units there are",
    "troops_per_unit": "how large a unit is",
    "element": "how large a unit that rotates is",
    "sites": "how many places are guarded",
    "troops_per_site": "how many troops guard a place",
    "line_km": "how long the line is",
    "troops_per_km": "how many troops stand on a kilometre",
}
"""Inputs as the subject of a sentence, by the last key of their paths."""
OF_A_NATION = {
    "deployable_share": "the share of the army of {} that can be sent",
    "land_strength": "the size of the army of {}",
    "offer_troops": "the offer of {}",
    "posted_elsewhere": "the troops that {} has posted elsewhere",
    "deployed_elsewhere": "the troops that {} has deployed elsewhere",
}
"""The same of one nation's own figure, with its name."""
COST = ("cost.per_deployed_year",)
"""Inputs that move neither."""
MOVED = {"margin": "gap", "tied_up": "total tied up"}
"""The thing that the inputs move, by measure."""


def thing(scenario: Scenario, path: str) -> str:
    """Return an input as the subject of a sentence.

    >>> import model
    >>> scenario = model.load("reassurance_force")
    >>> thing(scenario, "rotation.dwell_ratio"), thing(scenario, "coalition.contributors.france.deployable_share")
    ('how long units rest', 'the share of the army of France that can be sent')
    """
    keys = path.split(".")
    if keys[:2] == ["coalition", "contributors"] and len(keys) == ONE_NATION and keys[3] in OF_A_NATION:
        return OF_A_NATION[keys[3]].format(nation(scenario.nation_title(keys[2])))
    label = label_of(scenario, path)
    plain = THINGS.get(
        "element" if "element" in keys else keys[-1], label if ":" in label else label[0].lower() + label[1:]
    )
    parts = [name for name in scenario.force if scenario.provider_of(name) == "coalition"]
    return f"{plain} ({scenario.title_of(keys[1])})" if keys[0] == "force" and len(parts) > 1 else plain


def value_words(path: str, value: float) -> str:
    """Return a value of an input: a share in per cent.

    >>> value_words("coalition.deployable_share", 0.3), value_words("rotation.dwell_ratio", 2)
    ('30%', '2')
    """
    return f"{lever(100 * value)}{PER_CENT}" if path.endswith("share") else lever(value)


def title(scenario: Scenario, bars: Sequence[Bar], measure: str) -> str:
    """Return the finding of the bars: the input that would move a measure most."""
    return f"{capital(thing(scenario, moving(bars, measure)[0].path))} would move the {MOVED[measure]} most"


def sentence(scenario: Scenario, bar: Bar, read: Reading | None = None) -> str:
    """Return the effect of one input by itself, at both ends of its range.

    `How long units rest: 10,000 short at 2, 12,500 short at 3.` `read` gives a margin as other sentences write it.
    """
    results = zip(results_in_words(bar, read), (bar.input_low, bar.input_high), strict=True)
    parts = [f"{words} at {value_words(bar.path, value)}" for words, value in results]
    return f"{capital(thing(scenario, bar.path))}: {', '.join(parts)}."


def subtitle(bars: Sequence[Bar], measure: str) -> str:
    """Return the key to the bars: their numbers, and the inputs' ends that make theirs."""
    sign = -1 if measure == "margin" else 1
    ends = [sign * end for bar in moving(bars, measure) for end in (bar.at_low, bar.at_high) if end is not None]
    what = f"Troops {shown_as(measure, ends)}"
    counted = f", {SOLDIER_BY_SOLDIER}" if measure == "margin" else ""
    return f"{what}{counted}. Pale: at the input's lower end; dark: at its higher. Dashed: all at the middle. {CAPTION}"


def shown_as(measure: str, numbers: Iterable[float]) -> str:
    """Return the meaning of numbers of troops: of a gap the troops missing, below zero those to spare.

    >>> shown_as("margin", [10, 20]), shown_as("margin", [-10, 20]), shown_as("margin", [-10]), shown_as("tied_up", [5])
    ('missing', 'missing or to spare', 'to spare', 'tied up')
    """
    if measure != "margin":
        return "tied up"
    kinds = {"missing" if number > 0 else "to spare" for number in numbers if number}
    return " or ".join(sorted(kinds)) or "missing"


def result_words(measure: str, troops: float | None, step: float) -> str:
    """Return a measure at an end of an input: short or to spare, or tied up.

    >>> result_words("margin", -9_870, 100), result_words("margin", 0, 1), result_words("tied_up", 90_020, 500)
    ('9,900 short', 'just enough', '90,000 tied up')
    """
    if troops is None:
        return "months that do not fit one another"
    number = rounded_troops(abs(troops), step)
    if measure != "margin":
        return f"{number} tied up"
    return "just enough" if number == "0" else f"{number} {'short' if troops < 0 else 'to spare'}"


def results_in_words(bar: Bar, read: Reading | None = None) -> tuple[str, str]:
    """Return the results at both ends of an input, rounded to one step, or by `read` where it is a margin."""
    low, high, step = bar.at_low, bar.at_high, step_of(bar.at_low, bar.at_high)
    if read is not None and bar.measure == "margin":
        low, high, step = low and read(low), high and read(high), 1.0
    return result_words(bar.measure, low, step), result_words(bar.measure, high, step)


def why_not_drawn(scenario: Scenario, bars: Sequence[Bar], measure: str) -> str:
    """Return why there is no picture: too few inputs have a range that moves the measure."""
    if not bars:
        return NO_RANGE
    if all(bar.central is None for bar in bars):
        return NOT_KNOWN_SIZE
    things = [thing(scenario, bar.path) for bar in moving(bars, measure)]
    if not things:
        return f"No input with a range moves the {MOVED[measure]}. {TOO_FEW}"
    has = "has one that moves it" if len(things) == 1 else "have one that moves it"
    counted = f" Troops are {SOLDIER_BY_SOLDIER}." if measure == "margin" else ""
    return f"{TOO_FEW} Here {listed(things)} {has}.{counted}"


def text(scenario: Scenario, bars: Sequence[Bar], measure: str, read: Reading | None = None) -> str:
    """Return the text alternative of the picture: every input with both results, the widest first."""
    return " ".join(
        (f"{title(scenario, bars, measure)}.", *(sentence(scenario, bar, read) for bar in moving(bars, measure)))
    )


def left_out(scenario: Scenario, bars: Sequence[Bar], measure: str) -> str:
    """Return the inputs that are not drawn, since they move nothing, and those of which an end is refused."""
    known = [bar for bar in bars if bar.measure == measure and bar.central is not None and bar.path not in COST]
    still = [thing(scenario, bar.path) for bar in known if not bar.width and not bar.refused]
    refused = [
        f"{thing(scenario, bar.path)} at {' and '.join(value_words(bar.path, end) for end in bar.refused)}"
        for bar in known
        if bar.refused
    ]
    sentences = [f"Moved alone, these change nothing here: {listed(still)}."] if still else []
    if refused:
        sentences.append(f"Months that would not fit one another: {listed(refused)}.")
    return " ".join(sentences)
