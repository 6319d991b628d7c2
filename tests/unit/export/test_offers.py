"""The files of an exhibit: the kind that each says it is, and numbers below the header."""

import io

import pandas as pd
from exhibits import ROWS, exhibit

import model
from model.export.offers import offers
from model.export.origin import Origin


def test_t_29_t_31_an_exhibit_comes_as_pictures_numbers_and_html() -> None:
    origin = Origin.of(model.load("dannatt"), {}, "http://a.org/?scenario=dannatt")
    files = {offer.name: offer for offer in offers(exhibit(), origin, "dannatt_total")}
    assert list(files) == [
        "dannatt_total.png", "dannatt_total_phone.png", "dannatt_total.svg", "dannatt_total_phone.svg",
        "dannatt_total.csv", "dannatt_total.html",
    ]  # fmt: skip
    assert len({offer.label for offer in files.values()}) == len(files)
    begins = {
        "image/png": b"\x89PNG",
        "image/svg+xml": b"<svg",
        "text/csv": b"# Scenario: dannatt\n",
        "text/html": b"<figure",
    }
    contents = {name: offer.make() for name, offer in files.items()}
    for name, offer in files.items():
        content = contents[name]
        whole = content if isinstance(content, bytes) else content.encode()
        assert whole.startswith(begins[offer.mime])
    assert len({str(content) for content in contents.values()}) == len(files)
    head = bytes(contents["dannatt_total.csv"]).decode()  # type: ignore[arg-type]
    assert f"# {exhibit().title}\n# {exhibit().note}\n" in head
    numbers = pd.read_csv(io.BytesIO(bytes(contents["dannatt_total.csv"])), comment="#")  # type: ignore[arg-type]
    assert numbers.to_dict("records") == ROWS
