"""Many readers at once, on the server's side: clients that speak the page's own WebSocket, without a browser.

Run by hand: `python benchmarks/users.py [TABLE ...] [FILE.yaml | FOLDER]`, all in some twenty minutes. Each client has
a session of its own, and a change moves the slider of troops to a value that nobody had before; it takes until the
script has finished. The tables, each with servers of its own: `waits`, how long a change takes among 40 and 100
readers, on a fresh server and on one that has served 300 readers, and how long 40 readers who open the page at once
wait; `cost`, what a change costs on such an aged server, beside a fresh one, in turn; `memory`, the server's memory
over two thousand changes; and `beside`, what twenty readers notice while another one opens FILE on Scenarios and goes
through every page with it, again and again. Without FILE it is one near the limit of what the pages take. FOLDER is
another checkout, for the table `against`: what a change costs there and here, in turn. Processor time and memory are
the server process's, as the kernel counts them.
"""

import asyncio
import itertools
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from pages import PAGES, path_of
from serving import cpu_seconds, memory_mib, served
from websocket_client import Client, connected

from model.files.shipped import shipped_folder

APP = shipped_folder() / "app.py"
LABEL = "Troops"
CHANGES_A_SECOND, SHARE = 2.0, 0.95
CLIENTS, SECONDS, ASKED_MS = 40, 120, 300
MANY_CLIENTS, ASKED_MANY_MS, ASKED_AT_ONCE_S = 100, 600, 5
SERVED_BEFORE, ROUNDS, CHANGES_A_ROUND, ASKED_RATIO = 300, 11, 10, 1.2
MANY_CHANGES, QUARTERS, ASKED_RISE = 2_000, 4, 0.02
OTHERS, CHANGES_OF_OTHERS, ASKED_BESIDE, ASKED_BESIDE_MS = 20, 60, 3.0, 1_000
TABLES = ("waits", "cost", "memory", "beside")
ASKED_AGAINST = 0.5
PATHS = tuple(map(path_of, PAGES))
NATIONS, COMPONENTS, MONTHS = 40, 2, 72


def sizes() -> Iterator[int]:
    """Yield numbers of troops that no run of this server had before."""
    return itertools.count(5_000, 37)


async def readers(stack: AsyncExitStack, address: str, count: int) -> list[Client]:
    """Return so many sessions that have opened Explore; they end with the stack."""
    clients = [await stack.enter_async_context(connected(address)) for _ in range(count)]
    for client in clients:
        await client.open()
        if not client.has(LABEL):
            raise RuntimeError("the page has no slider of troops")
    return clients


async def change(client: Client, troops: int) -> float:
    """Move a client's slider; return the seconds until the script has finished.

    Raises:
        RuntimeError: if the page shows an exception or the script does not end well.
    """
    answer = await client.move(LABEL, troops)
    if answer.exceptions or not answer.is_finished:
        raise RuntimeError(answer.exceptions or "the script did not finish")
    return answer.seconds


async def paced(clients: Sequence[Client], troops: Iterator[int], count: int) -> list[float]:
    """Let the clients in turn change things at the same pace; return the seconds each change took, in order of size."""
    tasks: list[asyncio.Task[float]] = []
    start = time.perf_counter()
    for number, client in zip(range(count), itertools.cycle(clients), strict=False):
        await asyncio.sleep(max(0.0, start + number / CHANGES_A_SECOND - time.perf_counter()))
        tasks.append(asyncio.create_task(change(client, next(troops))))
    return sorted(await asyncio.gather(*tasks))


def high(seconds: Sequence[float]) -> float:
    """Return the 95th percentile of times in order of size, in milliseconds."""
    return 1e3 * seconds[min(len(seconds) - 1, int(SHARE * len(seconds)))]


def columns(*names: str) -> None:
    """Print the head of a table."""
    print(f"\n| {' | '.join(names)} |\n|{'---|' * len(names)}")


async def waits(fresh: str, old: str) -> None:
    """Print how long readers wait for a change, two changes a second in all, and for a page that all open at once."""
    await serve_many(old)
    columns("readers", "server", "changes", "median, ms", "95th percentile, ms", "asked")
    for address, state in ((fresh, "fresh"), (old, f"after {SERVED_BEFORE} readers")):
        for count, most in ((CLIENTS, ASKED_MS), (MANY_CLIENTS, ASKED_MANY_MS)):
            async with AsyncExitStack() as stack:
                seconds = await paced(await readers(stack, address, count), sizes(), int(SECONDS * CHANGES_A_SECOND))
            print(f"| {count} | {state} | {len(seconds)} | {1e3 * statistics.median(seconds):.0f} ", end="")
            print(f"| {high(seconds):.0f} | under {most} |", flush=True)
    columns("readers who open the page at once", "server", "all are served after, s", "asked")
    for address, state in ((fresh, "fresh"), (old, "after 300 readers")):
        async with AsyncExitStack() as stack:
            clients = [await stack.enter_async_context(connected(address)) for _ in range(CLIENTS)]
            start = time.perf_counter()
            await asyncio.gather(*(client.open() for client in clients))
            print(f"| {CLIENTS} | {state} | {time.perf_counter() - start:.1f} | at most {ASKED_AT_ONCE_S} |")


async def serve_many(address: str) -> None:
    """Let many readers open the page, change the force and leave, one after the other."""
    troops = sizes()
    for _ in range(SERVED_BEFORE):
        async with AsyncExitStack() as stack:
            (client,) = await readers(stack, address, 1)
            await change(client, next(troops))


async def aged(fresh: tuple[str, int], old: tuple[str, int]) -> None:
    """Print what a change costs on a server that has served many readers, beside a fresh one, in turn."""
    await serve_many(old[0])
    young, later, ratio = await paired_costs(fresh, old)
    columns("a change, CPU of the server", "fresh, ms", f"after {SERVED_BEFORE} readers, ms", "ratio", "asked")
    print(f"| {CHANGES_A_ROUND * (ROUNDS - 1)} changes on each | {young:.0f} | {later:.0f} | {ratio:.2f} ", end="")
    print(f"| at most {ASKED_RATIO} |")


async def against(other: tuple[str, int], ours: tuple[str, int]) -> None:
    """Print what a change costs on the page of another checkout and on this one, in turn."""
    before, now, ratio = await paired_costs(other, ours)
    columns("a change, CPU of the server", "there, ms", "here, ms", "ratio", "asked")
    print(f"| {CHANGES_A_ROUND * (ROUNDS - 1)} changes on each | {before:.0f} | {now:.0f} | {ratio:.2f} ", end="")
    print(f"| at most {ASKED_AGAINST} |")


async def paired_costs(first: tuple[str, int], second: tuple[str, int]) -> tuple[float, float, float]:
    """Return the median costs of a change on two servers, in milliseconds, and their median ratio, in turn."""
    costs: list[tuple[float, float]] = []
    troops = sizes()
    async with AsyncExitStack() as stack:
        ours = [(process, await readers(stack, address, 1)) for address, process in (first, second)]
        for _ in range(ROUNDS):
            pair = [await cost(process, clients[0], troops) for process, clients in ours]
            costs.append((pair[0], pair[1]))
    one, other = (statistics.median(column) for column in zip(*costs[1:], strict=True))  # the first warms both up
    return one, other, statistics.median(after / before for before, after in costs[1:])


async def cost(process: int, client: Client, troops: Iterator[int]) -> float:
    """Return the server's processor time for a change, in milliseconds, over a round of changes."""
    before = cpu_seconds(process)
    for _ in range(CHANGES_A_ROUND):
        await change(client, next(troops))
    return 1e3 * (cpu_seconds(process) - before) / CHANGES_A_ROUND


async def memory(address: str, process: int) -> None:
    """Print the server's memory before, and after each quarter of a thousand changes, one after the other."""
    troops = sizes()
    async with AsyncExitStack() as stack:
        clients = itertools.cycle(await readers(stack, address, CLIENTS))
        seen = [memory_mib(process)]
        for _ in range(QUARTERS):
            for _ in range(MANY_CHANGES // QUARTERS):
                await change(next(clients), next(troops))
            seen.append(memory_mib(process))
    rise = seen[-1] / seen[-2] - 1
    columns("readers", "changes", "memory of the server by quarters, MiB", "rise in the last", "asked")
    steps = " → ".join(f"{size:.0f}" for size in seen)
    print(f"| {CLIENTS} | {MANY_CHANGES} | {steps} | {rise:.1%} | at most {ASKED_RISE:.0%} |")


async def beside(address: str, stem: str, content: bytes) -> None:
    """Print what the changes of others take alone, and while a reader goes through every page with a heavy file."""
    troops = sizes()
    async with AsyncExitStack() as stack:
        others = await readers(stack, address, OTHERS)
        alone = await paced(others, troops, CHANGES_OF_OTHERS)
        are_done = asyncio.Event()
        reader = asyncio.create_task(look(address, stem, content, are_done))
        together = await paced(others, troops, CHANGES_OF_OTHERS)
        are_done.set()
        while not reader.done():
            together += await paced(others, troops, OTHERS)
        looks = await reader
    quiet, busy = high(alone), high(sorted(together))
    columns("changes of twenty readers, 95th percentile", "alone, ms", "beside a heavy file, ms", "ratio", "asked")
    print(f"| {len(alone)} alone, {len(together)} beside | {quiet:.0f} | {busy:.0f} | {busy / quiet:.1f} ", end="")
    print(f"| under {ASKED_BESIDE_MS}, ratio under {ASKED_BESIDE} |")
    slowest = {page: max(seconds[page] for seconds in looks) for page in looks[0]}
    pages = ", ".join(f"{page or 'explore'} {seconds:.1f}" for page, seconds in slowest.items())
    print(f"\n{stem}, {len(content):,} bytes, gone through {len(looks)} times; the slowest of each, s: {pages}")


async def look(address: str, stem: str, content: bytes, are_done: asyncio.Event) -> list[dict[str, float]]:
    """Bring a file to Scenarios and open every page with it, again until others are done; return the seconds of each.

    Each time it has another name, so that nothing about it is known already.

    Raises:
        RuntimeError: if the file is refused, or a page of it fails.
    """
    looks: list[dict[str, float]] = []
    while not (looks and are_done.is_set()):
        name = f"{stem}_{len(looks)}"
        async with connected(address) as reader:
            await reader.open("scenarios")
            answers = {"upload": await reader.upload("Open a scenario file", f"{name}.yaml", content)}
            if not any("is a starting scenario of this session now" in text for text in answers["upload"].texts):
                raise RuntimeError(f"the file is refused: {answers['upload'].texts[-5:]}")
            for page in PATHS:
                answers[page] = await reader.open(page, f"scenario={name}")
        if problems := [problem for answer in answers.values() for problem in answer.exceptions]:
            raise RuntimeError(problems)
        looks.append({page: answer.seconds for page, answer in answers.items()})
    return looks


def heavy() -> bytes:
    """Return a scenario file near the limit of what the pages take: half a month's overlap makes it count in days."""
    nations = "".join(
        f"    n{number}: {{title: Nation {number}, position: declared, land_strength: {50_000 + 1_000 * number}, "
        f"probability: 0.{number % 9 + 1}}}\n"
        for number in range(NATIONS)
    )
    parts = "".join(
        f"  part_{number}: {{strength: {{troops: {{low: {8_000 + 100 * number}, high: {12_000 + 100 * number}}}}}, "
        f"element: {{name: company, troops: 120}}}}\n"
        for number in range(COMPONENTS)
    )
    rotation = "tour_months: {low: 4, high: 6}, dwell_months: {low: 18, high: 24}, overlap_months: 0.5"
    coalition = f"  deployable_share: {{low: 0.3, high: 0.5}}\n  rule: equal_strain\n  contributors:\n{nations}"
    return f"horizon_months: {MONTHS}\nrotation: {{{rotation}}}\nforce:\n{parts}coalition:\n{coalition}".encode()


def main(tables: Sequence[str], place: Path | None) -> None:
    """Serve the page for each table, and print them."""
    if place is not None and place.is_dir():
        with served(place / "app.py") as other, served(APP) as ours:
            asyncio.run(against(other, ours))
        return
    if "waits" in tables:
        with served(APP) as (fresh, _), served(APP) as (old, _):
            asyncio.run(waits(fresh, old))
    if "cost" in tables:
        with served(APP) as young, served(APP) as later:
            asyncio.run(aged(young, later))
    if "memory" in tables:
        with served(APP) as (address, process):
            asyncio.run(memory(address, process))
    if "beside" in tables:
        with served(APP) as (address, _):
            asyncio.run(beside(address, *((place.stem, place.read_bytes()) if place else ("heavy", heavy()))))


if __name__ == "__main__":
    words = sys.argv[1:]
    places = [Path(word) for word in words if word not in TABLES]
    main([word for word in words if word in TABLES] or TABLES, places[0] if places else None)
