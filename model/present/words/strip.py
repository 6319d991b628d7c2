"""The control strip in words: what is shown now, as the parts of one sentence, and the figures to put in its place."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from model.evidence.claims import Claim, Register
from model.present.numbers import entered, joined, to_three_digits, with_unit
from model.present.words.citations import best, cite
from model.present.words.figures import number
from model.present.words.plain import capital, listed, nation, spelled, spelled_ends

Ends = tuple[float, float]
"""Low and high of a number; equal where it is one."""

UNKNOWN_SIZE, NOBODY = "size not known", "no nation"
MOST_NAMED, PLACES = 3, 2
OWN_SIZE = "My own number"
OWN_TOUR = "My own length"
OWN_REST = "My own"
RULED_OUT = "(ruled out)"
SOURCE = "Source: "
BRITISH_RULE, BRITISH_TOPIC = "What would the British Army's own rule mean?", "united_kingdom_harmony"
POLAND, FOUR_MONTHS = "What if Poland joined?", "What if tours were four months?"
"""Questions for a first visit, to start from."""
OPEN_FILE = "Open a file of your own, on Compare"
NO_PART = "The coalition provides no part of this force."
READERS_OWN = "your own number"
CHANCES = (
    "A chance for each position. The chances are yours or assumed, not measurements. A nation that is open, undeclared "
    "or has ruled troops out volunteered nothing: it has none unless you give it one."
)


def size(ends: Mapping[str, Ends], unit: str = "units") -> str:
    """Return the strength of a part of the force by its short keys, `size not known` without any.

    >>> size({"troops": (25_000, 30_000)}), size({"units": (4, 5), "unit_troops": (3_000, 10_000)}, "brigades")
    ('25,000 to 30,000 troops', '4 to 5 brigades of 3,000 to 10,000')
    >>> size({"sites": (100, 100), "site_troops": (250, 300)}), size({"line_km": (1_000, 1_000), "km_troops": (4, 10)})
    ('100 places of 250 to 300', '1,000 km with 4 to 10 per km')
    """
    words = {short: joined(pair, _short) for short, pair in ends.items()}
    if "troops" in words:
        return with_unit(words["troops"], "troops")
    if "units" in words:
        return f"{with_unit(words['units'], unit)} of {words['unit_troops']}"
    if "sites" in words:
        return f"{with_unit(words['sites'], 'places')} of {words['site_troops']}"
    return f"{words['line_km']} km with {words['km_troops']} per km" if "line_km" in words else UNKNOWN_SIZE


def _short(number: float) -> str:
    """A number as it was entered, or in three digits where it was worked out and has many more."""
    return entered(number) if round(number, PLACES) == number else to_three_digits(number)


def sizes(parts: Sequence[str]) -> str:
    """Return the sizes of all parts as one label: the first, and how many more parts there are."""
    known = [part for part in parts if part != UNKNOWN_SIZE]
    if not known:
        return UNKNOWN_SIZE
    first, *more = [*known, *(part for part in parts if part == UNKNOWN_SIZE)]
    rest_of = "one more part" if len(more) == 1 else f"{len(more)} more parts"
    return f"{first} and {rest_of}" if more else first


def tours(ends: Ends) -> str:
    """Return the tours: `six-month tours`, `tours of 4 to 6 months`.

    >>> tours((6, 6)), tours((5.5, 5.5)), tours((4, 6))
    ('six-month tours', '5.5-month tours', 'tours of 4 to 6 months')
    """
    low, high = ends
    return f"{spelled(low)}-month tours" if low == high else f"tours of {joined(ends, _short)} months"


def rest(ends: Ends, *, is_ratio: bool) -> str:
    """Return the rest between tours: `2 or 3 at home per 1 away`, `24 months at home`.

    >>> rest((2, 3), is_ratio=True), rest((4, 4), is_ratio=True), rest((24, 30), is_ratio=False)
    ('2 or 3 at home per 1 away', '4 at home per 1 away', '24 to 30 months at home')
    """
    low, high = ends
    is_next = float(low).is_integer() and high - low == 1
    if is_ratio:
        return f"{joined(ends, _short, ' or ' if is_next else ' to ')} at home per 1 away"
    return f"{with_unit(joined(ends, _short), 'months')} at home"


def nations(titles: Sequence[str], *, has_chances: bool = False) -> str:
    """Return the nations that take part: up to three by name, else how many they are.

    >>> nations(["France", "United Kingdom"]), nations(list("abcd")), nations([])
    ('France and the UK', '4 nations', 'no nation')
    """
    if has_chances:
        certain = "one nation" if len(titles) == 1 else f"{spelled(len(titles))} nations"
        return f"{certain} for certain, others by chance" if titles else "nations by chance"
    few = len(titles) <= MOST_NAMED
    return (listed(map(nation, titles)) or NOBODY) if few else f"{len(titles)} nations"


@lru_cache(maxsize=1_024)
def named_size(claim: Claim, register: Register) -> str:
    """Return a size that was named in public, as an option to choose: `64,000: unnamed sources, in The Times, ...`."""
    return f"{number(claim)}: {cite(claim, register)}"


@lru_cache(maxsize=1_024)
def named_tour(claim: Claim, register: Register) -> str:
    """Return a published length of a tour, as an option to choose."""
    low, high = claim.bounds or (0.0, 0.0)
    return f"{with_unit(spelled_ends(low, high), 'months')}: {cite(claim, register)}"


def not_said_of_it(plan: str) -> str:
    """Return the line above sizes for a force of unknown size: none was said of it, and where each leads."""
    return f"Nobody has published how big this force would be. Each of these was said of a force in Ukraine: “{plan}”."


def distinct(claims: Sequence[Claim], register: Register, keep: str) -> list[Claim]:
    """Return claims without further records of the same utterance with the same figure; one of them is kept anyway."""
    kept_best = best(register.claims[keep], register).id if keep in register.claims else ""
    return [claim for claim in claims if claim.id == keep or best(claim, register).id == claim.id != kept_best]


def distinct_labels(labels: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Return the short label of each, or the long one where two have the same short one.

    >>> distinct_labels({"a": ("X", "X: one"), "b": ("X", "X: two"), "c": ("Y", "Y: one")})
    {'a': 'X: one', 'b': 'X: two', 'c': 'Y'}
    """
    shorts = [short for short, _ in labels.values()]
    return {name: short if shorts.count(short) == 1 else long for name, (short, long) in labels.items()}


def as_of(date: str) -> str:
    """Return the day as of which positions and offers stand."""
    return f"Positions and offers as of {date}."


def own_shares(titles: Sequence[str]) -> str:
    """Return the nations whose own share the common one does not move.

    >>> own_shares(["France", "Italy"])
    'France and Italy have shares of their own, which this does not move.'
    """
    have = "has a share of its" if len(titles) == 1 else "have shares of their"
    return f"{capital(listed(map(nation, titles)))} {have} own, which this does not move."


def position(name: str) -> str:
    """Return the label of a chance: the position of the nations that have it."""
    return name.capitalize()
