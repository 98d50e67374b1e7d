"""The ledger, holds, notices, spending and marks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the first tables."""
    moment = sa.DateTime
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("slot", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("platform", sa.String, nullable=False),
        sa.Column("target", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("button_text", sa.String, nullable=False),
        sa.Column("button_start", sa.String, nullable=False),
        sa.Column("lead", sa.String, nullable=False, index=True),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("remote_id", sa.String),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("not_before", moment(timezone=True)),
        sa.Column("claimed_at", moment(timezone=True)),
        sa.Column("settled_at", moment(timezone=True)),
        sa.Column("error", sa.Text, nullable=False),
        sa.UniqueConstraint("channel", "date", "slot"),
    )
    op.create_table(
        "holds",
        sa.Column("channel", sa.String, primary_key=True),
        sa.Column("until", sa.Date),
        sa.Column("since", moment(timezone=True), nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("why", sa.String, nullable=False),
    )
    op.create_table(
        "notices",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("raised_at", moment(timezone=True), nullable=False),
        sa.Column("told_at", moment(timezone=True)),
        sa.Column("over_text", sa.Text, nullable=False),
    )
    op.create_table(
        "spending",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("channel", sa.String, nullable=False, index=True),
        sa.Column("at", moment(timezone=True), nullable=False, index=True),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("micro_usd", sa.Integer, nullable=False),
    )
    op.create_table(
        "marks",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("at", moment(timezone=True), nullable=False),
    )
