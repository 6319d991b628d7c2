"""The command `new`: a scenario file to begin with, and a table of nations beside it."""

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from model.cli.terminal import tell
from model.export.nations_table import nations_table
from model.export.output_places import FILE_SUFFIXES, file_place, write_new
from model.files.drafts import STEM
from model.files.scenarios import find, load, load_text, shipped_scenarios
from model.letters import MOST_QUOTED, hidden_in, quoted
from model.scenario import Scenario
from model.scenario.errors import Problem, ScenarioError
from model.scenario.scenario import NATIONS_AT

SUFFIXES, TABLE_SUFFIXES = (".yaml",), (".csv",)
SHARE = "deployable_share: {claim: land_forces.deployable_share, because: taken at its bounds}"
ABOUT = """\
# `roulement check {file}` names every fault, `roulement run {file}` works it out.
"""
FORCE = """\
# An editor completes the keys once `roulement schema > schema.json` stands beside this file, with this line on top:
# yaml-language-server: $schema=schema.json
title: {title}
force:
  main_force:
    task: deterrence
    strength: {{troops: 10000}}   # or a range: {{low: 8000, high: 12000, because: my guess}}
rotation:
  tour_months: 6
  dwell_ratio: 2                # months at home for each month away; or dwell_months: 12
coalition:
  # a share of each land force; `roulement sources` lists the claims
  {share}
"""
NAMED = """\
  contributors:                 # positions, strengths and offers come from the register; a key here replaces one
    france: {}
    united_kingdom: {}
"""
VARIANT = """\
extends: {parent}
changes:
  title: {title}
"""


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of the scenario: NAME.yaml is written here.")],
    *,
    parent: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="SCENARIO", help="Begin with a shipped scenario, or a file of this folder, and change it."
        ),
    ] = None,
    table: Annotated[
        str | None,
        typer.Option(
            metavar="NATIONS.csv",
            help="Write the nations into this table too, for a spreadsheet; the scenario names it.",
        ),
    ] = None,
) -> None:
    """Write a short scenario file to begin with.

    It goes into the current folder; nothing that stands there is replaced.
    """
    file = Path(name)
    stem = file.stem if file.suffix.lower() in SUFFIXES else name
    faults = {f"NAME {name}": _fault_of_name(name) or _fault_of_stem(stem)}
    if table is not None:
        faults[f"--table {table}"] = _fault_of_name(table)
    if problems := [Problem((), words, place[:MOST_QUOTED]) for place, words in faults.items() if words]:
        raise ScenarioError(problems)
    text, start = _from_nothing(stem, table) if parent is None else _variant(stem, parent, table)
    places: list[tuple[Path, str, Sequence[str]]] = [(Path(f"{stem}.yaml"), text, SUFFIXES)]
    if table is not None:
        places.insert(0, (Path(table), nations_table(start), TABLE_SUFFIXES))
    for place, _, suffixes in places:
        file_place(place, suffixes, kind="new file")
    for place, content, suffixes in places:
        write_new(content, place, suffixes)
        tell(f"Wrote {place}")


def _fault_of_name(name: str) -> str:
    """Why a file of this folder cannot have a name, with the remedy; '' if it can."""
    if not STEM.match(name):
        return "name a file of this folder, without a folder"
    if not name.strip(" ."):
        return "is no name; call the file by a word"
    if name.startswith("-"):
        return "begins like an option; begin with a letter"
    return hidden_in(name)


def _fault_of_stem(stem: str) -> str:
    """Why a new scenario cannot have a name, with the remedy; '' if it can."""
    if stem in shipped_scenarios():
        variant = f"roulement new my_{stem} --from {stem}"
        return f"a shipped scenario has this name; name another, or a variant of it with `{variant}`"
    suffix = Path(stem).suffix.lower()
    return f"ends like another kind of file; leave {suffix} out" if suffix in FILE_SUFFIXES else ""


def _yaml(value: Any) -> str:  # noqa: ANN401  (plain data)
    """A value as YAML on one line."""
    from model.export.scenario_file import value_text  # noqa: PLC0415  (pandas, a second that others do without)

    return value_text(value)


def _about(stem: str) -> str:
    return ABOUT.format(file=shlex.quote(f"{stem}.yaml"))


def _title(stem: str) -> str:
    words = stem.replace("_", " ").strip()
    return _yaml(words[:1].upper() + words[1:])


def _from_nothing(stem: str, table: str | None) -> tuple[str, Scenario]:
    """The text of a scenario of the user's own, and the scenario whose nations its table holds."""
    about = _about(stem) + FORCE.format(title=_title(stem), share=SHARE)
    scenario = load_text((about + NAMED).encode(), f"{stem}.yaml")
    if table is None:
        return about + NAMED, scenario
    return f"{about}  contributors_table: {_yaml(table)}\n", _with_all_nations(scenario)


def _with_all_nations(scenario: Scenario) -> Scenario:
    """The scenario with every nation whose land force the register knows."""
    register = scenario.register
    known = sorted(nation for nation in register.nations if register.figure(nation, "land_strength"))
    share = {} if scenario.coalition else {"coalition.deployable_share": 1}
    return scenario.replace({**share, NATIONS_AT: {nation: {} for nation in known}})


def _variant(stem: str, parent: str, table: str | None) -> tuple[str, Scenario]:
    """The text of a variant, and the scenario whose nations its table holds."""
    beside = [
        path for path in Path().glob("*.yaml") if path.stem == parent
    ]  # before one that ships, as `extends` has it
    file = find(beside[0] if beside else parent)
    is_shipped = file in shipped_scenarios().values()
    if not is_shipped and file.parent.resolve() != Path.cwd():
        words = "stands in another folder, and a variant names a file of its own: run this there"
        raise ScenarioError([Problem((), words, f"--from {parent[:MOST_QUOTED]}")])
    if not is_shipped and file.suffix != ".yaml":
        raise ScenarioError([Problem((), f"{quoted(file.name)} does not end in .yaml; rename it", "--from")])
    start = load(file, name=stem)
    text = _about(stem) + VARIANT.format(parent=_yaml(file.stem), title=_title(stem))
    if table is not None:
        start = start if start.coalition else _with_all_nations(start)
        text += "" if "coalition" in load(file).document else f"  coalition.{SHARE}\n"
        text += f"  coalition.contributors_table: {_yaml(table)}\n"
    return text + "".join(_inputs(start)), start


def _inputs(start: Scenario) -> Iterator[str]:
    """Yield a line for each number of the scenario, to be changed; of nations the table or the parent has them."""
    yield "  # Take the # away before a line to change its number:\n"
    for path, quantity in start.quantities().items():
        if not quantity.is_default and not path.startswith(NATIONS_AT):
            ends = {"low": quantity.low, "high": quantity.high}
            yield f"  # {path}: {_yaml(ends if quantity.is_range else quantity.central)}\n"
