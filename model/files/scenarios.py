"""Reading scenarios: a file, or a shipped scenario by name; variants on their parents; every fault with its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from model.engine import budget
from model.evidence.claims import Register
from model.files import disk, tables
from model.files.drafts import HERE, STEM, TABLE_AT, Draft, Shelf, naming_table, read_table, with_table
from model.files.register import shipped_register
from model.files.shipped import shipped_folder
from model.files.strict_yaml import MOST_BYTES, Parsed, Place, parse, placed
from model.letters import quoted
from model.scenario import Scenario
from model.scenario.changes import Document, above, make_changes, one_after_another, split
from model.scenario.errors import Path as Keys
from model.scenario.errors import Problem, ScenarioError
from model.scenario.nations import AT, known_changes, known_document, known_path
from model.scenario.paths import nearest
from model.scenario.plain import plain
from model.scenario.scenario import NATIONS_AT

MOST_SHOWN = 200
"""Letters of a file's name that an error shows."""
VARIANT_KEYS = ("extends", "changes")
MOST_PARENTS = 50
"""Scenarios of one chain in which each extends the next."""
WITHOUT_FOLDER = "what stands in no folder, as on standard input, extends shipped scenarios alone"
VISIBLE = "[!.]*.yaml"
"""The files that an error proposes: a hidden one holds the settings of some tool."""

Kind = TypeVar("Kind", bound=Scenario)


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
    return load_as(Scenario, source, name=name, changes=changes, changes_from=changes_from, register=register)


def load_as(
    kind: type[Kind],
    source: str | Path | Mapping[str, Any],
    *,
    name: str | None = None,
    changes: Mapping[str, Any] | None = None,
    changes_from: str = "changes",
    register: Register | None = None,
) -> Kind:
    """Return the scenario that `load` returns, of a class that extends `Scenario`."""
    evidence = shipped_register() if register is None else register
    if isinstance(source, Mapping):
        stem, draft = "scenario", _of_mapping(source, evidence)
    else:
        path, draft = _found(source, evidence)
        stem = path.stem
    draft = _with_changes(draft, changes, changes_from, evidence)
    return _validated(kind, draft, name or stem, evidence)


def load_with_places(
    source: str | Path,
    *,
    name: str | None = None,
    changes: Mapping[str, Any] | None = None,
    changes_from: str = "changes",
    register: Register | None = None,
    limits: budget.Budget | None = budget.COMMAND,
) -> tuple[Scenario, Mapping[Keys, Place]]:
    """Return the scenario, as `load` does, and the place of each part of it.

    Without limits neither its size nor its durations in every corner are checked: `engine.run.runs` does both.
    """
    evidence = shipped_register() if register is None else register
    path, draft = _found(source, evidence)
    draft = _with_changes(draft, changes, changes_from, evidence)
    return _validated(Scenario, draft, name or path.stem, evidence, limits), draft.places


def _found(source: str | Path, register: Register) -> tuple[Path, Draft]:
    """The file that a path or a shipped scenario's name stands for, and its draft, with places as the user named it."""
    path = find(source)
    return path, _read(path, str(path) if path == Path(source) else path.name, register, ())


def _with_changes(draft: Draft, changes: Mapping[str, Any] | None, source: str, register: Register) -> Draft:
    places = {split(dotted): Place(source) for dotted in changes or ()}
    return _by_reader(draft, changes, places, register, HERE) if changes else draft


def _by_reader(
    draft: Draft, changes: Mapping[str, Any], places: Mapping[Keys, Place], register: Register, shelf: Shelf
) -> Draft:
    """The draft with changes that are the reader's: the scenario tells them apart from what its file says."""
    draft = _changed(draft, changes, places, register, shelf)
    if draft.problems:  # a path may be none
        return draft
    return replace(draft, changed=one_after_another(draft.changed, known_changes(changes), Scenario))


def _of_mapping(document: Mapping[str, Any], register: Register) -> Draft:
    """The draft of plain data, which has no places; the parent of a variant is a shipped scenario."""
    places: dict[Keys, Place] = {(): Place(""), **{(str(key),): Place("") for key in document}}
    return _of_parsed(Parsed(plain(document), places), "", register, None, (), shelf=Shelf())


def load_text(
    text: bytes,
    file_name: str,
    *,
    sent_tables: Mapping[str, bytes] | None = None,
    limits: budget.Budget = budget.COMMAND,
) -> Scenario:
    """Return the scenario of a file's content, checked as `load` checks a file; its parent is a shipped scenario.

    Args:
        text: the file's content.
        file_name: the file's name; its stem is the scenario's name.
        sent_tables: the content of each table that was sent along, by its file's name.
        limits: how large the scenario may be.

    Raises:
        ScenarioError: with every problem as `file:line:column: path: what is wrong, what is allowed`.
    """
    return load_text_with_places(text, file_name, sent_tables=sent_tables, limits=limits)[0]


def load_text_with_places(
    text: bytes,
    file_name: str,
    *,
    name: str | None = None,
    changes: Mapping[str, Any] | None = None,
    changes_from: str = "changes",
    sent_tables: Mapping[str, bytes] | None = None,
    limits: budget.Budget | None = budget.COMMAND,
) -> tuple[Scenario, Mapping[Keys, Place]]:
    """Return the scenario, as `load_text` does, with changes as `load` makes them, and the place of each part of it.

    Without limits it is checked as `load_with_places` does.
    """
    evidence = shipped_register()
    draft = _of_text(text, file_name, evidence, sent_tables or {})
    draft = _with_changes(draft, changes, changes_from, evidence)
    return _validated(Scenario, draft, name or Path(file_name).stem, evidence, limits), draft.places


def _of_text(text: bytes, file_name: str, register: Register, sent_tables: Mapping[str, bytes]) -> Draft:
    return _of_parsed(parse(text, file_name), file_name, register, None, (), shelf=Shelf(sent=sent_tables))


def _validated(
    kind: type[Kind], draft: Draft, name: str, register: Register, limits: budget.Budget | None = budget.COMMAND
) -> Kind:
    """The scenario of a draft. One with other faults is checked against limits too, so that all faults are listed."""
    problems = list(draft.problems)
    try:
        scenario = kind.from_plain(
            draft.document, name=name, register=register, tables=draft.tables, changed=draft.changed
        )
        if limits is not None or problems:
            budget.check(scenario, limits or budget.COMMAND)
    except ScenarioError as error:
        raise ScenarioError([*problems, *placed(error.problems, draft.places)]) from error
    if problems:
        raise ScenarioError(problems)
    return scenario


@dataclass(frozen=True)
class Variant:
    """A row of a table of variants: the base scenario with the values of the row's cells."""

    entry: tables.Entry
    _base: Draft
    _register: Register
    _shelf: Shelf

    def load(self, limits: budget.Budget | None = budget.COMMAND) -> tuple[Scenario, Mapping[Keys, Place]]:
        """Return the row's scenario, and the place of each part of it; see `load_with_places`.

        Raises:
            ScenarioError: with every fault of the row, each with its cell.
        """
        entry = self.entry
        if entry.problems:
            raise ScenarioError(entry.problems)
        draft = replace(self._base, places={(): entry.places[()]})  # the base is sound: every fault is the row's
        draft = _by_reader(draft, entry.values, entry.places, self._register, self._shelf)
        return _validated(Scenario, draft, entry.name, self._register, limits), draft.places


def load_variants(
    source: str | Path,
    table: Path,
    *,
    text: bytes | None = None,
    changes: Mapping[str, Any] | None = None,
    changes_from: str = "changes",
) -> list[Variant]:
    """Return the variants of a scenario that the rows of a table name, each to be loaded in its turn.

    Args:
        source: the base: a file, or the name of a shipped scenario; with a text, the name of the text's place.
        table: a CSV file with the columns `name` and paths of a scenario; an empty cell leaves the base as it is.
        text: the base as the content of a file, which need not stand anywhere.
        changes: changes of the base itself, as `load` takes them.
        changes_from: the name of the place that faults in `changes` have.

    Raises:
        ScenarioError: if the base is refused, the table cannot be read, or a column is no path of the base.
    """
    register = shipped_register()
    path, base = _found(source, register) if text is None else (Path(source), _of_text(text, str(source), register, {}))
    base = _with_changes(base, changes, changes_from, register)
    _validated(Scenario, base, path.stem, register)
    try:
        rows = read_table(table, str(table), "its folder")
    except LookupError as error:
        raise ScenarioError([Problem((), str(error.args[0]), str(table)[:MOST_SHOWN])]) from error
    if tables.NAME in rows.columns:
        check_columns(rows, base.document, register)
    entries = tables.variants(rows, register)
    base = replace(base, tables={**base.tables, table.name: rows.digest})
    shelf = Shelf(table.parent, table.parent, "the folder of the table")
    return [Variant(entry, base, register, shelf) for entry in entries]


def check_columns(table: tables.Table, document: Document, register: Register) -> None:
    """Refuse a table with a column, beside that of names, that is no path of a scenario.

    Raises:
        ScenarioError: with every such column, each at its place in the header.
    """
    problems: list[Problem] = []
    for column in table.columns:
        if column != tables.NAME:
            change = known_changes({column: 0})
            _, faults = make_changes(document, change, Scenario, {NATIONS_AT: register.nations})
            problems += placed(faults, {(): table.place(table.header, column)})
    if problems:
        raise ScenarioError(problems)


def load_with_nations(
    scenario: Scenario,
    content: bytes,
    file_name: str,
    *,
    name: str,
    only_good: bool = False,
    limits: budget.Budget = budget.COMMAND,
) -> Scenario:
    """Return a scenario with the nations of a table in place of its contributors.

    Args:
        scenario: the scenario.
        content: the table's content.
        file_name: the table's name, by which places are named.
        name: the new scenario's short name.
        only_good: whether nations with a fault are left out, instead of being refused.
        limits: how large the scenario may be.

    Raises:
        ScenarioError: with every fault, each with its cell; if only good nations are asked for and none is left, or the
            scenario is refused for another reason.
    """
    shelf, place = Shelf(sent={file_name: content}), Place(file_name)
    draft = naming_table(Draft(scenario.document, {(): place}), file_name, place)
    draft = with_table(draft, scenario.register, shelf)
    while only_good:
        draft = replace(draft, problems=())
        try:
            return _validated(Scenario, draft, name, scenario.register, limits)
        except ScenarioError as error:
            bad = {problem.path[:3] for problem in error.problems if problem.path[:2] == AT}
            coalition = draft.document[AT[0]]
            good = {nation: keys for nation, keys in coalition[AT[1]].items() if (*AT, nation) not in bad}
            if len(good) in (0, len(coalition[AT[1]])):
                raise
            draft = replace(draft, document={**draft.document, AT[0]: {**coalition, AT[1]: good}})
    return _validated(Scenario, draft, name, scenario.register, limits)


def shipped_parents() -> dict[str, str]:
    """Return, for each shipped variant by name, the name of the scenario that it extends."""
    documents = {name: parse(path.read_bytes(), path.name).data for name, path in shipped_scenarios().items()}
    return {name: document["extends"] for name, document in documents.items() if "extends" in document}


def shipped_scenarios() -> dict[str, Path]:
    """Return the shipped scenarios' files by name, A to Z."""
    return {path.stem: path for path in sorted((shipped_folder() / "scenarios").glob("*.yaml"))}


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
        exists, is_folder = path.exists(), path.is_dir()
        near = nearest(path.stem, [*shipped_scenarios(), *(str(file) for file in path.parent.glob(VISIBLE))])
    except OSError as error:
        raise ScenarioError([Problem((), f"cannot be read: {error.strerror}", str(source)[:MOST_SHOWN])]) from error
    what = f"no such file or shipped scenario; {near}"
    if exists:
        what = "this is a folder; name a file in it" if is_folder else "this is no plain file; name one"
    raise ScenarioError([Problem((), what, str(source)[:MOST_SHOWN])])


def _read(path: Path, file_name: str, register: Register, below: tuple[Path, ...]) -> Draft:
    try:
        text = disk.read(path, MOST_BYTES)
    except OSError as error:
        raise ScenarioError([Problem((), f"cannot be read: {error.strerror}", file_name)]) from error
    shelf = Shelf(path.parent, Path(file_name).parent)
    return _of_parsed(parse(text, file_name), file_name, register, path, below, shelf=shelf)


def _of_parsed(
    parsed: Parsed,
    file_name: str,
    register: Register,
    path: Path | None,
    below: tuple[Path, ...],
    *,
    shelf: Shelf,
) -> Draft:
    """The draft of a file's data; `path` is the file, None for one that was sent and for plain data."""
    if not isinstance(parsed.data, dict):
        words = "a scenario holds `force` and `rotation`, or `extends` and `changes`"
        raise ScenarioError([Problem((), words, str(parsed.places[()]))])
    if not set(VARIANT_KEYS) & set(parsed.data):
        places = {known_path(keys): place for keys, place in parsed.places.items() if keys[:2] == AT}
        return with_table(Draft(known_document(parsed.data), parsed.places | places), register, shelf)
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
    return _changed(draft, parsed.data.get("changes") or {}, places, register, shelf)


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
        missing = f"no scenario {quoted(stem)} here or shipped"
        if child is None:
            missing = f"no shipped scenario {quoted(stem)}; {WITHOUT_FOLDER}"
        missing += f"; {nearest(stem, known)}"
        raise ScenarioError([Problem(("extends",), missing, str(place))])
    if parent.resolve() in chain:
        names = " -> ".join(path.stem for path in (*chain, parent))
        circle = f"the scenarios extend one another in a circle: {names}"
        raise ScenarioError([Problem(("extends",), circle, str(place))])
    return parent


def _changed(
    draft: Draft, changes: Mapping[str, Any], places: Mapping[Keys, Place], register: Register, shelf: Shelf
) -> Draft:
    """The draft with the changes applied, and a problem for each impossible change, so that all are listed at once.

    The place of a fault in a block is the place of the change within it. A table's nations take the place of all
    others before any other change is made.
    """
    places = {**places, **{known_path(keys): place for keys, place in places.items()}}
    try:
        changes = known_changes(changes)
    except ScenarioError as error:
        return replace(draft, problems=(*draft.problems, *placed(error.problems, {(): Place("changes"), **places})))
    name = changes.get(TABLE_AT)
    if name is not None and NATIONS_AT not in changes and shelf.has(name):
        changes = {path: value for path, value in changes.items() if path != TABLE_AT}
        draft = with_table(naming_table(draft, name, places[split(TABLE_AT)]), register, shelf)
    document, faults = make_changes(draft.document, changes, Scenario, {NATIONS_AT: register.nations})
    document = known_document(document)
    problems = (*draft.problems, *placed(faults, {(): Place("changes"), **places}))
    paths = {split(dotted) for dotted in changes}
    unchanged = {keys: place for keys, place in draft.places.items() if paths.isdisjoint((*above(keys), keys))}
    around = {outer: places[path] for path in paths for outer in above(path) if path in places}
    changed = replace(draft, document=document, places={**unchanged, **around, **places}, problems=problems)
    return with_table(changed, register, shelf)
