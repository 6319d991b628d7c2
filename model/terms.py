"""The vocabulary: measures, phases, the words of the scenario's options, and the glossary, one record each.

Pages, files, formulas and charts take their words, units, letters and colours from here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

NOT_KNOWN = "not known publicly"
"""Stands for a figure that nobody has published, and for all that would rest on it."""


@dataclass(frozen=True)
class Measure:
    """A measure of a run; where one of the last three is not given, the label stands there too.

    `short` heads a column, `in_a_sentence` stands in one, `after_a_number` follows a number.
    """

    label: str
    unit: str
    meaning: str
    short: str = ""
    in_a_sentence: str = ""
    after_a_number: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "short", self.short or self.label)
        for name in ("in_a_sentence", "after_a_number"):
            object.__setattr__(self, name, getattr(self, name) or self.label[0].lower() + self.label[1:])


@dataclass(frozen=True)
class Phase:
    """A part of the cycle that a soldier can be in.

    `short` fits beside a number, `doing` says what soldiers do in it, `in_a_bar` what a unit does. `months` are its
    months as a formula of durations, empty where its troops are not worked out from the months of a cycle.
    """

    label: str
    short: str
    doing: str
    in_a_bar: str
    months: str = ""


@dataclass(frozen=True)
class Word:
    """An option of a scenario as a label and in a sentence."""

    label: str
    in_a_sentence: str


@dataclass(frozen=True)
class Control:
    """A control of the pages: its label, a word on it, and the words that a reader sees for those of the address."""

    label: str
    meaning: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Bound:
    """How a published figure bounds what it counts: as a label, and before the figure."""

    label: str
    before: str


@dataclass(frozen=True)
class Term:
    """A term of the glossary; `symbol` is empty if no formula holds the term, `synonyms` are other words for it.

    `plain` is what a reader of the formulas calls it; where it is not given, the word itself.
    """

    word: str
    meaning: str
    symbol: str = ""
    synonyms: tuple[str, ...] = ()
    plain: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "plain", self.plain or self.word)


MEASURES: Mapping[str, Measure] = {
    "deployed": Measure("Deployed", "troops", "Troops in the field at the peak; handovers are not counted twice."),
    "multiplier": Measure(
        "Needed per soldier away",
        "troops per troop deployed",
        "Months from one departure to the next, over the months of a tour that add to the strength.",
    ),
    "tied_up": Measure(
        "Tied up in all",
        "troops",
        "Troops in the field times those needed for each one away: on tour, just back, resting or getting ready.",
        in_a_sentence="the troops tied up",
        after_a_number="troops tied up",
    ),
    "throughput": Measure(
        "Tours served", "tours", "Tours served over the horizon; one person may serve more than once."
    ),
    "people_within_horizon": Measure(
        "People who would serve",
        "people",
        "For each part the fewer of its tours over the horizon and of the troops it ties up in its greatest month.",
    ),
    "cost_per_year": Measure(
        "Cost a year",
        "",  # in the scenario's currency
        "Troops in the field times the published cost of one for a year; its basis is among the inputs.",
    ),
    "pool": Measure("Troops that could take turns", "troops", "What the nations that are in could send in turn."),
    "capacity": Measure(
        "Could be kept up",
        "troops",
        "Troops that the nations that are in could keep in the field for good, within their offers.",
    ),
    "capacity_at_floor": Measure(
        "Could be kept up with the fewest months at home",
        "troops",
        "The same with the least time at home that each one's rotation tolerates.",
    ),
    "capacity_units": Measure(
        "Could be kept up in whole units",
        "troops",
        "The largest force that they could keep in the field for good if no unit were split.",
    ),
    "margin": Measure(
        "To spare or short",
        "troops",
        "What the nations that are in could keep up, minus what is needed; below zero it is what is missing.",
        in_a_sentence="what is to spare or short",
        after_a_number="troops to spare",
    ),
    "shortfall": Measure("Troops missing", "troops", "Troops needed whom the rule of sharing finds no nation for."),
    "strain": Measure(
        "Tied up for each one who could take turns",
        "tied up per troop in the pools",
        "Troops tied up over all troops that the nations that are in could send in turn.",
    ),
    "contributors_needed": Measure(
        "Nations needed", "contributors", "The fewest nations that could keep up the force between them."
    ),
    "probability_kept_up": Measure(
        "Chance of keeping the force up", "probability", "The chance that those who take part reach the force's size."
    ),
    "first_shortfall_month": Measure("First month short", "month", "The first month in which troops are missing."),
    "months_held": Measure("Months held", "months", "Months of the horizon in which no troops are missing."),
    "achieved_dwell_months": Measure(
        "Time at home achieved", "months", "Mean months at home of those who return within the horizon."
    ),
    "least_pool": Measure("Least pool", "troops", "The smallest pool with which no month is short."),
    "trained_per_month": Measure("Trained in a month", "people a month", "People whom all trainers train in a month."),
    "months_to_target": Measure("Months to the target", "months", "Months until every training target is reached."),
}
PHASES: Mapping[str, Phase] = {
    "deployed": Phase("Deployed", "Deployed", "on tour", "on tour"),
    "handing_over": Phase("Handing over", "Handing over", "handing over", "handover", "{overlap}"),
    "in_transit": Phase("In transit", "In transit", "travelling", "travel", "{transit}"),
    "mobilised": Phase("Called up", "Called up", "called up", "call-up", "{mobilisation}"),
    "recovering": Phase("Recovering", "Recovering", "on leave", "leave", "{recovery}"),
    "resting": Phase(
        "At home between tours", "At home", "at home", "at home", "({dwell} − {preparation} − {recovery})"
    ),
    "preparing": Phase("Preparing", "Preparing", "getting ready to go", "training", "{preparation}"),
    "ready": Phase("Ready", "Ready", "ready", "ready"),
    "left": Phase("Left the coalition", "Left", "gone", "left"),
}
"""In the order in which units go through them."""
IN_CYCLE = ("deployed", "handing_over", "in_transit", "mobilised", "recovering", "resting", "preparing")
"""The phases of the troops tied up; `ready` and `left` are further phases of a pool."""
PROVIDERS: Mapping[str, Word] = {
    "coalition": Word("Coalition", "the coalition"),
    "neutral": Word("Neutral country", "a neutral country"),
    "ukraine": Word("Ukraine", "Ukraine"),
    "united_states": Word("United States", "the United States"),
}
PLACES: Mapping[str, str] = {
    "in_ukraine": "in Ukraine",
    "neighbouring": "in a neighbouring country",
    "at_sea": "at sea",
}
CONTROLS: Mapping[str, Control] = {
    "size_by": Control("Sizes named in public"),
    "tour_by": Control("Published tours"),
    "rest_by": Control("Whose rule of rest?"),
    "dwell_as": Control("My own rest, given", words={"Ratio": "for each month away", "Months": "in months"}),
    "who": Control("Who takes part", "A nation that you add takes part for certain; one that you take out does not."),
    "share": Control("Share of each army that can be sent", "Of the land forces, on operations."),
    "rule": Control(
        "How the load is shared",
        words={"equal_strain": "evenly for size", "by_priority": "in order of priority", "offers": "as offered"},
    ),
    "chances": Control("Taking part", words={"In or out": "yes or no", "With chances": "give each a chance"}),
    "backstop": Control("United States backstop", words={"Provided": "provided", "Withdrawn": "withdrawn"}),
    "starts": Control("How the months begin", words={"Staggered": "Steady rotation", "Rested": "All at once"}),
    "fill_in": Control(
        "When a nation runs out", words={"Each its own": "a gap opens", "Others fill in": "others step in"}
    ),
    "input": Control("Set numbers with", words={"Sliders": "Sliders", "Exact numbers": "Exact numbers"}),
}
"""The controls that set no number, by their key in the address."""
RULES: Mapping[str, str] = {"equal_strain": "Equal strain", "by_priority": "By priority", "offers": "As offered"}
STANDINGS: Mapping[str, str] = {
    "reported": "reported",
    "reference": "reference figure",
    "derived": "our arithmetic",
    "assumed": "assumption",
    "user": "your figure",
}
KINDS: Mapping[str, str] = {
    "said": "said",
    "offered": "offered",
    "decided": "decided",
    "refused": "refused",
    "opposed": "opposed",
    "reported_unnamed": "reported, source not named",
    "estimated": "estimated",
    "measured": "measured",
    "derived": STANDINGS["derived"],
}
BOUNDS: Mapping[str, Bound] = {
    "exactly": Bound("exactly", ""),
    "about": Bound("about", "about "),
    "up_to": Bound("up to", "up to "),
    "fewer_than": Bound("fewer than", "fewer than "),
    "at_least": Bound("at least", "at least "),
}
POSITIONS: Mapping[str, str] = {
    "declared": "its head of government said it would send some",
    "offered": "a number or a unit was named",
    "open": "it depends, or support elsewhere",
    "undeclared": "nothing found",
    "refused": "",
}
"""The meaning of each position of a nation on ground troops, where the word alone does not say it."""
SAID: Mapping[str, str] = {
    "declared": "said it would send troops",
    "offered": "named a number or a unit",
    "open": "open, or on conditions",
    "refused": "ruled it out",
    "undeclared": "no position found",
}
"""Each position as the pages say it of a nation."""
TERMS: Mapping[str, Term] = {
    "deployed": Term(
        "Deployed",
        "Troops that a part keeps in the field; those handing over are not counted twice.",
        "D",
        plain="Troops in the field",
    ),
    "tour": Term(
        "Tour",
        "Months that one soldier is in the field, the handover included.",
        "τ",
        ("deployment", "boots on the ground", "BOG"),
    ),
    "dwell": Term(
        "Dwell",
        "Months at home between two tours. The goal is what the rule of rest asks for, the floor the least that is "
        "tolerated.",
        "d",
        plain="Months at home",
    ),
    "overlap": Term(
        "Overlap",
        "Months at the end of a tour in which the relief is already in the field.",
        "o",
        plain="Handover",
    ),
    "mobilisation": Term(
        "Mobilisation",
        "Months for which a reservist is called up, but neither in the field nor at home.",
        "b",
        plain="Call-up",
    ),
    "transit": Term(
        "Transit",
        "Months of travel from one departure to the next, half on the way out and half on the way home.",
        "x",
        plain="Travel",
    ),
    "preparation": Term(
        "Preparation", "The part of the time at home that is training for the next tour.", "p", plain="Training"
    ),
    "recovery": Term("Recovery", "The part of the time at home that is leave after a tour.", "r", plain="Leave"),
    "cycle": Term(
        "Cycle",
        "Months from one departure to the next: call-up, travel, tour and time at home.",
        "C",
        plain="From one departure to the next",
    ),
    "multiplier": Term(
        "Multiplier",
        "Soldiers that it takes to keep one in the field.",
        "m",
        ("rotation ratio", "force generation ratio", "force generation factor", "rule of three"),
        plain="Soldiers for each one away",
    ),
    "tied_up": Term(
        "Tied up",
        "All soldiers that it takes: those in the field, and all whom their relief takes.",
        "T",
        plain="Troops tied up",
    ),
    "dwell_ratio": Term(
        "Deploy-to-dwell ratio",
        "1:n, n months at home for each month away; a call-up counts as away.",
        "n",
        ("BOG:dwell", "D2D"),
        plain="Months at home for each month away",
    ),
    "component": Term("Part", "One part of a proposed force, with its task and whoever provides it."),
    "contributor": Term(
        "Contributor", "A nation, or one part of its forces, that could supply what the coalition provides."
    ),
    "pool": Term(
        "Pool",
        "Troops that a nation could send in turns: those it can send at all, less those posted elsewhere and what its "
        "other operations tie up.",
        "P",
        plain="Troops it could send in turns",
    ),
    "sustained": Term(
        "Could keep up",
        "Troops that a nation could keep in the field for good, with the rest that the rule asks for.",
        "K",
        plain="Troops it could keep in the field",
    ),
    "sustained_at_floor": Term(
        "Could keep up at the floor",
        "Troops that a nation could keep in the field for good, with the least rest that is tolerated.",
        "K′",
        plain="The same with the least rest",
    ),
    "offer": Term(
        "Offer",
        "The most troops that a nation has stated or is reported to be ready to send; without one there is no such "
        "limit.",
    ),
    "capacity": Term(
        "Capacity",
        "What the nations that take part could keep up together, each with the rest its rule asks for and within its "
        "offer.",
        plain="What all could keep up",
    ),
    "margin": Term(
        "Margin",
        "Capacity less the troops in the field; below zero it is what is missing.",
        plain="Troops to spare, or missing",
    ),
    "shortfall": Term(
        "Shortfall",
        "Troops in the field, less what the rule of sharing gives to nations within their offers and the least rest "
        "they tolerate.",
        plain="Troops that no nation carries",
    ),
    "strain": Term(
        "Strain",
        "What a nation would tie up, by its own rotation, for each soldier that it could send in turns.",
        plain="Load on the army",
    ),
    "throughput": Term(
        "Tours served",
        "Tours that the force takes over the months looked at, at least one for each soldier in the field; one person "
        "could serve more than one.",
    ),
    "horizon": Term("Horizon", "The months that a scenario looks at.", "H"),
    "element": Term("Unit that rotates", "The whole unit, a brigade or a battlegroup, that is relieved as one.", "E"),
    "position": Term(
        "Position",
        "What a nation has said about ground troops: "
        + ", ".join(f"{position} ({meaning})" if meaning else position for position, meaning in POSITIONS.items())
        + ".",
    ),
    "chance": Term("Chance", "How many times of 100 a nation takes part; an assumption or your own, never measured."),
    "pivotal_weight": Term(
        "Pivotal weight", "The chance that the force is kept up if a nation takes part, less the chance if it does not."
    ),
    "claim": Term("Claim", "One published figure or statement: who said it, when, and where it was reported."),
    "standing": Term(
        "Standing",
        "Where a number comes from: reported in an article, a reference figure, our arithmetic, an assumption with "
        "its reason, or your own.",
    ),
    "baseline": Term("Baseline and variant", "The scenario one starts from, and the same after changes."),
    "case": Term(
        "Case", "One value for each number of a scenario; the ends of the ranges make the low and the high case."
    ),
}


def spaced(key: str) -> str:
    """Return a key of a scenario file as words.

    >>> spaced("equal_strain")
    'equal strain'
    """
    return key.replace("_", " ")
