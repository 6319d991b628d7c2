"""A force of unknown size in words: what is known all the same, and what would follow from sizes named in public."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from model.analysis.named_sizes import AtSize
from model.engine.cases import extent
from model.engine.kept_up import kept_up
from model.engine.outcomes import Requirement
from model.engine.run import Run
from model.frozen import Range
from model.present.numbers import amount, joined, round_off, rounded, span, step_of, with_unit
from model.present.words.coalition import kept_up_in_words
from model.present.words.figures import number
from model.present.words.force import is_entered, value_in_words
from model.present.words.plain import capital, spelled_ends, who_is_in

NOT_PUBLISHED = "size not published"
TITLE = "What is known, and what is not"
SIZE_BY_SIZE = "What would follow, size by size"
NOT_SAID_OF_IT = "None of these was said of this force: they are sizes that were named for a force in Ukraine."


@dataclass(frozen=True)
class Known:
    """One thing that is known of a force, or not: what, how much, and the claim behind it."""

    what: str
    value: str
    is_known: bool = True
    claim: str | None = None


def known(run: Run) -> list[Known]:
    """Return the known facts about a force of unknown size: its parts, tours and rest, nations, training."""
    return [*_parts(run), _rest(run), *_nations(run), *_training(run)]


def _parts(run: Run) -> Iterator[Known]:
    for name, part in run.outcomes.requirements.items():
        component = run.scenario.force[name]
        leads = f" (led by {component.led_by})" if component.led_by else ""
        strength = extent(part.strength)
        if not strength.is_known:
            yield Known(f"{run.scenario.title_of(name)}{leads}", NOT_PUBLISHED, is_known=False)
        else:
            yield Known(f"{run.scenario.title_of(name)}{leads}", _of_known_size(run, name, part))


def _of_known_size(run: Run, name: str, part: Requirement) -> str:
    """The size of a part, and what it would tie up where it rotates."""
    words = amount if is_entered(run.scenario.force[name]) else rounded
    troops = with_unit(joined(extent(part.strength).ends, words), "troops")
    tied_up = extent(part.tied_up)
    return f"{troops}, tying up {span(tied_up)}" if tied_up.high else troops


def _rest(run: Run) -> Known:
    """The tours and the rest of one soldier."""
    rotation = run.scenario.rotation
    tour = spelled_ends(rotation.tour_months.low, rotation.tour_months.high)
    dwell = spelled_ends(rotation.dwell.low, rotation.dwell.high)
    rest = f"{dwell} at home for each one away" if rotation.dwell_ratio is not None else f"{dwell} months at home"
    return Known("Tours, and rest between them", f"{tour} months away; {rest}", claim=rotation.dwell.claim)


def _nations(run: Run) -> Iterator[Known]:
    """The force that the nations that are in could keep up."""
    largest_force = kept_up(run)
    if largest_force is not None and run.counted:
        yield Known(capital(who_is_in(run)), f"could keep up {kept_up_in_words(run, largest_force)}")


def _training(run: Run) -> Iterator[Known]:
    """How many people a month trainers would train."""
    for part in run.scenario.force.values():
        if part.training is not None and run.measure("trained_per_month").high:
            trainers = part.training.trainers
            people = with_unit(span(run.measure("trained_per_month")), "people a month")
            yield Known(f"Training, by {value_in_words(trainers)} trainers", f"about {people}", claim=trainers.claim)


def finding(sizes: Sequence[AtSize]) -> str:
    """Return the finding: the troops tied up at the sizes that were named, from the least to the most."""
    ends = [end for size in sizes for end in size.tied_up.ends]
    return f"If it were as big as forces named in public: {span(Range(min(ends), None, max(ends)))} tied up"


def conditions(run: Run) -> str:
    """Return the subtitle: sizes across, troops tied up upwards, and what could be kept up."""
    multiplier = run.measure("multiplier")
    more = spelled_ends(*((end or 1.0) - 1 for end in (multiplier.low, multiplier.high)))
    shaded = f" Shaded: what {who_is_in(run)} could keep up." if run.counted else ""
    return f"Troops in the field, across; tied up in all, upwards, with {more} more for each one away.{shaded}"


def answer(size: AtSize) -> str:
    """Return whether the nations that are in could keep a size up: yes, no, or between the two."""
    if not size.spare.is_known:
        return ""
    low, high = _spare_as_read(size)
    if high < 0:
        return f"no, {joined((-high, -low), amount)} short"
    if low >= 0:
        return f"yes, {joined((low, high), amount)} to spare"
    return f"between {amount(-low)} short and {amount(high)} to spare"


def _spare_as_read(size: AtSize) -> tuple[float, float]:
    """The least and the most troops to spare: what could be kept up, rounded, less the size."""
    spare, sizes = size.spare.ends, size.troops.ends[::-1]
    could = [spare_end + troops for spare_end, troops in zip(spare, sizes, strict=True)]
    low, high = (round_off(end, step_of(*could)) - troops for end, troops in zip(could, sizes, strict=True))
    return low, high


def rows(sizes: Sequence[AtSize]) -> list[tuple[str, str, str, str]]:
    """Return a row for each size: the size, its claim's id, what it would tie up, whether it could be kept up."""
    return [(number(size.claim), size.claim.id, span(size.tied_up), answer(size)) for size in sizes]


def heads(run: Run) -> list[str]:
    """Return the heads of these rows."""
    who = "the nations" if not run.counted else who_is_in(run)
    return ["Troops in the field", "Named by", "Would tie up", f"Could {who} keep it up?"]


def in_words(sizes: Sequence[AtSize]) -> str:
    """Return the text alternative of the picture."""
    return "; ".join(f"{number(size.claim)}: {span(size.tied_up)} tied up" for size in sizes)
