"""Who has access, who is logged in, and who did what."""

import sqlalchemy as sa
from alembic import op

from geo.store.schema import Moment

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the three tables; there are no accounts yet."""
    op.create_table(
        "grants",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("issuer", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("area", sa.Text, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_grants"),
    )
    op.create_index("ix_grants_subject", "grants", ["subject"])
    op.create_table(
        "sessions",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("issuer", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("started", Moment, nullable=False),
        sa.Column("seen", Moment, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_sessions"),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("what", sa.String(16), nullable=False),
        sa.Column("selection", sa.Text, nullable=False),
        sa.Column("records", sa.Integer),
        sa.Column("result", sa.String(16), nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_at", "audit", ["at"])
