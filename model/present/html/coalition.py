"""Nations as HTML: a small drawing of the years of each, the table of who said what, who has no known position."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from model.engine.kept_up import kept_up
from model.engine.run import Run
from model.present.charts.vega import AWAY, HOME, LINE
from model.present.html.text import citation, element, joined
from model.present.tables.coalition import Nation, nations
from model.present.tables.years import Year
from model.present.words.backstop import NOTHING_DEPENDS, backstop_sentence, cited
from model.present.words.chances import SOLDIER_BY_SOLDIER
from model.present.words.nations import QUIET, added_all_the_same, had_refused, refusals, said
from model.present.words.plain import capital

WIDE, TALL = 90, 60
WORDS, NUMBERS = ("Nation", "What it said"), ("Could keep up", "Would carry", "Of its army")


def years_grid(years: Sequence[Year]) -> Markup:
    """Return a grid of small drawings, one a nation: four in a row, two on a phone."""
    key = [element("span", element("i", style=f"background:{fill}"), words) for words, fill in _key()]
    return element("div", element("p", *key, class_="key"), element("div", *map(_figure, years), class_="years"))


def _key() -> Iterator[tuple[str, str]]:
    yield from (("away", AWAY), ("at home from a tour", HOME), ("rested", "#fff"))


def _figure(year: Year) -> Markup:
    frame = element("rect", x="0", y="0", width=str(WIDE), height=str(TALL), fill="#fff", stroke=LINE)
    parts = [part for step in year.steps for part in _rects(step.begin, step.end, step.away, step.home)]
    picture = element(
        "svg", frame, *parts, viewBox=f"0 0 {WIDE} {TALL}", preserveAspectRatio="none", aria_hidden="true"
    )
    caption = element("figcaption", element("b", year.short), element("span", year.words))
    return element("figure", caption, picture)


def _rects(begin: float, end: float, away: float, home: float) -> Iterator[Markup]:
    """The two shares of a stretch of months, from the foot of the drawing up."""
    foot = 0.0
    for share, fill in ((away, AWAY), (home, HOME)):
        if share > 0:
            yield element(
                "rect", x=f"{begin * WIDE:.2f}", y=f"{(1 - foot - share) * TALL:.2f}",
                width=f"{(end - begin) * WIDE + 0.05:.2f}", height=f"{share * TALL:.2f}", fill=fill,
            )  # fmt: skip
        foot += share


def nations_table(run: Run, case: str) -> Markup:
    """Return the table of the nations that are in or have a position, each with who said so."""
    rows = [_row(run, one) for one in nations(run, case) if one.is_in or one.position != QUIET]
    words = (element("th", name, scope="col") for name in WORDS)
    numbers = (element("th", name, scope="col", class_="r") for name in NUMBERS)
    head = element("tr", *words, *numbers)
    largest_force = kept_up(run)
    is_whole = largest_force is not None and largest_force.is_whole
    caption = [element("caption", f"Troops are {SOLDIER_BY_SOLDIER}.", class_="src")] if is_whole else []
    return element("table", *caption, element("thead", head), element("tbody", *rows), class_="t stack nations")


def _row(run: Run, one: Nation) -> Markup:
    claim = run.scenario.position_claim(one.name)
    who = [": ", citation(run.scenario.register, claim.id)] if claim else []
    is_in = element("b", one.title) if one.is_in else one.title
    numbers = (one.could_words, one.carries_words if one.is_in else "", one.share_words if one.is_in else "")
    return element(
        "tr",
        element("th", is_in, scope="row"),
        element("td", capital(said(run.scenario, one.name)), *who),
        *(element("td", words, class_="r", data_label=name) for name, words in zip(NUMBERS, numbers, strict=True)),
    )


def quiet(run: Run, case: str) -> list[Nation]:
    """Return the nations that are out and for which no position was found."""
    return [one for one in nations(run, case) if one.position == QUIET and not one.is_in]


def no_position(rows: Sequence[Nation]) -> Markup:
    """Return nations without a known position as a list, each with what it could keep up."""
    return element(
        "ul", *(element("li", f"{one.title}: could keep up {one.could_words}") for one in rows), class_="quiet"
    )


def backstop(run: Run) -> Markup | None:
    """Return the sentence on the loss of the American backstop with who spoke of it; None where nothing hangs on it."""
    sentence = backstop_sentence(run)
    people = [citation(run.scenario.register, claim) for claim in cited(run.scenario)]
    return None if sentence is None else element("span", sentence, *(part for one in people for part in (" ", one)))


def refusals_notice(run: Run) -> Markup | None:
    """Return the nations that count although they had ruled troops out, with who said so; None for nobody."""
    lines = []
    for refusal in refusals(run):
        claim = refusal.claim
        said_by = (" (", citation(run.scenario.register, claim.id), ")") if claim else ()
        fact = element("b", had_refused(refusal))
        lines.append(element("p", fact, *said_by, ". ", added_all_the_same(run, refusal), class_="src refused"))
    return joined(lines) if lines else None


def nothing_depends(plans: Sequence[Markup]) -> Markup:
    """Return the words where nothing in a plan hangs on the backstop, with links to plans in which something does."""
    others = [part for link in plans for part in ("; ", link)][1:]
    where = [" In these plans something does: ", *others, "."] if others else []
    return joined([NOTHING_DEPENDS, *where])
