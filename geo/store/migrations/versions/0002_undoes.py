"""Which change another one takes back."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the number of the change taken back; the changes there are take none back."""
    op.add_column("changes", sa.Column("undoes", sa.Integer))
