"""Saved views (*overlegkaarten*), version by version, and the links by which guests open them."""

import sqlalchemy as sa
from alembic import op

from geo.store.schema import Moment

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add both tables; there are none yet."""
    op.create_table(
        "saved_views",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("remarks", sa.Text, nullable=False),
        sa.Column("page", sa.Text, nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.Column("lat", sa.Double),
        sa.Column("lon", sa.Double),
        sa.Column("zoom", sa.Double),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("audience", sa.Text, nullable=False),
        sa.Column("frozen", sa.Boolean, nullable=False),
        sa.Column("data_version", sa.Integer, nullable=False),
        sa.Column("stood_at", Moment, nullable=False),
        sa.Column("drawings", sa.Text, nullable=False),
        sa.Column("points", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", "version", name="pk_saved_views"),
        sa.CheckConstraint("version >= 1", name="ck_saved_views_version"),
    )
    op.create_table(
        "guest_links",
        sa.Column("id", sa.String(22), nullable=False),
        sa.Column("view_id", sa.Integer, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("for_whom", sa.Text, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("expires", Moment, nullable=False),
        sa.Column("revoked_at", Moment),
        sa.Column("revoked_by", sa.Text, nullable=False),
        sa.Column("opened", sa.Integer, nullable=False),
        sa.Column("last_opened", Moment),
        sa.PrimaryKeyConstraint("id", name="pk_guest_links"),
    )
    op.create_index("ix_guest_links_view_id", "guest_links", ["view_id"])
