"""A reader's own file with changes made in its text, line by line: every comment that no change touches stays.

Each change is made within the lines that hold its key. Where that cannot be done, or the text would not be read back as
it was meant, there is no such text, and the caller writes the scenario out whole.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import yaml

from model.files.scenarios import load_text
from model.files.strict_yaml import LINE_ENDS, composed, parse
from model.scenario import Scenario
from model.scenario.changes import replaced_by
from model.scenario.errors import ScenarioError
from model.scenario.nations import known_changes, known_document, known_dotted, known_path
from model.scenario.scenario import ABOUT

FIRST_LINE = re.compile(r"\A# yaml-language-server:[^\n]*\n")
"""The line by which an editor finds the schema: it stays the first."""
HEADER = re.compile(
    r"\A# [^\n]*\n(?:# Link: [^\n]*\n)?# Made with roulement [^\n]*\n(?:# (?:Changed|Not kept): [^\n]*\n)*"
)
"""The header of a file that the explorer wrote before."""
BLOCK_TEXT = ("|", ">")
CHANGES = ("changes",)
Keys = tuple[str, ...]
Edit = tuple[int, int, str]
"""The first index of a piece of text, the index behind it, and the new piece."""
Pairs = Callable[[Mapping[str, Any]], str]
"""Writes entries on one line, `a: 1, b: 2`."""


def with_changes(start: Scenario, text: str, changes: Mapping[str, Any], pairs: Pairs) -> str | None:
    """Return the text of a file with changes by dotted path; None where its lines cannot be changed so.

    Args:
        start: the scenario of the file.
        text: the file's text.
        changes: dotted path -> value; None takes an entry away.
        pairs: writes entries of plain data on one line.

    Raises:
        ScenarioError: if a change is refused.
    """
    target = start.replace(changes).document
    text = LINE_ENDS.sub("\n", text.removeprefix("\ufeff"))
    held = parse(text, start.name).data
    if "extends" in held:
        before = known_changes(held.get("changes") or {})
        held = {**held, "changes": before} if before else held
        gone = {other for path in changes for other in replaced_by(path, Scenario)}
        stays = {path: value for path, value in before.items() if path not in gone}
        goal = {**held, "changes": {**stays, **known_changes(changes)}} if changes else held
    else:
        held, goal = known_document(held), target
    try:
        changed = _Text(text, pairs).edited(held, goal)
        is_right = load_text(changed.encode(), f"{start.name}.yaml").document == target
    except (LookupError, ScenarioError):
        return None
    return changed if is_right else None


def below_header(header: str, text: str) -> str:
    """Return a file's text below a header, in place of the header of an earlier download."""
    first = FIRST_LINE.match(text)
    top = first[0] if first else ""
    return top + header + HEADER.sub("", text[len(top) :])


class _Text:
    """The text of a file, with the edits that make it hold other data."""

    def __init__(self, text: str, pairs: Pairs) -> None:
        self.text = text
        self.pairs = pairs

    def edited(self, held: dict[str, Any], goal: dict[str, Any]) -> str:
        """Return the text with the data that is goal in place of the data that it holds.

        Raises:
            LookupError: if that cannot be done within lines.
        """
        text = self.text
        edits = self._edits(composed(text), held, goal, ())
        for first, last, new in sorted(edits, reverse=True):
            text = text[:first] + new + text[last:]
        return text

    def _edits(self, node: Any, held: Any, goal: Any, path: Keys, key: Any = None) -> Iterator[Edit]:  # noqa: ANN401  (plain data below nodes)
        if not (isinstance(held, dict) and isinstance(goal, dict) and held):
            yield from self._replaced(key, node, goal)
            return
        gone = [name for name in held if name not in goal]
        new = sorted((name for name in goal if name not in held), key=ABOUT.__contains__)  # a title replaces no input
        if gone and node.flow_style:
            yield from self._replaced(key, node, goal)
            return
        entries = {_known((*path, key.value)): (key, value) for key, value in node.value}
        for name, value in goal.items():
            if name in held and held[name] != value:
                key, below = entries[name]
                yield from self._edits(below, held[name], value, (*path, name), key)
        for name, other in zip(gone, new, strict=False):
            key, below = entries[name]
            yield key.start_mark.index, self._end(below), self.pairs({other: goal[other]})
        for name in gone[len(new) :]:
            key, below = entries[name]
            yield self._line_start(key), self._behind(self._end(below)), ""
        if added := new[len(gone) :]:
            stays = [below for name, (_, below) in entries.items() if name not in gone]
            yield self._added(node, stays or [node], [self.pairs({name: goal[name]}) for name in added])

    def _replaced(self, key: Any, node: Any, value: object) -> Iterator[Edit]:  # noqa: ANN401  (nodes)
        """The edits that put a value in place of a node: of a block, its lines go, and the value follows the key."""
        written = self.pairs({"x": value}).removeprefix("x: ")
        first, last = node.start_mark.index, self._end(node)
        if isinstance(node, yaml.CollectionNode) and not node.flow_style:
            at = self.text.index(":", key.end_mark.index) + 1
            yield at, at, f" {written}"
            yield self._line_start(node), self._behind(last), ""
        else:
            yield first, last, f"{' ' if first == last else ''}{written}"

    def _added(self, node: Any, stays: Sequence[Any], entries: Sequence[str]) -> Edit:  # noqa: ANN401  (nodes)
        """The edit that adds entries behind those of a mapping that stay."""
        at = self._end(stays[-1])
        if node.flow_style:
            return at, at, "".join(f", {entry}" for entry in entries)
        at = self._behind(at)
        lines = "".join(f"{' ' * node.start_mark.column}{entry}\n" for entry in entries)
        return at, at, lines if self.text[at - 1] == "\n" else f"\n{lines}"

    def _end(self, node: Any) -> int:  # noqa: ANN401  (a node)
        """The index behind a node. A block has no end of its own: it reaches to the next one, comments included."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        end: int = node.end_mark.index
        return len(self.text[:end].rstrip()) if getattr(node, "style", "") in BLOCK_TEXT else end

    def _line_start(self, node: Any) -> int:  # noqa: ANN401  (a node)
        start: int = node.start_mark.index - node.start_mark.column
        return start

    def _behind(self, at: int) -> int:
        """The index behind the line that holds an index."""
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end + 1


def _known(path: Keys) -> str:
    return known_dotted(path[-1]) if path[:-1] == CHANGES else known_path(path)[-1]
