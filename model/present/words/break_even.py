"""The sentence for the command line on the values at which the margin would be zero, and these values in words."""

from model.analysis.breakeven import Solution
from model.present.numbers import between_wholes, joined, lever, with_unit
from model.present.path_labels import field_unit, label_of


def solution_sentence(solution: Solution) -> str:
    """Return at which values the margin would be zero in each case, and the nearest whole step that suffices."""
    label, unit = label_of(solution.scenario, solution.lever), field_unit(solution.scenario, solution.lever)
    between = with_unit(" to ".join(lever(end) for end in solution.between), unit)
    jumps = "".join(
        f" It would change its sign at {' and '.join(map(lever, values))}, without being zero, at the {case} end."
        for case in ("low", "high")
        if (values := solution.jumps[case])
    )
    if not any(solution.roots.values()):
        return f"{label}: no value from {between} would bring the margin to zero.{jumps}"
    words = {case: " and ".join(f"at {root}" for root in roots_in_words(solution, case)) for case in ("low", "high")}
    ends = {at or "nowhere": f" at the {case} end" for case, at in words.items()}
    roots = next(iter(ends)) if len(ends) == 1 else "; ".join(at + end for at, end in ends.items())
    return f"{label}, from {between}: the margin would be zero {roots}.{jumps}"


def title(solution: Solution) -> str:
    """Return the finding of one lever: the values at which nobody would be missing or to spare.

    >>> import model
    >>> title(model.solve("reassurance_force", "rotation.dwell_ratio"))
    'Just enough at 1.562 months at home for each one away'
    """
    roots = [root for case in ("low", "high") for root in solution.roots[case]]
    unit = field_unit(solution.scenario, solution.lever)
    if not roots:
        between = with_unit(" to ".join(map(lever, solution.between)), unit)
        return f"No value from {between} is just enough"
    ends = with_unit(joined((min(roots), max(roots)), lever), unit)
    return f"Just enough at {ends}"


def roots_in_words(solution: Solution, case: str) -> list[str]:
    """Return each value at which the margin would be zero in a case, with the nearest whole step that suffices.

    A value that is whole stands alone; another shows the decimals that tell it from one. Where the margin is zero all
    along, the stretch.
    """
    roots, whole = solution.roots[case], solution.whole.get(case)
    steps = whole or (None,) * len(roots)
    words = [
        f"{between_wholes(root)} (whole: {lever(step)})" if step is not None and step != root else lever(root)
        for root, step in zip(roots, steps, strict=True)
    ]
    inside = {end for stretch in solution.stretches[case] for end in stretch}
    alone = [(root, word) for root, word in zip(roots, words, strict=True) if root not in inside]
    along = [(low, f"every value from {lever(low)} to {lever(high)}") for low, high in solution.stretches[case]]
    return [word for _, word in sorted([*alone, *along])]
