"""The editors' decisions and previews, and buttons under notices to the operators."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and the two tables."""
    op.add_column("notices", sa.Column("buttons", sa.Text, nullable=False, server_default="[]"))
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("channel", sa.String, nullable=False, index=True),
        sa.Column("day", sa.Date, nullable=False, index=True),
        sa.Column("wish", sa.String, nullable=False),
        sa.Column("about", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("undone_by", sa.String, nullable=False),
        sa.Column("undone_at", moment),
        sa.Column("change", sa.String, nullable=False),
    )
    op.create_table(
        "previews",
        sa.Column("channel", sa.String, primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("messages", sa.Text, nullable=False),
        sa.Column("claimed_at", moment, nullable=False),
        sa.Column("reminded_at", moment),
    )
