"""Text is data: only templates of ours are ever filled in, and text leaves the program by one way for each place."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from jinja2 import StrictUndefined, UndefinedError

from model.export.html import TEMPLATES, escaped, filled

ROOT = Path(__file__).parents[2]
FILES = [*sorted((ROOT / "model").rglob("*.py")), ROOT / "app.py"]
WAYS_OUT = {
    "echo": ("model/cli/terminal.py",),
    "print": ("model/cli/terminal.py",),
    "writerow": ("model/export/texts.py",),
    "writerows": ("model/export/texts.py",),
    "to_csv": ("model/export/texts.py",),
    "to_excel": (),
    "write_string": ("model/export/workbook.py",),
    "write_url": ("model/export/workbook.py",),
    "write_formula": (),
    "Environment": ("model/export/html.py",),
    "Markup": ("model/present/html/text.py", "model/export/html.py"),
    "from_string": (),
    "to_html": (),
    "unsafe_allow_html": (),
}
"""What writes text, and the files that may: there it is made safe for its place."""


def _is_constant(node: ast.expr) -> bool:
    """Whether a template is ours: a literal, a constant by its name or an entry of one, a link with one gap."""
    while isinstance(node, ast.Subscript):
        node = node.value
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return is_text or name.isupper() or name.endswith("_link")


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _reaches_in(text: str) -> bool:
    """Whether a template asks for a part of what it is filled with."""
    try:
        fields = [field or "" for _, field, _, _ in Formatter().parse(text)]
    except ValueError:  # no template: braces of a formula
        return False
    return any(sign in field for field in fields for sign in ".[")


def _of_ours(node: ast.expr) -> bool:
    """Whether a part of a format is a constant, or a number: at least so and so much of one."""
    if isinstance(node, ast.FormattedValue):
        return _of_ours(node.value)
    is_number = isinstance(node, ast.Call) and ast.unparse(node.func) == "max" and ast.unparse(node.args[-1]) == "0"
    return isinstance(node, ast.Constant) or is_number or _is_constant(node)


def _fault_of_name(node: ast.Attribute) -> str:
    if node.attr not in ("format", "format_map"):
        return ""
    if not _is_constant(node.value):
        return "fills in a text that may not be ours"
    is_reaching = _is_text(node.value) and _reaches_in(ast.literal_eval(node.value))
    return "reaches into what it is filled with" if is_reaching else ""


def _fault_of_call(node: ast.Call, functions: set[str]) -> str:
    if isinstance(node.func, ast.Name) and node.func.id == "format":
        return "" if all(map(_of_ours, node.args[1:])) else "takes its format from a value"
    if isinstance(node.func, ast.Attribute) and node.func.attr in ("sub", "subn"):
        into = node.args[1 if ast.unparse(node.func.value) == "re" else 0]
        is_function = isinstance(into, ast.Name) and into.id in functions
        is_ours = is_function or isinstance(into, ast.Constant | ast.Lambda)
        return "" if is_ours else "puts in a text that may hold signs of its own"
    return ""


def _fault_of_import(node: ast.Import | ast.ImportFrom) -> str:
    names = {node.module} if isinstance(node, ast.ImportFrom) else {alias.name for alias in node.names}
    return "brings templates along" if names & {"string", "jinja2", "mako"} else ""


def _fault(node: ast.AST, functions: set[str]) -> str:
    match node:
        case ast.Attribute():
            return _fault_of_name(node)
        case ast.BinOp(op=ast.Mod()):
            return "is a template of %" if _is_text(node.left) else ""
        case ast.FormattedValue(format_spec=ast.JoinedStr(values=parts)):
            return "" if all(map(_of_ours, parts)) else "takes its format from a value"
        case ast.Import() | ast.ImportFrom():
            return _fault_of_import(node)
        case ast.Call():
            return _fault_of_call(node, functions)
    return ""


def faults(source: str) -> Iterator[str]:
    """Yield every line where a text that may not be ours is used as a template."""
    tree = ast.parse(source)
    functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    for node in ast.walk(tree):
        if fault := _fault(node, functions):
            yield f"{ast.unparse(node)} {fault}"


def constants(source: str) -> Iterator[str]:
    """Yield every text of a module that stands in a constant."""
    for node in ast.parse(source).body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        if any(isinstance(target, ast.Name) and target.id.isupper() for target in targets) and node.value:
            yield from (
                part.value
                for part in ast.walk(node.value)
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            )


def ways_out(source: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in WAYS_OUT:
                yield node.lineno, name
            yield from ((node.lineno, keyword.arg) for keyword in node.keywords if keyword.arg in WAYS_OUT)


def test_only_our_own_templates_are_filled_in() -> None:
    faults_of = {file.relative_to(ROOT).as_posix(): list(faults(file.read_text())) for file in FILES}
    rendering = "from jinja2 import Environment, PackageLoader, StrictUndefined brings templates along"
    assert {file: lines for file, lines in faults_of.items() if lines} == {"model/export/html.py": [rendering]}


def test_the_one_environment_of_templates_escapes_all_that_is_put_in() -> None:
    assert TEMPLATES.autoescape is True
    assert TEMPLATES.undefined is StrictUndefined
    assert TEMPLATES.finalize is escaped
    planted = "<script>\"'&</script>{{ 7 * 7 }}\x1b\u202e"
    as_text = "&lt;script&gt;&quot;&#x27;&amp;&lt;/script&gt;{{ 7 * 7 }}\\x1b\\u202e"
    page = TEMPLATES.from_string('{% macro a(b) %}{{ b }}{% endmacro %}<p title="{{ text }}">{{ a(text) }}')
    assert page.render(text=planted) == f'<p title="{as_text}">{as_text}'
    with pytest.raises(UndefinedError, match="'parts' is undefined"):
        filled("report.html.jinja", {})


def test_no_template_lets_text_through_as_html() -> None:
    texts = {path.name: path.read_text() for path in (ROOT / "model").rglob("*.jinja")}
    assert set(texts) == set(TEMPLATES.list_templates(["jinja"])) == {
        "card.html.jinja", "parts.html.jinja", "report.html.jinja",
    }  # fmt: skip
    for text in texts.values():
        filters = set(re.findall(r"\|\s*(\w+)", text))
        assert filters <= {"prose", "coded"}
        assert not re.search(r"autoescape|filter\b|javascript:|<script", text)


def test_no_template_of_ours_reaches_into_what_it_is_filled_with() -> None:
    assert [text for file in FILES for text in constants(file.read_text()) if _reaches_in(text)] == []
    assert list(constants('WORDS: dict[str, str] = {"a": "{x.y}"}\nother = "b"')) == ["a", "{x.y}"]


def test_text_leaves_the_program_by_one_way_for_each_place() -> None:
    for file in FILES:
        place = str(file.relative_to(ROOT))
        assert [(line, name) for line, name in ways_out(file.read_text()) if place not in WAYS_OUT[name]] == [], place


@pytest.mark.parametrize(
    "line",
    [
        "message.format(a)",
        "message.format_map(values)",
        "fault['msg'].format_map(values)",
        "words.get(kind, message).format(a)",
        "list(map(template.format, texts))",
        "str.format(message, a)",
        "f'{message}'.format(a)",
        "'{a.__class__}'.format(a=error)",
        "'{0[x]}'.format(a)",
        "'%s: %s' % (a, b)",
        "f'{message} %s' % a",
        "f'{number:{spec}}'",
        "f'{number:.{max(spec)}}'",
        "format(number, spec)",
        "import string",
        "from string import Template",
        "import jinja2",
        "re.sub('a', message, text)",
        "MARKUP.sub(message, text)",
    ],
)
def test_a_planted_template_of_anybodys_is_found(line: str) -> None:
    assert len(list(faults(f"def some(a):\n    {line}\n"))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "'{} of {}'.format(a, b)",
        "WORDS[kind].format_map(values)",
        "links.CLAIM.format(name)",
        "claim_link.format(name)",
        "f'{number:,.2f} {text!r} {number:.{DIGITS}g} {number:.{max(places, 0)}f}'",
        "format(number, ',.0f')",
        "number % 12",
        "MARKUP.sub('_', text)",
        "MARKUP.sub(some, text)",
        "re.sub('a', lambda match: match[1], text)",
    ],
)
def test_a_template_of_ours_is_let_be(line: str) -> None:
    assert list(faults(f"def some(a):\n    {line}\n")) == []


def test_a_planted_way_out_is_found() -> None:
    planted = (
        "import typer\ntyper.echo(a)\nprint(a)\nframe.to_csv()\nMarkup(a)\nst.markdown(a, unsafe_allow_html=True)\n"
    )
    assert [name for _, name in ways_out(planted)] == ["echo", "print", "to_csv", "Markup", "unsafe_allow_html"]
