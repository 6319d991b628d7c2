"""Hostile links over the page's own WebSocket, by hand: `python tests/fuzz/links.py --links 1000 --seed 1`."""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from hostile_links import faults, hostile_links
from serving import served

from model.files.shipped import shipped_folder


def main() -> None:
    """Serve the explorer, open the links, print what is wrong; the exit code says whether anything is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--links", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "server.txt"
        with served(shipped_folder() / "app.py", log=log) as (address, process):
            links = list(hostile_links(asked.seed, asked.links))
            all_faults = faults(address, process, links, log)
    print("\n".join([*all_faults, f"{asked.links:,} links, seed {asked.seed}: {len(all_faults)} faults"]))
    sys.exit(bool(all_faults))


if __name__ == "__main__":
    main()
