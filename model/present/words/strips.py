"""Figures side by side on one scale: a row for each speaker and day, with the words and the shape of its mark."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from model.evidence.claims import Claim, Register
from model.present.numbers import joined
from model.present.words.citations import cite, is_unnamed, outlet
from model.present.words.figures import writer_of
from model.present.words.plain import capital

AROUND = {
    "at_least": ("", " or more"),
    "up_to": ("", " at most"),
    "fewer_than": ("fewer than ", ""),
    "about": ("about ", ""),
}
"""Words of a bound before and after the figure, in a row where figures stand side by side."""
SAID, NAMED, UNNAMED, OURS = "said", "named", "unnamed", "ours"
KINDS = {
    SAID: "said by a named person",
    NAMED: "published by a named author or body",
    UNNAMED: "source not named",
    OURS: "our sum",
}
"""The shapes of marks: circle, square, hollow diamond, pale square."""
ROOM = 0.06
"""The part of a scale that stays free beyond its greatest figure."""
RIGHT_OF_MARK = 0.68
"""The part of a scale up to which a row's words fit to the right of its last mark."""
WIDTH = 0.07
"""The part of a small scale that a mark takes up."""
STEPS = (1, 2, 2.5, 5)
MOST_TICKS, TOUCHING = 5, 1e-9
"""Parts of an axis; the share of a step by which its last part may miss the end."""


@dataclass(frozen=True)
class Strip:
    """One row: its claims, who said it and when, the figures, their words, the kind of the mark.

    `last` are the words of the last figure alone, for rows too narrow for all.
    """

    claims: tuple[str, ...]
    who: str
    ends: tuple[tuple[float, float], ...]
    words: str
    last: str
    kind: str

    @property
    def claim(self) -> str:
        """The claim whose card the row opens."""
        return self.claims[0]

    @property
    def least(self) -> float:
        """The least of its figures."""
        return min(low for low, _ in self.ends)

    @property
    def greatest(self) -> float:
        """The greatest of its figures."""
        return max(high for _, high in self.ends)


def strips(register: Register, claims: Iterable[Claim]) -> list[Strip]:
    """Return figures as rows by day; what one speaker said in one outlet on one day shares a row."""
    rows: dict[tuple[str, ...], list[Claim]] = {}
    for claim in sorted(claims, key=by_day):
        said = (claim.speaker, claim.said_on, claim.reported_on, outlet(claim))
        is_apart = claim.kind == "derived"
        rows.setdefault((claim.id,) if is_apart else said, []).append(claim)
    return [_strip(register, sorted(row, key=lambda claim: claim.bounds or ())) for row in rows.values()]


def by_day(claim: Claim) -> tuple[str, str]:
    """The order of claims by day, those without a day first."""
    return (str(claim.latest_day or ""), claim.id)


def _strip(register: Register, row: Sequence[Claim]) -> Strip:
    figures = list(dict.fromkeys(map(in_words, row)))
    # a figure that the same speaker also bounded stands once, with its bound
    words = [figure for figure in figures if not any(other.startswith(f"{figure} at most") for other in figures)]
    return Strip(
        claims=tuple(claim.id for claim in row),
        who=capital(cite(row[0], register)),
        ends=tuple(claim.bounds for claim in row if claim.bounds),
        words=" or ".join(filter(None, (", ".join(words[:-1]), words[-1]))),
        last=words[-1],
        kind=kind(row[0]),
    )


def in_words(claim: Claim) -> str:
    """Return a figure with the words of its bound and without its unit, as it stands beside others of the same.

    >>> import model
    >>> claims = model.load("reassurance_force").register.claims
    >>> in_words(claims["zelensky.minimum"]), in_words(claims["iiss.corps_option"])
    ('200,000 or more', '60,000 to 100,000')
    """
    figure = joined(claim.bounds or (), writer_of(claim))
    before, after = AROUND.get(claim.bound or "exactly", ("", ""))
    return f"{before}{figure}{after}"


def kind(claim: Claim) -> str:
    """Return the kind of a claim's mark: who stands behind the figure, as far as we know."""
    if claim.kind == "derived":
        return OURS
    if is_unnamed(claim) or claim.kind == "reported_unnamed":
        return UNNAMED
    return SAID if claim.kind in ("said", "offered", "refused", "opposed") else NAMED


def ticks(most: float) -> list[float]:
    """Return round numbers from zero to at most a number, five or fewer.

    >>> ticks(212_000), ticks(5.3), ticks(0.8)
    ([0.0, 50000.0, 100000.0, 150000.0, 200000.0], [0.0, 2.0, 4.0], [0.0, 0.2, 0.4, 0.6, 0.8])
    """
    size = 10.0 ** math.floor(math.log10(most) - 1)
    sizes = (size * 10**power * part for power in range(3) for part in STEPS)
    step = next(one for one in sizes if most / one < MOST_TICKS)
    return [round(step * count, 6) for count in range(math.floor(most / step + TOUCHING) + 1)]


def scale(rows: Iterable[Strip]) -> float:
    """Return the end of a scale that holds all rows, a little beyond the greatest figure."""
    return max((row.greatest for row in rows), default=0.0) * (1 + ROOM) or 1.0


def is_right_of(row: Strip, most: float) -> bool:
    """Whether the words of a row fit to the right of its last mark."""
    return row.greatest / most < RIGHT_OF_MARK


def stacked(rows: Iterable[Strip], most: float) -> list[int]:
    """Return the level of each row, from 0 on, so that no mark stands on another: each as low as there is room."""
    places: list[list[tuple[float, float]]] = []
    levels = []
    for row in rows:
        spans = [(low / most - WIDTH / 2, high / most + WIDTH / 2) for low, high in row.ends]
        free = (
            level
            for level, held in enumerate([*places, []])
            if all(low >= end or high <= begin for low, high in spans for begin, end in held)
        )
        level = next(free)
        if level == len(places):
            places.append([])
        places[level] += spans
        levels.append(level)
    return levels
