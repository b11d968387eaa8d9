"""The contacts: whom to call on either side of the border."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the table of versions; there are no contacts yet."""
    op.create_table(
        "contacts",
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("change_id", sa.Integer, nullable=False),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
        sa.Column("organisation", sa.Text, nullable=False),
        sa.Column("authority", sa.Text, nullable=False),
        sa.Column("area", sa.Text, nullable=False),
        sa.Column("role", sa.Text),
        sa.Column("languages", sa.Text),
        sa.Column("phone", sa.Text),
        sa.Column("mail", sa.Text),
        sa.Column("valid_from", sa.Date),
        sa.Column("valid_until", sa.Date),
        sa.Column("checked_on", sa.Date),
        sa.Column("note", sa.Text),
        sa.PrimaryKeyConstraint("reference", "version", name="pk_contacts"),
        sa.ForeignKeyConstraint(["change_id"], ["changes.id"], name="fk_contacts_change_id"),
        sa.CheckConstraint("version >= 1", name="ck_contacts_version"),
    )
    op.create_index("ix_contacts_change_id", "contacts", ["change_id"])
