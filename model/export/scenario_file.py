"""A scenario as the text of a file that can be read back: a variant of a shipped scenario, or the whole scenario.

Outside the comments, letters that hide stand as their codes.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from model.export.headers import comment, origin
from model.files.scenarios import load, shipped_scenarios
from model.files.strict_yaml import scalar
from model.letters import visible
from model.present.words.changes import counted
from model.scenario import Scenario
from model.scenario.quantity import fault_of

WIDTH = 120


class _Dumper(yaml.SafeDumper):
    """Writes plain data for our strict reader: no aliases, and quotes around text that would be read as a number."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401, ARG002  (PyYAML's own signature)
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if visible(text) != text else None if scalar(text) == text else "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def scenario_text(start: Scenario, changes: Mapping[str, Any], *, link: str = "", changed: Sequence[str] = ()) -> str:
    """Return a starting scenario with changes by dotted path as a scenario file.

    A shipped start is extended, so that its claims stay; any other is written out whole. The comment on top names
    the title, the link, the version of the program and the evidence, and what was changed.

    Args:
        start: the scenario that the changes start from.
        changes: dotted path -> value; None takes an entry away.
        link: the explorer's address for it, if it has one.
        changed: the changes in words.

    Raises:
        ScenarioError: if a change is refused.
    """
    titled = {**_title(start, changes), **changes}
    whole = start.replace(titled).document
    document = {"extends": start.name, "changes": titled} if is_shipped(start) else whole
    body = yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)
    return comment(origin(start, changes, link, changed)) + body


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
