"""Where an exhibit's numbers come from, for every file that it goes into."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from model.evidence.claims import Register
from model.export.headers import header
from model.present.exhibits.exhibit import Exhibit
from model.present.words import files as files_words
from model.present.words.changes import own_figures
from model.scenario import Scenario


@dataclass(frozen=True)
class Origin:
    """Where an exhibit's numbers come from.

    Attributes:
        register: the evidence.
        header: makes the lines that a CSV begins with.
        link: the address that opens the same numbers; '' where none does.
        printed_link: the address as a picture has it, without values that are those of the start.
        own_figures: counts the figures that the reader entered.
    """

    register: Register
    header: Callable[[], list[str]]
    link: str = ""
    printed_link: str = ""
    own_figures: Callable[[], int] = lambda: 0

    @classmethod
    def of(cls, start: Scenario, changes: Mapping[str, Any], link: str = "", printed_link: str = "") -> "Origin":
        """Return the origin of the numbers of one scenario, changed from its start by changes that it takes."""

        def figures() -> int:
            return own_figures(start.replace(changes))

        return cls(start.register, lambda: header(start, changes, link), link, printed_link or link, figures)

    def sources(self, exhibit: Exhibit) -> str:
        """Return the source line of an exhibit."""
        return files_words.sources(
            self.register, exhibit.claims, own_figures=self.own_figures(), is_ours=exhibit.is_ours
        )

    @property
    def shown_link(self) -> str:
        """The address as a reader sees it, without its scheme; that there is none, for a reader's own file."""
        return self.printed_link.split("://")[-1] or files_words.OWN_FILE
