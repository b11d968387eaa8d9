"""Drawings and reports made in a room of their own, a child process with limits: nobody else waits for them.

The functions that start with ``room_`` are the other side: they run in a child, in the language of who asks.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from geo import language
from geo.account.asked import report
from geo.drawings import Drawn, Wish, draw, warm
from geo.errors import ExportError, RoomError
from geo.files import Room, run_in_room, start_helper
from geo.language import mark, say
from geo.picture import Selection, from_query, share_of
from geo.records import TABLES
from geo.store import Reduction, Snapshot, decode, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.files import Desk, Progress


_ROOM = Room()
FAILED = mark(
    "Het bestand kon niet worden gemaakt binnen de grenzen van tijd en geheugen. Kies een kortere periode of"
    " minder regio's, of probeer het later nog eens."
)


def draw_away(snapshot: Snapshot, selection: Selection, wish: Wish, tell: Progress) -> Drawn:
    """Do as ``geo.drawings.draw`` does, in the room; ExportError when it could not be made there."""
    return make_away(f"{__name__}:room_draw", snapshot, selection, asdict(wish), tell)


def report_away(snapshot: Snapshot, selection: Selection, file_format: str, tell: Progress) -> Drawn:
    """Do as ``report`` does, in the room; ExportError when it could not be made there."""
    return make_away(f"{__name__}:room_report", snapshot, selection, {"file_format": file_format}, tell)


def warm_room() -> None:
    """Have the room ready for who may ask for a drawing or a report; does not wait for it."""
    start_helper(__name__, _ROOM.helper)


def room_draw(parts: Sequence[memoryview], desk: Desk) -> list[bytes]:
    """Draw what is asked (in a child)."""
    return made_here(
        parts,
        lambda: desk.tell(0.3, say("Tekenen")),
        lambda snapshot, selection, how: draw(snapshot, selection, Wish(**how)),
    )


def room_report(parts: Sequence[memoryview], desk: Desk) -> list[bytes]:
    """Make the report that is asked (in a child)."""
    return made_here(
        parts,
        lambda: desk.tell(0.2, say("Tellen, tekenen en schrijven")),
        lambda snapshot, selection, how: report(snapshot, selection, how["file_format"]),
    )


def prepare() -> None:
    """Load in the doorman what every child needs: modules, boundaries, letters, words, the ground of maps."""
    import geo.account.account  # noqa: PLC0415
    import geo.account.docx  # noqa: PLC0415
    import geo.account.pdf  # noqa: F401, PLC0415

    warm()
    share_of(0, 1)  # loads what intervals are made with
    for code in language.LANGUAGES:
        language.catalogue(code)


def make_away(
    task: str, snapshot: Snapshot, selection: Selection, how: dict[str, Any], tell: Progress
) -> Drawn:
    """Return what ``task`` ("module:name", answering by ``made_here``) makes in the room, as ``how`` says.

    ExportError when it could not be made there.
    """
    about = {
        "version": snapshot.version,
        "rewritten": snapshot.rewritten,
        "as_of": snapshot.as_of.isoformat(),
        "fictional": dict(snapshot.fictional),
        "reduction": asdict(snapshot.reduction),
        "query": selection.to_query(),
        "language": language.current(),
        "how": how,
    }
    tables = [_packed(rows_of(snapshot.frame(table), table)) for table in TABLES.values()]
    if snapshot.groups is not None:
        tables.append(_packed(pa.Table.from_pandas(snapshot.groups)))
    try:
        parts = run_in_room(task, [json.dumps(about).encode(), *tables], tell, room=_ROOM)
    except RoomError as fault:
        raise ExportError(say(FAILED)) from fault
    name, media_type = json.loads(bytes(parts[0]))
    return Drawn(name, media_type, bytes(parts[1]))


def made_here(
    parts: Sequence[memoryview],
    begin: Callable[[], None],
    make: Callable[[Snapshot, Selection, dict[str, Any]], Drawn],
) -> list[bytes]:
    """Return what ``make`` makes of the records that came into the room (in a child)."""
    about = json.loads(bytes(parts[0]))
    language.read_in(about["language"])
    begin()
    frames = {
        name: decode(_unpacked(part), table)
        for (name, table), part in zip(TABLES.items(), parts[1:], strict=False)
    }
    groups = [_unpacked(part).to_pandas() for part in parts[1 + len(frames) :]]
    as_of = datetime.fromisoformat(about["as_of"])
    snapshot = Snapshot(
        version=about["version"],
        as_of=as_of,
        fictional=about["fictional"],
        reduction=Reduction(**about["reduction"]),
        rewritten=about["rewritten"],
        groups=groups[0] if groups else None,
        **frames,
    )
    made = make(snapshot, from_query(about["query"])[0], about["how"])
    return [json.dumps([made.name, made.media_type]).encode(), made.content]


def _packed(table: pa.Table) -> memoryview:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return memoryview(sink.getvalue())


def _unpacked(content: memoryview) -> pa.Table:
    with pa.ipc.open_stream(pa.py_buffer(content)) as reader:
        return reader.read_all()
