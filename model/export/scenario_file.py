"""A scenario as the text of a file that can be read back, as a command, and as lines of Python.

The file is a variant of a shipped scenario, or the whole scenario.
Outside the comments, letters that hide stand as their codes.
"""

import json
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from model.export import own_text
from model.export.headers import comment, origin
from model.export.output_places import write_result
from model.files.scenarios import load, shipped_scenarios
from model.files.strict_yaml import scalar
from model.letters import visible
from model.present.words.changes import counted
from model.scenario import Scenario
from model.scenario.quantity import fault_of
from model.spelling import one_meaning

WIDTH = 120
SUFFIXES = (".yaml", ".yml")
NOT_KEPT = "Not kept: the comments of the file; these changes do not fit into its lines"


class _Dumper(yaml.SafeDumper):
    """Writes plain data for our strict reader: no aliases, and quotes around text that would be read as a number."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401, ARG002  (PyYAML's own signature)
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if visible(text) != text else None if scalar(text) == text else "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _decimals(dumper: yaml.SafeDumper, number: float) -> yaml.ScalarNode:
    node = dumper.represent_float(number)
    node.value = one_meaning(node.value)
    return node


_Dumper.add_representer(str, _text)
_Dumper.add_representer(float, _decimals)


def scenario_text(
    start: Scenario, changes: Mapping[str, Any], *, link: str = "", changed: Sequence[str] = (), text: str = ""
) -> str:
    """Return a starting scenario with changes by dotted path as a scenario file.

    A shipped start is extended, so that its claims stay. Of a reader's own file the text is kept, comments and all,
    with the changes made in its lines; where that cannot be done, a line on top says so, and the scenario is written
    out whole, as any other is. The comment on top names the title, the link, the version of the program and the
    evidence, and what was changed: the changes, and those that the start holds already.

    Args:
        start: the scenario that the changes start from.
        changes: dotted path -> value; None takes an entry away.
        link: the explorer's address for it, if it has one.
        changed: the changes in words.
        text: the text of the reader's own file, if the start is one.

    Raises:
        ScenarioError: if a change is refused.
    """
    titled = {**_title(start, changes), **changes}
    header = origin(start, [*start.changed, *changes], link, changed)
    if text and (edited := own_text.with_changes(start, text, titled, _pairs)) is not None:
        return own_text.below_header(comment(header), edited)
    if "#" in text:
        header.append(NOT_KEPT)
    whole = start.replace(titled).document
    document = {"extends": start.name, "changes": titled} if is_shipped(start) else whole
    body = yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)
    return comment(header) + body


def keeps_comments(start: Scenario, changes: Mapping[str, Any], text: str) -> bool:
    """Whether `scenario_text` keeps the comments of a reader's own file; true for a file without any.

    Raises:
        ScenarioError: if a change is refused.
    """
    titled = {**_title(start, changes), **changes}
    return "#" not in text or own_text.with_changes(start, text, titled, _pairs) is not None


def _pairs(entries: Mapping[str, Any]) -> str:
    """Entries on one line, as they stand between braces."""
    return value_text(entries)[1:-1]


def written(scenario: Scenario, path: Path | None = None, *, force: bool = False) -> str:
    """Return a scenario as the text of a file, whole; write it to a file if a path is given.

    Raises:
        ScenarioError: if a file stands there that `force` does not replace, the path ends in none of `.yaml` and
            `.yml`, or it cannot be written.
    """
    text = scenario_text(scenario, {})
    if path is not None:
        write_result(text.encode(), path, SUFFIXES, force=force)
    return text


def _title(start: Scenario, changes: Mapping[str, Any]) -> dict[str, str]:
    """The title of a changed scenario; none if the name of its file cannot stand in a title, or it is too long."""
    title = f"{start.label} ({counted(changes)})"
    return {"title": title} if changes and not fault_of(title) else {}


def is_shipped(start: Scenario) -> bool:
    """Whether a scenario is a shipped one, in name and content."""
    return start.name in shipped_scenarios() and load(start.name).document == start.document


def value_text(value: object) -> str:
    """Return a value as YAML on one line, as `--set PATH=VALUE` takes it; whole numbers without decimals.

    >>> value_text({"low": 2.0, "high": 3.5}), value_text(None), value_text("offers")
    ('{low: 2, high: 3.5}', 'null', 'offers')
    """
    text = yaml.dump(plain(value), Dumper=_Dumper, default_flow_style=True, sort_keys=False, allow_unicode=True,
                     width=float("inf"))  # fmt: skip
    return text.removesuffix("\n").removesuffix("\n...")


def plain(value: Any) -> Any:  # noqa: ANN401  (whatever stands in a file)
    """Return plain data with whole numbers as integers.

    >>> plain({"low": 2.0, "high": 3.5})
    {'low': 2, 'high': 3.5}
    """
    if isinstance(value, Mapping):
        return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [plain(entry) for entry in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def source(start: Scenario) -> str:
    """Return a scenario's name for the command and `load`: its own if it ships, else that of its file."""
    if is_shipped(start):
        return start.name
    return f"{'./' if start.name.startswith('-') else ''}{start.name}.yaml"  # './' keeps it from being an option


def in_python(start: Scenario, changes: Mapping[str, Any], measure: str = "tied_up") -> str:
    """Return lines of Python that print a measure of a starting scenario with changes, unrounded."""
    rows = "".join(f"    {_literal(path)}: {_literal(plain(value))},\n" for path, value in changes.items())
    replaced = f".replace({{\n{rows}}})" if changes else ""
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


def _literal(value: Any) -> str:  # noqa: ANN401  (whatever stands in a file)
    """Plain data as Python, with double quotes."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_literal(key)}: {_literal(entry)}' for key, entry in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_literal, value))}]"
    return visible(json.dumps(value, ensure_ascii=False)) if isinstance(value, str) else repr(value)
