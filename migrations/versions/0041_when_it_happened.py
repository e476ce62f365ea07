"""An index of events by when they happened: the last of them was looked for through the whole log

What is told later may have happened before all else, so no bound by number serves. An index of the column itself SQLite
would take for other statements too, in place of far smaller ones.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_event_last", "event", [sa.text("(happened_at + 0)")])


def downgrade() -> None:
    op.drop_index("ix_event_last", "event")
