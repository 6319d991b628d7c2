"""Reading scenarios: a file, or a shipped scenario by name; variants on their parents; every fault with its place."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from model.engine import budget
from model.evidence.claims import Register
from model.files.register import shipped_register
from model.files.shipped import shipped_folder
from model.files.strict_yaml import MOST_BYTES, Parsed, Place, parse, placed
from model.letters import quoted
from model.scenario import Scenario
from model.scenario.changes import Document, above, make_changes, split
from model.scenario.errors import Path as Keys
from model.scenario.errors import Problem, ScenarioError
from model.scenario.nations import known_changes, known_document, known_path
from model.scenario.paths import nearest
from model.scenario.plain import plain
from model.scenario.scenario import NATIONS_AT

MOST_SHOWN = 200
"""Letters of a file's name that an error shows."""
VARIANT_KEYS = ("extends", "changes")
MOST_PARENTS = 50
"""Scenarios of one chain in which each extends the next."""
VISIBLE = "[!.]*.yaml"
"""The files that an error proposes: a hidden one holds the settings of some tool."""
STEM = re.compile(r"^[^/\\\0]+$")


@dataclass(frozen=True)
class _Draft:
    """A document before validation, with the place of each part, and the problems of changes that were left out."""

    document: Document
    places: Mapping[Keys, Place]
    problems: tuple[Problem, ...] = ()


def load(
    source: str | Path | Mapping[str, Any],
    *,
    name: str | None = None,
    changes: Mapping[str, Any] | None = None,
    changes_from: str = "changes",
    register: Register | None = None,
) -> Scenario:
    """Return the scenario of a YAML file, of plain data, or a shipped one by its name, with changes by dotted path.

    Args:
        source: a path, or the name of a shipped scenario such as `dannatt`; a file comes first. Or plain nested data,
            as a file holds it.
        name: the scenario's short name; by default the file's stem, and `scenario` for plain data.
        changes: dotted path -> new value, as in a variant's `changes`; None takes an entry away.
        changes_from: the name of the place that faults in `changes` have.
        register: the evidence for its claims; the shipped one by default.

    Raises:
        ScenarioError: with every problem as `file:line:column: path: what is wrong, what is allowed`.
    """
    evidence = shipped_register() if register is None else register
    if isinstance(source, Mapping):
        draft = _with_changes(_of_mapping(source, evidence), changes, changes_from, evidence)
        return _validated(draft, name or "scenario", evidence)
    return load_with_places(source, name=name, changes=changes, changes_from=changes_from, register=evidence)[0]


def load_with_places(
    source: str | Path,
    *,
    name: str | None = None,
    changes: Mapping[str, Any] | None = None,
    changes_from: str = "changes",
    register: Register | None = None,
) -> tuple[Scenario, Mapping[Keys, Place]]:
    """Return the scenario, as `load` does, and the place of each part of it."""
    path = find(source)
    evidence = shipped_register() if register is None else register
    draft = _read(path, str(path) if path == Path(source) else path.name, evidence, ())
    draft = _with_changes(draft, changes, changes_from, evidence)
    return _validated(draft, name or path.stem, evidence), draft.places


def _with_changes(draft: _Draft, changes: Mapping[str, Any] | None, source: str, register: Register) -> _Draft:
    places = {split(dotted): Place(source) for dotted in changes or ()}
    return _changed(draft, changes, places, register) if changes else draft


def _of_mapping(document: Mapping[str, Any], register: Register) -> _Draft:
    """The draft of plain data, which has no places; the parent of a variant is a shipped scenario."""
    places: dict[Keys, Place] = {(): Place(""), **{(str(key),): Place("") for key in document}}
    return _of_parsed(Parsed(plain(document), places), "", register, None, ())


def load_text(text: bytes, file_name: str, *, limits: budget.Budget = budget.COMMAND) -> Scenario:
    """Return the scenario of a file's content, checked as `load` checks a file; its parent is a shipped scenario.

    Args:
        text: the file's content.
        file_name: the file's name; its stem is the scenario's name.
        limits: how large the scenario may be.

    Raises:
        ScenarioError: with every problem as `file:line:column: path: what is wrong, what is allowed`.
    """
    return load_text_with_places(text, file_name, limits=limits)[0]


def load_text_with_places(
    text: bytes,
    file_name: str,
    *,
    name: str | None = None,
    changes: Mapping[str, Any] | None = None,
    changes_from: str = "changes",
    limits: budget.Budget = budget.COMMAND,
) -> tuple[Scenario, Mapping[Keys, Place]]:
    """Return the scenario, as `load_text` does, with changes as `load` makes them, and the place of each part of it."""
    evidence = shipped_register()
    draft = _with_changes(_drafted(text, file_name, evidence, None, ()), changes, changes_from, evidence)
    return _validated(draft, name or Path(file_name).stem, evidence, limits), draft.places


def _validated(draft: _Draft, name: str, register: Register, limits: budget.Budget = budget.COMMAND) -> Scenario:
    problems = list(draft.problems)
    try:
        scenario = Scenario.from_document(draft.document, name=name, register=register)
        budget.check(scenario, limits)
    except ScenarioError as error:
        raise ScenarioError([*problems, *placed(error.problems, draft.places)]) from error
    if problems:
        raise ScenarioError(problems)
    return scenario


def shipped_parents() -> dict[str, str]:
    """Return, for each shipped variant by name, the name of the scenario that it extends."""
    documents = {name: parse(path.read_bytes(), path.name).data for name, path in shipped_scenarios().items()}
    return {name: document["extends"] for name, document in documents.items() if "extends" in document}


def shipped_scenarios() -> dict[str, Path]:
    """Return the shipped scenarios' files by name, A to Z."""
    return {path.stem: path for path in sorted((shipped_folder() / "scenarios").glob("*.yaml"))}


def files_of(source: str | Path) -> list[Path]:
    """Return the file of a scenario, and the files that it extends.

    Raises:
        ScenarioError: if one cannot be found or read.
    """
    files = [find(source)]
    while True:
        path = files[-1]
        parsed = parse(path.read_bytes(), str(path))
        stem = parsed.data.get("extends") if isinstance(parsed.data, dict) else None
        if not isinstance(stem, str):
            return files
        chain = tuple(file.resolve() for file in files)
        files.append(_parent(stem, path, chain, parsed.places["extends",]))


def find(source: str | Path) -> Path:
    """Return the file that a path or a shipped scenario's name stands for.

    Raises:
        ScenarioError: if there is none, it is a folder, or it may not be looked at.
    """
    path = Path(source)
    try:
        if path.is_file():
            return path
        if str(source) in shipped_scenarios():
            return shipped_scenarios()[str(source)]
        is_folder = path.is_dir()
        near = nearest(path.stem, [*shipped_scenarios(), *(str(file) for file in path.parent.glob(VISIBLE))])
    except OSError as error:
        raise ScenarioError([Problem((), f"cannot be read: {error.strerror}", str(source)[:MOST_SHOWN])]) from error
    what = "this is a folder; name a file in it" if is_folder else f"no such file or shipped scenario; {near}"
    raise ScenarioError([Problem((), what, str(source)[:MOST_SHOWN])])


def _read(path: Path, file_name: str, register: Register, below: tuple[Path, ...]) -> _Draft:
    try:
        with path.open("rb") as file:
            text = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ScenarioError([Problem((), f"cannot be read: {error.strerror}", file_name)]) from error
    return _drafted(text, file_name, register, path, below)


def _drafted(text: bytes, file_name: str, register: Register, path: Path | None, below: tuple[Path, ...]) -> _Draft:
    """The draft of a text; `path` is the file that holds it, None for a file that was sent."""
    return _of_parsed(parse(text, file_name), file_name, register, path, below)


def _of_parsed(
    parsed: Parsed, file_name: str, register: Register, path: Path | None, below: tuple[Path, ...]
) -> _Draft:
    if not isinstance(parsed.data, dict):
        words = "a scenario holds `force` and `rotation`, or `extends` and `changes`"
        raise ScenarioError([Problem((), words, str(parsed.places[()]))])
    if not set(VARIANT_KEYS) & set(parsed.data):
        places = {known_path(keys): place for keys, place in parsed.places.items()}
        return _Draft(known_document(parsed.data), {**parsed.places, **places})
    if problems := list(_variant_problems(parsed.data)):
        raise ScenarioError(tuple(placed(problems, parsed.places)))
    chain = (*below, path.resolve()) if path else below
    if len(chain) > MOST_PARENTS:
        words = f"a chain of more than {MOST_PARENTS} scenarios that extend one another; write some of them out"
        raise ScenarioError([Problem(("extends",), words, str(parsed.places["extends",]))])
    parent = _parent(parsed.data["extends"], path, chain, parsed.places["extends",])
    is_beside = path is not None and file_name == str(path) and parent.parent == path.parent
    draft = _read(parent, str(parent) if is_beside else parent.name, register, chain)
    written = {keys[1:]: place for keys, place in parsed.places.items() if keys[:1] == ("changes",) and keys[1:]}
    places = {(*split(keys[0]), *keys[1:]): place for keys, place in written.items()}
    return _changed(draft, parsed.data.get("changes") or {}, places, register)


def _variant_problems(data: Document) -> Iterator[Problem]:
    for key in data:
        if key not in VARIANT_KEYS:
            yield Problem((key,), "a variant holds `extends` and `changes` alone; write this as a change")
    if not isinstance(data.get("extends"), str) or not STEM.match(data["extends"]):
        yield Problem(("extends",), "name one parent: the stem of a file in this folder, or of a shipped scenario")
    if not isinstance(data.get("changes") or {}, dict):
        yield Problem(("changes",), "expected dotted paths with their new values below it")


def _parent(stem: str, child: Path | None, chain: tuple[Path, ...], place: Place) -> Path:
    beside = [path for path in child.parent.glob("*.yaml") if path != child] if child else []
    beside_child = next(
        (path for path in beside if path.stem == stem and path.is_file() and path.resolve() != chain[-1]), None
    )
    parent = beside_child or shipped_scenarios().get(stem)
    if parent is None:
        known = [*shipped_scenarios(), *(path.stem for path in beside if path.match(VISIBLE))]
        missing = f"no scenario {quoted(stem)} here or shipped; {nearest(stem, known)}"
        raise ScenarioError([Problem(("extends",), missing, str(place))])
    if parent.resolve() in chain:
        names = " -> ".join(path.stem for path in (*chain, parent))
        circle = f"the scenarios extend one another in a circle: {names}"
        raise ScenarioError([Problem(("extends",), circle, str(place))])
    return parent


def _changed(draft: _Draft, changes: Mapping[str, Any], places: Mapping[Keys, Place], register: Register) -> _Draft:
    """The draft with the changes applied, and a problem for each impossible change, so that all are listed at once.

    The place of a fault in a block is the place of the change within it.
    """
    places = {**places, **{known_path(keys): place for keys, place in places.items()}}
    try:
        changes = known_changes(changes)
    except ScenarioError as error:
        return replace(draft, problems=(*draft.problems, *placed(error.problems, {(): Place("changes"), **places})))
    document, problems = make_changes(draft.document, changes, Scenario, {NATIONS_AT: register.nations})
    document = known_document(document)
    placed_problems = placed(problems, {(): Place("changes"), **places})
    paths = {split(dotted) for dotted in changes}
    unchanged = {keys: place for keys, place in draft.places.items() if paths.isdisjoint((*above(keys), keys))}
    around = {outer: places[path] for path in paths for outer in above(path) if path in places}
    return _Draft(document, {**unchanged, **around, **places}, (*draft.problems, *placed_problems))
