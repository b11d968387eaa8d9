"""Taking a change back: what would become of each record it touched, and the change that does it.

A record that is still as the change left it goes back to how it was just before: to its earlier values, out
of the picture when the change made it, back into it when the change withdrew it. A record that was changed
again since is left alone. Nothing is erased, so an undo is a change like any other, and can itself be undone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa

from geo.errors import ConflictError, ReasonError, StoreError
from geo.language import say
from geo.records import TABLES
from geo.store import history
from geo.store.codec import stored_columns
from geo.store.versions import followed_by, made_by, newest_change
from geo.store.writing import Change, Intent, add_change, add_versions

if TYPE_CHECKING:
    import sqlalchemy as sa

    from geo.records import Table

OUTCOMES = ("withdrawn", "restored", "returned", "left")
"""What undoing does to a record: out of the picture, back to earlier values, back in it, or nothing."""

_SHOWN = ["reference", "outcome"]


@dataclass(frozen=True, eq=False)
class Undoing:
    """What undoing a change would do: for each table, by its name, a frame with a row for each record.

    Columns: reference (str, sorted), version (int64, the one that stands now), outcome (category,
    ``OUTCOMES``), by (int64, the change that made the version that stands now).
    """

    change: Change
    frames: dict[str, pd.DataFrame]

    @property
    def counts(self) -> dict[str, int]:
        """How many records of all tables have each outcome."""
        return {
            outcome: sum(int((frame["outcome"] == outcome).sum()) for frame in self.frames.values())
            for outcome in OUTCOMES
        }

    @property
    def size(self) -> int:
        """How many records would change."""
        return sum(count for outcome, count in self.counts.items() if outcome != "left")

    @property
    def nothing(self) -> str:
        """Why there is nothing to undo, and what can be done instead; "" when there is something."""
        if self.size:
            return ""
        number = self.change.id
        later = max((int(frame["by"].max()) for frame in self.frames.values() if len(frame)), default=0)
        if not later:
            return say("Wijziging {number} raakte niets; er is niets terug te draaien.", number=number)
        return say(
            "Aan wijziging {number} is niets meer terug te draaien: alles ervan is daarna opnieuw "
            "gewijzigd, het laatst door wijziging {later}. Draai eerst die terug, of bewerk het zelf.",
            number=number,
            later=later,
        )


@dataclass(frozen=True, eq=False)
class Undone:
    """What was undone, and the change that did it."""

    undoing: Undoing
    change: Change


def preview(connection: sa.Connection, number: int) -> Undoing:
    """Return what undoing change ``number`` would do; see ``Store.undoing``."""
    known = 0 < number <= newest_change(connection)  # a database refuses numbers of any size
    change = history.changes_by_number(connection, [number]).get(number) if known else None
    if change is None:
        raise StoreError(
            say(
                "Wijziging {number} bestaat niet; `python -m geo history` noemt de laatste met hun nummer.",
                number=number,
            )
        )
    if change.action == "restore":
        raise StoreError(
            say(
                "Wijziging {number} zette een reservekopie terug en kan niet teruggedraaid worden; zet "
                "een reservekopie van daarvoor terug met `python -m geo restore BESTAND --force`.",
                number=number,
            )
        )
    if change.action == "erase":
        raise StoreError(
            say("Wijziging {number} leegde records voorgoed en kan niet teruggedraaid worden.", number=number)
        )
    frames = {name: _outcomes(made_by(connection, table, number)) for name, table in TABLES.items()}
    return Undoing(change, frames)


def undo(connection: sa.Connection, number: int, intent: Intent, expected: Undoing | None = None) -> Undone:
    """Undo change ``number`` within the transaction of ``connection``; see ``Store.undo``."""
    if not intent.why:
        raise ReasonError(say("Terugdraaien kan alleen met een reden (wijziging {number}).", number=number))
    found = preview(connection, number)
    if expected is not None:
        _require_same(expected, found)
    if found.nothing:
        raise StoreError(found.nothing)
    change = add_change(connection, replace(intent, action="undo", undoes=number))
    for table in TABLES.values():
        _add(connection, table, followed_by(connection, table, number), change)
    return Undone(found, change)


def _add(connection: sa.Connection, table: Table, earlier: pa.Table, change: Change) -> None:
    """Add to each record its version in ``earlier`` as the next one.

    A version that the undone change made itself is the first one of its record: that is withdrawn.
    """
    began = earlier["change_id"].to_numpy() == change.undoes
    rows = earlier.select([column.name for column in stored_columns(table)])
    current = earlier["version"].to_numpy() + ~began
    withdrawn = pa.array(began | earlier["withdrawn"].to_numpy())
    add_versions(connection, table, rows.append_column("withdrawn", withdrawn), current, change)


def _outcomes(unsorted: pa.Table) -> pd.DataFrame:
    made = unsorted.sort_by("reference")  # here, since each database has its own order of letters
    version, current = made["version"].to_numpy(), made["current"].to_numpy()
    was_out, is_out = made["was_withdrawn"].fill_null(True).to_numpy(), made["withdrawn"].to_numpy()
    codes = np.select([current != version, was_out, is_out], [3, 0, 2], 1)
    return pd.DataFrame(
        {
            "reference": pd.Series(made["reference"].to_pylist(), dtype="str"),
            "version": current,
            "outcome": pd.Categorical.from_codes(codes.astype(np.int8), pd.Index(OUTCOMES)),
            "by": made["current_change"].to_numpy(),
        }
    )


def _require_same(seen: Undoing, found: Undoing) -> None:
    """Raise ConflictError for the first record that undoing would not do the same to as somebody saw."""
    for name, frame in found.frames.items():
        before = seen.frames[name]
        if before[_SHOWN].equals(frame[_SHOWN]):
            continue
        # none are missing from either, unless a backup was put back in between
        both = before.merge(frame, on="reference", how="outer", suffixes=("_seen", ""))
        first = both[both["outcome_seen"].astype("str") != both["outcome"].astype("str")].iloc[0]
        versions = first[["version_seen", "version"]].fillna(0).astype(int)
        raise ConflictError(first["reference"], *versions)
