"""A Sphinx extension: formulas as MathML, which a browser draws by itself, so that no page fetches a script."""

from typing import TYPE_CHECKING

from docutils import nodes
from math_core import LatexToMathML

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

CONVERTER = LatexToMathML()
"""It refuses what it does not know, so that no formula comes out wrong unseen."""


def visit_inline(translator: "HTML5Translator", node: nodes.math) -> None:
    """Write a formula within a line."""
    translator.body.append(CONVERTER.convert_with_local_state(node.astext(), displaystyle=False))
    raise nodes.SkipNode


def visit_block(translator: "HTML5Translator", node: nodes.math_block) -> None:
    """Write a formula that stands alone."""
    translator.body.append(CONVERTER.convert_with_local_state(node.astext(), displaystyle=True))
    raise nodes.SkipNode


def setup(app: "Sphinx") -> "ExtensionMetadata":
    """Register the renderer under the name that `html_math_renderer` has."""
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
