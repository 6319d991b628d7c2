"""The names of nations: keys, codes and usual names, each of one nation."""

import re

import pytest

from model.evidence.nations import NATIONS, key_of
from model.files.register import shipped_register


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("united_kingdom", "united_kingdom"),
        ("uk", "united_kingdom"),
        ("GB", "united_kingdom"),
        ("GBR", "united_kingdom"),
        ("Great Britain", "united_kingdom"),
        ("U.K.", "united_kingdom"),
        ("usa", "united_states"),
        ("holland", "netherlands"),
        ("The Netherlands", "netherlands"),
        ("deutschland", "germany"),
        ("germany_", "germany"),
        ("Türkiye", "turkey"),
        ("NO", "norway"),
        ("germny", None),
        ("", None),
        ("the", None),
    ],
)
def test_a_nation_is_known_by_key_codes_and_usual_names(name: str, key: str | None) -> None:
    assert key_of(name) == key


def test_every_nation_of_the_register_has_its_two_codes() -> None:
    for nation in shipped_register().nations:
        two, three, *_ = NATIONS[nation]
        assert re.fullmatch("[a-z]{2}", two), nation
        assert re.fullmatch("[a-z]{3}", three), nation


def test_no_name_stands_for_two_nations_and_each_is_found() -> None:
    names = [name for key, others in NATIONS.items() for name in (key, *others)]
    assert len(set(names)) == len(names)
    assert all(key_of(name) == key for key, others in NATIONS.items() for name in (key, *others, key.title()))
