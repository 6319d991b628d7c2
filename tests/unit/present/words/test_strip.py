"""The control strip in words."""

from claims_made import CLAIMS, REGISTER, claim, register

from model.present.words import strip


def test_a_force_of_unknown_size_and_parts_of_which_some_are_known() -> None:
    assert strip.size({}) == "size not known"
    assert strip.size({"troops": (1, 1)}) == "1 soldier"
    assert strip.size({"units": (1, 1), "unit_troops": (5_000, 5_000)}, "brigades") == "1 brigade of 5,000"
    assert strip.sizes([]) == "size not known"
    assert strip.sizes(["size not known", "size not known"]) == "size not known"
    assert strip.sizes(["size not known", "5 troops"]) == "5 troops and one more part"
    assert strip.sizes(["9 troops", "5 troops", "size not known"]) == "9 troops and 2 more parts"


def test_tours_and_rest_at_odd_numbers() -> None:
    assert strip.tours((1, 1)) == "one-month tours"
    assert strip.rest((0.5, 1.5), is_ratio=True) == "0.5 to 1.5 at home per 1 away"
    assert strip.rest((0, 0), is_ratio=True) == "0 at home per 1 away"
    assert strip.rest((1, 1), is_ratio=False) == "1 month at home"


def test_nations_for_certain_and_by_chance() -> None:
    assert strip.nations(["France"], has_chances=True) == "one nation for certain, others by chance"
    assert strip.nations(["France", "Spain"], has_chances=True) == "two nations for certain, others by chance"
    assert strip.nations([], has_chances=True) == "nations by chance"


def test_published_figures_are_named_with_who_said_so() -> None:
    assert strip.named_size(CLAIMS["zelensky.minimum"], REGISTER) == (
        "at least 200,000: Volodymyr Zelensky, President of Ukraine, Jan 2025"
    )
    assert strip.named_tour(CLAIMS["germany_norm.tour_months"], REGISTER).startswith("four months: ")


def test_of_two_records_of_one_utterance_one_is_listed_and_that_of_the_plan_stays() -> None:
    same = {"value": 5, "bound": "exactly", "unit": "troops", "same_event": "one"}
    once = claim(id="a.address", url="https://a.example/", seed=None, read_in="primary", **same)
    again = claim(id="a.none", **same)
    both = register(once, again)
    assert strip.distinct([once, again], both, "") == [once]
    assert strip.distinct([once, again], both, "a.none") == [again]
    assert strip.distinct([once, again], both, "a.address") == [once]


def test_whose_share_is_not_moved() -> None:
    assert strip.own_shares(["United Kingdom"]) == "The UK has a share of its own, which this does not move."


def test_words_around_a_choice() -> None:
    assert strip.as_of("20 Feb 2025") == "Positions and offers as of 20 Feb 2025."
    assert strip.not_said_of_it("A plan").endswith("said of a force in Ukraine: “A plan”.")
    assert strip.position("declared") == "Declared"
