"""The backstop of the United States: what is lost without it, and what is still known."""

from collections.abc import Iterator

from model.engine.cases import extent
from model.engine.run import Run
from model.present.numbers import span
from model.present.words.plain import capital, listed, nation
from model.scenario import Scenario
from model.scenario.component import Component
from model.terms import PROVIDERS

UNITED_STATES = "united_states"
LEADER = PROVIDERS[UNITED_STATES].label
"""The United States as a scenario names who would lead a part."""
NOTHING_DEPENDS = "Nothing in this plan depends on a US backstop."


def depends_on_backstop(scenario: Scenario) -> bool:
    """Whether the United States provide or lead a part, or a nation takes part only with their backstop."""
    return any(map(_is_american, scenario.force.values())) or bool(_leaving(scenario))


def _is_american(part: Component) -> bool:
    return part.provider == UNITED_STATES or part.led_by == LEADER


def backstop_sentence(run: Run) -> str | None:
    """Return the sentence on the loss of the backstop and what is still known; None where nothing hangs on it.

    >>> import model
    >>> backstop_sentence(Run.of(model.load("reassurance_force")))
    'If the US withdrew, nobody in this plan would provide United States aircraft in Poland and Romania.'
    """
    if not depends_on_backstop(run.scenario):
        return None
    head = "If the US withdrew, " if run.scenario.us_backstop.provided else "Without the US, "
    return " ".join([f"{head}{'; '.join(_lost(run.scenario))}.", *_still_known(run)])


def cited(scenario: Scenario) -> list[str]:
    """Return the claims in which somebody spoke of the American parts, each once."""
    parts = scenario.force.values()
    return list(dict.fromkeys(part.named_by for part in parts if _is_american(part) and part.named_by))


def _lost(scenario: Scenario) -> Iterator[str]:
    """The effects of the withdrawal: parts that nobody takes over, parts that fall to others, nations that leave."""
    american = {name: part for name, part in scenario.force.items() if part.provider == UNITED_STATES}
    alone = [scenario.title_of(name) for name, part in american.items() if part.falls_back_to is None]
    if alone:
        yield f"nobody in this plan would provide {listed(alone)}"
    for provider, words in PROVIDERS.items():
        falling = [scenario.title_of(name) for name, part in american.items() if part.falls_back_to == provider]
        if falling:
            yield f"{words.in_a_sentence} would have to stand in for {listed(falling)}"
    led = [scenario.title_of(name) for name, part in scenario.force.items() if part.led_by == LEADER]
    if led:
        yield f"nobody in this plan would lead {listed(led)}"
    if leaving := _leaving(scenario):
        yield f"{listed(nation(scenario.nation_title(name)) for name in leaving)} would not take part"


def _leaving(scenario: Scenario) -> list[str]:
    contributors = scenario.coalition.contributors if scenario.coalition else {}
    return [name for name, contributor in contributors.items() if contributor.needs_us_backstop]


def _still_known(run: Run) -> Iterator[str]:
    """After the withdrawal: which sizes nobody has published, and what the parts of known size tie up."""
    scenario = run.scenario
    if scenario.us_backstop.provided:
        return
    parts = {part.component for part in run.outcomes.own}
    unknown = [name for name in parts if run.outcomes.requirements[name].provider != scenario.force[name].provider]
    unsized = [scenario.title_of(name) for name in scenario.force if name in unknown and _is_unsized(run, name)]
    if unsized:
        yield f"What would replace {listed(unsized)}: nobody has published a size."
    if run.measure("tied_up").is_known:
        if not unknown and not _leaving(scenario):
            yield "The other numbers stay as they are."
        return
    for part in run.outcomes.own:
        tied_up = extent(part.tied_up)
        if tied_up.high:
            yield f"{capital(scenario.title_of(part.component))} alone: {span(tied_up)} tied up."


def _is_unsized(run: Run, name: str) -> bool:
    return not extent(run.outcomes.requirements[name].strength).is_known
