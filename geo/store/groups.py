"""Housing that outgrows memory: read by DuckDB from Parquet files outside the store, as groups of locations.

What the picture counts of housing depends on a few columns of codes alone. Locations that are alike in them
are one row, with how many they are: thousands of rows stand for millions, and answer each selection.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.areas import DISTRICT_CODES, load_boundaries
from geo.errors import StoreError
from geo.language import say
from geo.records import HOUSING, dtype
from geo.store.codec import TEXT, decode, stored_columns
from geo.store.versions import row_types

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import duckdb

LOCATIONS = "locations"
"""The column of groups that tells how many locations a row stands for; ``capacity`` is the sum of theirs."""
PEOPLE = "people"
"""The column with the sum of their occupants."""
APART = 5
"""Locations with fewer occupants stand apart from the others: some audiences are not told of these."""
MOST_GROUPS = 500_000

_TEXT, _FLAG, _DEGREES = ("VARCHAR", "ENUM"), ("BOOLEAN",), ("DOUBLE", "FLOAT")
_WHOLE = (
    *("TINYINT", "SMALLINT", "INTEGER", "BIGINT"),
    *("UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT"),
)
_READ = {
    "region": _TEXT,
    "country": _TEXT,
    "district": _TEXT,
    "municipality": _TEXT,
    "precision": _TEXT,
    "certified": _FLAG,
    "occupants": _WHOLE,
    "capacity": _WHOLE,
    "lat": _DEGREES,
    "lon": _DEGREES,
}
"""The columns that are read, with the types of DuckDB that each may have."""
_CODES = [name for name, types in _READ.items() if types is _TEXT]
_WRONG = {"capacity": "capacity IS NULL OR capacity < 0", "occupants": "occupants < 0"}
"""By column of numbers what no record may hold."""

_PLACED = "coalesce(isfinite(lat) AND isfinite(lon), false)"
_GROUPED = f"""
SELECT {", ".join(f"coalesce(CAST({name} AS VARCHAR), '') AS {name}" for name in _CODES)},
       certified,
       CASE WHEN occupants > {APART} THEN {APART} ELSE occupants END AS occupants,
       {_PLACED} AS placed,
       count(*) AS {LOCATIONS},
       coalesce(sum(capacity), 0) AS capacity,
       coalesce(sum(occupants), 0) AS {PEOPLE},
       avg(lat) FILTER ({_PLACED}) AS lat,
       avg(lon) FILTER ({_PLACED}) AS lon,
       {", ".join(f"count(*) FILTER ({wrong}) AS wrong_{name}" for name, wrong in _WRONG.items())}
FROM read_parquet(?)
GROUP BY ALL
ORDER BY {", ".join(_CODES)}, 6, 7, placed
LIMIT {MOST_GROUPS + 1}
"""  # noqa: S608 names of our own

_LIMITS = {
    "memory_limit": "1GB",
    "temp_directory": "",  # nothing goes to disk
    "autoinstall_known_extensions": "false",  # nor over the network
    "autoload_known_extensions": "false",
}
_MOST_THREADS = 4  # each has a part of the memory


def read_groups(folder: Path) -> pd.DataFrame:
    """Return the housing in the Parquet files of a folder as groups; no rows where there are none in it.

    A records frame of housing, with the columns LOCATIONS and PEOPLE beside it. A row has what its locations
    have in common: the codes, ``certified``, and the occupants of each, APART standing for so many or more.
    It has their places in sum, and a point somewhere among theirs when they have one; all else is empty.

    StoreError when DuckDB is not installed, when there are no such files, and when they lack a column or hold
    what no record may hold: it names the column, and no value of a record.
    """
    try:
        import duckdb  # noqa: PLC0415 only who has such files needs it
    except ModuleNotFoundError:
        raise StoreError(
            say(
                "HOUSING_PARQUET vraagt DuckDB, en dat staat hier niet: pip install -r {file}.",
                file="requirements-large.txt",
            )
        ) from None
    if not any(folder.glob("*.parquet")):
        raise _refused(folder, say("er staan geen bestanden {name}", name="*.parquet"))
    config: dict[str, Any] = {**_LIMITS, "threads": min(os.cpu_count() or 1, _MOST_THREADS)}
    files = [str(folder / "*.parquet")]
    try:
        with duckdb.connect(config=config) as connection:
            _require_columns(connection, folder, files)
            found = connection.sql(_GROUPED, params=files).to_arrow_table()
    except duckdb.Error as fault:  # its own words may quote a record
        what = say("DuckDB kan de bestanden niet lezen ({fault})", fault=type(fault).__name__)
        raise _refused(folder, what) from None
    _require_records(found, folder)
    return _as_records(found)


def _require_columns(connection: duckdb.DuckDBPyConnection, folder: Path, files: list[str]) -> None:
    described = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", files).fetchall()
    types = {str(name): str(kind).partition("(")[0] for name, kind, *_ in described}
    for name, allowed in _READ.items():
        if types.get(name) not in allowed:
            raise _refused(
                folder,
                say(
                    "de kolom {name} is {found}; nodig is {allowed}",
                    name=name,
                    found=types.get(name) or say("er niet"),
                    allowed=" / ".join(allowed),
                ),
            )


def _require_records(found: pa.Table, folder: Path) -> None:
    """Raise StoreError where groups hold what no record may hold."""
    if found.num_rows > MOST_GROUPS:
        what = say(
            "er zijn meer dan {most} verschillende combinaties in {columns}; daar horen codes in",
            most=MOST_GROUPS,
            columns=", ".join(_CODES),
        )
        raise _refused(folder, what)
    for name in _CODES:
        unknown = set(found[name].unique().to_pylist()).difference(_known(name), [""])
        if unknown:
            what = say(
                "de kolom {name} heeft {count} codes die er niet zijn; nodig zijn codes zoals {some}",
                name=name,
                count=len(unknown),
                some=next(iter(_known(name))),
            )
            raise _refused(folder, what)
    for name in _WRONG:
        if count := pc.sum(found[f"wrong_{name}"]).as_py():
            what = say("de kolom {name} is bij {count} locaties leeg of minder dan 0", name=name, count=count)
            raise _refused(folder, what)


def _known(name: str) -> Iterable[str]:
    """Return the codes that a column of codes may hold."""
    kind = next(dtype(column) for column in stored_columns(HOUSING) if column.name == name)
    if isinstance(kind, pd.CategoricalDtype):
        return kind.categories
    return DISTRICT_CODES if name == "district" else load_boundaries().municipalities.index


def _as_records(found: pa.Table) -> pd.DataFrame:
    count, types = found.num_rows, row_types(HOUSING)
    columns = {
        column.name: found[column.name].cast(types[column.name])
        if column.name in found.column_names
        else pa.repeat("", count)
        if types[column.name] == TEXT
        else pa.nulls(count, types[column.name])
        for column in stored_columns(HOUSING)
    }
    sums = {name: found[name].cast(pa.int64()).to_numpy() for name in (LOCATIONS, PEOPLE)}
    return decode(pa.table(columns), HOUSING).assign(**sums)


def _refused(folder: Path, what: str) -> StoreError:
    """Return the refusal of the files in a folder; where that is stands in a note, which no visitor reads."""
    fault = StoreError(say("De huisvesting van HOUSING_PARQUET is niet te gebruiken: {what}.", what=what))
    fault.add_note(str(folder))
    return fault
