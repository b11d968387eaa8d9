"""``python -m benchmarks [NAME …]``: measure the budgets of the design and print one table.

Each ``bench_NAME.py`` beside this file has ``rows()``, which measures and returns a list of ``table.Row``.
"""

from __future__ import annotations

import sys
import time
from importlib import import_module
from pathlib import Path

from benchmarks.table import Row, printed

NAMES = sorted(path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py"))


def main(wanted: list[str]) -> int:
    """Run the benchmarks named, or all, and print their table; 2 when a name is not known."""
    unknown = set(wanted) - set(NAMES)
    if unknown:
        print(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}", file=sys.stderr)
        return 2
    table: list[Row] = []
    for name in wanted or NAMES:
        start = time.perf_counter()
        print(f"{name} …", end=" ", file=sys.stderr, flush=True)
        table += import_module(f"benchmarks.bench_{name}").rows()
        print(f"{time.perf_counter() - start:.0f} s", file=sys.stderr)
    print(printed(table))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
