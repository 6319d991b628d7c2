"""Tables about the evidence: claims, one claim's card, rival figures, later claims, assumptions."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import pandas as pd

from model.evidence.claims import Claim, Register
from model.present.numbers import with_unit
from model.present.path_labels import claim_link, label_of, unit_at
from model.present.words.claims import (
    WEAK,
    basis_in_words,
    dates,
    deeds,
    figure_in_words,
    outside_in_words,
    question_in_words,
    source_in_words,
    speaker,
    speakers_others,
    topic,
    when,
    who,
)
from model.present.words.force import value_in_words
from model.scenario import Scenario
from model.terms import BOUNDS, KINDS, STANDINGS, TERMS, spaced

CLAIM, STANDING = TERMS["claim"].word, TERMS["standing"].word
"""Heads of columns."""
RANKS = {"up_to": -1, "fewer_than": -1, "at_least": 1}
"""The order of bounds among claims with the same figure, from the least to the greatest."""
READ_IN = {"primary": "the primary text", "secondary": "a retelling"}
OWN_NUMBER, OWN_READING = "Assumption: our own number", "Assumption: how we take a claim"


def claims_in_words(claims: Iterable[Claim]) -> pd.DataFrame:
    """Return the claims, a row each: statement, figure, speaker, date, where reported, standing."""
    rows = [
        {
            CLAIM: claim.id,
            "Says": claim.says,
            "Figure": figure_in_words(claim),
            "Said by": speaker(claim),
            "Role": claim.role or "not stated",
            "Said on": _said_on(claim),
            "Reported by": claim.reported_by,
            "Reported on": dates(claim.reported_on),
            "Kind": KINDS[claim.kind],
            "Bound": _bound(claim),
            STANDING: STANDINGS[claim.standing],
            "Status": claim.status,
            "About": topic(claim),
            "Source": claim.url or f"article {claim.seed}",
        }
        for claim in claims
    ]
    return pd.DataFrame(rows)


def claims_with_numbers(claims: Iterable[Claim]) -> pd.DataFrame:
    """Return the claims in words, and for programs each figure's low, high and unit and the days it can be of."""
    claims, unknown = list(claims), (None, None)
    numbers = [(*(claim.bounds or unknown), claim.unit, *(claim.days or unknown)) for claim in claims]
    columns = ["low", "high", "unit", "first_day", "last_day"]
    return claims_in_words(claims).join(pd.DataFrame(numbers, columns=columns))


def _said_on(claim: Claim) -> str:
    basis = "" if claim.said_on == "unknown" else f" ({basis_in_words(claim)})"
    return dates(claim.said_on) + basis


def _bound(claim: Claim) -> str:
    return BOUNDS[claim.bound].label if claim.bound else "in words"


def _position(claim: Claim) -> str:
    return ", ".join(filter(None, [claim.position, outside_in_words(claim), *deeds([claim])]))


def _links(ids: Iterable[str]) -> str:
    return ", ".join(map(claim_link, ids))


CARD: Mapping[str, Callable[[Claim], str]] = {
    "Figure": figure_in_words,
    "Bound": _bound,
    "In the words used": lambda claim: f"“{claim.quotation}”" if claim.quotation else "",
    "Worked out by": lambda _: STANDINGS["derived"],
    "Worked out from": lambda claim: _links(claim.derived_from.values()),
    "As": lambda claim: claim.working if isinstance(claim.working, str) else "; ".join((claim.working or {}).values()),
    "Said by": speaker,
    "Role": lambda claim: claim.role or "not stated",
    "Members of the group": lambda claim: str(claim.count or ""),
    "Said on": _said_on,
    "Reported by": lambda claim: claim.reported_by,
    "Reported on": lambda claim: f"{dates(claim.reported_on)} ({basis_in_words(claim)})",
    "Read in": lambda claim: READ_IN.get(claim.read_in or "", ""),
    "Provenance": lambda claim: WEAK if claim.provenance else "",
    "Nation": lambda claim: spaced(claim.nation or "").title(),
    "Position on sending ground troops": _position,
    "Answers": lambda claim: question_in_words(claim.answers, claim.nation) if claim.answers else "",
    "Kind": lambda claim: KINDS[claim.kind],
    STANDING: lambda claim: STANDINGS[claim.standing],
    "Status": lambda claim: "current" if claim.status == "current" else "",
    "Superseded by": lambda claim: _links(filter(None, [claim.superseded_by])),
    "Disputed by": lambda claim: _links(filter(None, [claim.disputed_by])),
}
"""The rows of a claim's card that need no other claim, in order."""
OF_OURS = ("Worked out by", "As")
OF_OTHERS = ("Said by", "Role", "Said on", "Reported by", "Reported on")


def claim_in_words(register: Register, claim: Claim) -> pd.DataFrame:
    """Return all that is known of one claim, a row each.

    What it does not have is left out, but for role, dates and outlet, which are `unknown` then.
    """
    left_out = OF_OTHERS if claim.kind == "derived" else OF_OURS
    fields = {name: write(claim) for name, write in CARD.items() if name not in left_out}
    others = register.claims.values()
    fields |= {
        "Supersedes": _links(other.id for other in others if other.superseded_by == claim.id),
        "Disputes": _links(other.id for other in others if other.disputed_by == claim.id),
        "What is worked out from it": _links(other.id for other in others if claim.id in other.derived_from.values()),
        "Source": source_in_words(claim),
        "Other versions of the event": _links(version.id for version in register.versions(claim)),
        **{label: _links([other.id]) for label, other in speakers_others(register, claim).items()},
    }
    return pd.Series({name: text for name, text in fields.items() if text}, name=CLAIM).to_frame()


def used_in(claim: Claim, scenarios: Iterable[Scenario], scenario_link: str) -> pd.DataFrame:
    """Return the scenarios that rest on a claim, with the input; `{}` stands for a scenario's name."""
    rows = [
        (f"[{scenario.label}]({scenario_link.format(scenario.name)})", "; ".join(labels))
        for scenario in scenarios
        if (labels := _uses(claim, scenario))
    ]
    return pd.DataFrame(rows, columns=["Scenario", "Input"]).set_index("Scenario")


def _uses(claim: Claim, scenario: Scenario) -> list[str]:
    """The labels of a scenario's inputs that rest on the claim, and the nations whose position it gives."""
    labels = []
    for path, quantity in scenario.quantities().items():
        if quantity.claim == claim.id:
            labels.append(label_of(scenario, path))
        elif quantity.evidence and claim.id in scenario.register.behind(quantity.evidence):
            labels.append(f"{label_of(scenario, path)} (worked out in {_links([quantity.evidence.id])})")
    nations = scenario.coalition.contributors if scenario.coalition else ()
    for nation in nations:
        position = scenario.position_claim(nation)
        if position and position.id == claim.id:
            labels.append(f"{scenario.nation_title(nation)}: position")
    return labels


def questions_in_words(register: Register) -> pd.DataFrame:
    """Return every question that claims answer with different figures: how many claims, the least and the greatest."""
    rows = []
    for (question, nation), claims in register.rivals.items():
        least = min(claims, key=lambda claim: _order(claim, 0))
        greatest = max(claims, key=lambda claim: _order(claim, 1))
        ends = [f"{figure_in_words(end)} ({_links([end.id])})" for end in (least, greatest)]
        if least is greatest:
            ends[1] = "within the same claim"
        rows.append((question_in_words(question, nation), str(len(claims)), *ends))
    return pd.DataFrame(rows, columns=["Question", "Claims", "The least", "The greatest"]).set_index("Question")


def _order(claim: Claim, end: int) -> tuple[float, int, float]:
    """A claim's place by the low (0) or the high end (1) of its figure, then by its bound, then by the other end."""
    ends = claim.bounds or (0.0, 0.0)
    return (ends[end], RANKS.get(str(claim.bound), 0), ends[1 - end])


def rivals_in_words(claims: Sequence[Claim]) -> pd.DataFrame:
    """Return the claims that answer one question, the earliest first: figure, speaker, date, subject."""
    rows = [
        (
            figure_in_words(claim),
            f"{claim_link(claim.id, who(claim))}, {when(claim)}",
            claim.says + ("" if claim.status == "current" else f" {claim.status[0].upper()}{claim.status[1:]}."),
        )
        for claim in claims
    ]
    return pd.DataFrame(rows, columns=["Figure", "Who and when", "What of"]).set_index("Figure")


def events_in_words(register: Register) -> pd.DataFrame:
    """Return the versions of each event, a row each, the best-sourced of an event first: who, when, what."""
    rows = [
        (
            spaced(event).capitalize(),
            f"{claim_link(claim.id, who(claim))}, {when(claim)}",
            figure_in_words(claim),
            f"{claim.says}{f' Provenance {WEAK}.' if claim.provenance else ''}",
        )
        for event, claims in sorted(register.events.items())
        for claim in claims
    ]
    return pd.DataFrame(rows, columns=["Event", "Who and when", "Figure", "What of"]).set_index("Event")


def followed_in_words(register: Register) -> pd.DataFrame:
    """Return the claims that a later one supersedes or another disputes, each with both statements."""
    rows = []
    for claim in register.claims.values():
        other = claim.superseded_by or claim.disputed_by
        if other:
            how = "superseded by" if claim.superseded_by else "disputed by"
            words = (figure_in_words(claim), how, _links([other]), figure_in_words(register.claims[other]))
            rows.append((_links([claim.id]), *words))
    return pd.DataFrame(rows, columns=[CLAIM, "Figure", "How", "The other", "Its figure"]).set_index(CLAIM)


def assumptions_in_words(scenarios: Sequence[Scenario], scenario_link: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the assumptions of these scenarios, each once, with its reason: our numbers, claims as we read them."""
    users_of: dict[tuple[str, ...], list[str]] = {}
    for scenario in scenarios:
        for path, quantity in scenario.quantities().items():
            if quantity.because and not quantity.is_default:
                source = f" (from {_links([quantity.claim])})" if quantity.claim else ""
                value = f"{with_unit(value_in_words(quantity), unit_at(scenario, path))}{source}"
                standing = OWN_READING if quantity.claim else OWN_NUMBER
                row = (standing, label_of(scenario, path), value, quantity.because)
                users_of.setdefault(row, []).append(scenario.name)
    names = [scenario.name for scenario in scenarios]
    rows = [(*row, _used_by(users, names, scenario_link)) for row, users in users_of.items()]
    table = pd.DataFrame(rows, columns=[STANDING, "Input", "Value", "Reason", "Used by"]).set_index(STANDING)
    return table[table.index == OWN_NUMBER], table[table.index == OWN_READING]


def _used_by(users: Sequence[str], names: Sequence[str], scenario_link: str) -> str:
    """The scenarios that use a claim, by short name with a link; or, where fewer, the scenarios that do not."""
    others = [name for name in names if name not in users]
    if not others:
        return f"all {len(names)} scenarios"
    fewer, before = (others, "all scenarios but ") if len(others) < len(users) else (users, "")
    return before + ", ".join(f"[{name}]({scenario_link.format(name)})" for name in fewer)
