"""Many users of the page at once: clients that speak its own WebSocket, two changes a second in all.

Run by hand: `python benchmarks/users.py [SECONDS [CLIENTS]]`. Each client has a session of its own, opens Explore and
now and then moves its slider of troops to a value that nobody had before; a change takes until the script has finished.
The server is a process of its own; its resident memory is read from the kernel, at the start and after each quarter.
The same again without `model.ui.cache.settle`, so that the collector goes through all that is loaded after every run:
what that costs in time, and whether the trick costs memory. 500 seconds are a thousand changes.
"""

import asyncio
import itertools
import statistics
import sys
import tempfile
import time
from pathlib import Path

import websockets
from serving import served
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection
from websockets.typing import Subprotocol

from model.io.shipped import shipped_folder

SECONDS, CLIENTS, CHANGES_A_SECOND, ASKED_SECONDS, SHARE = 60, 40, 2.0, 1.0, 0.95
LABEL, LEAST, STEP = "Troops", 5_000, 37
UNSETTLED = "import runpy\nfrom model.ui import cache\ncache.settle = lambda: True\nrunpy.run_path({app!r})\n"
MIB = 2**10


class Client:
    """One user: a session on the server, and the slider that it moves."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._slider = ""
        self._turn = asyncio.Lock()

    async def run(self, troops: int | None = None) -> float:
        """Run the script once, with the slider moved if troops are given; return the seconds it took."""
        message = BackMsg()
        message.rerun_script.query_string = ""
        if troops is not None:
            state = message.rerun_script.widget_states.widgets.add()
            state.id = self._slider
            state.int_array_value.data.append(troops)
        start = time.perf_counter()
        async with self._turn:  # a change waits for the one before, and that counts
            await self._socket.send(message.SerializeToString())
            async for data in self._socket:
                answer = ForwardMsg()
                answer.ParseFromString(data if isinstance(data, bytes) else data.encode())
                self._see(answer)
                if answer.WhichOneof("type") == "script_finished":
                    break
        return time.perf_counter() - start

    def _see(self, answer: ForwardMsg) -> None:
        element = answer.delta.new_element
        if element.WhichOneof("type") == "exception":
            raise RuntimeError(element.exception.message)
        if element.WhichOneof("type") == "slider" and element.slider.label == LABEL:
            self._slider = element.slider.id

    @property
    def is_ready(self) -> bool:
        """Whether its slider has been drawn."""
        return bool(self._slider)


def memory(server: int) -> float:
    """Return a process's resident memory, MiB."""
    lines = Path(f"/proc/{server}/status").read_text().splitlines()
    return next(int(line.split()[1]) / MIB for line in lines if line.startswith("VmRSS"))


async def use(what: str, address: str, server: int, seconds: float, count: int) -> None:
    """Open all clients, let them change things for so long, and print what it came to as a row."""
    url = f"{address.replace('http', 'ws')}/_stcore/stream"
    sockets = [
        await websockets.connect(url, subprotocols=[Subprotocol("streamlit")], max_size=None) for _ in range(count)
    ]
    clients = [Client(socket) for socket in sockets]
    for client in clients:
        await client.run()
    if not all(client.is_ready for client in clients):
        raise RuntimeError("the page has no slider of troops")
    troops = itertools.count(LEAST, STEP)
    took: list[asyncio.Task[float]] = []
    seen = [memory(server)]
    start = time.perf_counter()
    for number in range(int(seconds * CHANGES_A_SECOND)):
        await asyncio.sleep(max(0.0, start + number / CHANGES_A_SECOND - time.perf_counter()))
        took.append(asyncio.create_task(clients[number % count].run(next(troops))))
        if number % int(seconds * CHANGES_A_SECOND / 4) == 0 and number:
            seen.append(memory(server))
    found = await asyncio.gather(*took, return_exceptions=True)
    seen.append(memory(server))
    errors = [each for each in found if isinstance(each, BaseException)]
    fine = sorted(each for each in found if isinstance(each, float))
    high = fine[min(len(fine) - 1, int(SHARE * len(fine)))]
    middle, most = 1e3 * statistics.median(fine), 1e3 * high
    asked, memories = f"under {1e3 * ASKED_SECONDS:.0f}", " → ".join(f"{each:.0f}" for each in seen)
    print(f"| {what} | {count} | {len(fine)} | {middle:.0f} | {most:.0f} | {asked} | {len(errors)} | {memories} |")
    for socket in sockets:
        await socket.close()


def main(seconds: float, count: int) -> None:
    """Serve the page, with the trick and without, and print the table."""
    app = shipped_folder() / "app.py"
    columns = "what | clients | changes | median, ms | 95th percentile, ms | asked | errors | memory of the server, MiB"
    print(f"| {columns} |\n|{'---|' * len(columns.split('|'))}")
    with tempfile.TemporaryDirectory() as folder:
        unsettled = Path(folder) / "app.py"
        unsettled.write_text(UNSETTLED.format(app=str(app)))
        for what, served_app in (("the page", app), ("every round through all that is loaded", unsettled)):
            with served(served_app) as (address, server):
                asyncio.run(use(what, address, server, seconds, count))


if __name__ == "__main__":
    asked = [*map(float, sys.argv[1:]), *(SECONDS, CLIENTS)[len(sys.argv) - 1 :]]
    main(asked[0], int(asked[1]))
