"""Plans side by side in words, against figures that one can check by hand."""

import pytest
from coalitions import ROTATION, nation, scenario

import model
from model import Scenario
from model.engine.run import Run
from model.present.words.comparison import MOST_OTHERS, figure, gap, measured, names_of, rows, same, sides, span_of

TOUR, TROOPS = "rotation.tour_months", "force.main.strength.troops"
PLAIN = Scenario.from_document({"force": {"main": {"strength": {"troops": 1_000}}}, "rotation": ROTATION})


def run(name: str = "reassurance_force", changes: dict[str, object] | None = None) -> Run:
    return of(model.load(name), changes)


def of(start: Scenario, changes: dict[str, object] | None = None) -> Run:
    return model.run(start.replace(changes or {})).runs[0]


def ranged(low: int, high: int) -> dict[str, object]:
    return {"position": "offered", "land_strength": {"low": low, "high": high}}


def told(*runs: Run) -> dict[str, tuple[str, ...]]:
    return {row.label: row.cells for row in rows(runs)}


def test_only_what_differs_is_in_the_table_and_what_is_shared_below_it() -> None:
    pair = run(), run("willing_september_2025")
    assert told(*pair) == {
        "Force": ("30,000 troops", "25,000 to 30,000 troops"),
        "Who takes part": ("France and the UK", "ten nations"),
        "Offers and positions as of": ("20 Feb 2025", "5 Sept 2025"),
    }
    assert same(pair) == "six-month tours, two or three at home for each one away, 30% to 77% of each army can be sent"
    assert told(run(), run()) == {}


def test_a_plan_without_nations_has_no_rows_that_only_nations_have() -> None:
    pair = run(), run(changes={"coalition": None})
    assert told(*pair) == {"Who takes part": ("France and the UK", "no nation named")}
    assert same(pair) == "30,000 troops, six-month tours, two or three at home for each one away"


def test_inputs_that_no_property_tells_of_have_rows_of_their_own() -> None:
    nations = {name: nation(8_000) for name in "ab"}
    start = scenario(nations)
    title, offers = "force.main.title", "coalition.contributors.{}.offer_troops"
    assert told(of(start), of(start, {title: "Guard"})) == {"Main: title": ("not given", "Guard")}
    one = of(start, {offers.format("a"): 500})
    assert told(of(start), one) == {"A: offer": ("not given", "500")}
    both = {offers.format(name): 500 for name in "ab"}
    assert told(of(start), of(start, both)) == {"Offer, two nations": ("not given each", "500 each")}
    apart = {offers.format("a"): 500, offers.format("b"): 600}
    other = {offers.format("a"): 600, offers.format("b"): 700}
    assert told(of(start, apart), of(start, other)) == {"Offer, two nations": ("a figure each", "others")}


def test_nations_that_could_take_part_are_counted_and_figures_of_those_that_do_not_are_left_out() -> None:
    two = {"a": nation(8_000), "b": nation(8_000, position="open")}
    start = scenario(two)
    assert told(of(start), of(start, {"coalition.contributors.b": None})) == {
        "Nations that could take part": ("two", "one")
    }
    assert told(of(start), of(start, {"coalition.contributors.b.offer_troops": 5})) == {}
    named = of(scenario({**two, "c": nation(8_000)}))
    assert told(of(start), named) == {"Who takes part": ("A", "A and C")}
    without = of(start, {"coalition": None})
    assert told(of(start), without) == {"Who takes part": ("A", "no nation named")}


def test_of_many_further_inputs_the_rest_are_counted() -> None:
    force = {f"part_{number}": {"strength": {"troops": 1_000}} for number in range(MOST_OTHERS + 2)}
    start = Scenario.from_document({"force": force, "rotation": ROTATION})
    changes = {f"force.{name}.title": "x" for name in force}
    *first, last = rows([of(start), of(start, changes)])
    assert len(first) == MOST_OTHERS
    assert (last.label, last.cells) == ("Two more", ("see “For analysts”",) * 2)


def test_versions_of_one_plan_are_told_apart_by_what_differs() -> None:
    start, tour, two = run(), run(changes={TOUR: 4}), run(changes={TOUR: 4, "coalition.rule": "offers"})
    name = "Reassurance force, Feb 2025"
    assert names_of([start, tour]) == [f"{name}: six-month tours", f"{name}: four-month tours"]
    assert names_of([start, two])[1] == f"{name}: four-month tours, shared as offered"
    assert names_of([start, start]) == [name, name]
    assert names_of([run("dannatt"), tour], [None, start])[1] == f"{name}: four-month tours"
    assert names_of([run("dannatt"), start], [None, start])[1] == f"{name}, changed"
    assert names_of([start, run("dannatt")]) == [name, "Lord Dannatt's 10,000, Feb 2025"]
    assert [(side.place, side.label) for side in sides([start, tour, start], ["", "Mine"])] == [
        ("This", f"{name}: six-month tours"), ("That", "Mine"), ("Third", f"{name}: six-month tours"),
    ]  # fmt: skip


def test_measures_stand_with_their_words_and_what_can_be_drawn() -> None:
    by_key = {row.key: row for row in measured([run(), run("dannatt")])}
    assert list(by_key) == ["tied_up", "margin", "throughput", "cost_per_year"]
    assert by_key["tied_up"].words == ("90,000 to 120,000", "30,000 to 40,000")
    assert by_key["tied_up"].ends == ((90_000, 120_000), (30_000, 40_000))
    assert by_key["throughput"].label == "Tours over two years"


def test_costs_in_two_currencies_never_share_a_scale() -> None:
    cost = {row.key: row for row in measured([run(), run("dannatt"), run("willing_september_2025")])}["cost_per_year"]
    assert cost.words[:2] == ("€3.8bn to €6.2bn", "£1bn to £4bn (another currency)")
    assert [bool(ends) for ends in cost.ends] == [True, False, True]


def test_measures_that_no_plan_has_are_left_out_and_missing_ones_say_why() -> None:
    assert [row.key for row in measured([of(PLAIN), of(PLAIN, {TROOPS: 5})])] == ["tied_up", "throughput"]
    longer = measured([of(PLAIN), of(PLAIN, {"horizon_months": 12})])
    assert longer[1].label == "Tours over the time looked at"
    with_nation = measured([of(PLAIN), of(scenario({"a": nation(8_000)}))])
    assert [row.words for row in with_nation if row.key == "margin"] == [("no nation named", "just enough")]
    unknown = measured([run(), run("multinational_force_ukraine")])
    assert [row.words[1] for row in unknown] == ["not known publicly"] * 3 + ["no cost given"]


@pytest.mark.parametrize(
    ("strengths", "words"),
    [
        ((8_000, 8_000), "just enough"),
        ((4_000, 4_000), "short by 500"),
        ((4_000, 6_000), "short by 250 to 500"),
        ((4_000, 8_000), "500 short to just enough"),
        ((4_000, 12_000), "500 short to 500 to spare"),
        ((8_000, 12_000), "up to 500 to spare"),
        ((12_000, 16_000), "500 to 1,000 to spare"),
    ],
)  # fmt: skip
def test_the_gap_has_no_negative_numbers(strengths: tuple[int, int], words: str) -> None:
    low, high = strengths
    assert gap(of(scenario({"a": ranged(low, high)}))) == words


def test_nations_of_unknown_strength_make_a_gap_a_bound() -> None:
    def with_unknown(troops: int) -> str:
        return gap(of(scenario({"a": nation(8_000), "b": nation(None)}, troops=troops)))

    assert with_unknown(1_500) == "short by at most 500"
    assert with_unknown(500) == "500 to spare or more"
    low_high = scenario({"a": ranged(4_000, 12_000), "b": nation(None)})
    assert gap(of(low_high)) == "500 short to 500 to spare or more"


def test_a_figure_without_a_currency_and_a_range_from_nothing() -> None:
    priced = PLAIN.replace({"cost": {"per_deployed_year": 100_000}})
    assert figure(of(priced), "cost_per_year") == "100m"
    assert (span_of(0, 500), span_of(500, 500)) == ("up to 500", "500")
