"""The partners: what they deliver of which areas, and what they mean by it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the table of versions, empty: what partners agreed to is for who works with them to say."""
    op.create_table(
        "partners",
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("change_id", sa.Integer, nullable=False),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
        sa.Column("partner", sa.Text, nullable=False),
        sa.Column("areas", sa.Text, nullable=False),
        sa.Column("delivers", sa.Boolean, nullable=False),
        sa.Column("housing_means", sa.Text),
        sa.Column("outbreak_means", sa.Text),
        sa.Column("partner_de", sa.Text),
        sa.Column("housing_means_de", sa.Text),
        sa.Column("outbreak_means_de", sa.Text),
        sa.Column("partner_fr", sa.Text),
        sa.Column("housing_means_fr", sa.Text),
        sa.Column("outbreak_means_fr", sa.Text),
        sa.Column("partner_en", sa.Text),
        sa.Column("housing_means_en", sa.Text),
        sa.Column("outbreak_means_en", sa.Text),
        sa.Column("note", sa.Text),
        sa.PrimaryKeyConstraint("reference", "version", name="pk_partners"),
        sa.ForeignKeyConstraint(["change_id"], ["changes.id"], name="fk_partners_change_id"),
        sa.CheckConstraint("version >= 1", name="ck_partners_version"),
    )
    op.create_index("ix_partners_change_id", "partners", ["change_id"])
