"""What became of the records between two moments, and which of that a selection concerns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import sqlalchemy as sa

from geo.store import TEXT, changes, changes_since, frame_of, newest_change, read, reading, standing, versions
from geo.vocabulary import Term, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from numpy.typing import NDArray

    from geo.records import Table
    from geo.store import Store

CHANGE_KINDS = Vocabulary(
    "gebeurtenis",
    (
        Term("new", "Nieuw", "Neu", "Nouveau", "New", "Was er op dat moment nog niet."),
        Term(
            "changed",
            "Gewijzigd",
            "Geändert",
            "Modifié",
            "Changed",
            "Een gegeven is ingevuld of bijgewerkt.",
        ),
        Term(
            "closed",
            "Gesloten",
            "Abgeschlossen",
            "Clos",
            "Closed",
            "De dag van sluiten is ingevuld; de inzet is klaar.",
        ),
        Term(
            "corrected",
            "Gecorrigeerd",
            "Berichtigt",
            "Corrigé",
            "Corrected",
            "Een feit dat al was vastgelegd, is vervangen of weggehaald.",
        ),
        Term(
            "withdrawn",
            "Ingetrokken",
            "Zurückgezogen",
            "Retiré",
            "Withdrawn",
            "Telt niet meer mee en staat niet meer op de kaart.",
        ),
    ),
)
"""The statuses of ``history.changes_since``, in the order of the page."""

_TOLD = ("who", "why", "file")
CHANGE_PLACES = ("op de kaart", "zonder locatie", "ingetrokken", "buiten de selectie")
"""Where a changed record is now; together they are all of them."""


@dataclass(frozen=True, eq=False)
class Between:
    """What became of the records of one table between two moments.

    ``found`` has one row a record, sorted by reference: reference, status (category, KINDS), fields (tuple of
    column names; all that are filled for a new record), and of the last change to it: at (UTC), who, why,
    file. ``before`` is a records frame of those that were there at the first moment.
    """

    table: Table
    found: pd.DataFrame
    before: pd.DataFrame


@dataclass(frozen=True, eq=False)
class Changed:
    """The changed records that a selection concerns: those it selects now, or selected before.

    ``rows`` has the columns of ``Between.found`` and ``place`` (category, PLACES). ``shown`` is a records
    frame of those that are selected now, and ``statuses`` gives the status of each of its rows.
    """

    table: Table
    rows: pd.DataFrame
    shown: pd.DataFrame
    statuses: pd.Series

    @property
    def counts(self) -> dict[str, int]:
        """How many records there are of each of KINDS."""
        counted = self.rows["status"].value_counts()
        return {code: int(counted.get(code, 0)) for code in CHANGE_KINDS.codes}

    @property
    def by_place(self) -> dict[str, int]:
        """How many records there are at each of PLACES."""
        counted = self.rows["place"].value_counts()
        return {place: int(counted.get(place, 0)) for place in CHANGE_PLACES}


def between(store: Store, table: Table, since: datetime, until: datetime | None = None) -> Between:
    """Return what became of the records touched after ``since`` up to ``until``, or up to now."""
    with reading(store.engine) as connection:
        found = changes_since(connection, table, since, until)
        then, now = newest_change(connection, since), newest_change(connection, until)
        told = _last_changes(connection, table, found["reference"], then, now)
        before = frame_of(standing(connection, table, then, references=found["reference"].tolist()), table)
    status = pd.Categorical(found["status"], categories=list(CHANGE_KINDS.codes))
    return Between(table, pd.concat([found.assign(status=status), told], axis=1), before)


def changed_within(
    found: Between, after: pd.DataFrame, mask: Callable[[pd.DataFrame], NDArray[np.bool_]]
) -> Changed:
    """Return what of ``found`` concerns a selection.

    ``after`` is the records frame of the second moment and ``mask`` the selection. A record counts when it
    is selected now or was selected before: one that moved to another region is a change in both.
    """
    references = found.found["reference"]
    there = after[_among(after["reference"], references)]
    shown = there[mask(there)]
    now = _among(references, shown["reference"])
    before = _among(references, found.before["reference"][mask(found.before)])
    located = _among(references, shown["reference"][shown["lon"].notna() & shown["lat"].notna()])
    gone = (found.found["status"] == "withdrawn").to_numpy()
    place = np.select([located, now, gone], range(3), 3).astype(np.int8)
    rows = found.found.assign(place=pd.Categorical.from_codes(place, categories=pd.Index(CHANGE_PLACES)))
    statuses = found.found.set_index("reference")["status"].reindex(shown["reference"])
    return Changed(
        found.table,
        rows[now | before].reset_index(drop=True),
        shown.reset_index(drop=True),
        statuses.reset_index(drop=True),
    )


def _last_changes(
    connection: sa.Connection, table: Table, references: pd.Series, then: int, now: int
) -> pd.DataFrame:
    """Return the last change after change ``then`` up to ``now`` to each record, in the order given."""
    record = versions[table.name]
    query = (
        sa.select(record.c.reference, sa.func.max(record.c.change_id).label("number"))
        .where(record.c.change_id > then, record.c.change_id <= now)
        .group_by(record.c.reference)
    )
    last = read(connection, query, {"reference": TEXT, "number": pa.int64()})
    made = connection.execute(
        sa.select(changes.c.id, changes.c.at, changes.c.who, changes.c.why, changes.c.source_name).where(
            changes.c.id > then, changes.c.id <= now
        )
    ).all()
    told = pd.DataFrame(made, columns=["id", "at", "who", "why", "file"])
    told = told.assign(at=pd.to_datetime(told["at"], utc=True)).astype(dict.fromkeys(_TOLD, "str"))
    number = pd.Series(last["number"].to_numpy(), pd.Index(last["reference"].to_pylist(), dtype="str"))
    place = pd.Index(told["id"]).get_indexer(number.reindex(references).to_numpy())
    return told.drop(columns="id").take(place).reset_index(drop=True)


def _among(references: pd.Series, others: pd.Series) -> NDArray[np.bool_]:
    """Return which references are among others; ``Series.isin`` takes a hundred times as long over text."""
    found: NDArray[np.bool_] = pc.is_in(pa.array(references), pa.array(others)).to_numpy(zero_copy_only=False)
    return found
