"""Sentences about claims: the page of all of them, its questions and topics, what is found by a reader's words."""

from collections.abc import Iterable, Sequence

from model.engine.run import Run
from model.evidence.claims import Claim, Kind, Question, Register
from model.present.numbers import amount
from model.present.words.citations import cite, in_full, roots
from model.present.words.figures import figure, writer_of
from model.present.words.plain import capital, lower_first, month, spelled
from model.present.words.strips import Strip
from model.terms import PHASES, spaced

FORCE_SIZES, RHYTHMS, POSITIONS = "Force sizes", "Tours and rest", "Positions"
OFFERS, STRENGTHS, OTHER = "Offers", "Army sizes", "Other"
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
    "british_part": "How many British troops would be away?",
    "troops_in_cycle": "How many troops does it take in all for each one away?",
    "tour_months": "How long is a tour?",
    "dwell_months": "How many months at home between two tours?",
    "dwell_ratio": "How many months at home for each month away?",
    "deployable_share": "What share of an army can be sent?",
    "land_strength": "How large are the land forces?",
    "offer": "How many troops were offered?",
    "posted_elsewhere": "How many troops are posted elsewhere, or held ready for another task?",
    "deployed_elsewhere": "How many troops are on other operations?",
    "brigade_size": "How many troops are in a brigade?",
    "battlegroup_size": "How many troops are in a battlegroup?",
    "troops_per_km": "How many troops for each kilometre of a line?",
    "cost_per_deployed": "What does one soldier away cost for a year?",
}
ASKED: dict[Question, tuple[str, str]] = {
    "troops_in_cycle": ("In all, for each soldier away", ""),
    "dwell_ratio": ("At home, for each one away", ""),
    "tour_months": ("A tour", "months"),
    "dwell_months": (PHASES["resting"].label, "months"),
    "deployable_share": ("Of an army, can be sent", ""),
    "brigade_size": ("A brigade", "troops"),
    "battlegroup_size": ("A battlegroup", "troops"),
    "troops_per_km": ("For each km of a line", "troops"),
    "british_part": ("British troops", ""),
    "cost_per_deployed": ("A soldier away for a year", ""),
}
"""The thing that a question of all nations asks for, and its unit; in the order in which they are drawn."""
QUESTIONS_DRAWN = (
    "Other questions that sources answer differently, each on its own scale. Dark: published; pale: our sum; hollow: "
    "source not named. Rule: in use here."
)
OTHERS_DRAWN = "By date. Each has its own day and meaning, so none is averaged with another."
HOW: dict[Kind, str] = {
    "said": "said",
    "offered": "offered",
    "decided": "decided",
    "refused": "ruled out",
    "opposed": "against",
    "reported_unnamed": "reported, source not named",
    "estimated": "estimated",
    "measured": "counted",
    "derived": "our sum",
}
"""How a claim came about, in a word."""
EVERY, SEARCH_NARROWS = "All figures and statements, the latest first", "Search above narrows them."
LATEST_FIRST, BY_DATE = "The latest first.", "By date, this one in bold."
ASSUMED = "What we assume"
NO_REPORTS = (
    "Nobody has published these numbers for the force in question: each is our assumption, with our reason and the "
    "plans that use it."
)
READINGS = "How we take a published figure: assumptions too"


def sizes(register: Register) -> list[Claim]:
    """Return the claims that name the size of a force for Ukraine."""
    return [claim for claim in register.claims.values() if claim.answers == "force_size" and claim.bounds]


def headline(register: Register) -> str:
    """Return the headline of the page of all claims: the least and the greatest size that was named."""
    least, greatest = _ends(sizes(register))
    return f"From {amount(least)} to {amount(greatest)}: how big a force has been named"


def extremes(register: Register) -> list[tuple[str, str]]:
    """Return the least and the greatest size that was named, each with its claim."""
    claims = sizes(register)
    least, greatest = min(claims, key=lambda claim: claim.bounds or ()), max(claims, key=_greatest)
    return [(amount(min(least.bounds or (0.0,))), least.id), (amount(_greatest(greatest)), greatest.id)]


def standfirst(register: Register) -> str:
    """Return the sentence on the contents of the page of all claims."""
    many = f"{len(register.claims)} figures and statements, who said them and when."
    return f"{many} In our words, with their numbers; our own sums are marked."


def _ends(claims: Iterable[Claim]) -> tuple[float, float]:
    ends = [end for claim in claims for end in claim.bounds or ()]
    return min(ends), max(ends)


def sizes_title(rows: Sequence[Strip], used: Sequence[float]) -> str:
    """Return how many of the sizes that were named lie above the one in use; without one, how far they lie apart.

    >>> row = Strip(("a",), "A", ((20.0, 40.0), (5.0, 5.0)), "", "", "said")
    >>> sizes_title([row], [10.0]), sizes_title([row], [10.0, 90.0]), sizes_title([row], [])
    ('1 of 2 figures lies above 10, the size used here', 'None of 2 figures lies above 90, the most used here', \
'2 figures for the size of a force, from 5 to 40')
    """
    ends = [end for row in rows for end in row.ends]
    if not used or not used[-1]:
        least, greatest = min(row.least for row in rows), max(row.greatest for row in rows)
        return f"{len(ends)} figures for the size of a force, from {amount(least)} to {amount(greatest)}"
    above = sum(low > used[-1] for low, _ in ends)
    many = "None" if not above else str(above)
    size = f"{amount(used[-1])}, the {'size' if len(set(used)) == 1 else 'most'} used here"
    return f"{many} of {len(ends)} figures {'lie' if above > 1 else 'lies'} above {size}"


def sizes_subtitle(claims: Sequence[Claim]) -> str:
    """Return the subtitle of the sizes: the sizes by date, from when to when."""
    days = sorted(claim.latest_day.isoformat() for claim in claims if claim.latest_day)
    return f"Size of a force for Ukraine named in public, {month(days[0])} to {month(days[-1])}, by date."


def questions_title(register: Register) -> str:
    """Return the finding of the other questions: how far the rules of rest lie apart."""
    rests = [claim for claim in register.claims.values() if claim.answers == "dwell_ratio" and claim.bounds]
    least, greatest = map(spelled, _ends(rests))
    return f"On rest they differ, too: from {least} at home for each one away to {greatest}"


def cell_title(question: Question, claims: Sequence[Claim]) -> str:
    """Return the title of one question's figures: what it asks for, the least and the greatest.

    >>> import model
    >>> claims = model.load("reassurance_force").register.claims
    >>> cell_title("tour_months", [claims["dannatt.tour_months"], claims["france_norm.tour_months"]])
    'A tour: 4 to 6 months'
    """
    label, unit = ASKED[question]
    least, greatest = min(claims, key=lambda claim: claim.bounds or ()), max(claims, key=_greatest)
    low, high = writer_of(least)((least.bounds or (0.0,))[0]), writer_of(greatest)(_greatest(greatest))
    return f"{label}: {' to '.join(dict.fromkeys((low, high)))} {unit}".strip()


def _greatest(claim: Claim) -> float:
    return max(claim.bounds or (0.0,))


def of_nations(register: Register) -> str:
    """Return how many further questions are answered differently, each of one nation alone; '' for none."""
    many = sum(nation is not None for _, nation in register.rivals)
    more = f"{capital(spelled(many))} more question{'s are' if many > 1 else ' is'} about single nations"
    return f"{more}: search for one." if many else ""


def others_title(claim: Claim, count: int) -> str:
    """Return how many other figures answer the question of a claim, and the question.

    >>> import model
    >>> claim = model.load("reassurance_force").register.claims["dannatt.tour_months"]
    >>> others_title(claim, 0), others_title(claim, 1), others_title(claim, 12)
    ('Nobody else gives a figure for this', 'One other figure: how long is a tour?', \
'12 other figures: how long is a tour?')
    """
    if claim.answers is None or not count:
        return "Nobody else gives a figure for this"
    return f"{capital(spelled(count))} other figure{'' if count == 1 else 's'}: {lower_first(QUESTIONS[claim.answers])}"


def positions_title(claim: Claim) -> str:
    """Return the title of what a claim's nation said on sending troops."""
    return f"What {spaced(claim.nation or '').title()} said on sending troops"


def in_brief(claim: Claim) -> str:
    """Return the words of a claim without a number as a sentence."""
    return f"{capital(claim.text or '')}."


def in_use(run: Run) -> dict[str, list[float]]:
    """Return the figures of a run that answer what claims answer too, by the question or, of money, its unit.

    >>> import model
    >>> used = in_use(model.run(model.load("reassurance_force")).runs[0])
    >>> used["force_size"], used["dwell_ratio"], used["tour_months"]
    ([30000.0], [2.0, 3.0], [6.0])
    """
    quantities = run.scenario.quantities().items()
    used = {
        question: [quantity.low, quantity.high]
        for path, quantity in quantities
        for end, question in ASKED_AT.items()
        if path.endswith(end)
    }
    used |= {name: list(run.measure(measure).ends) for name, measure in MEASURED.items()}
    if run.scenario.cost is not None:
        cost = run.scenario.cost.per_deployed_year
        used[f"{run.scenario.cost.currency.lower()}_per_soldier_year"] = [cost.low, cost.high]
    return {name: list(dict.fromkeys(ends)) for name, ends in used.items() if any(ends)}


ASKED_AT = {
    "rotation.tour_months": "tour_months",
    "rotation.dwell_ratio": "dwell_ratio",
    "rotation.dwell_months": "dwell_months",
    "coalition.deployable_share": "deployable_share",
    "strength.troops_per_unit": "brigade_size",
    "strength.troops_per_km": "troops_per_km",
}
"""The question that an input answers, by the end of its path."""
MEASURED = {"force_size": "deployed", "troops_in_cycle": "multiplier"}
"""The question that a measure answers."""


def searched(register: Register, claims: Iterable[Claim], text: str) -> list[Claim]:
    """Return the claims in which every word of a text stands: in what was said, by whom, where, of which nation."""
    words = text.casefold().split()
    return [claim for claim in claims if all(word in _all_words(register, claim) for word in words)]


def _all_words(register: Register, claim: Claim) -> str:
    """All that a reader might look a claim up by; of a sum of ours also those whose figures it takes."""
    people = [in_full(root) for root in roots(claim, register)]
    nation = spaced(claim.nation or "")
    parts = (figure(claim), claim.says, claim.speaker, claim.role, claim.reported_by, nation, claim.quotation or "")
    return " ".join((*parts, *people, cite(claim, register), claim.id)).casefold()


def latest_first(claims: Iterable[Claim]) -> list[Claim]:
    """Return claims, the latest first; those without a day last."""
    return sorted(claims, key=lambda claim: (str(claim.latest_day or ""), claim.id), reverse=True)


def counted(claims: Sequence[Claim], register: Register) -> str:
    """Return how many claims are found: `12 of 367 figures and statements`."""
    return f"{len(claims)} of {len(register.claims)} figures and statements"


def topic(claim: Claim) -> str:
    """Return the topic of a claim: one of `TOPICS`, by the question its figure answers, else by its position."""
    if claim.answers in TOPIC_OF:
        return TOPIC_OF[claim.answers]
    is_stance = (claim.nation and not claim.bounds) or claim.kind in ("offered", "refused", "opposed")
    return POSITIONS if is_stance else OTHER


def dates(published: str) -> str:
    """Return a published date or interval for reading.

    >>> dates("2025-02-19/2025-02-20")
    '2025-02-19 to 2025-02-20'
    """
    return published.replace("/", " to ")
