"""Links: the values that an address gives, and a sentence for each part of it that the page cannot use.

What is not used is named to the reader instead of being dropped silently. Nothing here draws.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from model.scenario import Scenario
from model.ui.session import inputs, published
from model.ui.session.inputs import Table, Value
from model.ui.session.shown import SCENARIO, VERSION, Shown, evidence_version

INPUT_STYLE, SLIDERS, EXACT = "input", "Sliders", "Exact numbers"
STYLES = (SLIDERS, EXACT)
MOST_SHOWN, MOST_NOTICES = 40, 20
"""Characters of a link's part that a notice repeats, and notices about a link that a page shows."""
PLACES = ("this", "that", "third", "fourth")
"""Keys of the plans that Compare holds side by side (`model.ui.session.compared`)."""
CLAIM = "claim"
"""Key of the claim that Sources shows by itself."""
OTHER_PAGES = (CLAIM, "find", *PLACES, "embed", "embed_options")
ALL_AT_ONCE = "This older link does not say how the months begin; then as now, all go at once in it."

RENAMED: dict[str, str] = {}
"""Short names of older links, without `_low` and `_high` -> their present names; none was renamed yet."""
RENAMED_SCENARIOS: dict[str, str] = {}
"""Names of scenarios in older links -> their present names."""

Query = Mapping[str, list[str]]
"""An address: each key with all its values."""


def opened(start: Shown, query: Query) -> Shown:
    """Return a starting scenario with the values that an address gives; what cannot be used stays at its start.

    A link that was made with other evidence and says nothing of how the months begin is older than that choice: in it
    all go at once. Numbers without a word on whose they are, as older links have them, are the reader's own.
    """
    texts = {key: values[0] for key, values in query.items() if len(values) == 1}
    values: dict[str, Value] = {
        key: field.read(texts[key])
        for key, field in start.inputs.items()
        if key in texts and not field.refusal(texts[key])
    }
    if is_older(start.start, query) and inputs.STARTS not in texts:
        values[inputs.STARTS] = inputs.RESTED
    for basis in published.BASES:
        fields = [start.inputs[key] for key in published.governed(start.inputs, basis)]
        if basis in values:
            values |= published.taken(start.inputs, start.start.register, basis, str(values[basis])) | values
        elif any(values.get(field.key, field.start) != field.start for field in fields):
            values[basis] = inputs.OWN
    return start.replace(values)


def is_older(scenario: Scenario, query: Query) -> bool:
    """Whether an address names evidence of another version."""
    return VERSION in query and query[VERSION][-1] != evidence_version(scenario)


def style(query: Query, otherwise: str) -> str:
    """Return the input style that an address names; `otherwise` where it names none."""
    named = query.get(INPUT_STYLE, [""])[-1]
    return named if named in STYLES else otherwise


def migrated(query: Query) -> tuple[dict[str, list[str]], list[str]]:
    """Return an address with its keys under the names of today, and a sentence for each renamed key."""
    renamed, sentences = dict(query), []
    for key, values in query.items():
        stem = key.removesuffix("_low").removesuffix("_high")
        new = RENAMED.get(stem, stem) + key[len(stem) :]
        if new != key and new not in query:
            del renamed[key]
            renamed[new] = values
            sentences.append(f"'{key}' of this older link is '{new}' now, and is taken so.")
    name = renamed.get(SCENARIO, [""])[-1]
    if name in RENAMED_SCENARIOS:
        renamed[SCENARIO] = [RENAMED_SCENARIOS[name]]
        sentences.append(f"The scenario '{name}' of this older link is '{RENAMED_SCENARIOS[name]}' now.")
    return renamed, sentences


def ignored(start: Shown, query: Query, names: Collection[str]) -> Iterator[str]:
    """Yield a sentence for each part of an address that the page cannot use, and for evidence of another version.

    `names` are those of the scenarios that a link can name.
    """
    form = query.get(inputs.DWELL_AS, [str(start.values[inputs.DWELL_AS])])[-1]
    hidden = "ratio" if form == inputs.DWELL_MONTHS else "dwell"
    for key, values in query.items():
        short_key, value = key[:MOST_SHOWN], values[-1]
        if len(values) > 1 and key in OTHER_PAGES:
            yield f"'{short_key}' stands {len(values)} times in the link; the last one is used."
        elif len(values) > 1:
            yield f"'{short_key}' stands {len(values)} times in the link, so none of them is used."
        elif key in start.inputs:
            yield from _of_input(start.inputs, key, value, hidden)
        elif key == VERSION:
            yield from _of_version(start.start, query)
        elif key in (SCENARIO, INPUT_STYLE):
            allowed = names if key == SCENARIO else STYLES
            if value not in allowed:
                yield f"'{key}={value[:MOST_SHOWN]}' is not used; allowed: {', '.join(allowed)}."
        elif key == CLAIM and value not in start.start.register.claims:
            yield f"'{key}={value[:MOST_SHOWN]}' is not used; no claim in the register has this name."
        elif key not in OTHER_PAGES:
            yield f"'{short_key}' is not used; this scenario has: {', '.join(start.inputs)}."


def _of_input(table: Table, key: str, value: str, hidden: str) -> Iterator[str]:
    field = table[key]
    if remedy := field.refusal(value):
        yield f"'{key}={value[:MOST_SHOWN]}' is not used; {remedy}."
    elif key.removesuffix("_low").removesuffix("_high") == hidden:
        yield f"'{key}' is not used: the dwell is given as {'months' if hidden == 'ratio' else 'ratio'} in this link."
    elif field.kind == "number" and field.is_whole and not float(value).is_integer():
        yield f"'{key}={value[:MOST_SHOWN]}' is taken as {int(float(value)):,}: whole numbers alone."


def _of_version(scenario: Scenario, query: Query) -> Iterator[str]:
    if is_older(scenario, query):
        yield (
            f"This link was made with other evidence (version {query[VERSION][-1][:MOST_SHOWN]}; here "
            f"{evidence_version(scenario)}); figures that are not in the link can differ."
        )
        if inputs.STARTS not in query:
            yield ALL_AT_ONCE


def first_of(notices: Sequence[str]) -> list[str]:
    """Return the first notices about a link, and how many more there are."""
    more = len(notices) - MOST_NOTICES
    return [*notices[:MOST_NOTICES], *([f"{more:,} more parts of the link are not used."] if more > 0 else [])]
