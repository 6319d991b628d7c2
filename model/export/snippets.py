"""Lines of Python and of the shell that give the same numbers as a page."""

import json
import shlex
from collections.abc import Mapping
from typing import Any

from model.export.scenario_file import is_shipped, plain, value_text
from model.letters import visible
from model.scenario import Scenario


def source(start: Scenario) -> str:
    """Return a scenario's name for the command and `load`: its own if it ships, else that of its file."""
    if is_shipped(start):
        return start.name
    return f"{'./' if start.name.startswith('-') else ''}{start.name}.yaml"  # './' keeps it from being an option


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
        command: the name of the command.
        also: further options.
    """
    words = [f"roulement {command} {shlex.quote(source(start))}"]
    words += [f"--set {shlex.quote(f'{path}={value_text(value)}')}" for path, value in changes.items()]
    return " \\\n    ".join([*words, *([also] if also else [])])


def _mapping(changes: Mapping[str, Any]) -> str:
    rows = "".join(f"    {_literal(path)}: {_literal(plain(value))},\n" for path, value in changes.items())
    return f"{{\n{rows}}}"


def _literal(value: Any) -> str:  # noqa: ANN401  (whatever stands in a file)
    """Plain data as Python, with double quotes."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_literal(key)}: {_literal(entry)}' for key, entry in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_literal, value))}]"
    return visible(json.dumps(value, ensure_ascii=False)) if isinstance(value, str) else repr(value)
