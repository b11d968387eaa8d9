"""The pictures that somebody set."""

import sqlalchemy as sa
from alembic import op

from geo.store.schema import Moment

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table; no picture was set yet."""
    op.create_table(
        "settled",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("stood_at", Moment, nullable=False),
        sa.Column("sentence", sa.Text, nullable=False),
        sa.Column("link", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_settled"),
    )
