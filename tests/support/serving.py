"""A server of pages on a port of its own, and what it costs: processor time and memory, read from the kernel."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

PATIENCE_SECONDS, LOOK_SECONDS = 60, 0.1
KIB_IN_A_MIB = 2**10


@contextmanager
def served(app: Path, *, log: Path | None = None, options: Sequence[str] = ()) -> Iterator[tuple[str, int]]:
    """Serve an app; give its address and the number of its process.

    `log` is where what the server prints goes, nowhere without one; `options` are Streamlit's, beside the port.
    """
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port), *options]
    with started(command, port, log=log) as server:
        yield server


@contextmanager
def started(
    command: Sequence[str], port: int, folder: Path | None = None, *, log: Path | None = None, base: str = ""
) -> Iterator[tuple[str, int]]:
    """Start a server from a folder, a scratch one without, with a home of its own; give its address and process.

    `base` is the path below which it serves its pages, e.g. /tools/roulement.
    """
    with tempfile.TemporaryDirectory() as home, Path(log or os.devnull).open("wb") as printed:
        server = subprocess.Popen(
            command, env={**os.environ, "HOME": home}, cwd=folder or home, stdout=printed, stderr=printed
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_until_up(f"{address}{base}", server)
            yield address, server.pid
        finally:
            server.terminate()
            server.wait(PATIENCE_SECONDS)


def free_port() -> int:
    """Return a port of this machine that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until_up(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers.

    Raises:
        RuntimeError: if its process ends before.
        TimeoutError: if it does not come up.
    """
    for _ in range(int(PATIENCE_SECONDS / LOOK_SECONDS)):
        if server.poll() is not None:
            raise RuntimeError("the server stopped")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):  # noqa: S310  (our own server)
                return
        except (URLError, OSError):
            time.sleep(LOOK_SECONDS)
    raise TimeoutError(address)


def cpu_seconds(process: int) -> float:
    """Return the processor time that a process has used so far, its own and the kernel's for it."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mib(process: int) -> float:
    """Return a process's resident memory, MiB."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) / KIB_IN_A_MIB for line in lines if line.startswith("VmRSS"))
