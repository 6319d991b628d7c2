"""A scenario as the text of a scenario file: a variant of a shipped one, or whole; what is written is read back."""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from model.io.scenarios import load, shipped_scenarios
from model.io.shipped import version
from model.io.strict_yaml import scalar
from model.scenario import Scenario

WIDTH = 120


class _Dumper(yaml.SafeDumper):
    """Writes plain data so that our strict reader reads the same: no aliases, quotes where a word means a number."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401, ARG002  (PyYAML's own signature)
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if scalar(text) == text else "'")


_Dumper.add_representer(str, _text)


def scenario_text(start: Scenario, changes: Mapping[str, Any], *, link: str = "", changed: Sequence[str] = ()) -> str:
    """Return a starting scenario with changes by dotted path as a scenario file.

    A shipped start is extended, so that its claims stay; any other is written out whole. The comment on top names
    the title, the link, the version of the program and the evidence, and what was changed.

    Args:
        start: the scenario that the changes start from.
        changes: dotted path -> value; None takes an entry away.
        link: the explorer's address for it, if it has one.
        changed: what was changed, in words.

    Raises:
        ScenarioError: if a change is refused.
    """
    title = {"title": f"{start.label} ({_counted(len(changes))})"} if changes else {}
    made = {**title, **changes}
    whole = start.replace(made).document
    document = {"extends": start.name, "changes": made} if _is_shipped(start) else whole
    header = [
        f"{start.label}, {_counted(len(changes))}",
        f"Link: {link}" if link else "",
        f"Made with roulement {version()}, evidence {start.register.digest[:8]}",
        *(f"Changed: {words}" for words in changed),
    ]
    comment = "".join(f"# {_one_line(line)}\n" for line in header if line)
    body = yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)
    return comment + body


def _is_shipped(start: Scenario) -> bool:
    return start.name in shipped_scenarios() and load(start.name).document == start.document


def _counted(number: int) -> str:
    return "1 change" if number == 1 else f"{number} changes"


def _one_line(text: str) -> str:
    """A comment is one line, of characters that may stand in a YAML file."""
    return "".join(each for each in " ".join(text.split()) if each.isprintable())
