"""What an event says of work that is called done: why nobody checked it, and which photo stands as before it

The hash of an event that has one of them has more lines (portal/domain/chain.py); the others keep theirs. The previous
release leaves the columns empty. Going down, the hashes from the first such event on are taken away: the release before
makes them anew with its next event.
"""

from __future__ import annotations

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "ALTER TABLE event ADD COLUMN unchecked TEXT CONSTRAINT ck_event_unchecked CHECK (unchecked = 'not_drawn')"
        " CONSTRAINT ck_event_unchecked_has_ended CHECK (unchecked IS NULL OR kind = 'resolved')"
    )
    op.execute(
        "ALTER TABLE event ADD COLUMN beside TEXT CONSTRAINT ck_event_beside_is_of_work_done"
        " CHECK (beside IS NULL OR kind = 'completed' OR kind = 'resolved')"
    )
    op.execute("CREATE INDEX ix_event_unchecked ON event (seq) WHERE unchecked IS NOT NULL")


def downgrade() -> None:
    said = "unchecked IS NOT NULL OR beside IS NOT NULL"
    op.execute(f"UPDATE event SET head = NULL WHERE seq >= (SELECT min(seq) FROM event WHERE {said})")
    op.drop_index("ix_event_unchecked", "event")
    for name in ("beside", "unchecked"):
        op.drop_column("event", name)
