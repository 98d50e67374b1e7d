"""After which post a delivery is looked for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; the post before is not known of what is in doubt at that moment."""
    op.add_column("deliveries", sa.Column("after_id", sa.String))
