"""Which version of a post a delivery edits, where each version has an id of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, empty for the posts that there are."""
    op.add_column("deliveries", sa.Column("edit_of", sa.String))
