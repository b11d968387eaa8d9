"""What an audience costs: the pack, made in the room as by a page, and the redaction of many records."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.many_records import copies
from benchmarks.table import Row, median_seconds, seconds, size
from geo.access import EVERYTHING, Viewer, reduced, seen_by
from geo.pack import pack_away
from geo.picture import Selection
from geo.settings import Settings
from geo.store import Snapshot, open_store

MANY, RECORDS = 100_000, 10_000
PACK_S, REDACTION_S = 10, 0.1
RUNS = 3
PARTNER = Viewer("partner", "VR23-DE05154")
CUT = (Viewer("regio", "VR23"), PARTNER, Viewer("openbaar"))


def rows() -> list[Row]:
    """Return the seconds of a pack, of the demo and of many records, and those of a redaction by audience."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Settings.from_environment({"DATA_DIR": str(Path(folder))}))
        demo = store.snapshot()
        store.close()
    pack_away(seen_by(PARTNER, demo), Selection(), _silent)  # starts the helper
    packs = [
        _pack(f"pack for {viewer.audience}, {len(now.activations):,} records", seen_by(viewer, now))
        for now in (demo, _many(demo, RECORDS))
        for viewer in (EVERYTHING, PARTNER)
    ]
    many = _many(demo, MANY)
    reduced(many, CUT[0])  # loads the areas
    return [*packs, *(_redaction(many, viewer) for viewer in CUT)]


def _many(demo: Snapshot, count: int) -> Snapshot:
    return Snapshot(
        version=demo.version,
        as_of=demo.as_of,
        fictional={"activations": count, "housing": len(demo.housing)},
        activations=copies(demo.activations, count),
        housing=demo.housing,
    )


def _pack(what: str, snapshot: Snapshot) -> Row:
    made = pack_away(snapshot, Selection(), _silent)
    spent = median_seconds(lambda: pack_away(snapshot, Selection(), _silent), runs=RUNS, warm_ups=0)
    label = f"{what} ({size(len(made.content))})"
    return Row(label, f"under {PACK_S} s", seconds(spent), "–", "–", spent < PACK_S)


def _redaction(snapshot: Snapshot, viewer: Viewer) -> Row:
    spent = median_seconds(lambda: reduced(snapshot, viewer), runs=RUNS)
    label = f"redaction for {viewer.audience}, {len(snapshot.activations):,} records"
    return Row(label, "under 100 ms", seconds(spent), "–", "–", spent < REDACTION_S)


def _silent(_: float, __: str) -> None:
    pass
