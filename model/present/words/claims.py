"""Sentences about claims: speakers, dates, topics, rival answers to a question, the claims behind a run."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from model.engine.run import Run
from model.evidence.claims import Claim, Question, Register
from model.frozen import Name
from model.present.numbers import amount, entered, joined, with_unit
from model.present.path_labels import claim_link, unit_words
from model.scenario.quantity import Quantity
from model.terms import BOUNDS, KINDS, PHASES, STANDINGS, spaced

FORCE_SIZES, RHYTHMS, POSITIONS = "Force sizes", "Multiples and rhythms", "Positions"
OFFERS, STRENGTHS, OTHER = "Offers", "Strengths", "Other"
TOPICS = (FORCE_SIZES, RHYTHMS, POSITIONS, OFFERS, STRENGTHS, OTHER)
TOPIC_OF: dict[Question, str] = {
    "force_size": FORCE_SIZES,
    "british_part": FORCE_SIZES,
    "troops_in_cycle": RHYTHMS,
    "tour_months": RHYTHMS,
    "dwell_months": RHYTHMS,
    "dwell_ratio": RHYTHMS,
    "offer": OFFERS,
    "land_strength": STRENGTHS,
    "posted_elsewhere": STRENGTHS,
    "deployed_elsewhere": STRENGTHS,
}
QUESTIONS: dict[Question, str] = {
    "force_size": "How large would a force for Ukraine be?",
    "british_part": "How many British troops would be deployed?",
    "troops_in_cycle": "How many troops are in the cycle for each one deployed?",
    "tour_months": "How long is a tour?",
    "dwell_months": "How many months at home between two tours?",
    "dwell_ratio": "How many months at home for each month away?",
    "deployable_share": "What share of a force can be deployed?",
    "land_strength": "How large are the land forces?",
    "offer": "How many troops were offered?",
    "posted_elsewhere": "How many troops are posted elsewhere, or held ready for another task?",
    "deployed_elsewhere": "How many troops are deployed elsewhere?",
    "brigade_size": "How many troops are in a brigade?",
    "battlegroup_size": "How many troops are in a battlegroup?",
    "troops_per_km": "How many troops for each kilometre of a line?",
    "cost_per_deployed": "What does one deployed soldier cost for a year?",
}
SUBJECTS: dict[Question, str] = {
    "british_part": "British part",
    "troops_in_cycle": "in the cycle for each one deployed",
    "tour_months": "tour",
    "dwell_months": PHASES["resting"].label.lower(),
    "dwell_ratio": "at home for each month away",
    "land_strength": "land strength",
    "offer": "offer",
    "posted_elsewhere": "posted elsewhere",
    "deployed_elsewhere": "deployed elsewhere",
}
"""The subject of a figure, where the words at a mark would not name it."""
AT_HOME: tuple[Question, ...] = ("dwell_months", "dwell_ratio", "troops_in_cycle")
"""The questions whose answers set the number of troops in the cycle for each one deployed."""
RIVALS = (
    "These claims answer one question with different figures. Each has its own day, nation and meaning, so none of "
    "them is averaged with another."
)
OUTSIDE = "support from outside Ukraine"
EVENTS = (
    "Several reports tell one event, or record one utterance, and may differ: these are no answers of their own. The "
    "best-sourced stands first."
)
WEAK = "weak: a retelling with no better source behind it"
NOT_NAMED = ("unknown", "unnamed", STANDINGS["derived"])
MOST_REPEATED = 40
"""Letters of a link's claim that a notice repeats."""


def is_named(claim: Claim) -> bool:
    """Whether the claim has a named speaker."""
    return not claim.speaker.startswith(NOT_NAMED)


def who(claim: Claim) -> str:
    """Return the speaker; where no name is known, the description of the speaker and the outlet.

    >>> from model.files.register import shipped_register
    >>> who(shipped_register().claims["telegraph.troops"])
    'unnamed (The Telegraph, retold by an outlet that is not named)'
    """
    if is_named(claim) or claim.kind == "derived":
        return claim.speaker
    outlet = "outlet unknown" if claim.reported_by == "unknown" else claim.reported_by
    return f"{speaker(claim)} ({outlet})"


def speaker(claim: Claim) -> str:
    """Return the speaker as recorded, or `unnamed`."""
    return "unnamed" if claim.speaker == "unknown" else claim.speaker


def when(claim: Claim) -> str:
    """Return the day it was said on, else reported on, in words."""
    if claim.said_on != "unknown":
        return dates(claim.said_on)
    return "date unknown" if claim.reported_on == "unknown" else f"reported {dates(claim.reported_on)}"


def basis_in_words(claim: Claim) -> str:
    """Return whether the claim's dates stand in the source or are worked out."""
    return spaced(claim.date_basis)


def mark_words(claim: Claim) -> str:
    """Return the words at a claim's mark: subject, figure, kind, date.

    >>> from model.files.register import shipped_register
    >>> mark_words(shipped_register().claims["dannatt.multiplier_2025_02_huffpost"])
    'United Kingdom, in the cycle for each one deployed: up to 4; our arithmetic, 2025-02-17'
    """
    nation = spaced(claim.nation or "").title()
    subject = ", ".join(filter(None, (nation, SUBJECTS.get(claim.answers or "force_size"))))
    is_said = claim.unit in ("ratio", "multiple") and claim.answers in SUBJECTS
    figure = number_in_words(claim) if is_said else figure_in_words(claim)
    return f"{subject}{': ' if subject else ''}{figure}; {KINDS[claim.kind]}, {when(claim)}"


def topic(claim: Claim) -> str:
    """Return the topic of a claim: one of `TOPICS`, by the question its figure answers, else by its position."""
    if claim.answers in TOPIC_OF:
        return TOPIC_OF[claim.answers]
    is_stance = (claim.nation and not claim.bounds) or claim.kind in ("offered", "refused", "opposed")
    return POSITIONS if is_stance else OTHER


def deeds(claims: Iterable[Claim]) -> list[str]:
    """Return the things that the claims say their nation leads or signed, each once."""
    words = [(claim.leads and f"leads {claim.leads}", claim.signed and f"signed {claim.signed}") for claim in claims]
    return list(dict.fromkeys(deed for pair in words for deed in pair if deed))


def outside_in_words(claim: Claim | None) -> str:
    """Return that a nation would support the force from outside Ukraine, where its position says so."""
    return OUTSIDE if claim and claim.supports_outside else ""


def dated(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims whose day is known, the earliest first."""
    return sorted((claim for claim in claims if claim.days), key=lambda claim: (claim.days, claim.id))


def timeline_text(claims: Sequence[Claim], about: str) -> str:
    """Return the text alternative of the time line: how many claims, from when to when, from which figure to which."""
    if not claims:
        return f"No dated claim about {about.lower()} is shown."
    first, last = claims[0], claims[-1]
    return (
        f"{about}: {counted(claims)}, from {when(first)} to {when(last)}{_between(claims)}. "
        f"The latest: {who(last)}, {figure_in_words(last)}."
    )


def counted(claims: Sequence[Claim]) -> str:
    """Return how many claims there are, in words."""
    return with_unit(str(len(claims)), "claims")


def _between(claims: Sequence[Claim]) -> str:
    """The least and greatest figure, where all claims that have one share a unit."""
    ends = [end for claim in claims for end in claim.bounds or ()]
    units = {_unit(claim) for claim in claims if claim.bounds}
    if len(units) != 1:
        return ""
    return f"; figures from {with_unit(f'{amount(min(ends))} to {amount(max(ends))}', units.pop())}"


def left_out(on_chart: Sequence[Claim], claims: Sequence[Claim]) -> str:
    """Return the claims that a chart leaves to the table: claims without a day, and the earliest of many."""
    no_day = [claim for claim in claims if not claim.days]
    earlier = len(claims) - len(no_day) - len(on_chart)
    sentences = (
        [f"The latest {len(on_chart)} of {len(claims) - len(no_day)} are drawn; Find narrows them."] if earlier else []
    )
    sentences += [f"{counted(no_day)} without a known date: in the table alone."] if no_day else []
    return " ".join(sentences)


def question_in_words(question: Question, nation: Name | None) -> str:
    """Return a question in words, with the nation it is about.

    >>> question_in_words("offer", "france")
    'France: How many troops were offered?'
    """
    about = f"{spaced(nation).title()}: " if nation else ""
    return about + QUESTIONS[question]


def not_found(register: Register, claim_id: str) -> str:
    """Return that a link's claim is not in the register, and the nearest claim that is."""
    nearest = register.nearest(claim_id)
    repeated = claim_id[:MOST_REPEATED].replace("](", "] (")  # no link but ours
    sentence = f"The claim in this link is not in the register: “{repeated}”."
    return f"{sentence} The nearest: {claim_link(nearest)}." if nearest else sentence


def basis(run: Run) -> str:
    """Return the sources of a run's figures, without its nations: claims as links, assumptions, the reader's own."""
    quantities = {
        path: quantity
        for path, quantity in run.scenario.quantities().items()
        if not path.startswith("coalition.contrib")
    }
    names = dict.fromkeys(str(quantity.claim) for quantity in quantities.values() if quantity.claim)
    standings = Counter(quantity.standing for quantity in quantities.values() if not quantity.is_default)
    bases = [claim_link(name) for name in names]
    bases += [with_unit(str(standings["assumed"]), "assumptions")] if standings["assumed"] else []
    bases += [with_unit(str(standings["user"]), "figures of yours")] if standings["user"] else []
    return f"Our arithmetic on {', '.join(bases) or 'no claim'}.{_taken_over(run, quantities.values())}"


def _taken_over(run: Run, quantities: Iterable[Quantity]) -> str:
    """The sentence that a time at home was given for one nation's troops, where other nations count."""
    claims = [quantity.evidence for quantity in quantities if quantity.evidence]
    about = dict.fromkeys(claim.nation for claim in claims if claim.nation and claim.answers in AT_HOME)
    named = ", ".join(spaced(nation).title() for nation in about if run.counted != [nation])
    step = f" The time at home was given for one nation's troops ({named}); applying it to this force is our step."
    return step if named else ""


def source_in_words(claim: Claim) -> str:
    """Return where a claim can be read: its address, or that its article is here as a text without one."""
    if claim.url:
        return claim.url
    is_known = claim.kind == "derived" or not (claim.reported_by == "unknown" or "not named" in claim.reported_by)
    outlet = "" if is_known else " and does not name its outlet"
    return f"article {claim.seed}: we have its text alone, which states no address{outlet}"


def speakers_others(register: Register, claim: Claim) -> Mapping[str, Claim]:
    """Return the previous and the next claim of the same speaker, as far as there are any and he is named."""
    if not is_named(claim):
        return {}
    of_speaker = register.of_speaker(claim.speaker)
    at = of_speaker.index(claim)
    others = {}
    if at > 0:
        others["Previous of this speaker"] = of_speaker[at - 1]
    if at + 1 < len(of_speaker):
        others["Next of this speaker"] = of_speaker[at + 1]
    return others


def attribution(quantity: Quantity) -> str:
    """Return the source of a number: the speaker and where it was reported, an assumption's reason, or the user."""
    if quantity.evidence is None:
        return quantity.because or "entered by you"
    return said_by(quantity.evidence)


def said_by(claim: Claim) -> str:
    """Return the source of a claim: speaker, date, and where it was reported; or the claims that we derived it from."""
    if claim.kind == "derived":
        return f"worked out from {', '.join(claim.derived_from.values())}"
    when = f", {dates(claim.said_on)}" if claim.said_on != "unknown" else ""
    role = f", {claim.role}" if claim.role else ""
    outlet = "an outlet that is not named" if claim.reported_by == "unknown" else claim.reported_by
    reported = f", {dates(claim.reported_on)}" if claim.reported_on != "unknown" else ""
    return f"{claim.speaker}{role}{when}; reported by {outlet}{reported}"


def figure_in_words(claim: Claim) -> str:
    """Return a claim's figure with its bound and unit, or its statement."""
    return with_unit(number_in_words(claim), _unit(claim)) if claim.bounds else claim.text or ""


def number_in_words(claim: Claim, written: Callable[[float], str] = entered) -> str:
    """Return a claim's figure with its bound, without its unit."""
    before = BOUNDS[claim.bound].before if claim.bound else ""
    return f"{before}{joined(claim.bounds or (), written)}"


def _unit(claim: Claim) -> str:
    if claim.unit == "share":
        return "of the whole"
    return unit_words(str(claim.unit), str(claim.answers) if claim.unit == "ratio" else "")


def dates(published: str) -> str:
    """Return a published date or interval for reading.

    >>> dates("2025-02-19/2025-02-20")
    '2025-02-19 to 2025-02-20'
    """
    return published.replace("/", " to ")
