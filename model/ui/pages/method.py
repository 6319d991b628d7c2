"""Method: what a rotation is, the sum step by step, every formula, checks against others, what is left out."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from model.analysis.published import Check
from model.engine.run import Run
from model.files.register import shipped_register
from model.files.shipped import version
from model.present.exhibits import arrivals, force, published, rotation
from model.present.formulas import coalition as coalition_formulas
from model.present.formulas import force as force_formulas
from model.present.formulas import months as months_formulas
from model.present.formulas.latex import typeset
from model.present.formulas.text import Formula
from model.present.html import method as method_html
from model.present.html.text import element
from model.present.tables import method as method_tables
from model.present.words import method as method_words
from model.present.words import published as published_words
from model.present.words import rotation as rotation_words
from model.present.words.notes import notes
from model.present.words.plain import nation
from model.present.words.steps import steps
from model.ui.session import cache
from model.ui.session.shown import Shown, evidence_version
from model.ui.shell import cited, files, frame, kept, markup

WIDE, NARROW = 1.32, 1


def page() -> None:
    """Draw how the sums work, with the numbers of what is shown; then what holds for every scenario."""
    shown, run = frame.enter(method_words.KICKER)
    if run is None:
        return
    parts = force_formulas.worked_parts(run)
    rounds = rotation_words.rounds_of(run, parts)
    frame.headline(rotation_words.headline(run), rotation_words.standfirst(rounds), rotation_words.cited(run, parts))
    frame.strip(shown, run)
    _contents()
    _cite(shown, run)
    part = _part(run, parts)
    if part is not None:
        _rotation(shown, run, part)
        _example(shown, run, part)
    _formulas(shown, run, part)
    _published(shown)
    _left_out()
    frame.foot(shown)


def _contents() -> None:
    links = (element("a", title, href=f"#{anchor}") for anchor, title in method_words.SECTIONS.items())
    st.html(element("nav", *links, class_="toc", aria_label="Contents of this page"))


def _anchor(key: str) -> None:
    st.html(element("span", id=key))


def _cite(shown: Shown, run: Run) -> None:
    """Draw the citation in one line, to copy; its link holds what differs from the plan as it ships."""
    link = "" if shown.is_own else f"{files.explore_address()}?{urlencode(shown.query)}"
    today = dt.datetime.now(dt.UTC).date()
    sentence = method_words.citation(
        run, version=version(), evidence=evidence_version(shown.start), day=today, link=link
    )
    with st.container(horizontal=True, key="cite"):
        st.html(element("p", element("b", "How to cite"), class_="src"), width="content")
        st.code(sentence, language=None, wrap_lines=True)


def _part(run: Run, parts: list[str]) -> str | None:
    """Return the part of the force that is worked through; the reader's choice where there are several."""
    if not parts:
        st.markdown(method_words.text("no_part"))
        return None
    if len(parts) == 1:
        return parts[0]
    return kept.option("Part worked through", parts, parts[0], key="method_part", words=run.scenario.title_of)


def _rotation(shown: Shown, run: Run, part: str) -> None:
    _anchor("rotation")
    frame.exhibit(rotation.soldier(run, part), shown)
    exhibits = rotation.units(run, part)
    for column, turns in zip(st.columns(len(exhibits), gap="large"), exhibits, strict=True):
        with column:
            frame.exhibit(turns, shown)
    frame.first_screen_ends()


def _example(shown: Shown, run: Run, part: str) -> None:
    """Draw the squares of the sum beside its steps, for the part and for the nation that could send most."""
    _anchor("example")
    contributor = next(iter(coalition_formulas.counted(run)), None)
    squares = force.arithmetic(run)
    columns = st.columns([WIDE, NARROW] if squares else 1, gap="large")
    if squares is not None:
        with columns[0]:
            frame.exhibit(squares, shown)
    with columns[-1], st.container(key="card_steps"):
        frame.section("The sum, step by step")
        listed = steps(run, part, contributor)
        markup.draw(method_html.steps(shown.scenario, listed), "steps")


def _formulas(shown: Shown, run: Run, part: str | None) -> None:
    _anchor("formulas")
    with st.container(key="card_formulas"):
        frame.section("Every formula, with the numbers of this plan", method_words.text("on_numbers"))
        _sentences(notes(run))
        if part is not None:
            _folded("What the force ties up", "part", partial(_force, run, part))
        contributor = _supply(run)
        _folded("What would close the gap", "gap", partial(_sentences, [method_words.text("break_even")]))
        _folded("Month by month", "months", partial(_months, shown, run, part, contributor))
        if training := list(months_formulas.training_formulas(run)):
            _folded("Training", "training", partial(_draw, run, training, "training"))


def _folded(title: str, key: str, draw: Callable[[], object]) -> None:
    """Draw a part that is folded at first; nothing in it is worked out before the reader opens it."""
    fold = st.expander(cited.shown(title), key=f"fold_{key}", on_change="rerun")
    if fold.open:
        with fold:
            draw()


def _supply(run: Run) -> str | None:
    """Draw the formulas of one nation and of all together; return the nation that is worked through."""
    coalition = run.scenario.coalition
    if run.outcomes.supply is None or coalition is None:
        _sentences([method_words.text("no_coalition")])
        return None
    contributors = coalition_formulas.counted(run)
    _folded("What one nation could keep up", "nation", partial(_nation, run, contributors))
    _folded("What those who take part could keep up together", "coalition", partial(_together, run, coalition.rule))
    _folded("The chance of keeping the force up", "chance", partial(_chance, run))
    return kept.chosen(contributors, key="method_nation")


def _force(run: Run, part: str) -> None:
    _draw(run, [*force_formulas.part_formulas(run, part), *force_formulas.total_formulas(run)], "part")


def _chance(run: Run) -> None:
    _sentences(method_words.chance_sentences(run))


def _together(run: Run, rule: str) -> None:
    _sentences([method_words.text(rule)])
    _draw(run, coalition_formulas.coalition_formulas(run), "coalition")


def _nation(run: Run, contributors: Sequence[str]) -> None:
    """Draw the formulas of the nation that the reader chooses."""
    if not contributors:
        _sentences([method_words.text("no_nation")])
        return
    contributor = kept.option(
        "Nation worked through", contributors, contributors[0], key="method_nation",
        words=lambda name: nation(run.scenario.nation_title(name)),
    )  # fmt: skip
    _draw(run, coalition_formulas.nation_formulas(run, contributor), "nation")


def _months(shown: Shown, run: Run, part: str | None, contributor: str | None) -> None:
    st.latex(method_words.RECURSION)
    picture = None if part is None else arrivals.recursion(run, part, contributor)
    if picture is not None:
        frame.exhibit(picture, shown)
    _sentences(method_words.text(key) for key in ("how_months", "after_months", "whole_units"))
    if part is not None:
        _draw(run, months_formulas.month_formulas(run, part, contributor), "months")


def _draw(run: Run, worked: Iterable[Formula], key: str) -> None:
    """Draw formulas, each with its title, its subject, its letters and its inputs."""
    for number, formula in enumerate(worked):
        st.html(element("h3", formula.title, class_="ct") + element("p", formula.means, class_="cs"))
        st.latex(typeset(formula))
        if under := method_html.under(run.scenario, formula):
            markup.draw(under, f"under_{key}_{number}")


def _sentences(sentences: Iterable[str]) -> None:
    if lines := [element("p", method_html.linked(sentence), class_="prose") for sentence in sentences]:
        st.html(element("div", *lines))


def _published(shown: Shown) -> None:
    register = shipped_register()
    checks = list(cache.published_checks().values())
    _anchor("published")
    frame.exhibit(published.published(checks, register), shown)
    met = sum(check.agrees for check in checks)
    _folded(f"The {met} that come out as published", "met", partial(_as_published, checks))
    _sentences([published_words.PRECISION, method_words.text("grades")])


def _as_published(checks: Sequence[Check]) -> None:
    markup.draw(published.as_published(checks, shipped_register()), "as_published")


def _left_out() -> None:
    _anchor("left-out")
    with st.container(key="card_left_out"):
        frame.section("What is left out")
        lists = method_words.prose()
        more = lists["also_left_out"]
        markup.draw(method_html.listing(lists["left_out"]), "left_out")
        _folded(
            f"{len(more)} more things that are left out or taken simply", "more",
            partial(markup.draw, method_html.listing(more), "also_left_out"),
        )  # fmt: skip
        _anchor("terms")
        _folded("The terms in files and tables", "terms", _terms)


def _terms() -> None:
    cited.table(method_tables.glossary_in_words())
