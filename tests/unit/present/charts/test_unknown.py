"""Pictures of a force of unknown size: the wedge between the ends of rest, and the list of what is known."""

import pytest
from charts import validate

import model
from model.analysis.named_sizes import at_named_sizes
from model.engine.run import Run
from model.present.charts import vega
from model.present.charts.unknown import list_chart, wedge_chart
from model.present.charts.vega import Chart
from model.present.words.unknown import known

UNKNOWN = "multinational_force_ukraine"


def wedge(**changes: object) -> Chart:
    one = Run.of(model.load(UNKNOWN).replace(dict(changes)))
    return wedge_chart(one, at_named_sizes(one))


def test_named_sizes_stand_between_the_ends_of_rest() -> None:
    rows = wedge().rows
    (nothing, most) = rows["wedge"]
    assert (nothing["low"], most["low"] / most["x"], most["high"] / most["x"]) == (0, 3, 4)
    for size in rows["sizes"]:
        assert (size["low"], size["high"]) == (3 * size["x"], 4 * size["x2"])
    assert rows["words"][0]["line"] == "up to 15,000: 45,000 to 60,000"


def test_what_could_be_kept_up_is_shaded_where_anybody_is_in() -> None:
    more, sure = wedge().rows["kept"]
    assert (more["words"], sure["words"]) == ("", "could be kept up:\n13,300 to 40,600")
    assert more["x2"] > sure["x2"] > 0
    alone = wedge(coalition=None)
    assert "kept" not in alone.rows
    assert {layer["data"]["name"] for layer in alone.spec["layer"]} == {"wedge", "sizes", "words"}


def test_a_list_has_what_is_known_below_what_it_is_of() -> None:
    lines = list_chart(known(Run.of(model.load(UNKNOWN)))).rows["lines"]
    assert [line["text"] for line in lines[-2:]] == ["Training, by 1,050 trainers", "about 2,100 people a month"]
    assert [line["weight"] for line in lines[-2:]] == ["normal", "bold"]
    assert {line["colour"] for line in lines if line["text"] == "size not published"} == {"#8A3D12"}


def test_t_37_bars_stand_out_from_the_wedge_and_the_wedge_from_what_is_shaded() -> None:
    fills = {layer["data"]["name"]: layer["mark"].get("color") for layer in wedge().spec["layer"][:3]}
    assert vega.contrast(fills["sizes"], fills["wedge"]) >= 3
    more, sure = (row["fill"] for row in wedge().rows["kept"])
    assert vega.contrast(fills["sizes"], sure) >= 3
    assert (
        len({fills["wedge"], more, sure}) == 3
    )  # tints of one hue: the words "could be kept up" and the axes name them


@pytest.mark.parametrize("width", [620, 322])
def test_the_pictures_are_sound_and_no_word_runs_out_of_them(width: int) -> None:
    assert "about 150,000:" in validate(wedge(), width)
    assert "size not published" in validate(list_chart(known(Run.of(model.load(UNKNOWN)))), width)
