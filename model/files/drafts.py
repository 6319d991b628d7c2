"""Drafts: the document of a scenario before validation, with the nations of the table that its coalition names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from model.evidence.claims import Register
from model.files import disk, tables
from model.files.strict_yaml import Place, place_of, placed
from model.letters import quoted
from model.scenario.changes import Document, split
from model.scenario.coalition import faults_of, joined_keys
from model.scenario.errors import Path as Keys
from model.scenario.errors import Problem, ScenarioError
from model.scenario.nations import AT
from model.scenario.paths import nearest

STEM = re.compile(r"^[^/\\\0]+$")
COALITION, TABLE = "coalition", "contributors_table"
TABLE_AT = f"{COALITION}.{TABLE}"
"""The path of the name of a table of nations, which a file may hold beside or in place of its contributors."""


@dataclass(frozen=True)
class Draft:
    """A document before validation, with the place of each part, and the problems of parts that were left out.

    `tables` has the hash of each table that parts were read from, by its file's name; `changed` the changes that are
    the reader's, not a file's, by dotted path.
    """

    document: Document
    places: Mapping[Keys, Place]
    problems: tuple[Problem, ...] = ()
    tables: Mapping[str, str] = field(default_factory=dict)
    changed: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Shelf:
    """The place where the tables that a scenario names are looked for.

    That is a folder, called `where`, in which names are shown below `shown`; or files that were sent along, by name;
    or, for plain data, nowhere: then the types refuse the name of a table.
    """

    folder: Path | None = None
    shown: Path = Path()
    where: str = "the scenario's own folder"
    sent: Mapping[str, bytes] = field(default_factory=dict)

    def has(self, name: object) -> bool:
        """Whether there is a table of this name, or a place where it should be."""
        return self.folder is not None or (isinstance(name, str) and name in self.sent)

    def read(self, name: object) -> tables.Table:
        """Return a table.

        Raises:
            ScenarioError: if there is none, or it cannot be read.
        """
        if not isinstance(name, str) or not STEM.match(name):
            words = f"{quoted(name)} is no file's name; name a table in {self.where}, as nations.csv"
            raise ScenarioError([Problem(split(TABLE_AT), words)])
        if self.folder is None:
            return tables.read(self.sent[name], name)
        try:
            return read_table(self.folder / name, str(self.shown / name), self.where)
        except LookupError as error:
            raise ScenarioError([Problem(split(TABLE_AT), str(error.args[0]))]) from error


HERE = Shelf(Path(), where="the current folder")
"""The tables that `--set` and other changes from outside name."""


def read_table(file: Path, shown: str, where: str, most_rows: int = tables.MOST_ROWS) -> tables.Table:
    """Return the table of a file; its places are named after `shown`, and its folder is called `where`.

    Raises:
        LookupError: if it cannot be opened.
        ScenarioError: if it is no table.
    """
    try:
        if file.exists() and not file.is_file():
            what = "a folder" if file.is_dir() else "no plain file"
            raise LookupError(f"{quoted(file.name or file)} is {what}; name a table in CSV")
        if not file.is_file():
            beside = [path.name for path in file.parent.glob("[!.]*.csv")]
            remedy = nearest(file.name, beside) if beside else "no table (*.csv) is there"
            raise LookupError(f"no file {quoted(file.name)} in {where}; {remedy}")
        content = disk.read(file, tables.MOST_BYTES)
    except OSError as error:
        raise LookupError(f"{quoted(file.name)} cannot be read: {error.strerror}") from error
    return tables.read(content, shown, most_rows)


def naming_table(draft: Draft, name: object, place: Place) -> Draft:
    """Return the draft with the name of a table in place of its contributors."""
    coalition = draft.document.get(COALITION)
    others = {key: value for key, value in coalition.items() if key != AT[1]} if isinstance(coalition, dict) else {}
    places = {keys: other for keys, other in draft.places.items() if keys[:2] != AT}
    whole = {(COALITION,): place, **places, split(TABLE_AT): place}
    return replace(draft, document={**draft.document, COALITION: {**others, TABLE: name}}, places=whole)


def with_table(draft: Draft, register: Register, shelf: Shelf) -> Draft:
    """Return the draft with the nations of the table that its coalition names; a key under `contributors` wins.

    Each nation is checked by itself, so that every bad row is listed, whatever else is wrong.
    """
    coalition = draft.document.get(COALITION)
    if not isinstance(coalition, dict):
        return draft
    name = coalition.get(TABLE)
    if name is None or not shelf.has(name):
        return draft
    try:
        table = shelf.read(name)
        nations = tables.nations(table, register)
    except ScenarioError as error:
        faults = placed(tables.first_told(list(error.problems)), draft.places)
        raise ScenarioError([*draft.problems, *faults]) from error
    written = coalition.get(AT[1]) or {}
    if not isinstance(written, dict):  # the types say so
        return draft
    places = {AT: place_of(draft.places, split(TABLE_AT)), **nations.places, **draft.places}
    joined: Document = {}
    for nation, keys in nations.contributors.items():
        beside = written.get(nation)
        joined[nation] = joined_keys(keys, beside or {}) if isinstance(beside, dict | None) else beside
        line = nations.places[*AT, nation].line
        nations.faults[line] += placed(faults_of(nation, joined[nation], register), places)
    faulty = [fault for _, of_line in sorted(nations.faults.items()) for fault in of_line]
    bad = {fault.path[:3] for fault in faulty}
    good = {nation: keys for nation, keys in joined.items() if (*AT, nation) not in bad}
    problems = (*draft.problems, *tables.first_told(faulty))
    if faulty and not good:
        raise ScenarioError(problems)
    rest = {nation: keys for nation, keys in written.items() if (*AT, nation) not in nations.places}
    others = {key: value for key, value in coalition.items() if key != TABLE}
    return replace(
        draft,
        document={**draft.document, COALITION: {**others, AT[1]: {**good, **rest}}},
        places=places,
        problems=problems,
        tables={**draft.tables, name: table.digest},
    )
