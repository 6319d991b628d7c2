"""No page draws a text that did not go through the one escaping: read off the pages' own code.

A text that is drawn is a constant of ours, or comes from `cited.shown`, or is put together from such alone.
"""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "app.py", *sorted((ROOT / "model" / "ui").rglob("*.py"))]

SAFE = ("shown", "cited.shown", "cited.literal", "method_words.text", "element", "joined", "escaped", "typeset")
"""Functions whose text is safe: escaped for Markdown, for HTML, for LaTeX."""
TEXTS = {"body", "label", "help", "text", "title", "caption", "page_title", "delta", "delta_description"}
"""Parameters that Streamlit's functions read as Markdown, whichever of them has one; those of one alone:"""
MORE_TEXTS = {"metric": {"value"}, "table": {"data"}, "write": {"args"}}
WORDED = {"segmented_control", "pills", "radio"}
"""Their options are Markdown too; those of select boxes and the cells of data frames are not."""
AS_THEY_STAND = {"code", "text"}
"""They show a text as it stands, Markdown or not."""
EXCEPT = {
    ("cited.py", "where.table(words)"): "the one place that draws tables, of cells that were all shown as they stand",
    ("frame.py", 'st.html(f"<style>{_look()}</style>")'): "our style sheet, a file of the package",
}
"""Calls that the rule does not see through, each with why it is safe."""


def drawing(call: ast.Call, ours: set[str]) -> object | None:
    """Return the function of Streamlit that a call draws with; None for any other call, and those of `ours`."""
    if not isinstance(call.func, ast.Attribute) or ast.unparse(call.func.value) in ours:
        return None
    name, of = call.func.attr, st if ast.unparse(call.func.value) == "st" else DeltaGenerator
    return None if name in AS_THEY_STAND else getattr(of, name, None)


def texts(call: ast.Call, function: object) -> Iterator[ast.expr]:
    """Yield what a call of a function of Streamlit shows as Markdown."""
    name = call.func.attr  # type: ignore[attr-defined]
    parameters = [parameter for parameter in inspect.signature(function).parameters if parameter != "self"]  # type: ignore[arg-type]
    if name == "write":
        parameters = ["args"] * len(call.args)
    values = [
        *zip(parameters, call.args, strict=False),
        *((str(keyword.arg), keyword.value) for keyword in call.keywords),
    ]
    yield from (value for parameter, value in values if parameter in TEXTS | MORE_TEXTS.get(name, set()))
    if name in WORDED:
        yield dict(values).get("format_func", dict(values)["options"])


def is_safe(text: ast.expr) -> bool:
    """Whether a text holds nothing but constants of ours, numbers, and what `cited.shown` returns."""
    parts = parts_of(text)
    return is_ours(text) if parts is None else all(map(is_safe, parts))


def parts_of(text: ast.expr) -> list[ast.expr] | None:
    """Return what a text is put together from; None for one that is not."""
    match text:
        case ast.FormattedValue(format_spec=ast.JoinedStr(values=[ast.Constant(value=form)])) if form[-1] in ",dg":
            return []  # such a form takes a number alone
        case ast.FormattedValue(value=part) | ast.Lambda(body=part) | ast.GeneratorExp(elt=part):
            return [part]
        case (
            ast.Call(func=ast.Attribute(value=ast.Constant(), attr="join"), args=[part])
            | ast.Call(func=ast.Name(id="map"), args=[part, _])
        ):
            return [part]
        case ast.BinOp(left=first, op=ast.Add(), right=second) | ast.IfExp(body=first, orelse=second):
            return [first, second]
        case ast.JoinedStr(values=parts):
            return parts
    return None


def is_ours(text: ast.expr) -> bool:
    """Whether a text is a constant, a module's or one of its values, our prose, or `cited.shown` or `len`."""
    if isinstance(text, ast.Call):
        return ast.unparse(text.func) in (*SAFE, "len")
    if isinstance(text, ast.Attribute) and isinstance(text.value, ast.Subscript):  # a field of an entry of a constant
        text = text.value
    name = ast.unparse(text.value if isinstance(text, ast.Subscript) else text)
    return isinstance(text, ast.Constant) or name in SAFE or name.rpartition(".")[2].isupper()


def unsafe(code: str, file: str = "new.py") -> list[str]:
    """Return all of a page's code that draws a text which may be a stranger's, each with its line."""
    nodes = list(ast.walk(ast.parse(code)))
    ours = {
        name.asname or name.name
        for node in nodes
        if isinstance(node, ast.ImportFrom) and "model" in str(node.module)
        for name in node.names
    }
    # an argument that is of a class of ours draws nothing: its methods may have the names of Streamlit's
    ours |= {
        node.arg
        for node in nodes
        if isinstance(node, ast.arg) and node.annotation and ast.unparse(node.annotation) in ours
    }
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    drawn = [(call, function) for call in calls if (function := drawing(call, ours))]
    nodes_found: list[ast.expr] = [call for call, function in drawn if not all(map(is_safe, texts(call, function)))]
    called = {id(call.func) for call in calls}
    nodes_found += [
        node for node in nodes if isinstance(node, ast.Attribute) and is_passed_on(node) and id(node) not in called
    ]
    lines = [(node.lineno, ast.get_source_segment(code, node)) for node in nodes_found]
    return [f"{number}: {line}" for number, line in lines if (file, line) not in EXCEPT]


def is_passed_on(attribute: ast.Attribute) -> bool:
    """Whether a name is that of a function of Streamlit that draws; uncalled it is out of this rule's sight."""
    return ast.unparse(attribute.value) == "st" and hasattr(DeltaGenerator, attribute.attr)


def test_every_text_that_a_page_draws_is_shown_as_it_stands() -> None:
    calls_by_page = {page.name: unsafe(page.read_text(), page.name) for page in PAGES}
    assert {page: calls for page, calls in calls_by_page.items() if calls} == {}


def test_every_exception_is_still_needed() -> None:
    code = {page.name: page.read_text() for page in PAGES}
    assert [line for page, line in EXCEPT if f"{line}\n" not in code[page]] == []


@pytest.mark.parametrize(
    "call",
    [
        "st.markdown(scenario.title)",
        "st.markdown(f'Of {scenario.title}')",
        "st.markdown(f'{len(parts)} of {scenario.title:>5}')",
        "st.markdown(body=title)",
        "st.title('Of ' + title)",
        "st.caption(' '.join(titles))",
        "st.caption(' '.join(each for each in titles))",
        "st.caption(title if title else 'None')",
        "st.caption('Of {}'.format(title))",
        "st.caption(' '.join(map(str, titles)))",
        "st.caption(titles['first'].label)",
        "def draw(column: DeltaGenerator): column.header(title)",
        "st.caption('Of %s' % title)",
        "st.caption(titles['first'])",
        "st.write(1, title)",
        "column.metric('Troops', figure)",
        "column.metric('Troops', '5', title)",
        "st.toggle('Simulate', help=title)",
        "st.button(label=title)",
        "st.button(f'Delete {title}')",
        "st.expander(title)",
        "st.page_link('page', label=title)",
        "with st.spinner(title): pass",
        "st.set_page_config(page_title=title)",
        "st.table(frame)",
        "box.table(frame)",
        "st.radio('Which', titles)",
        "st.segmented_control('Which', TITLES, format_func=lambda each: titles[each])",
        "st.html(title)",
        "st.toast(title)",
        "draw = st.markdown",
    ],
)
def test_a_text_that_is_drawn_raw_is_found(call: str) -> None:
    assert len(unsafe(call)) == 1


@pytest.mark.parametrize(
    "call",
    [
        "st.markdown('Text')",
        "st.markdown(TITLE)",
        "st.markdown(words.TITLE)",
        "st.markdown(words.RULES[measure])",
        "st.markdown(f'{TITLE}: **{cited.shown(title)}**, {len(parts)}, {number:,.15g}')",
        "st.markdown('  \\n'.join(cited.shown(each) for each in titles) + '.')",
        "st.segmented_control('Which', titles, format_func=cited.shown)",
        "st.selectbox('Which', titles, format_func=title_of)",
        "st.caption(' '.join(map(cited.shown, titles)))",
        "st.caption(CONTROLS[name].label)",
        "st.html(joined([title, element('p', title)]))",
        "from model.ui.session.shown import Shown\ndef lines(shown: Shown): return shown.header(title)",
        "st.code(title)",
        "title.title()",
    ],
)
def test_what_is_shown_as_it_stands_is_let_through(call: str) -> None:
    assert unsafe(call) == []
