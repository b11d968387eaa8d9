"""The fictional records: read from ``data/demo`` as any file is, and taken out again in one change."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from geo import records
from geo.errors import ReasonError, StoreError
from geo.language import mark, say
from geo.records import TABLES
from geo.settings import ROOT
from geo.store import writing
from geo.store.codec import stored_columns
from geo.store.versions import newest_change, standing_demo
from geo.store.writing import Intent, Source, Written

if TYPE_CHECKING:
    from pathlib import Path

    import sqlalchemy as sa

    from geo.records import Table

FOLDER = ROOT / "data" / "demo"

REMOVED = mark("demogegevens verwijderd om met echte gegevens te beginnen")
"""Why they go, where nobody gives another reason."""

_WRONG = mark("{file}, {column}: {what}.")
_WRONG_IN_ROW = mark("{file}, rij {row}, {column}: {what}.")


def demo_records(folder: Path = FOLDER) -> dict[str, tuple[pd.DataFrame, Source]]:
    """Return for each table its demo records and the file they came from.

    StoreError when a file is missing, or holds a row that could not be stored: our own demo has none.
    """
    return {table.name: _records(folder / f"{table.name}.csv", table) for table in TABLES.values()}


def _records(file: Path, table: Table) -> tuple[pd.DataFrame, Source]:
    try:
        content = file.read_bytes()
    except OSError as fault:
        missing = StoreError(
            say("De demogegevens ontbreken: {file} ({fault}).", file=file.name, fault=fault.strerror)
        )
        missing.add_note(str(file.parent))
        raise missing from fault
    reading = records.read_placed(_text_frame(content, table), table)
    if reading.report.errors:
        first = reading.report.errors[0]
        at = {"file": file.name, "row": first.row, "column": first.column, "what": first.what}
        raise StoreError(say(_WRONG if first.row is None else _WRONG_IN_ROW, **at))
    return reading.frame, Source(file.name, hashlib.sha256(content).hexdigest())


def _text_frame(content: bytes, table: Table) -> pd.DataFrame:
    """Return the text in a file of our own: semicolons, UTF-8, Dutch headers; other files are for imports."""
    text = pd.read_csv(io.BytesIO(content), sep=";", dtype="str", keep_default_na=False, encoding="utf-8-sig")
    text.index += 2  # the row in the file, below the headers
    return text.rename(columns=records.match_headers(text.columns, table))


def withdraw_demo(connection: sa.Connection, intent: Intent) -> Written:
    """Withdraw the fictional records within the transaction of ``connection``; see ``Store.remove_demo``."""
    if not intent.why.strip():
        raise ReasonError(say("De demogegevens verwijderen kan alleen met een reden."))
    newest = newest_change(connection)
    held = {name: standing_demo(connection, table, newest) for name, table in TABLES.items()}
    count = sum(rows.num_rows for rows in held.values())
    if not count:
        return Written()
    change = writing.add_change(connection, replace(intent, action="withdraw"))
    for name, found in held.items():
        rows = found.select([column.name for column in stored_columns(TABLES[name])])
        version = found["version"].to_numpy()
        writing.add_versions(connection, TABLES[name], rows, version, change)
    return Written(changed=count, change=change)
