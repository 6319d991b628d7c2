"""The example notebook: its code runs, and what it shows is what its objects say today."""

import ast
import json
from typing import Any

import pytest
from notebook import FILE

from model import ScenarioError

AGAIN = "python tests/support/notebook.py"
NOTEBOOK = json.loads(FILE.read_text(encoding="utf-8"))
CODE = [cell for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]


def shown(source: str, names: dict[str, Any]) -> object:
    """Run a cell; return the object that its last line shows."""
    *lines, last = ast.parse(source).body
    exec(compile(ast.Module(lines, []), "cell", "exec"), names)  # noqa: S102  (our own notebook)
    assert isinstance(last, ast.Expr)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307  (as above)


def test_every_cell_shows_what_is_kept() -> None:
    names: dict[str, Any] = {}
    for cell in CODE:
        (output,) = cell["outputs"]
        source = "".join(cell["source"])
        if output["output_type"] == "error":
            with pytest.raises(ScenarioError) as error:
                shown(source, names)
            assert output["traceback"] == error.value._render_traceback_(), AGAIN
        elif (text := "".join(output["data"]["text/plain"])).startswith("<"):  # no frame, which wraps by the screen
            assert text == repr(shown(source, names)), AGAIN
            assert {"text/html", "image/svg+xml"} & set(output["data"])
        else:
            shown(source, names)


def test_the_notebook_names_no_machine_and_no_day() -> None:
    assert NOTEBOOK["metadata"]["language_info"] == {"name": "python"}
    assert all("execution" not in cell["metadata"] for cell in CODE)
    assert "/home/" not in FILE.read_text(encoding="utf-8")
