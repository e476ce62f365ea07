"""The index by which the last event is found serves nothing else

As one of the column SQLite took it for other statements too, in place of far smaller ones.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_event_happened", "event")
    op.create_index("ix_event_last", "event", [sa.text("(happened_at + 0)")])


def downgrade() -> None:
    op.drop_index("ix_event_last", "event")
    op.create_index("ix_event_happened", "event", ["happened_at"])
