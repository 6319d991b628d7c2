"""What a reader may set, at random: published figures, numbers on and between a slider's steps, words, nations."""

import random
from collections.abc import Iterator

from model.scenario.errors import ScenarioError
from model.ui.session import published
from model.ui.session.inputs import Input, Value
from model.ui.session.shown import Shown

MOST_TRIES = 300
BETWEEN_STEPS = 0.2
"""The part of the numbers that lie between a slider's steps."""


def at_random(start: Shown, source: random.Random) -> Shown:
    """Return a start with some of its inputs set at random; the ends of ranges the right way up."""
    values = dict(start.values)
    for key, field in start.inputs.items():
        if key in published.BASES and source.random() < 0.5:
            values |= published.taken(start.inputs, start.start.register, key, source.choice(field.options))
        elif field.kind != "number" and key not in published.BASES and source.random() < 0.5:
            values[key] = _word_or_share(field, source)
    for ends in _numbers(start):
        if values[ends[0].key] is not None and source.random() < 0.6:
            ordered = sorted(_number(field, source) for field in ends)
            values |= dict(zip((field.key for field in ends), ordered, strict=True))
    return start.replace(values)


def fitting(start: Shown, source: random.Random, least: int = 1) -> Shown:
    """Return a start with so many changes at random, such as the model takes."""
    for _ in range(MOST_TRIES):
        shown = at_random(start, source)
        try:
            if len(shown.changes) >= least and shown.scenario is not None:
                return shown
        except ScenarioError:
            continue
    raise AssertionError(start.start.name)


def _numbers(start: Shown) -> Iterator[list[Input]]:
    paths = dict.fromkeys(field.path for field in start.inputs.values() if field.kind == "number")
    return (start.inputs.ends(path) for path in paths)


def _number(field: Input, source: random.Random) -> float:
    least, most, step = field.bounds
    most = min(most, 3 * float(field.start or 0) or least + 3 * step)
    if not field.is_whole and source.random() < BETWEEN_STEPS:
        return source.uniform(least, most)
    return least + step * source.randint(0, int((most - least) / step))


def _word_or_share(field: Input, source: random.Random) -> Value:
    if field.kind == "share":
        return source.choice([0.0, 1e-05, 0.25, 0.4, 1.0, source.random()])
    if field.kind == "set":
        return ",".join(sorted(source.sample(field.options, source.randint(0, len(field.options)))))
    return source.choice(field.options)
