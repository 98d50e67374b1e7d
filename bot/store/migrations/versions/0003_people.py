"""People, their reports, and the updates that were seen."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of the conversation."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "people",
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("zone", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("reporting", sa.String, nullable=False),
        sa.Column("gone_at", moment),
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person", sa.BigInteger, index=True),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("event_id", sa.String, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("closed_at", moment),
        sa.Column("told", sa.Boolean, nullable=False),
        sa.Column("update_id", sa.BigInteger, unique=True),
    )
    op.create_table(
        "updates",
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
    )
