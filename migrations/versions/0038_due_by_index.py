"""What falls due each minute is found by an index: waiting tickets, removed photos, old letters"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

#: Index -> its table, its columns, and the rows that it holds.
INDEXES = {
    "ix_ticket_pending": ("ticket", ["submitted_at", "id"], sa.text("visibility = 'pending'")),
    "ix_attachment_removed": ("attachment", ["removed_at", "id"], sa.text("removed_at IS NOT NULL")),
    "ix_letter_handed_at": ("letter", ["handed_at"], sa.text("handed_at IS NOT NULL")),
}


def upgrade() -> None:
    for name, (table, columns, rows) in INDEXES.items():
        op.create_index(name, table, columns, sqlite_where=rows, postgresql_where=rows)


def downgrade() -> None:
    for name, (table, _, _) in INDEXES.items():
        op.drop_index(name, table)
