"""Words that no page of ours uses, and the visible text of a page, without claims' cards and quotations."""

import re

LIKELIHOOD = re.compile(
    r"\b(?:will send|must|needs? to|experts say|likely|probably|impossible|worst|best)\b", re.IGNORECASE
)
"""Words of likelihood and duty, which no page uses (T-26)."""
ANALYSTS = re.compile(
    r"\b(?:dwell|pools?|levers?|strain|throughput|margins?|the nations counted|low end|high end)\b|\d×", re.IGNORECASE
)
"""Terms of analysts, which stand on Method and in parts for analysts alone (T-49)."""
QUOTATION = re.compile(r"“[^”]*”")
VISIBLE = """
() => {
  const apart = ".claim, script, style, .katex-mathml, [data-testid=stCode]";
  const of = new Map(), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (!node.textContent.trim() || parent.closest(apart) || !parent.checkVisibility()) continue;
    let block = parent;
    while (block.parentElement && getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
    of.set(block, (of.get(block) || "") + node.textContent);
  }
  const drawings = [...document.querySelectorAll("[role=graphics-document]")].map(e => e.getAttribute("aria-label"));
  const inside = [...of.entries()].map(
    ([block, text]) => [text, Boolean(block.closest("[class*=st-key-analysts]"))]
  );
  return [...inside, ...drawings.filter(Boolean).map(text => [text, false])];
}
"""
"""Reads every block of text that is seen, and the text of each drawing; whether it stands in a part for analysts.

Such a part is a container whose key begins with `analysts`.
"""


def likelihood_words(text: str) -> list[str]:
    """Return the words of likelihood and duty in a text, quotations left out.

    >>> likelihood_words("They must leave, “this must end”")
    ['must']
    """
    return LIKELIHOOD.findall(QUOTATION.sub("", text))


def analysts_words(text: str) -> list[str]:
    """Return the terms of analysts in a text, quotations left out.

    >>> analysts_words("The pool at 3× (“a lever”)")
    ['pool', '3×']
    """
    return ANALYSTS.findall(QUOTATION.sub("", text))
