"""A force of unknown size as HTML: what is known, and what would follow from sizes named in public, with citations."""

from collections.abc import Sequence

from markupsafe import Markup

from model.analysis.named_sizes import AtSize
from model.engine.run import Run
from model.present.html.text import citation, element
from model.present.words.unknown import Known, heads, rows


def known_table(run: Run, listed: Sequence[Known]) -> Markup:
    """Return the known facts about a force, row by row, with who said so."""
    body = []
    for row in listed:
        who = [element("div", citation(run.scenario.register, row.claim))] if row.claim else []
        value = element("b", row.value) if row.is_known else row.value
        body.append(
            element(
                "tr", element("td", row.what, *who), element("td", value, class_="said" if row.is_known else "unsaid")
            )
        )
    return element("table", element("tbody", *body), class_="t known")


def sizes_table(run: Run, sizes: Sequence[AtSize]) -> Markup:
    """Return a row for each named size: who named it, what it would tie up, whether it could be kept up."""
    register, names = run.scenario.register, heads(run)
    head = [element("th", name, scope="col", class_="r" if at in (0, 2) else "l") for at, name in enumerate(names)]
    body = [
        element(
            "tr", element("td", element("b", troops), class_="r"), element("td", citation(register, claim)),
            element("td", tied_up, class_="r"), element("td", answer),
        )
        for troops, claim, tied_up, answer in rows(sizes)
    ]  # fmt: skip
    return element("table", element("thead", element("tr", *head)), element("tbody", *body), class_="t stack")
