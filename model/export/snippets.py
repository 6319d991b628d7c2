"""How to get the same numbers without the page: lines of Python, and the command with its changes."""

import json
import shlex
from collections.abc import Mapping
from typing import Any

from model.export.scenario_file import is_shipped, plain, value_text
from model.letters import visible
from model.scenario import Scenario


def source(start: Scenario) -> str:
    """Return what the command and `load` are given: a shipped scenario's name, else the name of its file."""
    if is_shipped(start):
        return start.name
    return f"{'./' if start.name.startswith('-') else ''}{start.name}.yaml"  # which no command takes for an option


def in_python(start: Scenario, changes: Mapping[str, Any], measure: str = "tied_up") -> str:
    """Return lines of Python that print a measure of a starting scenario with changes, unrounded."""
    replaced = f".replace({_mapping(changes)})" if changes else ""
    return (
        "import model\n\n"
        f"scenario = model.load({_literal(source(start))}){replaced}\n"
        f'print(model.run(scenario).measure("{measure}"))'
    )


def on_the_command_line(start: Scenario, changes: Mapping[str, Any], command: str = "run", also: str = "") -> str:
    """Return the command that prints a starting scenario with changes, quoted for a shell.

    Args:
        start: the scenario that the changes start from.
        changes: dotted path -> value.
        command: which command is to run.
        also: what else it is given.
    """
    words = [f"roulement {command} {shlex.quote(source(start))}"]
    words += [f"--set {shlex.quote(f'{path}={value_text(value)}')}" for path, value in changes.items()]
    return " \\\n    ".join([*words, *([also] if also else [])])


def _mapping(changes: Mapping[str, Any]) -> str:
    rows = "".join(f"    {_literal(path)}: {_literal(plain(value))},\n" for path, value in changes.items())
    return f"{{\n{rows}}}"


def _literal(value: Any) -> str:  # noqa: ANN401  (whatever stands in a file)
    """Plain data as Python, with the quotes that people write."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_literal(key)}: {_literal(each)}' for key, each in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_literal, value))}]"
    return visible(json.dumps(value, ensure_ascii=False)) if isinstance(value, str) else repr(value)
