"""Sizes named in public: which are followed up, and that each is what a run of that size says."""

from itertools import pairwise

import pytest

import model
from model.analysis.named_sizes import at_named_sizes, is_without_any_size, named_sizes
from model.engine.run import Run
from model.files.register import shipped_register

UNKNOWN = "multinational_force_ukraine"


def test_the_latest_sizes_that_differ_enough_are_taken_the_smallest_first() -> None:
    chosen = named_sizes(shipped_register())
    middles = [sum(claim.bounds or ()) / 2 for claim in chosen]
    assert [claim.id for claim in chosen] == [
        "times.troops_2026_01", "rfe_rl.ground_force", "times.troops_2025_04", "swp.troops",
    ]  # fmt: skip
    assert all(after >= 1.6 * before for before, after in pairwise(middles))


def test_each_size_is_what_the_shipped_ground_force_of_that_size_says() -> None:
    for size in at_named_sizes(Run.of(model.load(UNKNOWN))):
        low, high = size.troops.ends
        strength = {"low": low, "high": high} if low < high else low
        run = Run.of(model.load("mnf_ground_force").replace({"force.ground_force.strength.troops": strength}))
        assert size.tied_up.ends == pytest.approx(run.measure("tied_up").ends)
        assert size.spare.ends == pytest.approx(run.measure("margin").ends)


def test_without_nations_nothing_is_to_spare() -> None:
    alone = at_named_sizes(Run.of(model.load(UNKNOWN).replace({"coalition": None})))
    assert {size.spare.is_known for size in alone} == {False}
    assert alone[0].tied_up.ends == (45_000, 60_000)


def test_a_force_with_a_part_of_known_size_is_not_without_any_size() -> None:
    assert is_without_any_size(Run.of(model.load(UNKNOWN)))
    assert not is_without_any_size(Run.of(model.load("no_us_backstop")))
