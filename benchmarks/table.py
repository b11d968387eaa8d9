"""One row a budget: what was measured, ours beside the alternative, and the table they are printed as."""

from __future__ import annotations

import statistics
import time
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

HEADERS = ("what", "target", "ours", "alternative", "ratio", "holds")


@dataclass(frozen=True)
class Row:
    """One budget of the design: texts as they are printed, and whether it holds in this run."""

    what: str
    target: str
    ours: str
    peer: str
    ratio: str
    holds: bool


def printed(rows: Iterable[Row]) -> str:
    """Return the rows as a Markdown table, which is readable in a terminal as well."""
    cells = [HEADERS, *((*astuple(row)[:-1], "yes" if row.holds else "NO") for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEADERS))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in cells
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def median_seconds(call: Callable[[], object], *, runs: int = 5, warm_ups: int = 1) -> float:
    """Return the median time of ``call`` in seconds, after calls that do not count."""
    for _ in range(warm_ups):
        call()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def seconds(value: float) -> str:
    """Return a duration fit for the table: milliseconds below a second."""
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.1f} s"


def size(count: float) -> str:
    """Return a number of bytes fit for the table: kB of 1,000 bytes, MB from a million."""
    return f"{count / 1000:.1f} kB" if count < 1e6 else f"{count / 1e6:.2f} MB"


def faster(what: str, ours: float, peer: float, least: float, peer_name: str) -> Row:
    """Return the row of "``least`` times faster than ``peer_name``"; ours and peer in seconds."""
    ratio = peer / ours
    alternative = f"{seconds(peer)} ({peer_name})"
    return Row(what, f"{least:g} × faster", seconds(ours), alternative, f"{ratio:.1f} ×", ratio >= least)
