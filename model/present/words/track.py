"""The line under a sentence: where today's value stands on it, the one it takes, and the words beside both."""

from dataclasses import dataclass

LEFT, RIGHT = 0.12, 0.8
"""Shares of a line: words that stand before the first begin at their place, after the second they end there."""
LEAST_BAR = 0.019
"""The least length of a bar, as a share of the line."""

Stretch = tuple[float, float]


@dataclass(frozen=True)
class Label:
    """Words at a share of the line, which begin there, end there or are centred on it."""

    text: str
    share: float

    @property
    def align(self) -> str:
        """`left`, `right` or `center`, so that the words stay within the line.

        >>> Label("today 30,000", 0.9).align, Label("closes at 2", 0.5).align
        ('right', 'center')
        """
        return "left" if self.share < LEFT else "right" if self.share > RIGHT else "center"


@dataclass(frozen=True)
class Track:
    """The numbers of a line from zero to `most`: today's as rings, those that it takes as bars.

    `gap` is a stretch of troops that are missing. The words stand under the rings and over the first bar.
    """

    most: float
    now: tuple[float, ...]
    bars: tuple[Stretch, ...]
    now_words: str
    bar_words: str
    is_sure: bool
    gap: Stretch | None = None

    @property
    def rings(self) -> list[float]:
        """The places of today's values, as shares of the line.

        >>> Track(40, (30, 30), ((10, 20),), "", "", is_sure=True).rings
        [0.75]
        """
        return [round(value / self.most, 4) for value in dict.fromkeys(self.now)]

    @property
    def stretches(self) -> list[Stretch]:
        """The places of the bars, none too short to be seen.

        >>> Track(40, (30,), ((10, 20), (0, 0)), "", "", is_sure=True).stretches
        [(0.25, 0.5), (0.0, 0.0095)]
        """
        middles = [(low + high) / 2 / self.most for low, high in self.bars]
        halves = [max((high - low) / self.most, LEAST_BAR) / 2 for low, high in self.bars]
        pairs = zip(middles, halves, strict=True)
        return [(round(max(middle - half, 0.0), 4), round(min(middle + half, 1.0), 4)) for middle, half in pairs]

    @property
    def missing(self) -> Stretch | None:
        """The place of the troops that are missing."""
        return self.gap and (round(self.gap[0] / self.most, 4), round(self.gap[1] / self.most, 4))

    @property
    def way(self) -> Stretch | None:
        """The stretch from today's nearest value to the first bar; None where they meet, or troops are missing there.

        >>> Track(40, (30,), ((10, 20),), "", "", is_sure=True).way
        (0.5, 0.75)
        """
        if self.gap or not self.now:
            return None
        (low, high), least, most = self.bars[0], min(self.now), max(self.now)
        start, end = (high, least) if high < least else (most, low)
        return (round(start / self.most, 4), round(end / self.most, 4)) if start < end else None

    @property
    def labels(self) -> tuple[Label, Label]:
        """The words over the first bar, and those under today's values."""
        bar, now = sum(self.bars[0]) / 2, sum(self.now) / len(self.now) if self.now else 0.0
        return Label(self.bar_words, round(bar / self.most, 4)), Label(self.now_words, round(now / self.most, 4))
