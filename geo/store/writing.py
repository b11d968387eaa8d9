"""What a write does: nothing to records that are the same, a new version of those that differ."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import sqlalchemy as sa

from geo.errors import ConflictError, ReasonError, StoreError
from geo.language import mark, say
from geo.records import plain_line
from geo.store import bulk
from geo.store.codec import differing, encode, stored_columns
from geo.store.schema import ACTIONS, Action, changes, versions
from geo.store.versions import emptied, newest_change, standing
from geo.vocabulary import within

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.records import Table

STATUSES = ("new", "changed", "returned", "unchanged", "emptied")
"""What offering a record does: it is new, it differs, it was withdrawn and comes back, or nothing.

Nothing either where it was emptied for good: it takes no more texts.
"""


CLOCKS_DIFFER = timedelta(minutes=5)
"""How far the clocks of two computers that write in one database may differ."""


@dataclass(frozen=True)
class Source:
    """The file that records came from: its name and the SHA-256 of its bytes."""

    name: str = ""
    sha256: str = ""


LONGEST_WHO, LONGEST_WHY, LONGEST_NAME = 80, 1000, 255  # characters


@dataclass(frozen=True)
class Intent:
    """Who wants to change records, how and why, from which file, and which change this takes back.

    What people typed is kept on one line, without signs nobody can see, and not longer than a screen shows:
    it stands in the history beside the words of others, and must not dress up as theirs.
    """

    who: str
    action: Action = "import"
    why: str = ""
    source: Source = Source()
    undoes: int | None = None

    def __post_init__(self) -> None:
        """Tame what people typed."""
        source = replace(self.source, name=plain_line(self.source.name, LONGEST_NAME))
        tamed = {
            "who": plain_line(self.who, LONGEST_WHO),
            "why": plain_line(self.why, LONGEST_WHY),
            "source": source,
        }
        for name, value in tamed.items():
            object.__setattr__(self, name, value)


@dataclass(frozen=True)
class Change:
    """A change as it stands in the history: one transaction, by one person, for one reason."""

    id: int
    at: datetime
    who: str
    action: Action
    why: str
    source: Source
    undoes: int | None = None


@dataclass(frozen=True)
class Written:
    """How many records a write made, changed, brought back, and left alone; ``change`` None: wrote nothing.

    ``emptied`` were left alone because they were emptied for good.
    """

    new: int = 0
    changed: int = 0
    returned: int = 0
    unchanged: int = 0
    emptied: int = 0
    change: Change | None = None


@dataclass(frozen=True)
class Comparison:
    """Records offered beside what is held: for each row its status and the version it would follow."""

    status: pd.Categorical[str]
    version: np.ndarray
    differs: pd.DataFrame


def compare(connection: sa.Connection, table: Table, rows: pa.Table) -> Comparison:
    """Return what offering ``rows`` would do to each record, row by row, in the order of ``rows``."""
    references = rows["reference"].to_pylist()
    held = standing(connection, table, newest_change(connection), references=references)
    place = pd.Index(held["reference"].to_pylist(), dtype="str").get_indexer(
        pd.Index(references, dtype="str")
    )
    known = place >= 0
    aligned = held.take(pa.array(np.where(known, place, 0), mask=~known))
    differs = differing(rows, aligned, stored_columns(table))
    version = np.where(known, aligned["version"].fill_null(0).to_numpy(), 0)
    withdrawn = aligned["withdrawn"].fill_null(False).to_numpy()
    closed = np.isin(np.asarray(references, dtype=object), list(emptied(connection, table, references)))
    differs.loc[closed] = False
    numbers = np.select([closed, ~known, withdrawn, differs.to_numpy().any(axis=1)], [4, 0, 2, 1], 3)
    return Comparison(
        pd.Categorical.from_codes(numbers.astype(np.int8), pd.Index(STATUSES)), version, differs
    )


def write_records(
    connection: sa.Connection,
    table: Table,
    frame: pd.DataFrame,
    intent: Intent,
    expected: Mapping[str, int] | None = None,
) -> Written:
    """Write a records frame within the transaction of ``connection``; see ``Store.write``."""
    rows = encode(frame, table)
    found = compare(connection, table, rows)
    _require_expected(rows, found, expected)
    touched = np.asarray(found.status.isin(["new", "changed", "returned"]))
    _require_reason(rows, found, intent)
    new, changed, returned, unchanged, closed = (int((found.status == status).sum()) for status in STATUSES)
    counted = Written(new, changed, returned, unchanged, closed)
    if not touched.any():
        return counted
    change = add_change(connection, intent)
    add_versions(connection, table, rows.filter(touched), found.version[touched], change)
    return replace(counted, change=change)


def withdraw_records(
    connection: sa.Connection,
    table: Table,
    references: list[str],
    intent: Intent,
    expected: Mapping[str, int] | None = None,
) -> Written:
    """Withdraw records within the transaction of ``connection``; see ``Store.withdraw``."""
    if not intent.why.strip():
        raise ReasonError(
            say(
                "Intrekken kan alleen met een reden ({table}: {references}).",
                table=within(table.label),
                references=", ".join(references[:3]),
            )
        )
    held = held_now(connection, table, references)
    rows = held.select([column.name for column in stored_columns(table)])
    version = held["version"].to_numpy()
    _require_versions(rows["reference"].to_pylist(), version, expected)
    shown = ~held["withdrawn"].to_numpy()
    if not shown.any():
        return Written(unchanged=len(shown))
    change = add_change(connection, replace(intent, action="withdraw"))
    add_versions(connection, table, rows.filter(shown), version[shown], change)
    return Written(changed=int(shown.sum()), unchanged=int((~shown).sum()), change=change)


def held_now(connection: sa.Connection, table: Table, references: list[str]) -> pa.Table:
    """Return records as they stand, withdrawn ones too; StoreError when one of them is not there."""
    held = standing(connection, table, newest_change(connection), references=references)
    missing = set(references) - set(held["reference"].to_pylist())
    if missing:
        raise StoreError(
            say(
                "Onbekend kenmerk in {table}: {references}.",
                table=within(table.label),
                references=", ".join(sorted(missing)[:3]),
            )
        )
    return held


def add_change(connection: sa.Connection, intent: Intent, after: int = 0) -> Change:
    """Add a row to the history of changes and return it.

    The writer's lock makes "one more than the last" safe, so numbers have no gaps and follow the order of
    commit; a clock that is set back a little does not make a change older than the one before it. ``after``
    is a number that was in use before and is not there any more. StoreError when the last change lies in the
    future: then a clock was, or is, wrong, and no moment would be true any more.
    """
    if intent.action not in ACTIONS or not intent.who.strip():
        raise StoreError(
            say(
                "Een wijziging vraagt wie en wat: {who}, {action}.",
                who=repr(intent.who),
                action=repr(intent.action),
            )
        )
    last = connection.execute(
        sa.select(changes.c.id, changes.c.at).order_by(changes.c.id.desc()).limit(1)
    ).first()
    now = datetime.now(UTC)
    if last and last.at - now > CLOCKS_DIFFER:
        raise StoreError(
            say(
                "Wijziging {number} is van {moment} UTC, en het is hier {now}. Zet de klok van deze "
                "computer gelijk. Loopt die goed, dan liep toen een klok voor: zet een reservekopie van "
                "daarvoor terug (`python -m geo restore`). Er is niets bewaard.",
                number=last.id,
                moment=f"{last.at:%d-%m-%Y %H:%M}",
                now=f"{now:%d-%m-%Y %H:%M}",
            )
        )
    number, at = (last.id + 1, max(now, last.at)) if last else (1, now)
    number = max(number, after + 1)
    change = Change(number, at, intent.who, intent.action, intent.why, intent.source, intent.undoes)
    connection.execute(
        changes.insert().values(
            id=change.id,
            at=change.at,
            who=change.who,
            action=change.action,
            why=change.why,
            source_name=change.source.name,
            source_sha256=change.source.sha256,
            undoes=change.undoes,
        )
    )
    return change


def add_versions(
    connection: sa.Connection,
    table: Table,
    rows: pa.Table,
    version: np.ndarray,
    change: Change,
) -> None:
    """Add to each record the version after ``version``; rows without ``withdrawn`` are so by the action."""
    state = {
        "version": pa.array(version + 1, pa.int64()),
        "change_id": pa.array(np.full(len(version), change.id), pa.int64()),
        "withdrawn": pa.array(np.full(len(version), change.action == "withdraw")),
    }
    for name, values in state.items():
        if name not in rows.column_names:
            rows = rows.append_column(name, values)
    bulk.add(connection, versions[table.name], rows)


def _require_expected(rows: pa.Table, found: Comparison, expected: Mapping[str, int] | None) -> None:
    if expected is not None:
        _require_versions(rows["reference"].to_pylist(), found.version, expected)


def _require_versions(references: list[str], version: np.ndarray, expected: Mapping[str, int] | None) -> None:
    for reference, current in zip(references, version.tolist(), strict=True):
        seen = current if expected is None else expected.get(reference, current)
        if seen != current:
            raise ConflictError(reference, seen, current)


_MOVED = mark("Het type verandert bij {references}; geef daarvoor een reden.")
_SOME_MOVED = mark("Het type verandert bij {references} en meer; geef daarvoor een reden.")


def _require_reason(rows: pa.Table, found: Comparison, intent: Intent) -> None:
    """Raise ReasonError for a change of type without one: it moves an activation within every figure."""
    if intent.why.strip() or "type" not in found.differs:
        return
    moved = np.asarray(found.differs["type"] & (found.status == "changed"))
    if moved.any():
        references = rows["reference"].filter(pa.array(moved)).to_pylist()
        raise ReasonError(
            say(_SOME_MOVED if len(references) > 3 else _MOVED, references=", ".join(references[:3]))
        )
