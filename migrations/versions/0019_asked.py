"""An index of the requests of one agency to another"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

IS_ASKED = sa.text("role = 'asked'")


def upgrade() -> None:
    op.create_index(
        "ix_custody_asked",
        "custody",
        ["ticket_id", "from_at", "id"],
        sqlite_where=IS_ASKED,
        postgresql_where=IS_ASKED,
    )


def downgrade() -> None:
    op.drop_index("ix_custody_asked", "custody")
