"""The names and the sizes of the units that rotate as a whole."""

from model.frozen import Range
from model.present.numbers import amount, span


def plural(unit: str) -> str:
    """Return the plural of a unit's name.

    >>> plural("brigade"), plural("company"), plural("convoy")
    ('brigades', 'companies', 'convoys')
    """
    return f"{unit[:-1]}ies" if unit.endswith("y") and unit[-2:-1] not in "aeiou" else f"{unit}s"


def unit_size(troops: Range) -> str:
    """Return the troops of whole units: as they are where they are whole soldiers, else rounded, with an `about`.

    >>> unit_size(Range(1_750, None, 1_750)), unit_size(Range(48_000 / 7, None, 80_000 / 7))
    ('1,750', 'about 6,900 to 11,400')
    """
    is_whole = all(float(end).is_integer() for end in troops.ends)
    return span(troops, amount) if is_whole else f"about {span(troops)}"
