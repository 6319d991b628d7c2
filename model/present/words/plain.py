"""Plain words that many sentences share: numbers spelled out, lists, days as in a paper, usual names of nations."""

from collections.abc import Iterable, Sequence

from model.engine.run import Run
from model.present.numbers import amount
from model.scenario import Scenario

MONTHS = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
SPELLED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
USUAL_NAMES = {"United Kingdom": "the UK", "Netherlands": "the Netherlands"}
SHORT_NAMES = {"United Kingdom": "UK"}
MONTHS_OF_A_YEAR = 12
MOST_NAMED = 3
"""Nations that a sentence names; of more it says how many they are."""


def spelled(number: float) -> str:
    """Return a number as a word up to ten, else in digits.

    >>> spelled(3), spelled(2.5), spelled(24)
    ('three', '2.5', '24')
    """
    is_word = float(number).is_integer() and 0 <= number < len(SPELLED)
    return SPELLED[int(number)] if is_word else amount(round(number, 2))


def spelled_ends(low: float, high: float) -> str:
    """Return two ends as words: `two`, `two or three`, `two to five`.

    >>> spelled_ends(2, 2), spelled_ends(2, 3), spelled_ends(2, 5), spelled_ends(1.5, 4)
    ('two', 'two or three', 'two to five', '1.5 to 4')
    """
    are_words = all(spelled(end).isalpha() for end in (low, high))
    words = dict.fromkeys(spelled(end) if are_words else amount(round(end, 2)) for end in (low, high))
    is_next = float(low).is_integer() and high - low == 1
    return (" or " if is_next else " to ").join(words)


def listed(names: Iterable[str], last: str = "and") -> str:
    """Return names as a list within a sentence, the last after `and` or another word; '' for none.

    >>> listed(["France"]), listed(["France", "the UK", "Italy"]), listed(["France", "Italy"], "or")
    ('France', 'France, the UK and Italy', 'France or Italy')
    """
    *first, final = list(names) or [""]
    return f"{', '.join(first)} {last} {final}" if first else final


def capital(text: str) -> str:
    """Return a sentence with a capital letter."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Return a label as it stands within a sentence.

    >>> lower_first("Troops in the field")
    'troops in the field'
    """
    return text[:1].lower() + text[1:]


def small(text: str) -> str:
    """Return a label with a small letter, as it stands within a sentence."""
    return text[:1].lower() + text[1:]


def nation(title: str) -> str:
    """Return a nation's usual name within a sentence.

    >>> nation("United Kingdom"), nation("France")
    ('the UK', 'France')
    """
    return USUAL_NAMES.get(title, title)


def nation_label(title: str) -> str:
    """Return a nation's usual name as a label: `UK`."""
    return SHORT_NAMES.get(title, title)


def nations(titles: Sequence[str]) -> str:
    """Return nations in a sentence by name, or how many they are where they are more than three.

    >>> nations(["France", "United Kingdom"]), nations(list("abcd"))
    ('France and the UK', 'the four nations')
    """
    few = len(titles) <= MOST_NAMED
    return listed(map(nation, titles)) if few else f"the {spelled(len(titles))} nations"


def who_is_in(run: Run) -> str:
    """Return the nations that take part: `France and the UK`, `the ten nations`; `nobody` where no nation does."""
    return nations(sorted(run.scenario.nation_title(name) for name in run.counted)) or "nobody"


def horizon(run: Run) -> str:
    """Return the time that a scenario looks at: `two years`, `18 months`."""
    years, rest = divmod(run.scenario.horizon_months, MONTHS_OF_A_YEAR)
    if rest:
        return "a month" if run.scenario.horizon_months == 1 else f"{spelled(run.scenario.horizon_months)} months"
    return f"{spelled(years)} years" if years > 1 else "a year"


def day(published: str) -> str:
    """Return a published date as a paper has it; an interval as its month, or its years; '' where it is not known.

    >>> day("2025-02-15"), day("2025-02"), day("2025-02-19/2025-02-20"), day("2011/2016"), day("unknown")
    ('15 Feb 2025', 'Feb 2025', 'Feb 2025', '2011–2016', '')
    """
    if published == "unknown" or not published:
        return ""
    if "/" in published:
        return month(published)
    year, *rest = published.split("-")
    parts = [MONTHS[int(rest[0]) - 1], year] if rest else [year]
    return " ".join([str(int(rest[1])), *parts] if len(rest) > 1 else parts)


def month(published: str) -> str:
    """Return the month of a published date; of an interval its months, or its years where it has no months.

    >>> month("2025-02-15"), month("2025-01/2025-03"), month("2011/2016"), month("2012"), month("2025-12/2026-02")
    ('Feb 2025', 'Jan to March 2025', '2011–2016', '2012', 'Dec 2025 to Feb 2026')
    """
    if published == "unknown" or not published:
        return ""
    ends = ["-".join(end.split("-")[:2]) for end in published.split("/")]
    first, last = ends[0], ends[-1]
    if first == last:
        return day(first)
    if "-" not in first or "-" not in last:
        return f"{first[:4]}–{last[:4]}"
    begin = MONTHS[int(first[5:7]) - 1] if first[:4] == last[:4] else day(first)
    return f"{begin} to {day(last)}"


def plan(scenario: Scenario) -> str:
    """Return the short name of a plan: its title up to the colon, and the month as of which it stands.

    >>> import model
    >>> plan(model.load("reassurance_force"))
    'Reassurance force, Feb 2025'
    """
    name = scenario.label.partition(": ")[0]
    return f"{name}, {month(scenario.as_of.isoformat())}" if scenario.as_of else name
