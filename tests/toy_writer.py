"""A process that fills a store until it is killed: ``python -m tests.toy_writer URL DATA_DIR ROWS``."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

from geo.records import ACTIVATIONS
from geo.store import Intent, Store, migrate
from tests.toy_records import many_activations


def main(url: str, data_dir: Path, rows: int) -> None:
    """Write the same records over and over, each time with the number of the write in every row's note."""
    store = Store(url, data_dir)
    migrate(store.engine)
    frame = many_activations(rows)
    turn = store.version()
    while True:
        print("writing", flush=True)
        turn += 1
        notes = pd.Series([str(turn)] * rows, dtype="str")
        store.write(ACTIVATIONS, frame.assign(note=notes), Intent("writer"))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
