"""The names of nations: a key that the register uses, ISO's two codes, and names that people write.

Beside the nations of the register stand those that a reader could name in a coalition. The codes are those of ISO 3166.
"""

import functools
import re

NATIONS: dict[str, tuple[str, ...]] = {
    "albania": ("al", "alb"),
    "australia": ("au", "aus"),
    "austria": ("at", "aut", "oesterreich", "österreich"),
    "belgium": ("be", "bel"),
    "bosnia_and_herzegovina": ("ba", "bih", "bosnia"),
    "bulgaria": ("bg", "bgr"),
    "canada": ("ca", "can"),
    "croatia": ("hr", "hrv", "hrvatska"),
    "cyprus": ("cy", "cyp"),
    "czechia": ("cz", "cze", "czech_republic", "cesko", "česko"),
    "denmark": ("dk", "dnk", "danmark"),
    "estonia": ("ee", "est", "eesti"),
    "finland": ("fi", "fin", "suomi"),
    "france": ("fr", "fra"),
    "georgia": ("ge", "geo"),
    "germany": ("de", "deu", "ger", "deutschland"),
    "greece": ("gr", "grc", "hellas"),
    "hungary": ("hu", "hun"),
    "iceland": ("is", "isl"),
    "ireland": ("ie", "irl", "republic_of_ireland", "eire", "éire"),
    "italy": ("it", "ita", "italia"),
    "japan": ("jp", "jpn"),
    "kosovo": ("xk", "xkx"),
    "latvia": ("lv", "lva"),
    "lithuania": ("lt", "ltu"),
    "luxembourg": ("lu", "lux", "luxemburg"),
    "malta": ("mt", "mlt"),
    "moldova": ("md", "mda"),
    "montenegro": ("me", "mne"),
    "netherlands": ("nl", "nld", "holland", "nederland"),
    "new_zealand": ("nz", "nzl"),
    "north_macedonia": ("mk", "mkd", "macedonia"),
    "norway": ("no", "nor", "norge"),
    "poland": ("pl", "pol", "polska"),
    "portugal": ("pt", "prt"),
    "romania": ("ro", "rou"),
    "serbia": ("rs", "srb"),
    "slovakia": ("sk", "svk", "slovak_republic"),
    "slovenia": ("si", "svn"),
    "south_korea": ("kr", "kor", "korea", "republic_of_korea"),
    "spain": ("es", "esp", "espana", "españa"),
    "sweden": ("se", "swe", "sverige"),
    "switzerland": ("ch", "che"),
    "turkey": ("tr", "tur", "turkiye", "türkiye"),
    "ukraine": ("ua", "ukr"),
    "united_kingdom": ("gb", "gbr", "uk", "great_britain", "britain"),
    "united_states": ("us", "usa", "united_states_of_america", "america"),
}
"""The key of each nation, with its other names; a name stands for one nation."""
_KEYS = {name: key for key, names in NATIONS.items() for name in (key, *names)}
_BETWEEN = re.compile(r"[\W_]+")


@functools.lru_cache(maxsize=4_096)
def key_of(name: str) -> str | None:
    """Return the register's key of a nation by any of its names, however it is spaced or capitalised; None if unknown.

    >>> key_of("GB"), key_of("Great Britain"), key_of("the Netherlands"), key_of("U.S.A."), key_of("atlantis")
    ('united_kingdom', 'united_kingdom', 'netherlands', 'united_states', None)
    """
    words = _BETWEEN.sub("_", name.casefold()).strip("_").removeprefix("the_")
    return _KEYS.get(words) or _KEYS.get(words.replace("_", "") if "." in name else "")
