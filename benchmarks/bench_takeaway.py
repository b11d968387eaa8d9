"""What is taken along: a picture, a PDF and the report, made in the room as a page has them made."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.many_records import copies
from benchmarks.table import Row, seconds, size
from geo.account import draw_away, report_away
from geo.drawings import Wish
from geo.picture import Selection
from geo.settings import Settings
from geo.store import Snapshot, open_store

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.drawings import Drawn

MANY = 10_000
RUNS, ENOUGH_S = 3, 10
EVERYTHING = Selection()


def rows() -> list[Row]:
    """Return the time that each takes, of the demo and of many records; starting the room is not counted."""
    demo = _demo()
    many = Snapshot(
        version=demo.version,
        as_of=demo.as_of,
        fictional={"activations": MANY, "housing": len(demo.housing)},
        activations=copies(demo.activations, MANY),
        housing=demo.housing,
    )
    draw_away(demo, EVERYTHING, Wish(), _silent)  # starts the helper
    return [row for snapshot in (demo, many) for row in _rows(snapshot)]


def _rows(snapshot: Snapshot) -> list[Row]:
    count = f"{len(snapshot.activations):,} records"

    def drawn(file_format: str) -> Drawn:
        return draw_away(snapshot, EVERYTHING, Wish(file_format=file_format), _silent)

    return [
        _row(f"map as PNG, {count}", 2, lambda: drawn("png")),
        _row(f"map as PDF, {count}", 5, lambda: drawn("pdf")),
        *(
            _row(
                f"report as {form.upper()}, {count}",
                10,
                lambda form=form: report_away(snapshot, EVERYTHING, form, _silent),
            )
            for form in ("pdf", "docx")
        ),
    ]


def _row(what: str, most: float, make: Callable[[], Drawn]) -> Row:
    times: list[float] = []
    while len(times) < RUNS and sum(times) < ENOUGH_S:  # on a crowded machine once has to do
        start = time.perf_counter()
        made = make()
        times.append(time.perf_counter() - start)
    spent = statistics.median(times)
    weight = size(len(made.content))
    return Row(f"{what} ({weight})", f"under {most} s", seconds(spent), "–", "–", spent < most)


def _demo() -> Snapshot:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Settings.from_environment({"DATA_DIR": str(Path(folder))}))
        try:
            return store.snapshot()
        finally:
            store.close()


def _silent(_: float, __: str) -> None:
    pass
