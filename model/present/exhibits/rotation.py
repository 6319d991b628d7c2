"""The exhibits of a rotation: the months of one soldier, and the units that take turns so that one is always away."""

from collections.abc import Sequence

import pandas as pd

from model.analysis.rounds import Round, Turns, rounds, turns_of
from model.engine.run import Run
from model.present.charts.rotation import MOST_ROWS, Strip, soldier_chart, turns_chart
from model.present.exhibits.exhibit import Exhibit
from model.present.tables.method import rounds_in_words, turns_in_words
from model.present.words import rotation as words


def soldier(run: Run, part: str) -> Exhibit:
    """Return the months of one soldier of a part, from one tour to the next.

    It is one strip where nothing but the time at home differs between the ends of the ranges, else one for each.
    """
    both = rounds(run, part)
    title = run.scenario.title_of(part) if len(run.outcomes.rotating) > 1 else ""
    return Exhibit(
        key="soldier",
        title=words.soldier_title(both),
        subtitle=words.soldier_note(both, title),
        chart=soldier_chart(_strips(both)),
        text=words.soldier_text(both),
        table=rounds_in_words(both),
        frame=lambda: _in_numbers(both),
        claims=_claims(run, part),
    )


def _strips(both: Sequence[Round]) -> list[Strip]:
    first, last = both[0], both[-1]
    if not first.differs_in_rest_alone(last):
        return [Strip(words.strip_name(one, both), one.stretches(), words.long_words(one, one)) for one in both]
    return [Strip("", first.stretches(last.dwell - first.dwell), words.long_words(first, last))]


def units(run: Run, part: str) -> list[Exhibit]:
    """Return the units that take turns in a part, for each end of its range of rest."""
    claims = _claims(run, part)
    return [_turns(f"turns_{number}", turns_of(one), claims) for number, one in enumerate(rounds(run, part), 1)]


def _turns(key: str, turns: Turns, claims: tuple[str, ...]) -> Exhibit:
    counted = words.counted(turns)
    title, note = words.turns_title(turns), words.turns_note(turns, MOST_ROWS)
    return Exhibit(
        key=key,
        title=title,
        subtitle=note,
        chart=turns_chart(turns, words.SHORT, counted),
        text=f"{title}; {counted}. {note}",
        table=turns_in_words(turns, MOST_ROWS),
        frame=lambda: _in_numbers([turns.round]),
        claims=claims,
    )


def _in_numbers(both: Sequence[Round]) -> pd.DataFrame:
    """The months of each round, unrounded."""
    return pd.DataFrame([
        {
            "tour_months": one.tour, "overlap_months": one.overlap, "transit_months": one.transit,
            "mobilisation_months": one.mobilisation, "dwell_months": one.dwell, "recovery_months": one.recovery,
            "preparation_months": one.preparation, "multiplier": one.multiplier,
        }
        for one in both
    ])  # fmt: skip


def _claims(run: Run, part: str) -> tuple[str, ...]:
    """The claims that a part's rotation rests on, the rest between tours first."""
    held, paths = run.scenario.quantities(), run.scenario.rotation_paths(part)
    order = sorted(paths, key=lambda key: not key.startswith("dwell"))
    claims = (held[paths[key]].claim for key in order if not key.startswith("dwell_floor"))
    return tuple(dict.fromkeys(claim for claim in claims if claim))
