"""Which Hijri calendar a person chose."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, empty for those who chose none."""
    op.add_column("people", sa.Column("hijri", sa.String, nullable=False, server_default=""))
