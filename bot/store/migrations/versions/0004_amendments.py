"""Amendments of published posts, and the line of earlier posts in each."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, the table, and the index by which what came on air lately is found."""
    op.add_column("deliveries", sa.Column("earlier", sa.Text, nullable=False, server_default=""))
    op.create_index("ix_deliveries_settled_at", "deliveries", ["settled_at"])
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "amendments",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("slot", sa.String, nullable=False),
        sa.Column("event_id", sa.String, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("noted_on", sa.Date),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("choice", sa.String, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("not_before", moment),
        sa.Column("noticed_at", moment, nullable=False),
        sa.Column("settled_at", moment),
        sa.Column("error", sa.Text, nullable=False),
        sa.Column("told", sa.Boolean, nullable=False),
        sa.UniqueConstraint("channel", "date", "slot", "event_id", "number"),
    )
