"""The table of inputs: what each scenario has, where it starts, and what each input takes from an address."""

import pytest

import model
from model.files.scenarios import shipped_scenarios
from model.ui.session import inputs
from model.ui.session.inputs import table

UNKNOWN, TIERS = "multinational_force_ukraine", "three_tier"
COALITION = ("who", "share", "rule", "chances", "p_declared", "p_offered", "p_open", "p_undeclared", "p_refused")
ALONE = {"force": {"a": {"strength": {"troops": 5}}}, "rotation": {"tour_months": 6, "dwell_ratio": 2}}
SEVERAL = {
    "force": {
        "watch": {"title": "Watch", "strength": {"sites": 30, "troops_per_site": {"low": 20, "high": 40}}},
        "units": {"strength": {"troops": 20_000}},
        "others": {"strength": {"troops": 9_000}, "provider": "neutral"},
    },
    "rotation": {"tour_months": 6, "dwell_months": 12},
}


@pytest.mark.parametrize("name", shipped_scenarios())
def test_every_input_starts_within_what_it_takes(name: str) -> None:
    for key, field in table(model.load(name)).items():
        if field.kind in ("number", "share") and field.start is not None:
            least, most, _ = field.bounds
            assert least <= float(field.start) <= most, key
        elif field.kind == "word":
            assert field.start in field.options, key


def test_the_table_has_the_four_kinds_and_the_ends_of_ranges() -> None:
    fields = table(model.load("reassurance_force"))
    assert {field.kind for field in fields.values()} == {"number", "share", "word", "set"}
    assert [field.key for field in fields.ends("rotation.dwell_ratio")] == ["ratio_low", "ratio_high"]
    assert [field.end for field in fields.ends("rotation.dwell_months")] == ["low", "high"]
    assert [field.start for field in fields.ends("rotation.dwell_months")] == [12, 18]
    assert {*COALITION, "backstop", "starts", "fill_in", "size_by", "tour_by", "rest_by", "dwell_as"} <= set(fields)


def test_whose_figures_count_at_the_start() -> None:
    starts = table(model.load("reassurance_force")).starts()
    assert [starts[key] for key in ("size_by", "tour_by", "rest_by")] == [
        "times.troops", "dannatt.tour_months", "dannatt",
    ]  # fmt: skip
    assert table(model.load("german_norm")).starts()["rest_by"] == "germany_norm"
    assert table(model.load(TIERS)).starts()["size_by"] == "own"
    sizes = table(model.load("reassurance_force"))["size_by"].options
    assert (sizes[0], sizes[-1]) == ("gcsp.troops", "own")
    assert "zelensky.minimum" in sizes
    british = table(model.load("dannatt"))["size_by"].options
    assert british == ("dannatt.deployed_2025_02_huffpost", "dannatt.deployed", "dannatt.deployed_2025_02_radio", "own")


def test_a_size_that_nobody_has_published_has_no_number() -> None:
    scenario = model.load(UNKNOWN)
    fields = table(scenario)
    assert inputs.main_part(scenario) == "regeneration"
    assert (fields["size_by"].start, fields["troops"].start) == ("unknown", None)
    assert fields["troops"].bounds[:2] == (0, 200_000)
    assert fields["troops"].is_whole
    assert fields["troops"].refusal("5000") == ""


def test_a_force_without_a_part_of_the_coalition_has_no_size_to_set() -> None:
    document = {**ALONE, "force": {"a": {"strength": {"troops": 5}, "provider": "neutral"}}}
    scenario = model.Scenario.from_document(document)
    assert inputs.main_part(scenario) is None
    assert not table(scenario).of_group("size")


def test_each_part_of_the_coalition_has_its_size() -> None:
    scenario = model.Scenario.from_document(SEVERAL)
    assert inputs.coalition_parts(scenario) == ["watch", "units"]
    sizes = [field.key for field in table(scenario).of_group("size")]
    assert sizes == ["size_by", "sites", "site_troops_low", "site_troops_high", "units.troops"]


def test_a_scenario_without_a_coalition_has_the_backstop_and_the_months_alone() -> None:
    fields = table(model.Scenario.from_document(ALONE))
    assert not set(COALITION) & set(fields)
    starts = fields.starts()
    assert (starts["backstop"], starts["starts"], starts["fill_in"]) == ("Provided", "Staggered", "Each its own")
    assert inputs.counted(model.Scenario.from_document(ALONE)) == []
    assert starts["rest_by"] == "own"


def test_nations_count_by_their_own_chance_before_their_position() -> None:
    contributors = {
        "france": {"position": "open", "probability": 0.3},
        "italy": {"position": "offered", "probability": 0},
        "poland": {"position": "refused", "probability": 1},
        "spain": {"position": "offered"},
    }
    army = {"land_strength": 9_000, "deployable_share": 0.5}
    coalition = {"contributors": {name: {**army, **nation} for name, nation in contributors.items()}}
    fields = table(model.Scenario.from_document({**ALONE, "coalition": coalition}))
    assert fields["who"].start == "poland,spain"
    assert "share" not in fields


def test_what_each_kind_takes_from_an_address() -> None:
    fields = table(model.load("reassurance_force"))
    for key, text, value in (
        ("troops", "20000", 20_000.0),
        ("troops", "12345.7", 12_345.0),
        ("ratio_low", "2.125", 2.125),
        ("share", "0.4", 0.4),
        ("rule", "offers", "offers"),
        ("who", "poland,france,poland", "france,poland"),
        ("who", "", ""),
    ):
        assert fields[key].refusal(text) == "", key
        assert fields[key].read(text) == value


@pytest.mark.parametrize(
    ("key", "text", "remedy"),
    [
        ("troops", "999999", "allowed: 0 to 200,000 troops"),
        ("troops", "inf", "allowed: 0 to 200,000 troops"),
        ("troops", "15.000", "write 15000, or 15"),
        ("troops", "", "allowed: 0 to 200,000 troops"),
        ("overlap", "1,5", "write 1.5"),
        ("ratio_low", "11", "allowed: 0 to 10"),
        ("share", "2", "allowed: 0 to 1 (0.4 is 40%)"),
        ("p_open", "x", "allowed: 0 to 1 (0.4 is 40%)"),
        ("rule", "fair", "allowed: equal_strain, by_priority, offers"),
        ("chances", "maybe", "allowed: In or out, With chances"),
        ("dwell_as", "Weeks", "allowed: Ratio, Months"),
        ("who", "france,atlantis", "allowed: some of australia, belgium, "),
    ],
)
def test_what_an_input_does_not_take_is_refused_with_what_is_allowed(key: str, text: str, remedy: str) -> None:
    assert table(model.load("reassurance_force"))[key].refusal(text).startswith(remedy)


def test_a_start_beyond_the_slider_or_between_its_steps_stays_within_reach() -> None:
    document = {**ALONE, "force": {"a": {"strength": {"troops": 250_000.5}}}}
    field = table(model.Scenario.from_document(document))["troops"]
    assert field.bounds == (0, 250_000.5, 500)
    assert not field.is_whole


def test_a_word_has_no_limits() -> None:
    with pytest.raises(TypeError, match="rule is no number"):
        _ = table(model.load("reassurance_force"))["rule"].limits
