"""What an event carries as proof: its attachments, what a validator checked, and why they refused

The hash of an event that has one of them has more lines (portal/domain/chain.py); the others keep theirs. The previous
release leaves the columns empty. Going down, the hashes from the first such event on are taken away: the release before
makes them anew with its next event.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

REFUSED_FOR = ("not_here", "old_or_used", "not_finished", "other")
VERDICTS = "kind = 'validated' OR kind = 'validation_refused'"


def one_of(column: str, values: tuple[str, ...]) -> str:
    """The words of a CHECK that a text column holds one of these values."""
    return " OR ".join(f"{column} = '{value}'" for value in values)


def upgrade() -> None:
    op.add_column("event", sa.Column("attached", sa.JSON()))
    op.execute(
        "ALTER TABLE event ADD COLUMN checked JSON CONSTRAINT ck_event_checked_is_a_verdict"
        f" CHECK (checked IS NULL OR {VERDICTS})"
    )
    op.execute(
        f"ALTER TABLE event ADD COLUMN refused_for TEXT CONSTRAINT ck_event_refused_for CHECK"
        f" ({one_of('refused_for', REFUSED_FOR)}) CONSTRAINT ck_event_refused_for_is_a_refusal"
        " CHECK (refused_for IS NULL OR kind = 'validation_refused')"
    )


def downgrade() -> None:
    with_proof = "attached IS NOT NULL OR checked IS NOT NULL OR refused_for IS NOT NULL"
    op.execute(f"UPDATE event SET head = NULL WHERE seq >= (SELECT min(seq) FROM event WHERE {with_proof})")
    for name in ("refused_for", "checked", "attached"):
        op.drop_column("event", name)
