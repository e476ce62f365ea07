"""Agencies ask reporters: three kinds of event, a role of custody, and by how much the due date has moved

A CHECK on SQLite is widened where it is written down, as its documentation says (ALTER TABLE, 7): no row is copied.
The previous release writes no event of these kinds and reads none; it may work beside this one until the first.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

#: table -> the column whose CHECK is widened, its first value, and the values that are new.
WIDENED = {
    "event": ("kind", "received", ("reporter_asked", "reporter_answered", "question_ended")),
    "custody": ("role", "responsible", ("waiting",)),
}
ASKS = sa.text("question_until IS NOT NULL")


def upgrade() -> None:
    for table in WIDENED:
        check_anew(table, wide=True)
    op.add_column("ticket", sa.Column("question_at", sa.BigInteger()))
    op.add_column("ticket", sa.Column("question_until", sa.BigInteger()))
    op.add_column("ticket", sa.Column("questions", sa.Integer(), server_default="0", nullable=False))
    op.add_column("ticket", sa.Column("stood_still", sa.Integer(), server_default="0", nullable=False))
    op.create_index(
        "ix_ticket_question", "ticket", ["question_until", "id"], sqlite_where=ASKS, postgresql_where=ASKS
    )


def downgrade() -> None:
    for table, (column, _first, values) in WIDENED.items():
        there = " OR ".join(f"{column} = '{value}'" for value in values)
        if op.get_bind().execute(sa.text(f"SELECT 1 FROM {table} WHERE {there} LIMIT 1")).first():
            raise RuntimeError("agencies have asked reporters: the log of this database needs this release")
        check_anew(table, wide=False)
    op.drop_index("ix_ticket_question", "ticket")
    for column in ("stood_still", "questions", "question_until", "question_at"):
        op.drop_column("ticket", column)


def check_anew(table: str, *, wide: bool) -> None:
    """Widen the CHECK of a column, or narrow it again; on SQLite without copying the rows, by the steps of 0004."""
    bind, (column, first, values) = op.get_bind(), WIDENED[table]
    name = f"ck_{table}_{column}"
    if bind.dialect.name != "sqlite":
        find = sa.text("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = :name")
        check = bind.execute(find, {"name": name}).scalar_one()
        check = _changed(check, f"({column} = '{first}'::text)", [f"({column} = '{v}'::text)" for v in values], wide)
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {check}")
        return
    version = bind.execute(sa.text("PRAGMA schema_version")).scalar_one()
    named = sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :name")
    sql = bind.execute(named, {"name": table}).scalar_one()
    place = sql.index(name)
    changed = _changed(sql[place:], f"{column} = '{first}'", [f"{column} = '{v}'" for v in values], wide)
    bind.execute(sa.text("PRAGMA writable_schema = ON"))
    bind.execute(
        sa.text("UPDATE sqlite_master SET sql = :sql WHERE type = 'table' AND name = :name"),
        {"sql": sql[:place] + changed, "name": table},
    )
    bind.execute(sa.text(f"PRAGMA schema_version = {version + 1}"))
    bind.execute(sa.text("PRAGMA writable_schema = OFF"))


def _changed(check: str, first: str, values: list[str], wide: bool) -> str:
    """With the new values after the first one, or without them."""
    more = " OR ".join([first, *values])
    old, new = (first, more) if wide else (more, first)
    if old not in check:
        raise RuntimeError(f"the CHECK is not as the release before left it: {old} is not in it")
    return check.replace(old, new, 1)
