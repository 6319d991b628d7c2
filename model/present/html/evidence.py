"""How solid the numbers of a run are, and what each of them rests on, as HTML whose citations open in place."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from markupsafe import Markup

from model.engine.run import Run
from model.evidence.claims import Claim, Register
from model.present.html.text import citation, claim_link, element, escaped, joined
from model.present.words import evidence as words
from model.present.words.cautions import Caution, cautions, other_notes
from model.present.words.citations import MARKS, cite, quality
from model.present.words.evidence import Input
from model.present.words.figures import figure, number
from model.present.words.plain import capital, nation_label
from model.scenario import Scenario
from model.terms import POSITIONS

ASSUMED, YOURS = "our assumption", "yours"
TITLES = {"reported": "Reported", "army": "Reference", "assumed": "Assumed", "yours": "Yours", "zero": "Taken as zero"}
"""The groups of inputs, in the order in which they are drawn."""
OUT = "Figures of nations that are out"
KEY = " · ".join(f"{mark} {meaning}" for mark, meaning in MARKS.items())


def how_solid(run: Run) -> Markup:
    """Return the details of "How solid is this?": each input that is no nation's, then what else is to be known."""
    inputs = words.inputs(run)
    listed = list(cautions(run))
    by_path: dict[str, list[Caution]] = {}
    for caution in listed:
        by_path.setdefault(caution.path, []).append(caution)
    main = words.main(inputs)
    rest = [caution for caution in listed if caution.path not in {one.path for one in main}]
    register = run.scenario.register
    return element(
        "div",
        element("ul", *(_solid(one, by_path.get(one.path, []), register) for one in main)),
        element("ul", *(element("li", *_told(caution, register)) for caution in rest)) if rest else "",
        *(element("p", note) for note in other_notes(run, listed)),
        element("p", KEY, class_="src"),
        class_="solid",
    )


def _solid(one: Input, listed: Iterable[Caution], register: Register) -> Markup:
    """An input with its mark, figure and citation, then each caution about it."""
    remarks = " ".join(caution.message for caution in listed)
    return element(
        "li", element("b", one.label), ": ", one.figure, " ", _source(one, register), f" {remarks}" if remarks else ""
    )


def _told(caution: Caution, register: Register) -> Iterable[object]:
    yield caution.in_words()
    if caution.claim in register.claims:
        yield from (" ", claim_link(caution.claim, capital(cite(register.claims[caution.claim], register))), ".")


def _source(one: Input, register: Register) -> Markup:
    """Where an input comes from: its mark and citation; that it is our assumption, or the reader's."""
    if one.claim is None:
        mark, who = ("", YOURS) if one.group == "yours" else ("◇ ", ASSUMED)
        return element("span", f"{mark}{who}.", class_="came")
    mark, known = quality(one.claim, register)
    return element(
        "span", element("span", f"{mark} ", title=known), citation(register, one.claim.id), ".", class_="came"
    )


def rests_on(run: Run, *, is_folded: bool = True) -> Markup:
    """Return the grounds of each number of a run: its inputs in groups, each with its citation, assumption or reason.

    Folded groups open on a page; on paper none is.
    """
    inputs = words.inputs(run)
    groups = {group: [one for one in inputs if one.group == group] for group in TITLES}
    drawn = {
        "reported": lambda: _reported(run, groups["reported"], is_folded=is_folded),
        "army": lambda: _armies(groups["army"], run.scenario),
        "assumed": lambda: _table(groups["assumed"], run.scenario.register),
        "yours": lambda: _table(groups["yours"], run.scenario.register),
        "zero": lambda: element("p", words.zero(inputs)),
    }
    return element(
        "div",
        *(_group(_title(group, of, inputs), drawn[group](), is_folded=is_folded) for group, of in groups.items() if of),
        class_="rests",
    )


def _title(group: str, of: Sequence[Input], inputs: Sequence[Input]) -> str:
    """The name of a group with how many inputs it has; of the armies, the yearbook and its years."""
    if group == "army":
        source = f"CIA World Factbook, {words.armies_years(inputs)}"
        return f"{TITLES[group]}: {len(of)} {'army' if len(of) == 1 else 'armies'}, {source}"
    return f"{TITLES[group]} ({len(of)})"


def _group(title: str, content: Markup, *, is_folded: bool) -> Markup:
    if is_folded:
        return element("details", element("summary", title), content)
    return element("section", element("h3", title), content)


def _reported(run: Run, of: Sequence[Input], *, is_folded: bool) -> Markup:
    """The figures that somebody published: those that count, who takes part, then those of nations that are out."""
    register = run.scenario.register
    used, out = ([one for one in of if one.is_used is counts] for counts in (True, False))
    content = _table(used, register) + _positions(run)
    return content + _group(f"{OUT} ({len(out)})", _table(out, register), is_folded=is_folded) if out else content


def _positions(run: Run) -> Markup:
    """The words by which nations take part: the claims behind the positions of those that are in."""
    scenario = run.scenario
    claims = {name: claim for name in run.counted if (claim := scenario.position_claim(name))}
    rows = [
        element(
            "span",
            f"{nation_label(scenario.nation_title(name))}: {_position(claim)}, ",
            citation(scenario.register, claim.id),
        )
        for name, claim in claims.items()
    ]
    return (
        element("p", element("b", "Who takes part, by whose word. "), joined(rows, "; "), ".") if rows else escaped("")
    )


def _position(claim: Claim) -> str:
    return figure(claim) if claim.text else POSITIONS[claim.position or "undeclared"]


def _armies(of: Sequence[Input], scenario: Scenario) -> Markup:
    """The sizes of the armies on one line, each figure a link to its claim."""
    links = [_army(scenario.nation_title(one.nation), one.claim) for one in of if one.claim]
    return element("p", joined(links, ", "), ".")


@lru_cache(maxsize=1_024)
def _army(title: str, claim: Claim) -> Markup:
    return element("span", f"{nation_label(title)} ", claim_link(claim.id, number(claim)))


def _table(of: Iterable[Input], register: Register) -> Markup:
    """Inputs, a row each: what it is and why we take it so, its figure, who it comes from."""
    heads = element(
        "tr",
        element("th", "Input", scope="col"),
        element("th", "Figure", class_="r", scope="col"),
        element("th", "Who, where, when", scope="col"),
    )
    rows = (_row(one, register) for one in of)
    return element("table", element("thead", heads), element("tbody", *rows), class_="t stack")


@lru_cache(maxsize=1_024)
def _row(one: Input, register: Register) -> Markup:
    reason = element("p", f"{capital(one.reason)}.", class_="src") if one.reason else ""
    return element(
        "tr",
        element("td", one.label, reason),
        element("td", one.figure, class_="r"),
        element("td", _source(one, register)),
    )
