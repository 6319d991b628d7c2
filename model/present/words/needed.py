"""How few nations would do: the fewest that suffice, in the easiest case and in the hardest."""

from collections.abc import Sequence

from model.engine.kept_up import kept_up
from model.engine.run import Run
from model.kernels.participation import NOT_WORKED_OUT
from model.present.sentence import Sentence, figures_of
from model.present.words.chances import SOLDIER_BY_SOLDIER, has_chances
from model.present.words.plain import MOST_NAMED, capital, listed, nation, spelled


def needed_sentence(run: Run) -> Sentence | None:
    """Return the fewest contributors that suffice, up to three by name.

    None where it is not known what they would have to reach, or nobody could bring anything.
    """
    if run.outcomes.supply is None or run.measure("deployed").low is None:
        return None
    able = [nation(run.scenario.nation_title(name)) for name in run.could_bring()]
    needed = run.measure("contributors_needed")
    if not able or needed.high == 0:
        return None
    might = " of those that are in or might take part" if has_chances(run) else ""
    if run.why("contributors_needed").first == NOT_WORKED_OUT:
        return Sentence("The fewest nations that would do are not worked out: too many combinations.")
    by_case = [names and [nation(run.scenario.nation_title(name)) for name in names] for names in run.sufficing()]
    words = _alone(able[0], by_case) if len(able) == 1 else _of_several(might, by_case)
    largest_force = kept_up(run)
    counted = f", {SOLDIER_BY_SOLDIER}" if largest_force and largest_force.is_whole and any(by_case) else ""
    return Sentence(f"{words}{counted}.", figures_of("contributors_needed", needed))


def _of_several(might: str, by_case: Sequence[Sequence[str] | None]) -> str:
    known = sorted((names for names in by_case if names is not None), key=len)
    if not known:
        return "Together they could not keep up all of it by these rules"
    easiest = f"{capital(_fewest(known[0], might))}{',' if len(known[0]) > 1 else ''} in the easiest case"
    if None in by_case:
        return f"{easiest}; in the hardest all together could not"
    if len(known[0]) == len(known[-1]):
        return capital(_fewest(known[0], might))
    return f"{easiest}; in the hardest {_fewest(known[-1], '')}"


def _alone(title: str, by_case: Sequence[Sequence[str] | None]) -> str:
    if all(names is None for names in by_case):
        return f"{capital(title)} alone could not keep up all of it by these rules"
    at_an_end = " in the easiest case, in the hardest not" if None in by_case else ""
    return f"{capital(title)} alone could keep it up{at_an_end}"


def _fewest(names: Sequence[str], might: str) -> str:
    if not names:
        return "it would take nobody"
    if len(names) == 1:
        return f"{names[0]} alone could keep it up"
    named = f"such as {listed(names)}" if len(names) <= MOST_NAMED else "the largest first"
    return f"it would take at least {spelled(len(names))} nations{might}, {named}"
