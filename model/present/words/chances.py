"""The chances of keeping the force up where nations take part with a chance, and whose taking part matters most."""

from model.engine.kept_up import kept_up
from model.engine.run import Run
from model.frozen import Range
from model.present.numbers import of_100, span
from model.present.sentence import Sentence, figures_of
from model.present.words.nations import of_the_named
from model.present.words.plain import listed, nation

MOST_NAMED, LEAST_NAMED = 3, 0.005
SOLDIER_BY_SOLDIER = "counted soldier by soldier"
ASSUMED_CHANCES = "The chances of taking part are assumptions or your own; nobody has measured them."

PLACEHOLDERS = "The chances are placeholders: change them under “Who takes part”."


def has_chances(run: Run) -> bool:
    """Whether some contributor takes part with a chance between 0 and 1."""
    return run.outcomes.supply is not None and run.outcomes.supply.has_chances


def are_readers(run: Run) -> bool:
    """Whether some chance of taking part is the reader's own."""
    quantities = run.scenario.quantities().items()
    return any("probability" in path and quantity.standing == "user" for path, quantity in quantities)


def chance_sentence(run: Run) -> Sentence | None:
    """Return the chance that the nations taking part keep the force up; None where every nation is in or out."""
    chance = run.measure("probability_kept_up") if has_chances(run) else Range()
    if not chance.is_known:
        return None
    least = "at least " if run.bound("probability_kept_up") else ""
    if least and chance.high == 0:
        return None  # at least none says nothing
    drawn = [run.chances(case).chance.standard_error for case in run.margin_cases]
    error = f", by draws with a standard error of up to {of_100(max(drawn))}" if any(drawn) else ""
    phrase, whose = ("you gave", "yours") if are_readers(run) else ("assumed for", "assumptions")
    largest_force = kept_up(run)
    counted = f", {SOLDIER_BY_SOLDIER}" if largest_force and largest_force.is_whole else ""
    words = (
        f"With the chances {phrase} each nation, it could be kept up in {least}{fewer(span(chance, of_100))} of 100 "
        f"combinations{counted}{error}. The chances are {whose}, not measurements."
    )
    return Sentence(words, figures_of("probability_kept_up", chance))


def fewer(parts_of_100: str) -> str:
    """Return parts of 100 as a number of combinations, which are counted: `fewer than 1`."""
    return parts_of_100.replace("less", "fewer")


def pivotal_sentence(run: Run) -> str | None:
    """Return on whom the answer hangs most: the greatest difference a nation's taking part makes, and what it said."""
    weights = pivotal_weights(run, LEAST_NAMED)[:MOST_NAMED] if has_chances(run) else []
    if not weights:
        return None
    (first, most), *others = [(nation(run.scenario.nation_title(name)), of_100(weight)) for name, weight in weights]
    then = listed([f"{title} ({weight})" for title, weight in others])
    sentence = (
        f"Whether {first} takes part would matter most ({fewer(most)} of 100 combinations)"
        f"{f', then {then}' if then else ''}."
    )
    return f"{sentence} {of_the_named(run.scenario, [name for name, _ in weights])}".strip()


def pivotal_weights(run: Run, least: float = -1.0) -> list[tuple[str, float]]:
    """Return names and pivotal weights of contributors, none below the least: the greatest first, then A to Z."""
    rows = [row for row in run.pivotal_weights().items() if row[1] >= least]
    return sorted(rows, key=lambda row: (-row[1], run.scenario.nation_title(row[0])))
