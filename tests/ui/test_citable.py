"""What is quoted from the page is the same wherever it stands: headline, figure, report, link, file."""

import random
import re
from collections.abc import Callable
from functools import partial
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

import model
from model import narrative
from model.io.scenarios import shipped_scenarios
from model.io.writers import csv_text
from model.report import report
from model.ui import coalition, links

Open = Callable[..., AppTest]
Read = Callable[[AppTest], str]
RANDOM_LINKS = 20


@pytest.fixture
def explore(open_page: Open) -> Open:
    return partial(open_page, "explore")


@pytest.mark.parametrize("name", shipped_scenarios())
def test_t_04_figure_headline_and_report_are_rounded_alike_and_files_are_not(name: str, explore: Open) -> None:
    start, changes = model.load(name), {"rotation.tour_months": 5.3}
    results = model.run(start.replace(changes))
    (run,) = results.runs
    page = explore(scenario=name, tour="5.3")
    figure = narrative.figure(run, "tied_up")
    assert page.metric[0].value == figure
    assert figure.replace("–", " to ") in page.header[0].value or figure == narrative.NOT_KNOWN
    assert figure in report(run, start, changes)
    rows = dict(line.split(",", 3)[1::2] for line in csv_text(results.measures).splitlines())
    exact = run.measure("multiplier").low
    assert rows["multiplier"].startswith(str(exact) if exact is not None else ",")


@pytest.mark.parametrize("name", shipped_scenarios())
def test_t_20_ranges_are_seen_and_no_confidence_is_claimed(name: str, explore: Open, texts: Read) -> None:
    page = explore(scenario=name)
    (run,) = model.run(model.load(name)).runs
    found = run.measure("tied_up")
    if found.low != found.high:
        assert " to " in page.header[0].value
    assert list(page.dataframe[0].value.columns)[-3:] == ["low", "central", "high"]
    assert not re.search(r"\d ?%|confidence|probab", texts(page))


def links_to_try() -> list[tuple[str, int]]:
    """Every shipped scenario at its start, then twenty with inputs and choices of their own."""
    names = list(shipped_scenarios())
    return [(name, 0) for name in names] + [(names[seed % len(names)], seed) for seed in range(1, RANDOM_LINKS + 1)]


@pytest.mark.parametrize(("name", "seed"), links_to_try())
def test_t_11_a_copied_link_opens_on_the_same_headline(name: str, seed: int, explore: Open) -> None:
    source = random.Random(seed)  # noqa: S311  (no secret)
    start = model.load(name)
    chosen, choices = links.starts(start), coalition.starts(start)
    for each in links.inputs(start) if seed else ():
        least, most, step = each.bounds
        if each.short in ("troops", "tour", "units", "site_troops") and each.key == each.short:
            steps = int((min(most, 4 * each.start or most) - least) / step)
            chosen[each.key] = least + step * source.randint(steps // 4, steps)
    if seed and coalition.SHARE in choices:
        choices[coalition.SHARE] = source.choice([0.25, 0.5, 0.75])
    address = links.link("", start, chosen, choices)
    page = explore(**dict(parse_qsl(address.removeprefix("?"))))
    changed = start.replace(links.changes(start, chosen) | coalition.changes(start, choices))
    (run,) = model.run(changed).runs
    assert page.header[0].value == narrative.headline(run)
    assert "is not used" not in "".join(each.value for each in page.warning)
