"""The words of files that pages offer: what each is, and the lines that a picture ends with."""

from collections.abc import Sequence

from model.engine.run import Run
from model.evidence.claims import Register
from model.files.shipped import version
from model.present.numbers import with_unit
from model.present.words.citations import source_line
from model.present.words.force import DISCLAIMER, LIMITS, headline

PICTURE_WIDE, PICTURE_PHONE = "Picture for a wide column (PNG)", "Picture for a phone (PNG)"
DRAWING_WIDE, DRAWING_PHONE = "Drawing for a wide column (SVG)", "Drawing for a phone (SVG)"
NUMBERS, TO_PASTE = "Numbers (CSV)", "HTML to paste into an article"
ILLUSTRATIVE = "Illustrative: not a forecast."
SUM = "Our sum."
"""Stands in place of sources where numbers rest on no claim."""
MOST_NAMED = 4
"""Sources that a line of the report names: all of them stand at its end."""
OWN_FILE = "From a reader's own file."
OPENS = "Change the numbers"
"""The words of the link back to the explorer."""


def made_by(register: Register) -> str:
    """Return the program and the evidence behind numbers, with their versions."""
    return f"Roulement {version()}, evidence {register.digest[:8]}"


def sources(register: Register, claims: Sequence[str], *, own_figures: int = 0, is_ours: bool = True) -> str:
    """Return the lines below a picture: people, outlets and months, the reader's figures, whose arithmetic it is.

    Args:
        register: the evidence.
        claims: the claims that the numbers rest on.
        own_figures: how many figures the reader entered.
        is_ours: whether the numbers are worked out; else they are those of the claims.
    """
    entered = f"{with_unit(str(own_figures), 'figures')} entered by the reader." if own_figures else ""
    ours = (f"Arithmetic: {made_by(register)}.", ILLUSTRATIVE) if is_ours else (f"Collected by {made_by(register)}.",)
    return " ".join(filter(None, (source_line(register, claims, is_ours=False), entered, *ours)))


def foot(register: Register) -> str:
    """Return the last line of a report: how far its numbers go, and what made it."""
    return f"{DISCLAIMER} {LIMITS} {made_by(register)}."


def citation(run: Run, link: str) -> str:
    """Return how to cite the numbers of a run, by its link or by its scenario's name."""
    by_name = "the scenario file" if run.scenario.changed else "the scenario"
    where = link or f"{by_name} {run.scenario.name}"
    return f"To cite: our arithmetic, made with {made_by(run.scenario.register)}, {where}, suggests: {headline(run)}"
