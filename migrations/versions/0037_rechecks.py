"""People ask a validator to look at an end again: two kinds of event, and since when a ticket is asked about

A CHECK on SQLite is widened where it is written down, as its documentation says (ALTER TABLE, 7): no row is copied.
The previous release writes no event of these kinds and reads none; it may work beside this one until the first.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

#: CHECK of the table of events -> the kind that it names, and the kinds that stand beside it now.
WIDENED = {
    "ck_event_kind": ("received", ("recheck_asked", "recheck_ended")),
    "ck_event_checked_is_a_verdict": ("validated", ("recheck_ended",)),
}
ASKED = sa.text("recheck_at IS NOT NULL")


def upgrade() -> None:
    for name in WIDENED:
        check_anew(name, wide=True)
    op.add_column("ticket", sa.Column("recheck_at", sa.BigInteger()))
    op.create_index("ix_ticket_recheck", "ticket", ["recheck_at", "id"], sqlite_where=ASKED, postgresql_where=ASKED)


def downgrade() -> None:
    there = sa.text("SELECT 1 FROM event WHERE kind = 'recheck_asked' OR kind = 'recheck_ended' LIMIT 1")
    if op.get_bind().execute(there).first():
        raise RuntimeError("people have asked validators: the log of this database needs this release")
    for name in WIDENED:
        check_anew(name, wide=False)
    op.drop_index("ix_ticket_recheck", "ticket")
    op.drop_column("ticket", "recheck_at")


def check_anew(name: str, *, wide: bool) -> None:
    """Widen a CHECK, or narrow it again; on SQLite without copying the rows, by the steps of 0004."""
    bind, (first, kinds) = op.get_bind(), WIDENED[name]
    if bind.dialect.name != "sqlite":
        find = sa.text("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = :name")
        check = bind.execute(find, {"name": name}).scalar_one()
        check = _changed(check, f"(kind = '{first}'::text)", [f"(kind = '{kind}'::text)" for kind in kinds], wide)
        op.execute(f"ALTER TABLE event DROP CONSTRAINT {name}")
        op.execute(f"ALTER TABLE event ADD CONSTRAINT {name} {check}")
        return
    version = bind.execute(sa.text("PRAGMA schema_version")).scalar_one()
    sql = bind.execute(sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'event'")).scalar_one()
    place = sql.index(name)
    changed = _changed(sql[place:], f"kind = '{first}'", [f"kind = '{kind}'" for kind in kinds], wide)
    bind.execute(sa.text("PRAGMA writable_schema = ON"))
    bind.execute(
        sa.text("UPDATE sqlite_master SET sql = :sql WHERE type = 'table' AND name = 'event'"),
        {"sql": sql[:place] + changed},
    )
    bind.execute(sa.text(f"PRAGMA schema_version = {version + 1}"))
    bind.execute(sa.text("PRAGMA writable_schema = OFF"))


def _changed(check: str, first: str, kinds: list[str], wide: bool) -> str:
    """With the new kinds after the first one, or without them."""
    more = " OR ".join([first, *kinds])
    old, new = (first, more) if wide else (more, first)
    if old not in check:
        raise RuntimeError(f"the CHECK is not as the release before left it: {old} is not in it")
    return check.replace(old, new, 1)
