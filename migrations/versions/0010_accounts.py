"""A hand-over may be refused"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010_accounts"
down_revision = "0009"
branch_labels = None
depends_on = None

EVENT = sa.table("event", sa.column("kind", sa.Text))
AFTER, RETURNED = "kind = 'transferred'", " OR kind = 'returned'"


def upgrade() -> None:
    replace_in_event(AFTER, AFTER + RETURNED)


def downgrade() -> None:
    """A refused hand-over becomes what 0009 has for it: a transfer back."""
    op.execute(sa.update(EVENT).where(EVENT.c.kind == "returned").values(kind="transferred"))
    replace_in_event(AFTER + RETURNED, AFTER)


def replace_in_event(old: str, new: str) -> None:
    """Change the CHECK of the log's kinds without copying the log; see 0004 for SQLite's steps."""
    bind = op.get_bind()
    if bind.dialect.name != "sqlite":
        find = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'ck_event_kind'"
        check = bind.execute(sa.text(find)).scalar_one()
        word = "'transferred'::text"
        added = f"{word}) OR (kind = 'returned'::text"
        check = check.replace(word, added, 1) if len(new) > len(old) else check.replace(added, word)
        op.execute("ALTER TABLE event DROP CONSTRAINT ck_event_kind")
        op.execute(f"ALTER TABLE event ADD CONSTRAINT ck_event_kind {check}")
        return
    version = bind.execute(sa.text("PRAGMA schema_version")).scalar_one()
    sql = bind.execute(sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'event'")).scalar_one()
    place = sql.index("ck_event_kind")
    if old not in sql[place:]:
        raise RuntimeError("event: the CHECK of its kinds is not as 0009 left it")
    bind.execute(sa.text("PRAGMA writable_schema = ON"))
    bind.execute(
        sa.text("UPDATE sqlite_master SET sql = :sql WHERE type = 'table' AND name = 'event'"),
        {"sql": sql[:place] + sql[place:].replace(old, new, 1)},
    )
    bind.execute(sa.text(f"PRAGMA schema_version = {version + 1}"))
    bind.execute(sa.text("PRAGMA writable_schema = OFF"))
