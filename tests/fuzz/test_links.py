"""Hostile links over the page's own WebSocket: what was found once, and some from a seed."""

from pathlib import Path
from urllib.parse import parse_qs

import pytest
from hostile_links import FOUND, PATHS, address_keys, faults, hostile_links
from serving import served

import model
from model.files.shipped import shipped_folder
from model.ui.session import links
from model.ui.session.inputs import Value
from model.ui.session.shown import SCENARIO, Shown

LINKS, READ, MANY, SEED = 30, 400, 2_000, 1


def test_the_links_reach_every_page_and_every_key_of_an_address() -> None:
    links = list(hostile_links(SEED, MANY))
    assert links == list(hostile_links(SEED, MANY))
    assert {link.page for link in links} == set(PATHS)
    keys = {key for link in links for key in parse_qs(link.query, keep_blank_values=True)}
    assert set(address_keys()) - keys == set()


@pytest.mark.slow
def test_what_a_link_gives_is_taken_or_named() -> None:
    """Whatever stands behind a key: the page shows it, or says that it does not."""
    names = sorted(name for name in address_keys()[SCENARIO])
    shown_at_start = {name: Shown.at_start(model.load(name)) for name in names}
    for number, link in enumerate(hostile_links(SEED, READ)):
        start = shown_at_start[names[number % len(names)]]
        for key, values in parse_qs(link.query, keep_blank_values=True).items():
            notices = list(links.ignored(start, {key: values}, names))
            taken = links.opened(start, {key: values}).values
            is_used = key in start.values and taken[key] != start.values[key]
            is_rounded = any("whole numbers alone" in sentence for sentence in notices)
            is_hidden = any("the dwell is given as" in sentence for sentence in notices)
            assert not (is_used and notices) or is_rounded or is_hidden, (link, key, notices)
            if key in start.values and not is_used and not notices:
                assert same(start.values[key], values[0]), (link, key)


def same(start: Value, text: str) -> bool:
    """Whether a text of an address says what the start says anyway."""
    if isinstance(start, str):
        return set(start.split(",")) - {""} == set(text.split(",")) - {""}
    return float(text) == start


@pytest.mark.slow
def test_no_link_makes_a_page_fail_or_work_long(tmp_path: Path) -> None:
    log = tmp_path / "server.txt"
    with served(shipped_folder() / "app.py", log=log) as (address, process):
        assert faults(address, process, [*FOUND, *hostile_links(SEED, LINKS)], log) == []
