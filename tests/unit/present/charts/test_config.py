"""The shared look: letters of the place, none smaller than twelve pixels."""

from model.present.charts.config import IN_FILES, ON_PAGES, config


def test_letters_are_those_of_the_place_and_twelve_pixels_at_least() -> None:
    for letters in (ON_PAGES, IN_FILES):
        look = config(letters)
        assert look["font"] == letters
        sizes = [size for part in look.values() if isinstance(part, dict)
                 for name, size in part.items() if name.endswith("ontSize")]  # fmt: skip
        assert len(sizes) > 4
        assert min(sizes) >= 12
