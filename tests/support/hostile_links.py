"""Links that nobody would send in good faith, from a seed; and what is wrong with the explorer's answers to them.

A link takes its keys from the types and pages themselves, so that a new key of the address is tried without anybody
thinking of it.
"""

import asyncio
import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, quote_from_bytes

from pages import PAGES, path_of
from serving import cpu_seconds
from websocket_client import Answer, connected

import model
from model.files.scenarios import shipped_scenarios
from model.ui.session import inputs, links
from model.ui.session.shown import SCENARIO, VERSION, as_text

PATHS = tuple(map(path_of, PAGES))
MOST_CPU_SECONDS = 2.0
UNKNOWN = (
    "",
    "x",
    "__proto__",
    "constructor",
    "Troops",
    "troops[]",
    "troops_low_low",
    "$where",
    "a" * 3_000,
    "ü",
    "\0",
)
NUMBERS = (
    "0", "-0", "1", "-1", "6", "12.5", "20000", "1e3", "1e308", "1e309", "-1e309", "5e-324", "9" * 400, "0x10", "010",
    "1_000", "1,000", " 7 ", "+5", "7\n", "\u0661\u0662", "\uff11\uff12", "nan", "inf", "-inf", "Infinity", "None",
    "true", "1/0", "9007199254740993", "1e-9", "0.1" + "0" * 300 + "1",
)  # fmt: skip
TEXTS = (
    "", "x", "reassurance_force", "../../etc/passwd", "{0.__class__}", "{error.__traceback__}", "%s%n%1000000d",
    "${{7*7}}", "'; drop table claims; --", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))", "a\n\n![](//127.0.0.1:9/p)", "# a heading\n- a list",
    "$x^2$ `code` ~~no~~", ":material/home:",
    ":red[word] :smile:", "=1+1", "\x1b[2J\x07", "\u202egnp.exe", "\ufeff", "a\0b", "\r\nSet-Cookie: a=b", ",",
    "," * 500,
    "france", "france,france", "FRANCE", "france,atlantis", " france ,united_kingdom", "x" * 20_000, "\U0001f600" * 50,
    "e\u0301" * 300, "https://127.0.0.1:9/", "dannatt.deployed", "dannatt.deployed\0", "true", "null", "[]", "{}",
)  # fmt: skip
BYTES = (b"\xed\xa0\x80", b"\xff\xfe", b"\xc0\xaf", b"\xf4\x90\x80\x80", b"a\x80b", b"\xed\xa0\xbd\xed\xb8\x80")
"""No UTF-8: lone surrogates, overlong and out of range."""
BROKEN = ("%", "%zz", "%e", "&&&", "=", "?a=b", "#a", ";", "a=b=c", "+", "%2", "&=", "troops")
"""Pieces of an address that are no key with a value."""


@dataclass(frozen=True)
class Link:
    """A page and what stands behind the question mark."""

    page: str
    query: str

    def __str__(self) -> str:
        return f"/{self.page}?{self.query}"[:300]


FOUND = (
    Link("", "input=Exact%20numbers&troops=inf"),  # Streamlit's field for whole numbers failed on it
    Link("", "input=Exact%20numbers&troops=-1e309"),
    Link("", "input=Exact%20numbers&troops=" + "9" * 400),
    Link("", "dwell_as=Months&dwell_as=Ratio"),  # one was taken, and the notice said that none was
    Link("", "input=Sliders&input=Exact%20numbers&tour=7&tour=8"),
    Link("sources", f"find={'+'.join('abc' * 2_000)}"),  # each word was looked for in each claim: 28 s
    Link("sources", f"claim={'ab' * 200_000}"),
    Link("", "&".join(f"k{number}=" for number in range(900))),  # a notice for each
)
"""Links that once went wrong, or could."""


def address_keys() -> dict[str, list[str]]:
    """Return every key that an address may have, with words that it takes: those of all scenarios and pages."""
    words_by_key: dict[str, list[str]] = {
        links.INPUT_STYLE: list(links.STYLES),
        SCENARIO: sorted(shipped_scenarios()),
        VERSION: [],
        **{key: [] for key in links.OTHER_PAGES},
    }
    for name in sorted(shipped_scenarios()):
        for key, field in inputs.table(model.load(name)).items():
            ends = field.options if field.domain is None else field.bounds[:2]
            values = [value for value in (field.start, *ends) if value is not None]
            words_by_key.setdefault(key, []).extend(map(as_text, values))
    return {key: sorted(set(words)) for key, words in words_by_key.items()}


def hostile_links(seed: int, count: int) -> Iterator[Link]:
    """Yield so many links; each page in turn, the same for the same seed."""
    source, keys = random.Random(seed), address_keys()  # noqa: S311  (nothing is secret here)
    for number in range(count):
        pieces = [_piece(source, keys) for _ in range(source.choice((1, 1, 2, 3, 5, 12)))]
        if source.random() < 0.5:
            pieces.append(f"{SCENARIO}={source.choice(keys[SCENARIO])}")
        if source.random() < 0.3:  # a field for numbers and a slider read the address each in its own way
            pieces.append(f"{links.INPUT_STYLE}={quote(links.EXACT)}")
        if source.random() < 0.2:
            pieces.append(source.choice(pieces))
        source.shuffle(pieces)
        yield Link(PATHS[number % len(PATHS)], "&".join(pieces))


def _piece(source: random.Random, keys: dict[str, list[str]]) -> str:
    if source.random() < 0.05:
        return source.choice(BROKEN)
    key = source.choice(list(keys)) if source.random() < 0.85 else source.choice(UNKNOWN)
    kind = source.choice(("word", "number", "number", "text", "bytes", "random"))
    if kind == "bytes":
        return f"{quote(key)}={quote_from_bytes(source.choice(BYTES))}"
    if kind == "word" and keys.get(key):
        return f"{quote(key)}={quote(source.choice(keys[key]))}"
    if kind == "random":
        text = "".join(chr(source.choice((source.randrange(128), source.randrange(0xD800)))) for _ in range(20))
    else:
        text = source.choice(NUMBERS if kind == "number" else TEXTS)
    return f"{quote(key, safe='')}={quote(text, safe='')}"


def faults(address: str, process: int, links: Sequence[Link], log: Path) -> list[str]:
    """Open each link in a session of its own; return a sentence for each fault, none where all is well.

    A fault is an exception on the page, a script that does not finish, a traceback in what the server prints, or
    more than two seconds of the server's processor time for a run.
    """
    with ThreadPoolExecutor(1) as pool:  # browser tests leave a loop running in this thread
        return pool.submit(asyncio.run, _faults(address, process, links, log)).result()


async def _faults(address: str, process: int, links: Sequence[Link], log: Path) -> list[str]:
    async with connected(address) as first:  # what is loaded and worked out once is no link's
        for page in PATHS:
            await first.open(page)
    problems: list[str] = []
    for link in links:
        printed, spent = len(_said(log)), cpu_seconds(process)
        try:
            async with connected(address) as reader, asyncio.timeout(60):
                problems += _wrong(link, await reader.open(link.page, link.query))
                problems += _wrong(link, await reader.again())
        except TimeoutError:
            problems.append(f"{link}: no answer")
        spent = cpu_seconds(process) - spent
        if spent > 2 * MOST_CPU_SECONDS:  # two runs of the script
            problems.append(f"{link}: {spent:.1f} s of the processor")
        said = _said(log)[printed:]
        if "Traceback" in said:
            problems.append(f"{link}: {said[-600:]}")
    return problems


def _said(log: Path) -> str:
    """All that the server has printed so far."""
    return log.read_text(errors="replace")


def _wrong(link: Link, answer: Answer) -> list[str]:
    ended = [] if answer.is_finished else [f"{link}: the script did not finish"]
    return [*ended, *(f"{link}: {exception}" for exception in answer.exceptions)]
