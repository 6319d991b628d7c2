"""What is quoted from the page is the same wherever it stands: headline, figure, report, link, file."""

import random
import re
from collections.abc import Callable
from functools import partial
from urllib.parse import parse_qsl

import pytest
import vl_convert
from streamlit.testing.v1 import AppTest

import model
from model.engine.results import Results
from model.export.report import report
from model.export.texts import csv_text
from model.files.scenarios import shipped_scenarios
from model.present.words import changes as changes_words
from model.present.words import force as force_words
from model.scenario.errors import ScenarioError
from model.ui.session import choices as session_choices
from model.ui.session import inputs

EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1" viewBox="0 0 1 1"/>'
Open = Callable[..., AppTest]
Read = Callable[[AppTest], str]
RANDOM_LINKS, MOST_TRIES = 20, 500


@pytest.fixture
def explore(open_page: Open) -> Open:
    return partial(open_page, "explore")


@pytest.mark.parametrize("name", shipped_scenarios())
def test_t_04_figure_headline_and_report_are_rounded_alike_and_files_are_not(
    name: str, explore: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vl_convert, "vegalite_to_svg", lambda *_, **__: EMPTY)  # the report's words are looked at
    start, changes = model.load(name), {"rotation.tour_months": 5.3}
    results = model.run(start.replace(changes))
    (run,) = results.runs
    page = explore(scenario=name, tour="5.3")
    figure = force_words.figure(run, "tied_up")
    assert page.metric[0].value == figure
    assert figure.replace("–", " to ") in page.header[0].value
    assert figure in report(run, start, changes)
    rows = dict(line.split(",", 3)[1::2] for line in csv_text(results.measures).splitlines())
    exact = run.measure("multiplier").low
    assert rows["multiplier"].startswith(str(exact) if exact is not None else ",")


@pytest.mark.parametrize("name", shipped_scenarios())
def test_t_20_ranges_are_seen_and_no_confidence_is_claimed(name: str, explore: Open, texts: Read) -> None:
    page = explore(scenario=name)
    (run,) = model.run(model.load(name)).runs
    measure_range = run.measure("tied_up")
    if measure_range.low != measure_range.high:
        assert " to " in page.header[0].value
    assert list(page.dataframe[0].value.columns)[3:6] == ["low", "central", "high"]
    assert not re.search(r"\d ?%|confidence|probab", texts(page))


def links_to_try() -> list[tuple[str, int]]:
    """Every shipped scenario at its start, then twenty with inputs and choices of their own."""
    names = list(shipped_scenarios())
    return [(name, 0) for name in names] + [(names[seed % len(names)], seed) for seed in range(1, RANDOM_LINKS + 1)]


def some_values(start: model.Scenario, source: random.Random) -> dict[str, float | str]:
    """Inputs of every kind at random: on a slider's steps, or, a fifth of them, in between; ranges the right way up."""
    chosen = inputs.starts(start)
    chosen[inputs.DWELL_AS] = source.choice(inputs.CHOICES[inputs.DWELL_AS])
    ends: dict[str, list[str]] = {}
    for field in inputs.inputs(start):
        least, most, step = field.bounds
        most = min(most, 3 * field.start or least + 3 * step)
        value = least + step * source.randint(0, int((most - least) / step))
        if not field.is_whole and source.random() < 0.2:
            value = source.uniform(least, most)
        if source.random() < 0.6:
            chosen[field.key] = value
        ends.setdefault(field.short, []).append(field.key)
    for keys in ends.values():
        ordered = sorted(float(chosen[key]) for key in keys)
        chosen.update(zip(keys, ordered, strict=True))
    return chosen


def some_choices(start: model.Scenario, source: random.Random) -> session_choices.Choices:
    """Who is in, the rule, the chances and how the months begin, at random."""
    choices = session_choices.starts(start)
    for key, words in session_choices.WORDS.items():
        if key in choices:
            choices[key] = source.choice(words)
    for key in [key for key in choices if key == session_choices.SHARE or key.startswith("p_")]:
        choices[key] = source.choice([0.0, 0.25, 0.4, 1.0, source.random()])
    if session_choices.WHO in choices and start.coalition is not None:
        names = sorted(start.coalition.contributors)
        choices[session_choices.WHO] = ",".join(sorted(source.sample(names, source.randint(0, len(names)))))
    return choices


def some_scenario(
    name: str, seed: int
) -> tuple[model.Scenario, dict[str, float | str], session_choices.Choices, Results]:
    """A start with inputs and choices of its own that the model takes, and what they come to; as it starts for 0."""
    source, start = random.Random(seed), model.load(name)  # noqa: S311  (no secret)
    chosen, choices = inputs.starts(start), session_choices.starts(start)
    for _ in range(MOST_TRIES):
        if seed:
            chosen, choices = some_values(start, source), some_choices(start, source)
        try:
            changed = start.replace(inputs.changes(start, chosen) | session_choices.changes(start, choices))
            return start, chosen, choices, model.run(changed)
        except ScenarioError:
            continue
    pytest.fail("none of these values go together")


@pytest.mark.parametrize(("name", "seed"), links_to_try())
def test_t_11_a_copied_link_opens_on_the_same_headline_with_every_input_and_choice(
    name: str, seed: int, explore: Open, texts: Read
) -> None:
    start, chosen, choices, results = some_scenario(name, seed)
    address = inputs.link("", start, chosen, choices)
    page = explore(**dict(parse_qsl(address.removeprefix("?"), keep_blank_values=True)))
    (run,) = results.runs
    assert page.header[0].value == force_words.headline(run)
    assert page.metric[0].value == force_words.figure(run, "tied_up")
    assert not [warning.value for warning in page.warning if "not used" in warning.value or "link" in warning.value]
    changes = inputs.changes(start, chosen) | session_choices.changes(start, choices)
    assert f"*, {changes_words.counted(changes)}" in texts(page)
    hidden = inputs.hidden_short(chosen[inputs.DWELL_AS])
    shown = {field.key for field in inputs.inputs(start) if field.short != hidden} | {inputs.DWELL_AS}
    opened = page.session_state["chosen"]
    assert {key: inputs.as_text(opened[key]) for key in shown} == {key: inputs.as_text(chosen[key]) for key in shown}
    assert page.session_state["choices"] == {
        key: value if isinstance(value, str) else float(inputs.as_text(value)) for key, value in choices.items()
    }


def test_t_11_the_random_links_vary_every_kind_of_input_and_choice() -> None:
    varied: set[str] = set()
    for name, seed in links_to_try():
        start, chosen, choices, _ = some_scenario(name, seed)
        first = inputs.starts(start) | session_choices.starts(start)
        hidden = inputs.hidden_short(chosen[inputs.DWELL_AS])
        away = {field.key for field in inputs.inputs(start) if field.short == hidden}
        varied |= {key for key, value in (chosen | choices).items() if value != first[key] and key not in away}
    kinds = {key.removesuffix("_low").removesuffix("_high") for key in varied}
    assert {"ratio_low", "ratio_high", "dwell_low", "dwell_high", "dwell"} <= varied
    assert {"troops", "tour", "overlap", "transit", "mobilisation", "recovery", "support", "element"} <= kinds
    assert {inputs.DWELL_AS, session_choices.SHARE, session_choices.WHO, *session_choices.WORDS, "p_open"} <= varied
