"""The number and the time of looks for a post in doubt."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the two columns."""
    op.add_column("deliveries", sa.Column("looks", sa.Integer, nullable=False, server_default="0"))
    op.add_column("deliveries", sa.Column("looked_at", sa.DateTime(timezone=True)))
