"""First tables: changes, and the versions of activations and of housing.

Written out rather than taken from ``store.schema``, which goes on changing; a test holds the two together.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from geo.store.schema import Moment

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer, autoincrement=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("source_name", sa.Text, nullable=False),
        sa.Column("source_sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_changes"),
    )
    op.create_index("ix_changes_at", "changes", ["at"])
    _versions_table(
        "activations",
        sa.Column("signalled_on", sa.Date),
        sa.Column("activated_on", sa.Date, nullable=False),
        sa.Column("closed_on", sa.Date),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("themes", sa.Text, nullable=False),
        sa.Column("infections", sa.Boolean, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("reporter", sa.Text),
        sa.Column("sector", sa.Text, nullable=False),
        sa.Column("integral", sa.Boolean, nullable=False),
        sa.Column("organisations", sa.Text),
        sa.Column("result", sa.Text),
        sa.Column("report", sa.Text),
    )
    _versions_table(
        "housing",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("capacity", sa.Integer, nullable=False),
        sa.Column("occupants", sa.Integer),
        sa.Column("certified", sa.Boolean),
        sa.Column("work_region", sa.Text),
    )


def _versions_table(name: str, *columns: sa.Column[Any]) -> None:
    """Make one table of versions: the key and the change, the columns of its own, the place."""
    op.create_table(
        name,
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("change_id", sa.Integer, nullable=False),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
        *columns,
        sa.Column("place", sa.Text),
        sa.Column("municipality", sa.Text),
        sa.Column("region", sa.Text),
        sa.Column("country", sa.Text),
        sa.Column("lat", sa.Double),
        sa.Column("lon", sa.Double),
        sa.Column("note", sa.Text),
        sa.Column("district", sa.Text),
        sa.Column("precision", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("reference", "version", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(["change_id"], ["changes.id"], name=f"fk_{name}_change_id"),
        sa.CheckConstraint("version >= 1", name=f"ck_{name}_version"),
    )
    op.create_index(f"ix_{name}_change_id", name, ["change_id"])
