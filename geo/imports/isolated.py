"""The steps of an import that work on what a stranger made, each in the room: as ``imports`` has them.

The functions that start with ``room_`` are the other side: they run in a child. Addresses are looked up by
the server, for a child that asks; a child has no business on the network.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo import files
from geo.areas import LONGEST_QUERY, Found, ground, known_names
from geo.errors import GeocoderError, RoomError
from geo.files import targets
from geo.imports import faulty, parcels, stages
from geo.imports.choices import AS_GUESSED, ImportChoices
from geo.imports.completing import Held
from geo.imports.matching import kept
from geo.imports.place_names import MOST_QUESTIONS
from geo.imports.steps import Checked, Offered
from geo.language import say
from geo.plain_text import show
from geo.records import TABLES
from geo.store import encode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.areas import Geocoder
    from geo.files import Desk, Progress
    from geo.imports.parcels import Bytes
    from geo.records import Table
    from geo.store import Records

_KINDS = {kind.suffix: kind for kind in files.KINDS}
_GOOD = pa.schema([("goed", pa.bool_())])


def _silent(_: float, __: str) -> None:
    pass


def warm() -> None:
    """Have the room ready for a file that may come; does not wait for it."""
    files.start_helper(__name__)


def prepare() -> None:
    """Load in the doorman what every child needs."""
    ground()
    known_names()


def read_file(  # noqa: PLR0913 - what is read, as what, and how far it is
    content: bytes,
    name: str,
    table: Table | None = None,
    *,
    part: str = "",
    most_bytes: int = files.MOST_BYTES,
    progress: Progress = _silent,
) -> Offered:
    """Do as ``imports.read_file`` does, in the room; RoomError, a RecordsError, past its limits."""
    about = {"name": name, "table": table.name if table else None, "part": part, "most_bytes": most_bytes}
    parts = _in_room("room_read", name, [parcels.pack_json(about), content], progress)
    parcels.require(len(parts) == 5)
    told = parcels.unpack_json(parts[0], kind=str, table=str, matching=dict)
    sheet = parcels.unpack_sheet(parts[1:])
    parcels.require(told["kind"] in _KINDS and told["table"] in TABLES)
    table = TABLES[told["table"]]
    known = [None, *targets(table)]
    parcels.require(list(told["matching"]) == list(sheet.cells))
    parcels.require(all(target in known for target in told["matching"].values()))
    digest = hashlib.sha256(content).hexdigest()
    return Offered(_title(name), digest, _KINDS[told["kind"]], sheet, table, told["matching"])


def room_read(parts: Sequence[memoryview], desk: Desk) -> list[Bytes]:
    """Read a file (in a child)."""
    asked = parcels.unpack_json(parts[0])
    offered = stages.read_file(
        bytes(parts[1]),
        asked["name"],
        TABLES[asked["table"]] if asked["table"] else None,
        part=asked["part"],
        most_bytes=asked["most_bytes"],
        progress=desk.tell,
    )
    about = {"kind": offered.kind.suffix, "table": offered.table.name, "matching": offered.matching}
    return [parcels.pack_json(about), *parcels.pack_sheet(offered.sheet)]


def check(  # noqa: PLR0913 - who asks, what of, and how far it is
    offered: Offered,
    table: Table | None = None,
    choices: ImportChoices = AS_GUESSED,
    *,
    store: Records | None = None,
    geocoder: Geocoder | None = None,
    progress: Progress = _silent,
) -> Checked:
    """Do as ``stages.check`` does beside what ``store`` holds, in the room.

    RoomError, a RecordsError, past the limits of the room; StoreError when the database cannot be read.
    """
    table = table or offered.table
    matching = stages.matching_for(offered, table, choices)
    held = stages.held_by(offered, table, matching, store, choices) if store else None
    about = _about(offered) | {
        "as": table.name,
        "choices": choices.members(),
        "label": geocoder.label if geocoder else None,
        "held": bool(held),
    }
    asked = [parcels.pack_json(about), *parcels.pack_sheet(offered.sheet)]
    asked += [parcels.pack_text(held.text)] if held else []
    answer = _answering(geocoder) if geocoder else None
    parts = _in_room("room_check", offered.name, asked, progress, answer)
    text_part, good_part, frame, problems, verdicts = parcels.require_parts(parts, 5)
    text, good = parcels.unpack_text(text_part), parcels.unpack_table(good_part, _GOOD)["goed"]
    records = parcels.unpack_records(frame, table)
    parcels.require(text.index.equals(offered.sheet.cells.index) and len(good) == len(text))
    parcels.require(good.null_count == 0 and pc.sum(good, min_count=0).as_py() == len(records))
    series = pd.Series(good.to_numpy(), index=text.index)
    return Checked(
        offered,
        table,
        matching,
        text,
        records.set_axis(text.index[series]),
        parcels.unpack_problems(problems),
        series,
        tuple(kept(matching)),
        held,
        choices,
        parcels.unpack_verdicts(verdicts),
    )


def room_check(parts: Sequence[memoryview], desk: Desk) -> list[Bytes]:
    """Check a file that was read (in a child)."""
    asked = parcels.unpack_json(parts[0])
    found = stages.check(
        _offered(asked, parts[1:5]),
        TABLES[asked["as"]],
        ImportChoices.of_members(asked["choices"]),
        held=Held(parcels.unpack_text(parts[5]), {}) if asked["held"] else None,
        geocoder=_Asking(asked["label"], desk) if asked["label"] else None,
        progress=desk.tell,
    )
    return [
        parcels.pack_text(found.text),
        parcels.pack_table(pa.table([pa.array(found.good.to_numpy(bool))], schema=_GOOD)),
        parcels.pack_table(encode(found.frame, found.table)),
        parcels.pack_problems(found.problems),
        parcels.pack_json(found.verdicts.plain()),
    ]


def faulty_rows(checked: Checked, *, progress: Progress = _silent) -> tuple[bytes, str]:
    """Do as ``imports.faulty_rows`` does, in the room; RoomError, a RecordsError, past its limits."""
    about = _about(checked.offered) | {"as": checked.table.name, "as_matched": checked.matching}
    asked = [
        parcels.pack_json(about),
        parcels.pack_table(pa.table([pa.array(checked.good.to_numpy(bool))], schema=_GOOD)),
        parcels.pack_problems(checked.problems),
        *parcels.pack_sheet(checked.offered.sheet),
    ]
    (content,) = parcels.require_parts(_in_room("room_faulty", checked.offered.name, asked, progress), 1)
    return bytes(content), faulty.faulty_name(checked)


def room_faulty(parts: Sequence[memoryview], _: Desk) -> list[Bytes]:
    """Write the faulty rows of a file that was checked (in a child)."""
    asked = parcels.unpack_json(parts[0])
    offered = _offered(asked, parts[3:])
    index = offered.sheet.cells.index
    good = pd.Series(parcels.unpack_table(parts[1], _GOOD)["goed"].to_numpy(), index=index)
    nothing = pd.DataFrame(index=index)
    problems = parcels.unpack_problems(parts[2])
    table = TABLES[asked["as"]]
    found = Checked(offered, table, asked["as_matched"], nothing, nothing, problems, good, ())
    return [faulty.faulty_rows(found)[0]]


def _about(offered: Offered) -> dict[str, Any]:
    return {
        "name": offered.name,
        "sha256": offered.sha256,
        "kind": offered.kind.suffix,
        "table": offered.table.name,
        "matching": offered.matching,
    }


def _offered(asked: dict[str, Any], parts: Sequence[memoryview]) -> Offered:
    """Return what ``_about`` and the parts of a sheet say, in a child."""
    return Offered(
        asked["name"],
        asked["sha256"],
        _KINDS[asked["kind"]],
        parcels.unpack_sheet(parts),
        TABLES[asked["table"]],
        asked["matching"],
    )


def _in_room(
    task: str,
    name: str,
    parts: Sequence[Bytes],
    progress: Progress,
    answer: Callable[[bytes], bytes] | None = None,
) -> list[memoryview]:
    """Run one of the functions below in the room; an error of the room itself gets the name of the file."""
    try:
        return files.run_in_room(f"{__name__}:{task}", parts, progress, answer)
    except RoomError as fault:
        raise RoomError(f"{_title(name)}: {fault}") from None


def _title(name: str) -> str:
    return show(PurePath(name).name or name)


class _Asking:
    """The geocoder of a child: it asks the server."""

    def __init__(self, label: str, desk: Desk) -> None:
        self.label = label
        self._desk = desk

    def find(self, query: str) -> Found | None:
        answer = parcels.unpack_json(self._desk.ask(query.encode("utf-8", "replace")))
        if answer["fault"]:
            raise GeocoderError(answer["fault"])
        return Found(**answer["found"]) if answer["found"] else None


def _answering(geocoder: Geocoder) -> Callable[[bytes], bytes]:
    """Return what answers ``_Asking``; a child that goes on asking is told to stop."""
    left = iter(range(MOST_QUESTIONS))

    def answer(query: bytes) -> bytes:
        found = fault = None
        try:
            if next(left, None) is None:
                raise GeocoderError(say("er zijn te veel adressen gevraagd."))
            found = geocoder.find(query[:LONGEST_QUERY].decode("utf-8", "replace"))
        except GeocoderError as refusal:
            fault = str(refusal)
        return parcels.pack_json({"found": asdict(found) if found else None, "fault": fault})

    return answer
