"""The names of the units that rotate as a whole."""


def plural(unit: str) -> str:
    """Return the plural of a unit's name.

    >>> plural("brigade"), plural("company"), plural("convoy")
    ('brigades', 'companies', 'convoys')
    """
    return f"{unit[:-1]}ies" if unit.endswith("y") and unit[-2:-1] not in "aeiou" else f"{unit}s"
