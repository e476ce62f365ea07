"""A channel says whether citizens report through it or the city itself; codes are found without their hyphens"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # One statement, as SQLite takes a CHECK of a new column only with the column.
    op.execute(
        "ALTER TABLE channel ADD COLUMN kind TEXT DEFAULT 'citizen' NOT NULL"
        " CONSTRAINT ck_channel_kind CHECK (kind = 'citizen' OR kind = 'city')"
    )
    op.create_index("ix_ticket_code_key", "ticket", [sa.text("replace(code, '-', '')")])


def downgrade() -> None:
    op.drop_index("ix_ticket_code_key", table_name="ticket")
    op.drop_column("channel", "kind")
