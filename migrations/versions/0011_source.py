"""Sources know up to when they have spoken, and tickets may have an outcome that nobody tells"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

#: Table -> the column of statuses, whose CHECK is a chain of OR that ends with this status.
STATUSES = {"ticket": "status", "event": "status_after"}
LAST, NEW = "ditutup", "tidak_diketahui"
#: The source of what came in by the portal's own door: it speaks at any moment.
OWN = "form"
#: Events that say nothing of how a ticket stands, or not when.
NO_NEWS = "('corrected', 'redacted', 'visibility_changed', 'noted')"
DESK_AT = sa.text("desk_at IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "source",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("as_of", sa.BigInteger(), nullable=False),
        sa.Column("tells_outcomes", sa.Boolean(), nullable=False),
        sa.Column("stale_after", sa.Integer(), nullable=True),
        sa.CheckConstraint("stale_after > 0", name=op.f("ck_source_stale_after")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_source")),
    )
    op.add_column("ticket", sa.Column("desk_at", sa.BigInteger(), nullable=True))
    op.execute(
        "UPDATE ticket SET desk_at = found.at FROM (SELECT ticket_id, max(happened_at) AS at FROM event "
        f"WHERE officer_id IS NOT NULL AND public AND kind NOT IN {NO_NEWS} GROUP BY ticket_id) AS found "
        "WHERE found.ticket_id = ticket.id"
    )
    op.create_index("ix_ticket_desk_at", "ticket", ["desk_at"], sqlite_where=DESK_AT, postgresql_where=DESK_AT)
    for table, column in STATUSES.items():
        replace_in_rule(table, column, f"{column} = '{LAST}'", f"{column} = '{LAST}' OR {column} = '{NEW}'")
    fill()


def downgrade() -> None:
    """A ticket whose outcome nobody tells waits again, as it did in 0009."""
    op.execute(
        "INSERT INTO custody (ticket_id, agency_id, from_at) SELECT id, holder_id, submitted_at FROM ticket "
        f"WHERE status = '{NEW}'"
    )
    for table, column in STATUSES.items():
        op.execute(f"UPDATE {table} SET {column} = 'menunggu' WHERE {column} = '{NEW}'")
        replace_in_rule(table, column, f"{column} = '{LAST}' OR {column} = '{NEW}'", f"{column} = '{LAST}'")
    op.drop_index("ix_ticket_desk_at", "ticket")
    op.drop_column("ticket", "desk_at")
    op.drop_table("source")


def fill() -> None:
    """The sources that are there have spoken up to their newest time stamp that is no deadline and no promise."""
    op.execute(
        "INSERT INTO source (name, as_of, tells_outcomes) SELECT source, max(at), true FROM ("
        "SELECT source, max(submitted_at) AS at FROM ticket GROUP BY source UNION ALL "
        "SELECT source, max(event.happened_at) FROM event JOIN ticket ON ticket.id = event.ticket_id "
        f"WHERE officer_id IS NULL AND changed IS NULL AND kind NOT IN {NO_NEWS} GROUP BY source UNION ALL "
        "SELECT source, max(source_update.at) FROM source_update JOIN ticket ON ticket.id = ticket_id GROUP BY source"
        f") AS stamps WHERE source <> '{OWN}' GROUP BY source"
    )


def replace_in_rule(table: str, column: str, old: str, new: str) -> None:
    """Change a part of the CHECK of a column. SQLite has no ALTER for it; see 0004 for the steps that take its place."""
    bind = op.get_bind()
    name = f"ck_{table}_{column}"
    if bind.dialect.name != "sqlite":
        values = [value for value in VALUES if value != NEW or new.endswith(f"'{NEW}'")]
        rule = " OR ".join(f"{column} = '{value}'" for value in values)
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({rule})")
        return
    version = bind.execute(sa.text("PRAGMA schema_version")).scalar_one()
    find = sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :table")
    sql = bind.execute(find, {"table": table}).scalar_one()
    start = sql.index(f"{name} CHECK (")
    end = sql.index(")", start)
    rule = sql[start:end]
    if not rule.endswith(old):
        raise RuntimeError(f"{table}: {name} is not as it was written")
    changed = sql[:start] + rule.removesuffix(old) + new + sql[end:]
    bind.execute(sa.text("PRAGMA writable_schema = ON"))
    bind.execute(
        sa.text("UPDATE sqlite_master SET sql = :sql WHERE type = 'table' AND name = :table"),
        {"sql": changed, "table": table},
    )
    bind.execute(sa.text(f"PRAGMA schema_version = {version + 1}"))
    bind.execute(sa.text("PRAGMA writable_schema = OFF"))


VALUES = (
    "menunggu", "koordinasi", "disposisi", "proses", "validasi", "selesai", "ditolak", "duplikat", LAST, NEW,
)  # fmt: skip
