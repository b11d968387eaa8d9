"""What goes to and from the room: sheets, problems and checked files as Arrow and JSON, and back.

Whatever comes back may be anything, since a hostile file may have taken over who made it. So nothing here is
unpickled; every table is looked at as a whole (``validate``: offsets, UTF-8) and must have the columns and
types that were agreed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast, get_args

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo import store
from geo.errors import RoomError
from geo.files import Sheet
from geo.imports.verdicts import Verdicts
from geo.language import say
from geo.records import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.records import Table

Bytes = bytes | memoryview

_TEXT = pa.large_string()
_TEXT_DTYPE: Any = pd.StringDtype(na_value=np.nan)
_ROW = ("rij", pa.int64())
_PROBLEM = pa.schema([_ROW, *((name, _TEXT) for name in Problem._fields if name != "row")])
_POINTS = pa.schema([("lon", pa.float64()), ("lat", pa.float64())])


def pack_json(members: dict[str, Any]) -> bytes:
    """Return members of plain JSON as bytes."""
    return json.dumps(members).encode()


def unpack_json(content: Bytes, **types: type | tuple[type, ...]) -> dict[str, Any]:
    """Return the members of ``types``, each of its type; RoomError when it is not so."""
    try:
        members = json.loads(bytes(content))
    except (ValueError, RecursionError):
        raise _not_agreed() from None
    if not isinstance(members, dict) or not all(
        isinstance(members.get(key), of) for key, of in types.items()
    ):
        raise _not_agreed()
    return members


def unpack_verdicts(content: Bytes) -> Verdicts:
    """Return the verdicts on a file; RoomError when they are none."""
    try:
        return Verdicts.of(unpack_json(content, dates=dict, decimals=dict, crs=dict))
    except KeyError:
        raise _not_agreed() from None


def pack_table(table: pa.Table) -> memoryview:
    """Return an Arrow table as bytes."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return memoryview(sink.getvalue())


def unpack_table(content: Bytes, schema: pa.Schema | None = None) -> pa.Table:
    """Return a table as it was packed, with the columns of ``schema`` if given; RoomError if not."""
    try:
        with pa.ipc.open_stream(pa.py_buffer(content)) as reader:
            table = reader.read_all()
        table.validate(full=True)
    except (pa.ArrowException, OSError, ValueError):
        raise _not_agreed() from None
    require(schema is None or table.schema.equals(schema))
    return table


def pack_text(frame: pd.DataFrame) -> memoryview:
    """Return a frame of text with row numbers as its index."""
    columns = [
        pa.array(frame.index.to_numpy(np.int64)),
        *(pa.array(column, _TEXT) for _, column in frame.items()),
    ]
    return pack_table(pa.table(columns, schema=pa.schema([_ROW, *((str(name), _TEXT) for name in frame)])))


def unpack_text(content: Bytes) -> pd.DataFrame:
    """Return a frame of text as it was packed; RoomError when it is none."""
    table = unpack_table(content)
    names = table.schema.names[1:]
    require(table.schema.equals(pa.schema([_ROW, *((name, _TEXT) for name in names)])))
    require(not _holes(table) and len(set(names)) == len(names))
    index = pd.Index(table[0].to_numpy())
    require(not index.has_duplicates)
    return pd.DataFrame(
        {
            name: pd.Series(_TEXT_DTYPE.__from_arrow__(table[at]), index=index)
            for at, name in enumerate(names, 1)
        },
        index=index,
    )


def pack_problems(problems: Iterable[Problem]) -> memoryview:
    """Return problems, in their order."""
    columns = list(zip(*problems, strict=True)) or [()] * len(Problem._fields)
    return pack_table(
        pa.table(
            [
                pa.array(map(_whole, values), kind)
                for values, kind in zip(columns, _PROBLEM.types, strict=True)
            ],
            schema=_PROBLEM,
        )
    )


def _whole(value: object) -> object:
    """Return a row number of numpy as one of Python; what holds half a surrogate pair, without it."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    return None if value is None else int(cast("int", value))


def unpack_problems(content: Bytes) -> tuple[Problem, ...]:
    """Return problems as they were packed; RoomError when they are none."""
    table = unpack_table(content, _PROBLEM)
    severities = pc.is_in(table["severity"], pa.array(get_args(Severity), _TEXT))
    require(not _holes(table.drop_columns(["rij"])) and pc.all(severities, min_count=0).as_py())
    return tuple(map(Problem, *(column.to_pylist() for column in table.columns)))


def pack_sheet(sheet: Sheet) -> list[Bytes]:
    """Return a sheet as four parts."""
    points = [] if sheet.points is None else [sheet.points[name].to_numpy(float) for name in ("lon", "lat")]
    return [
        pack_json(
            {
                "facts": sheet.facts,
                "delimiter": sheet.delimiter,
                "located": sheet.points is not None,
                "part": sheet.part,
                "parts": sheet.parts,
            }
        ),
        pack_text(sheet.cells),
        pack_table(pa.table(points or [np.array([], float)] * 2, schema=_POINTS)),
        pack_problems(sheet.faults),
    ]


def unpack_sheet(parts: Sequence[Bytes]) -> Sheet:
    """Return a sheet as it was packed; RoomError when it is none."""
    about, cells, points, faults = require_parts(parts, 4)
    members = unpack_json(about, facts=list, delimiter=str, located=bool, part=str, parts=list)
    frame = unpack_text(cells)
    places = unpack_table(points, _POINTS)
    require(not members["part"] or members["part"] in members["parts"])
    require(not members["located"] or len(places) == len(frame))
    return Sheet(
        frame,
        places.to_pandas().set_axis(frame.index) if members["located"] else None,
        tuple(map(str, members["facts"])),
        unpack_problems(faults),
        members["delimiter"],
        members["part"],
        tuple(map(str, members["parts"])),
    )


def unpack_records(content: Bytes, table: Table) -> pd.DataFrame:
    """Return a records frame that was packed as ``rows.encode`` gives it; RoomError when it is none."""
    kinds = {column.name: store.ARROW_TYPES[column.kind] for column in store.stored_columns(table)}
    agreed = pa.schema([(name, _TEXT if kind == store.WORD else kind) for name, kind in kinds.items()])
    return store.decode(unpack_table(content, agreed), table)


def require(agreed: bool) -> None:
    """Raise RoomError when an answer is not as agreed."""
    if not agreed:
        raise _not_agreed()


def require_parts(parts: Sequence[Bytes], count: int) -> Sequence[Bytes]:
    """Return the parts; RoomError when there are more or fewer than ``count``."""
    require(len(parts) == count)
    return parts


def _holes(table: pa.Table) -> int:
    return sum(column.null_count for column in table.columns)


def _not_agreed() -> RoomError:
    return RoomError(
        say(
            "het lezen van het bestand gaf een antwoord dat niet klopt; er is niets van overgenomen. Bewaar"
            " het bestand opnieuw en bied het nog eens aan."
        )
    )
