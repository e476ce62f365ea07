"""Hidden tickets and what was taken from view are counted without reading all tickets and all events"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

HIDDEN = sa.text("visibility = 'hidden'")
MODERATION = sa.text("kind IN ('redacted', 'visibility_changed')")


def upgrade() -> None:
    op.create_index(
        "ix_ticket_hidden",
        "ticket",
        ["agency_id", "submitted_at"],
        sqlite_where=HIDDEN,
        postgresql_where=HIDDEN,
    )
    op.create_index(
        "ix_event_moderation", "event", ["seq"], sqlite_where=MODERATION, postgresql_where=MODERATION
    )


def downgrade() -> None:
    op.drop_index("ix_event_moderation", "event")
    op.drop_index("ix_ticket_hidden", "ticket")
