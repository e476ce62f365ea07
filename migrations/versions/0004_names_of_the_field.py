"""Tables, columns and kinds of event get the field's names"""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

#: Old name -> new name of tables.
TABLES = {"cursor": "checkpoint", "told": "source_update"}
#: Old name -> new name of constraints, by table (as it is called after the renaming).
CONSTRAINTS = {
    "checkpoint": {"ck_cursor_seq": "ck_checkpoint_seq", "pk_cursor": "pk_checkpoint"},
    "source_update": {"pk_told": "pk_source_update", "fk_told_ticket_id": "fk_source_update_ticket_id"},
    "ticket": {"ck_ticket_face": "ck_ticket_visibility"},
}
KIND = ("face_changed", "visibility_changed")


def upgrade() -> None:
    for old, new in TABLES.items():
        op.rename_table(old, new)
    op.execute("ALTER TABLE ticket RENAME COLUMN face TO visibility")
    for table, names in CONSTRAINTS.items():
        rename_constraints(table, names)
    rename_kind(*KIND)


def downgrade() -> None:
    rename_kind(*reversed(KIND))
    for table, names in CONSTRAINTS.items():
        rename_constraints(table, {new: old for old, new in names.items()})
    op.execute("ALTER TABLE ticket RENAME COLUMN visibility TO face")
    for old, new in TABLES.items():
        op.rename_table(new, old)


def rename_constraints(table: str, names: dict[str, str]) -> None:
    if op.get_bind().dialect.name == "sqlite":
        rewrite_schema(table, names)
        return
    for old, new in names.items():
        op.execute(f"ALTER TABLE {table} RENAME CONSTRAINT {old} TO {new}")


def rename_kind(old: str, new: str) -> None:
    """Events of kind ``old`` become ``new``; the CHECK of the column says so."""
    if op.get_bind().dialect.name == "sqlite":
        rewrite_schema("event", {f"kind = '{old}'": f"kind = '{new}'"})
        op.execute(f"UPDATE event SET kind = '{new}' WHERE kind = '{old}'")
        return
    check = op.get_bind().execute(
        text("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'ck_event_kind'")
    ).scalar_one()
    op.execute("ALTER TABLE event DROP CONSTRAINT ck_event_kind")
    op.execute(f"UPDATE event SET kind = '{new}' WHERE kind = '{old}'")
    op.execute("ALTER TABLE event ADD CONSTRAINT ck_event_kind " + check.replace(f"'{old}'", f"'{new}'"))


def rewrite_schema(table: str, replacements: dict[str, str]) -> None:
    """Change a table's definition where its rows stay as they are.

    SQLite has no ALTER for constraints; https://sqlite.org/lang_altertable.html (part 7) gives these steps for changes
    that do not touch what is stored, so that a table of millions of rows need not be copied.
    """
    bind = op.get_bind()
    version = bind.execute(text("PRAGMA schema_version")).scalar_one()
    sql = bind.execute(
        text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :name"), {"name": table}
    ).scalar_one()
    for old, new in replacements.items():
        if old not in sql:
            raise RuntimeError(f"{table}: {old} is not in its definition")
        sql = sql.replace(old, new)
    bind.execute(text("PRAGMA writable_schema = ON"))
    bind.execute(
        text("UPDATE sqlite_master SET sql = :sql WHERE type = 'table' AND name = :name"), {"sql": sql, "name": table}
    )
    bind.execute(text(f"PRAGMA schema_version = {version + 1}"))
    bind.execute(text("PRAGMA writable_schema = OFF"))
