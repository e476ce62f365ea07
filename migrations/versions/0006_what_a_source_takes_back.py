"""A merge may leave open what it was merged into, and a move or a reopening may say that its time is not known"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

#: Constraint -> the rule of 0005, and the new one. Both new ones allow all that the old ones allowed and was written.
RULES = {
    "ck_event_merge_names_other": (
        "kind <> 'merged' OR other_ticket_id IS NOT NULL",
        "other_ticket_id IS NULL OR kind = 'merged' OR kind = 'corrected'",
    ),
    "ck_event_correction_has_facts": (
        "changed IS NULL OR kind = 'corrected'",
        "changed IS NULL OR kind = 'corrected' OR kind = 'transferred' OR kind = 'reopened'",
    ),
}
#: Facts that 0005 does not know. A correction of nothing else becomes one of the text.
NEW_FACTS = frozenset({"response_due", "reporter", "private", "agency", "end", "steps"})
EVENT = sa.table(
    "event",
    sa.column("kind", sa.Text),
    sa.column("seq", sa.BigInteger),
    sa.column("other_ticket_id", sa.BigInteger),
    sa.column("changed", sa.JSON(none_as_null=True)),
)


def upgrade() -> None:
    for name, (old, new) in RULES.items():
        replace_rule(name, old, new)


def downgrade() -> None:
    """What 0005 cannot say is left out: a merge into a ticket that is not named is a closing, an unknown time is one."""
    kind, other = EVENT.c.kind, EVENT.c.other_ticket_id
    op.execute(sa.update(EVENT).where(kind == "merged", other.is_(None)).values(kind="closed"))
    op.execute(sa.update(EVENT).where(kind == "corrected").values(other_ticket_id=None))
    op.execute(sa.update(EVENT).where(kind != "corrected", EVENT.c.changed.is_not(None)).values(changed=sa.null()))
    stored = sa.select(EVENT.c.seq, EVENT.c.changed).where(EVENT.c.changed.is_not(None))
    for seq, changed in op.get_bind().execute(stored).all():
        if NEW_FACTS & set(changed):
            kept = [name for name in changed if name not in NEW_FACTS] or ["text"]
            op.execute(sa.update(EVENT).where(EVENT.c.seq == seq).values(changed=kept))
    for name, (old, new) in RULES.items():
        replace_rule(name, new, old)


def replace_rule(name: str, old: str, new: str) -> None:
    """Give a CHECK of the log another rule. SQLite has no ALTER for it; see 0004 for the steps that take its place."""
    if op.get_bind().dialect.name != "sqlite":
        op.execute(f"ALTER TABLE event DROP CONSTRAINT {name}")
        op.execute(f"ALTER TABLE event ADD CONSTRAINT {name} CHECK ({new})")
        return
    bind = op.get_bind()
    version = bind.execute(sa.text("PRAGMA schema_version")).scalar_one()
    find = sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'event'")
    sql = bind.execute(find).scalar_one()
    if f"{name} CHECK ({old})" not in sql:
        raise RuntimeError(f"event: {name} is not as 0005 wrote it")
    bind.execute(sa.text("PRAGMA writable_schema = ON"))
    bind.execute(
        sa.text("UPDATE sqlite_master SET sql = :sql WHERE type = 'table' AND name = 'event'"),
        {"sql": sql.replace(f"{name} CHECK ({old})", f"{name} CHECK ({new})")},
    )
    bind.execute(sa.text(f"PRAGMA schema_version = {version + 1}"))
    bind.execute(sa.text("PRAGMA writable_schema = OFF"))
