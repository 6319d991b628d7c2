"""HTML of the Method page: the sum in steps, letters in words, inputs with their sources, lists."""

from collections.abc import Iterable

from markupsafe import Markup

from model.present.formulas.text import Formula
from model.present.html.text import citation, claim_link, element, escaped, joined
from model.present.numbers import joined as between
from model.present.numbers import worked
from model.present.path_labels import LINK, label_of
from model.present.words.plain import lower_first
from model.present.words.steps import Step
from model.scenario import Scenario

ASSUMED, YOURS, AS_ZERO = "our assumption", "your figure", "not given, taken as zero"
BETWEEN = "; "


def origin(scenario: Scenario, path: str) -> Markup:
    """Return the source of the number at a path: a link to its claim with who said it, our assumption, the reader."""
    quantity = scenario.quantities()[path]
    if quantity.claim is not None:
        return citation(scenario.register, quantity.claim)
    if quantity.is_default:
        return escaped(AS_ZERO)
    return escaped(ASSUMED if quantity.because else YOURS)


def steps(scenario: Scenario, listed: Iterable[Step]) -> Markup:
    """Return the sum in steps: what is worked out, how and from whose figures, and at the right what comes out."""
    return element("ol", *(_step(scenario, step) for step in listed), class_="steps")


def _step(scenario: Scenario, step: Step) -> Markup:
    origins = dict.fromkeys(origin(scenario, path) for path in step.paths)
    how = joined(filter(None, (step.how, *origins)), BETWEEN)
    how_line = [element("i", how)] if how else []
    return element("li", element("span", step.what), element("b", step.result), *how_line)


def under(scenario: Scenario, formula: Formula) -> Markup:
    """Return the lines under a typeset formula: what its letters stand for, and whose its inputs are; '' for none."""
    letters = [joined([element("i", letter), ": ", word]) for letter, word in formula.legend.items()]
    held = scenario.quantities()
    named = [
        joined(
            [
                label_of(scenario, path),
                f" {between((held[path].low, held[path].high), worked)} (",
                origin(scenario, path),
                ")",
            ]
        )
        for path in formula.paths
        if not held[path].is_default
    ]
    absent = [lower_first(label_of(scenario, path)) for path in formula.paths if held[path].is_default]
    inputs = [*named, *([f"{AS_ZERO}: {', '.join(absent)}"] if absent else [])]
    lines: list[tuple[str, list[Markup | str]]] = [("", [*letters]), ("Inputs: ", inputs)]
    return joined(element("p", lead, joined(parts, BETWEEN), ".", class_="src") for lead, parts in lines if parts)


def listing(entries: Iterable[str]) -> Markup:
    """Return sentences as a list; in each, `[words](claim:id)` leads to the claim."""
    return element("ul", *(element("li", linked(entry)) for entry in entries), class_="lim")


def linked(sentence: str) -> Markup:
    """Return a sentence of ours whose links to claims open the claims' cards.

    >>> linked("[half](claim:a.b) < all")
    Markup('<a href="./sources?claim=a.b" data-claim="a.b">half</a> &lt; all')
    """
    pieces: list[object] = []
    end = 0
    for link in LINK.finditer(sentence):
        pieces += [sentence[end : link.start()], claim_link(link["claim"], link["words"])]
        end = link.end()
    return joined([*pieces, sentence[end:]])
