"""A Sphinx extension: in place of `<!-- generated: NAME -->` stands what the code says."""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from method import method
from reference import commands, frames, library, measures, phases, scenario_keys

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

MARK = re.compile(r"^<!-- generated: ([a-z ]+) -->$", re.MULTILINE)
PARTS: Mapping[str, Callable[[], str]] = {
    "scenario keys": scenario_keys,
    "measures": measures,
    "phases": phases,
    "frames": frames,
    "commands": commands,
    "library": library,
    "method": method,
}


def filled(text: str) -> str:
    """Return the text of a page with the generated parts in their places."""
    return MARK.sub(lambda mark: PARTS[mark[1]](), text)


def _fill(_: "Sphinx", __: str, source: list[str]) -> None:
    source[0] = filled(source[0])


def _generated(_: "Sphinx", environment: "BuildEnvironment", *__: set[str]) -> list[str]:
    """The pages that the code may have changed, though their files are as they were."""
    return [name for name in environment.found_docs if MARK.search(environment.doc2path(name).read_text("utf-8"))]


def setup(app: "Sphinx") -> "ExtensionMetadata":
    """Have every page filled when it is read, and those with generated parts read in every build."""
    app.connect("source-read", _fill)
    app.connect("env-get-outdated", _generated)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
