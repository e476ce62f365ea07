"""Which reports their reporters keep private; so far, each report of the own form that came in reduced to its facts"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

TABLE = "kept_private"
#: Those of a sensitive category are among them, and those that were hidden since: nothing tells what they were before,
#: so their reporters decide, too.
CAME_IN_PRIVATE = """
INSERT INTO kept_private (ticket_id, asked_at)
SELECT id, submitted_at FROM ticket
WHERE source = 'form' AND visibility IN ('stub', 'hidden')
AND NOT EXISTS (
    SELECT 1 FROM event
    WHERE event.ticket_id = ticket.id AND event.kind = 'visibility_changed' AND event.visibility_after IN ('stub', 'full')
)
"""


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("ticket_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), sa.ForeignKey("ticket.id"),
                  primary_key=True, autoincrement=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("agreed_at", sa.BigInteger(), nullable=True),
    )  # fmt: skip
    op.execute(CAME_IN_PRIVATE)


def downgrade() -> None:
    op.drop_table(TABLE)
