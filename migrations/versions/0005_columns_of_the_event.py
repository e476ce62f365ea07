"""A change of visibility and a source's correction get columns of their own"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

VISIBILITIES = ("pending", "full", "stub", "hidden")
#: Column of a ticket as 0004 wrote it into the text of a source's correction -> the name of the fact.
FACTS = {
    "category_id": "category",
    "area_id": "area",
    "channel_id": "channel",
    "title": "title",
    "text": "text",
    "place": "place",
    "lat": "point",
    "lon": "point",
    "due_at": "due",
}
EVENT = sa.table(
    "event",
    *(sa.column(name, sa.Text) for name in ("kind", "text", "visibility_after")),
    *(sa.column(name, sa.BigInteger) for name in ("seq", "corrects", "agency_id", "officer_id")),
    sa.column("changed", sa.JSON(none_as_null=True)),
)
#: On SQLite a CHECK is added with its column and goes with it, so that no row is copied.
CHECKS = {
    "visibility_after": {
        "ck_event_visibility_after": " OR ".join(f"visibility_after = '{name}'" for name in VISIBILITIES),
        "ck_event_change_has_visibility": "visibility_after IS NULL OR kind = 'visibility_changed'",
    },
    "changed": {"ck_event_correction_has_facts": "changed IS NULL OR kind = 'corrected'"},
}
TYPES = {"visibility_after": "TEXT", "changed": "JSON"}
#: The corrections that a source makes are nobody's on the desk.
BY_SOURCE = sa.and_(
    EVENT.c.kind == "corrected",
    EVENT.c.corrects.is_(None),
    EVENT.c.agency_id.is_(None),
    EVENT.c.officer_id.is_(None),
)


def upgrade() -> None:
    for column, checks in CHECKS.items():
        added = " ".join(f"CONSTRAINT {name} CHECK ({rule})" for name, rule in checks.items())
        op.execute(f"ALTER TABLE event ADD COLUMN {column} {TYPES[column]} {added}")
    unread = sa.and_(EVENT.c.kind == "visibility_changed", EVENT.c.visibility_after.is_(None))
    for name in VISIBILITIES:
        prefix = f"{name}:"
        op.execute(
            sa.update(EVENT)
            .where(unread, EVENT.c.text.startswith(prefix))
            .values(visibility_after=name, text=sa.func.substr(EVENT.c.text, len(prefix) + 1))
        )
    for text in texts(BY_SOURCE):
        columns = text.split(",")
        if all(name in FACTS for name in columns):
            changed = list(dict.fromkeys(FACTS[name] for name in columns))
            op.execute(sa.update(EVENT).where(BY_SOURCE, EVENT.c.text == text).values(changed=changed, text=""))


def downgrade() -> None:
    """A corrected point comes back as both of its columns, also where the source had changed one only."""
    after = EVENT.c.visibility_after
    op.execute(sa.update(EVENT).where(after.is_not(None)).values(text=after + ":" + EVENT.c.text))
    stored = sa.select(EVENT.c.seq, EVENT.c.changed).where(EVENT.c.changed.is_not(None))
    for seq, changed in op.get_bind().execute(stored).all():
        text = ",".join(column for column, fact in FACTS.items() if fact in changed)
        op.execute(sa.update(EVENT).where(EVENT.c.seq == seq).values(text=text))
    for column in CHECKS:
        op.drop_column("event", column)


def texts(rows: sa.ColumnElement[bool]) -> list[str]:
    return list(op.get_bind().execute(sa.select(EVENT.c.text).where(rows).distinct()).scalars())
