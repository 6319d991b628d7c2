"""The two ends of a range, named by the inputs that make them."""

from model.engine.cases import at
from model.engine.run import Run
from model.present.words.force import MORE_OR_LESS

DWELL = ("dwell_months", "dwell_ratio")
MOST_NAMED = 2
LEAST_OR_MOST = {"low": "with the least tied up", "high": "with the most tied up"}


def ends_in_words(run: Run, most: int = MOST_NAMED) -> dict[str, str]:
    """Return the names of the low and the high case by what differs between them, at most so many inputs.

    `with the shorter rest and more of each army`. Where no such input differs, the low case is the one that ties up
    least, or as much and is easier to carry.
    """
    parts = [*_of_rest(run), *_of_size(run), *_of_the_share(run), *_of_armies(run)][:most]
    if not parts:
        low, high = (run.at(case, "tied_up") for case in ("low", "high"))
        return dict(MORE_OR_LESS if low == high else LEAST_OR_MOST)
    return {case: f"with {' and '.join(pair[number] for pair in parts)}" for number, case in enumerate(("low", "high"))}


def _of_rest(run: Run) -> list[tuple[str, str]]:
    ranges = [path for path in run.scenario.ranges if path.endswith(DWELL)]
    low, high = (run.at(case, "multiplier") or 0.0 for case in ("low", "high"))
    return [("the shorter rest", "the longer rest")] if ranges and low < high else []


def _of_size(run: Run) -> list[tuple[str, str]]:
    low, high = (run.at(case, "deployed") or 0.0 for case in ("low", "high"))
    return [("the smaller force", "the larger force")] if low < high else []


def _of_the_share(run: Run) -> list[tuple[str, str]]:
    share = run.cases.values.get("coalition.deployable_share")
    if share is None:
        return []
    low, high = (float(at(share, run.case_numbers[case])) for case in ("low", "high"))
    # of cases that tie up the same the low one is the one that is easier to carry
    return [("more of each army", "less of each army")] if low > high else []


def _of_armies(run: Run) -> list[tuple[str, str]]:
    supply = run.outcomes.supply
    if supply is None:
        return []
    low, high = (float(at(supply.total(supply.land_strength), run.case_numbers[case])) for case in ("low", "high"))
    return [("the larger armies", "the smaller armies")] if low > high else []
