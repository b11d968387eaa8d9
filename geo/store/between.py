"""What became of each record between two moments: its status, its fields, and the last change to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import sqlalchemy as sa

from geo.language import mark
from geo.store import bulk, history
from geo.store.codec import TEXT
from geo.store.owners import of_area, touches
from geo.store.schema import changes, versions
from geo.store.snapshot import frame_of
from geo.store.versions import newest_change, standing
from geo.vocabulary import Term, Vocabulary

if TYPE_CHECKING:
    from datetime import datetime

    from geo.records import Table

CHANGE_KINDS = Vocabulary(
    "gebeurtenis",
    (
        Term("new", "Nieuw", "Neu", "Nouveau", "New", mark("Was er op dat moment nog niet.")),
        Term(
            "changed",
            "Gewijzigd",
            "Geändert",
            "Modifié",
            "Changed",
            mark("Een gegeven is ingevuld of bijgewerkt."),
        ),
        Term(
            "closed",
            "Afgesloten",
            "Abgeschlossen",
            "Clos",
            "Closed",
            mark("De dag van sluiten is ingevuld; de inzet is klaar."),
        ),
        Term(
            "corrected",
            "Gecorrigeerd",
            "Berichtigt",
            "Corrigé",
            "Corrected",
            mark("Een feit dat al was vastgelegd, is vervangen of weggehaald."),
        ),
        Term(
            "withdrawn",
            "Ingetrokken",
            "Zurückgezogen",
            "Retiré",
            "Withdrawn",
            mark("Telt niet meer mee en staat niet meer op de kaart."),
        ),
        Term(
            "moved",
            "Verplaatst",
            "Verlegt",
            "Déplacé",
            "Moved",
            mark("Is van een andere regio, of van geen; wat er daar van werd, staat hier niet."),
        ),
    ),
)
"""The statuses of ``history.changes_since``, in the order of the page; who sees all has no *moved*."""

_TOLD = ("who", "why", "file")


@dataclass(frozen=True, eq=False)
class Between:
    """What became of the records of one table between two moments.

    ``found`` has one row a record, sorted by reference: reference, status (category, CHANGE_KINDS), fields
    (tuple of column names; all that are filled for a new record), and of the last change to it: at (UTC),
    who, why, file. ``before`` is a records frame of those that were there at the first moment.
    """

    table: Table
    found: pd.DataFrame
    before: pd.DataFrame


def between(
    connection: sa.Connection, table: Table, since: datetime, until: datetime | None = None, area: str = ""
) -> Between:
    """Return what became of the records touched after ``since`` up to ``until``, or up to now.

    With an ``area`` of its own records alone, and as far as they were its own.
    """
    found = history.changes_since(connection, table, since, until, area)
    then, now = newest_change(connection, since), newest_change(connection, until)
    told = _last_changes(connection, table, found["reference"], (then, now), area)
    stood = standing(connection, table, then, references=found["reference"].tolist())
    before = frame_of(of_area(stood, table, area), table)
    status = pd.Categorical(found["status"], categories=list(CHANGE_KINDS.codes))
    return Between(table, pd.concat([found.assign(status=status), told], axis=1), before)


def _last_changes(
    connection: sa.Connection, table: Table, references: pd.Series, span: tuple[int, int], area: str
) -> pd.DataFrame:
    """Return the last change after the first of ``span`` up to the second to each record, as ordered.

    With an ``area`` the last one that touched a record of it: of one that moved the change that moved it.
    """
    record, (then, now) = versions[table.name], span
    query = (
        sa.select(record.c.reference, sa.func.max(record.c.change_id).label("number"))
        .where(record.c.change_id > then, record.c.change_id <= now, touches(table, area))
        .group_by(record.c.reference)
    )
    last = bulk.read(connection, query, {"reference": TEXT, "number": pa.int64()})
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
