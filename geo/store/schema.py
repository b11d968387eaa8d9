"""The tables of the database: changes, and one row for each version of each record; rows are only added.

One thing takes something away: a record that is emptied for good (``geo.store.erasing``).

The tables of records follow ``geo.records.frames``; ``geo/migrations`` brings a database to this state.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, get_args

import sqlalchemy as sa

from geo.records import TABLES
from geo.store.codec import stored_columns

if TYPE_CHECKING:
    from geo.records import Table

Action = Literal["import", "edit", "close", "withdraw", "demo", "restore", "undo", "erase"]
ACTIONS: tuple[str, ...] = get_args(Action)


class Moment(sa.types.TypeDecorator[datetime]):
    """A moment in UTC, aware in Python; SQLite, which knows no time zones, holds it as UTC unsaid."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Return the moment as the engine wants it."""
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Return the moment as an aware one in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

changes = sa.Table(
    "changes",
    metadata,
    # numbered by the program, one after the other in the order of commit: see geo.writing
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", Moment, nullable=False, index=True),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("action", sa.String(16), nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("source_name", sa.Text, nullable=False),
    sa.Column("source_sha256", sa.String(64), nullable=False),
    sa.Column("undoes", sa.Integer),  # the number of the change that an "undo" takes back
)

settled = sa.Table(
    "settled",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),  # the number of the last change that is in the picture
    sa.Column("stood_at", Moment, nullable=False),
    sa.Column("sentence", sa.Text, nullable=False),
    sa.Column("link", sa.Text, nullable=False),  # the query of a link, without the moment
)
"""The pictures that somebody set: what was looked at, by whom, and on which records."""

saved_views = sa.Table(
    "saved_views",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("withdrawn", sa.Boolean, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("remarks", sa.Text, nullable=False),
    sa.Column("page", sa.Text, nullable=False),  # the path of the page, "" for the first
    sa.Column("query", sa.Text, nullable=False),  # of a link, without moment, language and extent
    sa.Column("lat", sa.Double),  # where one looks on the map; all three, or none for the whole country
    sa.Column("lon", sa.Double),
    sa.Column("zoom", sa.Double),
    sa.Column("language", sa.String(2), nullable=False),
    sa.Column("audience", sa.Text, nullable=False),  # for whom, and of which area: see ``geo.access``
    sa.Column("frozen", sa.Boolean, nullable=False),
    sa.Column("data_version", sa.Integer, nullable=False),  # the number of the last change that is in it
    sa.Column("stood_at", Moment, nullable=False),
    sa.Column("drawings", sa.Text, nullable=False),  # GeoJSON, "" for none
    sa.Column("points", sa.Text, nullable=False),  # a list in JSON of what was agreed, "" for none
    sa.CheckConstraint("version >= 1", name="version"),
)
"""The saved views (*overlegkaarten*): one row for each version of each."""

guest_links = sa.Table(
    "guest_links",
    metadata,
    sa.Column("id", sa.String(22), primary_key=True),  # drawn by lot: no link ever gets that of another
    sa.Column("view_id", sa.Integer, nullable=False, index=True),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("for_whom", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("expires", Moment, nullable=False),
    sa.Column("revoked_at", Moment),
    sa.Column("revoked_by", sa.Text, nullable=False),
    sa.Column("opened", sa.Integer, nullable=False),  # in how many sessions
    sa.Column("last_opened", Moment),
)
"""The links by which guests open a saved view; rows change when one is opened or revoked."""

grants = sa.Table(
    "grants",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("issuer", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False, index=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("area", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("withdrawn", sa.Boolean, nullable=False),
)
"""The roles of accounts: one row for each version of each; the last of an account is what it has."""

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("digest", sa.String(64), primary_key=True),
    sa.Column("issuer", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("started", Moment, nullable=False),
    sa.Column("seen", Moment, nullable=False),
)
"""Who is logged in; rows go when a session ends, and none is in a backup."""

drafts = sa.Table(
    "drafts",
    metadata,
    sa.Column("owner", sa.String(64), primary_key=True),  # a digest: see ``geo.store.drafts``
    sa.Column("record_table", sa.String(32), primary_key=True),
    sa.Column("reference", sa.Text, primary_key=True),  # "" for a new record
    sa.Column("at", Moment, nullable=False, index=True),
    sa.Column("version", sa.Integer, nullable=False),  # of the record that was typed in, 0 for a new one
    sa.Column("typed", sa.Text, nullable=False),  # an object in JSON, text by field
)
"""What was typed and not saved: of the last day, older rows go at the next one; none is in a backup."""

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", Moment, nullable=False, index=True),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("account", sa.Text, nullable=False),
    sa.Column("what", sa.String(16), nullable=False),
    sa.Column("selection", sa.Text, nullable=False),
    sa.Column("records", sa.Integer),
    sa.Column("result", sa.String(16), nullable=False),
    sa.Column("origin", sa.Text, nullable=False),
)
"""What accounts did besides changing records; rows are added, and go when they are old."""

STAYING = (grants, audit)
"""The tables that an old backup does not turn back: whoever lost access since does not get it again."""

BESIDE = (settled, saved_views, guest_links, *STAYING)
"""The tables beside the records and their changes, which go along in a backup as they are."""

SQL_TYPES: dict[str, type[sa.types.TypeEngine[Any]]] = {
    "reference": sa.Text,
    "text": sa.Text,
    "municipality": sa.Text,
    "code": sa.Text,
    "codes": sa.Text,
    "region": sa.Text,
    "area": sa.Text,
    "contact_area": sa.Text,
    "nested_areas": sa.Text,
    "day": sa.Date,
    "yes_no": sa.Boolean,
    "count": sa.Integer,
    "degrees": sa.Double,
}


def _versions_of(table: Table) -> sa.Table:
    """Return the table with one row for each version of each record of ``table``."""
    reference, *others = stored_columns(table)
    return sa.Table(
        table.name,
        metadata,
        sa.Column(reference.name, sa.Text, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("change_id", sa.ForeignKey(changes.c.id), nullable=False, index=True),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
        *(sa.Column(column.name, SQL_TYPES[column.kind], nullable=not column.required) for column in others),
        sa.CheckConstraint("version >= 1", name="version"),
    )


versions: dict[str, sa.Table] = {name: _versions_of(table) for name, table in TABLES.items()}
"""The table of versions in the database of each table of records, by its name."""

SINCE = {"contacts": "0004", "partners": "0005"}
"""The revision that made a table, where that was not the first: a backup from before it has none."""
