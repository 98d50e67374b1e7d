"""The earlier events that a post names, so that they can be corrected there too."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; posts on air keep their finished line, and no story."""
    op.add_column("deliveries", sa.Column("story", sa.Text, nullable=False, server_default="[]"))
