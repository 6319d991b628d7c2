"""Charts that users hold: Vega-Lite, a picture in a notebook, files with any of the endings, never over another."""

import json
from pathlib import Path

import pandas as pd
import pytest
from exhibits import exhibit

import model
from model import Chart, ScenarioError
from model.library import charts
from model.library.charts import MAKERS, chart_of
from model.library.scenario import origin


@pytest.fixture
def chart() -> Chart:
    return Chart(exhibit(), origin(model.load("dannatt")))


def test_a_chart_has_its_words_its_numbers_and_its_picture(chart: Chart) -> None:
    assert chart.title == "One soldier away means two or three at home"
    assert chart.text == "Troops tied up: 90,000 to 120,000, <b>& more."
    assert chart.frame()["troops"].tolist() == [90_000, 120_000]
    assert repr(chart) == f"<Chart: {chart.title}>"
    whole = chart.to_dict()
    assert whole["$schema"].endswith("vega-lite/v6.1.0.json")
    assert whole["datasets"]["bars"][0]["troops"] == 90_000
    picture = chart._repr_svg_()
    assert picture.startswith("<svg")
    assert "Scenario dannatt." in picture


def test_a_chart_is_written_by_the_ending_of_the_file(chart: Chart, tmp_path: Path) -> None:
    for suffix in MAKERS:
        chart.write(tmp_path / f"chart{suffix.upper() if suffix == '.png' else suffix}")
    assert (tmp_path / "chart.svg").read_text(encoding="utf-8") == chart._repr_svg_()
    assert (tmp_path / "chart.PNG").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "chart.html").read_text(encoding="utf-8").startswith("<figure")
    assert json.loads((tmp_path / "chart.json").read_text()) == json.loads(json.dumps(chart.to_dict()))
    assert pd.read_csv(tmp_path / "chart.csv", comment="#")["troops"].tolist() == [90_000, 120_000]


def test_a_chart_replaces_no_file_and_has_no_other_ending(chart: Chart, tmp_path: Path) -> None:
    (tmp_path / "mine.svg").write_text("mine")
    with pytest.raises(ScenarioError, match=r"mine.svg: is there already; name another file, or say force=True to"):
        chart.write(str(tmp_path / "mine.svg"))
    with pytest.raises(ScenarioError, match=r"a file that ends in .svg or .png or .html or .json or .csv$"):
        chart.write(tmp_path / "mine.gif")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.svg"]
    assert (tmp_path / "mine.svg").read_text() == "mine"
    chart.write(tmp_path / "mine.svg", force=True)
    assert (tmp_path / "mine.svg").read_text(encoding="utf-8") == chart._repr_svg_()


def test_a_chart_is_refused_before_it_is_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.svg").touch()
    drawn: list[object] = []
    monkeypatch.setitem(charts.MAKERS, ".svg", lambda *_: drawn.append("svg") or "")
    nothing = Chart(exhibit(), origin(model.load("dannatt")))
    for name in ("mine.svg", "mine.gif"):
        with pytest.raises(ScenarioError):
            nothing.write(tmp_path / name)
    assert not drawn
    nothing.write(tmp_path / "new.svg")
    assert drawn == ["svg"]


def test_a_chart_of_nothing_says_why_not(chart: Chart) -> None:
    assert chart_of(chart.exhibit, chart.origin, "").title == chart.title
    with pytest.raises(ScenarioError, match=r"^nobody is away$"):
        chart_of(None, chart.origin, "nobody is away")
