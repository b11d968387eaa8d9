"""What was typed in a form and not saved."""

import sqlalchemy as sa
from alembic import op

from geo.store.schema import Moment

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the table; nobody has a draft yet."""
    op.create_table(
        "drafts",
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("record_table", sa.String(32), nullable=False),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("typed", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("owner", "record_table", "reference", name="pk_drafts"),
    )
    op.create_index("ix_drafts_at", "drafts", ["at"])
