"""The import of 100,000 rows, end to end, in each type of file; and what memory it takes."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.table import Row, seconds, size
from geo import store
from geo.files import Worksheet, content_of_text, to_csv, to_geojson, to_geopackage, to_xlsx
from geo.records import ACTIVATIONS, to_text

ROWS = 100_000
LONGEST_S = 60
MOST_BYTES = 1e9

# in a process of its own, so that the memory measured is that of an import and nothing else
_IMPORT = """
import re, sys, time
from pathlib import Path
from geo import imports
from geo.store import migrate
from geo.store import Store
path, folder = map(Path, sys.argv[1:])
store = Store(f"sqlite:///{folder / 'bench.sqlite'}", folder)
migrate(store.engine)
start = time.perf_counter()
checked = imports.check(imports.read_file(path.read_bytes(), path.name))
written = imports.write(imports.plan(checked, store), store, "bench")
spent = time.perf_counter() - start
assert written.new == len(checked.good), checked.problems[:3]
print(spent, int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) * 1024)
"""


def rows() -> list[Row]:
    """Return time and memory for each type of file; no other program does the same, so none stands beside."""
    cells, points = _cells()
    typed = content_of_text(cells, "activeringen")
    placed = content_of_text(cells.drop(columns=["breedtegraad", "lengtegraad"]), "activeringen", points)
    files = {
        "csv": to_csv(typed),
        "xlsx": to_xlsx([Worksheet(typed.name, typed.fields)]),
        "geojson": to_geojson(placed),
        "gpkg": to_geopackage(placed),
    }
    return [_row(kind, content) for kind, content in files.items()]


def _row(kind: str, content: bytes) -> Row:
    spent, memory = _measured(kind, content)
    return Row(
        f"import of {ROWS:,} rows of {kind.upper()}: read, check, settle, compare, write",
        f"under {LONGEST_S} s and 1 GB",
        f"{seconds(spent)}, {size(memory)}",
        "—",
        "—",
        spent < LONGEST_S and memory < MOST_BYTES,
    )


def _measured(kind: str, content: bytes) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"bench.{kind}"
        path.write_bytes(content)
        done = subprocess.run(
            [sys.executable, "-c", _IMPORT, str(path), folder], capture_output=True, text=True, check=True
        )
    spent, memory = map(float, done.stdout.split())
    return spent, memory


def _cells() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the demo's activations over and over, each with a reference and a place of its own."""
    records = store.demo_records()["activations"][0]
    records = records[records["precision"] == "punt"]
    at = np.arange(ROWS) % len(records)
    chance = np.random.default_rng(1)
    points = pd.DataFrame(
        {
            name: np.round(records[name].to_numpy()[at] + chance.uniform(-0.01, 0.01, ROWS), 5)
            for name in ("lon", "lat")
        }
    )
    names = {column.name: column.header for column in ACTIVATIONS.columns}
    cells = to_text(records, ACTIVATIONS).rename(columns=names).iloc[at].reset_index(drop=True)
    cells["kenmerk"] = [f"A-{number:06d}" for number in range(ROWS)]
    for header, name in (("breedtegraad", "lat"), ("lengtegraad", "lon")):
        cells[header] = points[name].map("{:.5f}".format).str.replace(".", ",", regex=False)
    return cells, points
