"""The picture that a post has: its hash, and how it goes with the post."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; the posts that there are have no picture."""
    for name in ("picture", "picture_kind"):
        op.add_column("deliveries", sa.Column(name, sa.String, nullable=False, server_default=""))
