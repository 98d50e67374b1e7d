"""In which chat a post is, how far a look has come, chats that moved, and counters."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, empty for the posts that there are, and the two tables."""
    for name in ("chat_id", "look_state"):
        op.add_column("deliveries", sa.Column(name, sa.String, nullable=False, server_default=""))
    op.create_table(
        "chats",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("chat_id", sa.String, nullable=False),
    )
    op.create_table(
        "counters",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.BigInteger, nullable=False),
    )
