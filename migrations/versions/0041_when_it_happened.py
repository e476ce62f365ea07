"""An index of events by when they happened: the last of them was looked for through the whole log

What is told later may have happened before all else, so no bound by number serves.
"""

from __future__ import annotations

from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_event_happened", "event", ["happened_at"])


def downgrade() -> None:
    op.drop_index("ix_event_happened", "event")
