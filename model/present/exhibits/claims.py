"""The exhibits of the page of all claims: sizes of a force, other questions, and what others say beside one claim."""

from collections.abc import Mapping, Sequence

from model.evidence.claims import Claim, Question, Register
from model.present.charts.claims import questions_chart, sizes_chart
from model.present.exhibits.exhibit import Exhibit
from model.present.html.strips import cells, strip_rows
from model.present.numbers import amount
from model.present.tables import claims as tables
from model.present.words import card
from model.present.words import claims as words
from model.present.words.citations import best
from model.present.words.figures import writer
from model.present.words.strips import Strip, strips

Used = Mapping[str, Sequence[float]]
"""The figures in use by the question that they answer, of money by its unit (`words.claims.in_use`)."""


def sizes(register: Register, used: Used) -> Exhibit:
    """Return the sizes of a force that were named in public, by date, with the one in use."""
    claims = words.sizes(register)
    in_use = used.get("force_size", ())
    rows = strips(register, claims)
    title = words.sizes_title(rows, in_use)
    return Exhibit(
        key="sizes",
        title=title,
        subtitle=words.sizes_subtitle(claims),
        chart=sizes_chart(rows, amount, in_use),
        text=_text(title, rows),
        table=tables.in_short(register, claims),
        frame=lambda: tables.claims_with_numbers(claims),
        claims=tuple(row.claim for row in rows),
        html=strip_rows(rows, amount, in_use),
        is_ours=False,
        names_sources=True,
    )


def questions(register: Register, used: Used) -> Exhibit:
    """Return the other questions that claims answer with different figures, each on a scale of its own."""
    groups = _asked(register)
    claims = [claim for group in groups.values() for claim in group]
    titles = {key: words.cell_title(key[0], group) for key, group in groups.items()}
    rows = {key: strips(register, group) for key, group in groups.items()}
    in_use = {titles[key]: used.get(key[1] if key[0] == "cost_per_deployed" else key[0], ()) for key in groups}
    by_title = {titles[key]: rows[key] for key in groups}
    title = words.questions_title(register)
    return Exhibit(
        key="questions",
        title=title,
        subtitle=words.QUESTIONS_DRAWN,
        chart=questions_chart(by_title, in_use),
        text=f"{title}. {'. '.join(titles.values())}.",
        table=tables.in_short(register, claims),
        frame=lambda: tables.claims_with_numbers(claims),
        claims=tuple(row.claim for group in rows.values() for row in group),
        note=words.of_nations(register),
        html=cells([(titles[key], rows[key], writer(key[1]), in_use[titles[key]]) for key in groups]),
        is_ours=False,
        names_sources=True,
    )


def _asked(register: Register) -> dict[tuple[Question, str], list[Claim]]:
    """The questions of all nations with more than one answer, by question and unit, so that currencies stay apart."""
    groups: dict[tuple[Question, str], list[Claim]] = {}
    for question in words.ASKED:
        for claim in register.rivals.get((question, None), []):
            groups.setdefault((question, claim.unit or ""), []).append(claim)
    return groups


def others(register: Register, claim_id: str) -> Exhibit | None:
    """Return all figures that answer the question of a claim, its own among them; None where nobody else has one."""
    claim = best(register.claims[claim_id], register)
    rivals = card.rivals(claim, register)
    if not rivals:
        return None
    answers = [claim, *rivals]
    rows = strips(register, answers)
    marked = next(row.claim for row in rows if claim.id in row.claims)
    title = words.others_title(claim, len(rivals))
    write = writer(claim.unit or "")
    return Exhibit(
        key="others",
        title=title,
        subtitle=words.OTHERS_DRAWN,
        chart=sizes_chart(rows, write),
        text=_text(title, rows),
        table=tables.in_short(register, answers),
        frame=lambda: tables.claims_with_numbers(answers),
        claims=tuple(row.claim for row in rows),
        html=strip_rows(rows, write, marked=marked),
        is_ours=False,
        names_sources=True,
    )


def _text(title: str, rows: Sequence[Strip]) -> str:
    """The text alternative: the title, then each row's people and figures."""
    return f"{title}. {'; '.join(f'{row.who}: {row.words}' for row in rows)}."
