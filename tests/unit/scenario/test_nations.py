"""Nations under whatever name: one key in the end, an error for a name that is none, and for two of one nation."""

from pathlib import Path
from typing import Any

import pytest

import model
from model import Scenario, ScenarioError
from model.evidence.claims import Register
from model.files.scenarios import load
from model.scenario.coalition import Coalition

FILE = """\
as_of: 2025-09-05
force: {f: {strength: {troops: 20000}}}
rotation: {tour_months: 6, dwell_ratio: 2}
coalition:
  deployable_share: 0.4
  contributors:
"""
PLAIN: dict[str, Any] = {
    "as_of": "2025-09-05",
    "force": {"f": {"strength": {"troops": 20_000}}},
    "rotation": {"tour_months": 6, "dwell_ratio": 2},
}


def of(contributors: object, **parts: Any) -> Scenario:  # noqa: ANN401
    return model.load({**PLAIN, "coalition": {"deployable_share": 0.4, "contributors": contributors}}, **parts)


def names(scenario: Scenario) -> list[str]:
    assert scenario.coalition is not None
    return list(scenario.coalition.contributors)


@pytest.mark.parametrize("name", ["united_kingdom", "uk", "GB", "GBR", "Great Britain", "great_britain"])
def test_a_nation_of_any_name_is_the_registers(name: str) -> None:
    scenario, known = of({name: {}}), of({"united_kingdom": {}})
    assert scenario == known
    assert scenario.document == known.document
    assert model.run(scenario).measure("capacity").low > 0


@pytest.mark.parametrize(
    ("lines", "faults"),
    [
        (
            "    germny: {}\n",
            ["7:5: coalition.contributors.germny: is not in the register; did you mean 'germany'?"],
        ),
        (
            "    great_britan: {}\n    albania:\n    Atlantis: {offer_troops: 5}\n",
            ["7:5: coalition.contributors.great_britan: is not in the register; did you mean 'united_kingdom'?",
             "8:5: coalition.contributors.albania: the register has no figure of 'albania'; give its land_strength",
             "9:5: coalition.contributors.Atlantis: is not in the register; give its land_strength"],
        ),
        (
            "    uk: {}\n    france: {}\n    GB: {}\n",
            ["9:5: coalition.contributors.GB: 'uk' and 'GB' are one nation; keep one of the two"],
        ),
        (
            "    uk: {offer_troops: -1}\n",
            ["7:10: coalition.contributors.united_kingdom.offer_troops: -1 is out of range"],
        ),
    ],
)  # fmt: skip
def test_a_name_that_cannot_be_used_is_an_error_with_its_place(tmp_path: Path, lines: str, faults: list[str]) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(FILE + lines)
    with pytest.raises(ScenarioError) as caught:
        model.load(path)
    problems = [str(problem) for problem in caught.value.problems]
    assert len(problems) == len(faults)
    assert all(problem.startswith(f"{path}:{fault}") for problem, fault in zip(problems, faults, strict=True))


@pytest.mark.parametrize("strength", ["unknown", None, 40_000])
def test_a_name_of_ones_own_gives_its_land_strength_or_says_that_nobody_has(strength: object) -> None:
    scenario = of({"somewhere": {"land_strength": strength}})
    assert scenario.coalition is not None
    held = scenario.coalition.contributors["somewhere"].land_strength
    assert (held and held.central) == (None if strength == "unknown" else strength)


def test_changes_reach_a_nation_by_any_name() -> None:
    scenario = of({"uk": {}}).replace({"coalition.contributors.GB.offer_troops": 5_000})
    assert scenario.changed == ("coalition.contributors.united_kingdom.offer_troops",)
    assert scenario.coalition is not None
    assert scenario.coalition.contributors["united_kingdom"].offer_troops is not None
    assert names(scenario.replace({"coalition.contributors": {"DEU": {}, "holland": {}}})) == ["germany", "netherlands"]
    assert names(scenario.replace({"coalition.contributors.NO": {}, "coalition.contributors.uk": None})) == ["norway"]
    with pytest.raises(ScenarioError, match=r"is changed twice, as 'coalition.contributors.uk.priority' and as"):
        scenario.replace({"coalition.contributors.uk.priority": 1, "coalition.contributors.GB.priority": 2})
    with pytest.raises(ScenarioError, match="did you mean 'germany'"):
        scenario.replace({"coalition.contributors.germny": {}})


def test_variants_and_settings_reach_a_nation_by_any_name(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(f"{FILE}    uk: {{}}\n")
    variant = tmp_path / "variant.yaml"
    variant.write_text("extends: base\nchanges: {coalition.contributors.GBR.offer_troops: -5}\n")
    with pytest.raises(
        ScenarioError, match=r"variant.yaml:2:11: coalition.contributors.united_kingdom.offer_troops: -5"
    ):
        model.load(variant)
    changes = {"coalition.contributors.gb.offer_troops": 7_000, "coalition.contributors.holland": {}}
    assert names(model.load(tmp_path / "base.yaml", changes=changes)) == ["united_kingdom", "netherlands"]
    twice = {"coalition.contributors.gb.priority": 1, "coalition.contributors.uk.priority": 2}
    with pytest.raises(ScenarioError, match=r"--set: coalition.contributors.united_kingdom.priority: is changed twice"):
        load(tmp_path / "base.yaml", changes=twice, changes_from="--set")


def test_sweeps_levers_and_ranges_take_any_name() -> None:
    from model.analysis.lever_map import lever_map  # noqa: PLC0415
    from model.analysis.sensitivity import with_ranges  # noqa: PLC0415

    scenario, path = of({"uk": {}, "france": {}}), "coalition.contributors.{}.land_strength"
    swept = model.sweep(scenario, {path.format("GB"): [40_000, 80_000]}, measures=["capacity"])
    assert list(swept.over) == [path.format("united_kingdom")]
    assert model.solve(scenario, path.format("uk")) == model.solve(scenario, path.format("united_kingdom"))
    levers = (path.format("uk"), "rotation.tour_months")
    assert lever_map(scenario, *levers, points=3).levers[0] == path.format("united_kingdom")
    assert path.format("united_kingdom") in with_ranges(scenario, {path.format("uk"): (40_000, 80_000)}).ranges
    with pytest.raises(ScenarioError, match="is changed twice"):
        model.sweep(scenario, {path.format("GB"): [1], path.format("uk"): [2]})


def test_contributors_that_are_no_mapping_or_empty_are_refused_as_before() -> None:
    with pytest.raises(ScenarioError, match="contributors: expected keys and values below it, found 'a list'"):
        of(["uk"])
    with pytest.raises(
        ScenarioError, match=r"contributors.united_kingdom: expected keys and values below it, found '5'"
    ):
        of({"uk": 5})


def test_another_register_knows_other_nations() -> None:
    with pytest.raises(ScenarioError, match=r"contributors\.france: the register has no figure of 'france'"):
        of({"france": {}}, register=Register())
    assert Coalition.model_validate({"deployable_share": 1, "contributors": {"france": {}}}).contributors
