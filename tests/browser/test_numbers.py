"""Numbers that have to agree, in a real browser: page, files, report, picture and months, and what works them out."""

import io
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from playwright.sync_api import Locator, Page, expect
from serving import free_port, started

import model
from model.present.charts.vega import contrast

Open = Callable[..., Page]
CHART = "[role=graphics-document]"
COUNTED = """
import pathlib, sys
from model.engine import run
real = run.evaluate
def counted(cases):
    with pathlib.Path({path!r}).open('a') as lines:
        lines.write(cases.scenario.name + '\\n')
    return real(cases)
run.evaluate = counted
sys.argv = ['roulement', 'explore', '--port', '{port}']
from model.__main__ import main
main()
"""
"""The explorer in a process that writes a line for each scenario that is worked out."""
FILLS = """svg => [...svg.querySelectorAll('.mark-rect path, .mark-area path')].map(shape => {
    const box = shape.getBBox(), at = shape.getCTM(), style = getComputedStyle(shape);
    return {fill: style.fill, opacity: +style.fillOpacity * +style.opacity, stroke: style.stroke,
        edge: style.stroke === 'none' ? 0 : parseFloat(style.strokeWidth), left: box.x + at.e, top: box.y + at.f,
        right: box.x + at.e + box.width, bottom: box.y + at.f + box.height};
}).filter(shape => shape.fill.startsWith('rgb(') && shape.opacity > 0 && shape.right > shape.left)"""
"""The filled shapes of a drawing, each with its edge and its box in pixels."""
PARTED_PIXELS, LEAST_CONTRAST = 2, 3


def card(page: Page, key: str) -> Locator:
    return page.locator(f".st-key-card_{key}")


def text_of(page: Page, key: str) -> str:
    return card(page, key).locator(CHART).get_attribute("aria-label") or ""


def taken(page: Page, button: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return Path(download.value.path()).read_bytes()


def test_t_04_t_20_t_45_headline_files_report_and_months_have_the_same_figures(open_page: Open) -> None:
    page = open_page("/?scenario=reassurance_force", height=3_000)
    headline = page.get_by_role("heading", level=1).inner_text()
    assert "tie up 90,000 to 120,000" in headline
    expect(card(page, "months").get_by_role("heading")).to_contain_text("hold up to 25,000 of the 30,000")
    expect(card(page, "gap").get_by_role("heading")).to_contain_text("Short by 5,000 to 30,000")
    assert "25,000" in text_of(page, "gap")
    assert not re.search(r"confiden|% (sure|certain|chance)", page.get_by_test_id("stMain").inner_text())
    page.get_by_role("button", name="Share or download").click()
    measures = pd.read_csv(io.BytesIO(taken(page, "All numbers (CSV)")), comment="#").set_index("measure")
    assert measures.loc["tied_up", ["low", "high"]].tolist() == [90_000, 120_000]
    assert measures.loc["margin", "low"] == -21_841.5  # counted soldier by soldier, not rounded
    report = taken(page, "Full report with sources (HTML)").decode()
    assert re.search(r"<h1[^>]*>([^<]*)</h1>", report)[1] == headline  # type: ignore[index]
    assert "Short by 5,000 to 30,000" in report
    nations = open_page("/contributors?scenario=reassurance_force")
    expect(nations.get_by_role("heading", level=1)).to_contain_text("could keep up 0 to 25,000")


def test_t_04_the_workbook_holds_every_figure_of_the_run(open_page: Open) -> None:
    page = open_page("/?scenario=reassurance_force&tour=4")
    page.get_by_role("button", name="Share or download").click()
    book = openpyxl.load_workbook(io.BytesIO(taken(page, "All numbers (Excel)")))
    frames = model.run(model.load("reassurance_force", changes={"rotation.tour_months": 4})).frames()
    assert book.sheetnames == [*frames, "sources", "origin"]
    for name, frame in frames.items():
        head, *rows = book[name].iter_rows(values_only=True)
        assert list(head) == list(frame)
        assert (
            list(map(list, rows)) == frame.astype(object).where(frame.notna() & (frame != ""), None).to_numpy().tolist()
        )
    origin = {what: value for _, what, value in book["origin"].iter_rows(min_row=2, values_only=True)}
    assert "tour=4" in origin["link"]
    assert origin["changed: Tour"].endswith("-> 4")
    assert "dannatt.dwell_ratio" in {cell.value for cell in book["sources"]["A"]}


def test_t_19_t_23_the_largest_force_fed_back_leaves_no_gap_and_the_start_stands_beside_it(open_page: Open) -> None:
    page = open_page("/?scenario=reassurance_force&troops=25000", height=3_000)
    expect(card(page, "gap").get_by_role("heading")).to_contain_text("Between 25,000 short and just enough")
    expect(card(page, "months").get_by_role("heading")).to_contain_text("all of the 25,000")
    for key in ("arithmetic", "months"):
        card(page, key).get_by_text("Use this chart").click()
        table = page.get_by_test_id("stPopoverBody").locator("table")
        expect(table).to_contain_text("efore your changes")
        page.keyboard.press("Escape")
        expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)


def test_t_27_a_nation_without_a_figure_is_not_known_and_never_0(open_page: Open, tmp_path: Path) -> None:
    file = tmp_path / "unknown_army.yaml"
    file.write_text("extends: reassurance_force\nchanges: {coalition.contributors.greece.land_strength: unknown}\n")
    page = open_page("/scenarios")
    page.locator(".st-key-scenario_file input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Show it now").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("would tie up")
    page.get_by_role("link", name="Who carries it", exact=True).click()
    expect(card(page, "map").locator(CHART)).to_have_attribute(
        "aria-label", re.compile("Greece: no position found, could keep up not known publicly")
    )
    assert "Greece" not in text_of(page, "join")
    expect(page.get_by_text("Greece: no army figure found.")).to_be_visible()


def test_t_37_shapes_that_touch_differ_or_are_parted(open_page: Open) -> None:
    page = open_page(height=3_000)
    for key in ("arithmetic", "gap", "months"):
        drawing = card(page, key).locator(CHART)
        expect(drawing).to_be_visible()
        shapes = drawing.evaluate(FILLS)
        assert len(shapes) > 1, key
        for shape in shapes:
            for other in shapes:
                if shape["fill"] == other["fill"] or not are_beside(shape, other):
                    continue
                edge = max(shape["edge"], other["edge"])
                is_seen = edge >= 1 or contrast(hex_of(shape["fill"]), hex_of(other["fill"])) >= LEAST_CONTRAST
                assert is_seen, (key, shape, other)
        assert drawing.locator("text").filter(has_text=re.compile("[a-z]")).count() >= 1, key


def are_beside(shape: dict[str, float], other: dict[str, float]) -> bool:
    """Return whether a shape ends where another one begins, with less than two pixels between, side by side."""
    gap = other["left"] - shape["right"]
    overlap = min(shape["bottom"], other["bottom"]) - max(shape["top"], other["top"])
    return -PARTED_PIXELS < gap < PARTED_PIXELS and overlap > 1


def hex_of(colour: str) -> str:
    """Return `rgb(1, 2, 3)` as `#010203`."""
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", colour)[:3])


@pytest.fixture
def counting(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """An explorer of its own, and the file that has a line for each scenario that it worked out."""
    lines, port = tmp_path / "worked_out.txt", free_port()
    lines.touch()
    command = [sys.executable, "-c", COUNTED.format(path=str(lines), port=port)]
    with started(command, port) as (address, _):
        yield address, lines


def test_t_41_moving_one_input_is_worked_out_once_and_the_same_inputs_not_again(
    counting: tuple[str, Path], open_page: Open
) -> None:
    address, lines = counting
    page = open_page(f"{address}/?scenario=chiefs_64000", height=3_000)
    before = len(lines.read_text().splitlines())
    page.locator(".st-key-strip_size button").click()
    page.get_by_test_id("stPopoverBody").get_by_role("slider").first.focus()
    page.keyboard.press("ArrowLeft")
    headline = page.get_by_role("heading", level=1)
    expect(headline).to_contain_text("63,")
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_visible()
    assert len(lines.read_text().splitlines()) == before + 1
    page.keyboard.press("ArrowRight")
    expect(headline).to_contain_text("64,000")
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_visible()
    assert len(lines.read_text().splitlines()) == before + 1
