"""Agencies, categories, channels and areas are known by their whole names"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

#: Table -> the column that stands in addresses.
TABLES = {"agency": "slug", "category": "slug", "channel": "slug", "area": "code"}
LONGEST = 300


def upgrade() -> None:
    alias = op.create_table(
        "alias",
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("identity", sa.Text, nullable=False),
        sa.Column("refers_to", sa.Integer, nullable=False),
        sa.CheckConstraint(" OR ".join(f"kind = '{kind}'" for kind in TABLES), name="kind"),
        sa.PrimaryKeyConstraint("kind", "identity", name="pk_alias"),
    )
    for table, key in TABLES.items():
        op.add_column(table, sa.Column("identity", sa.Text))
        fill(table)
        op.bulk_insert(alias, list(given_keys(table, key)))
        columns = ["level", "identity"] if table == "area" else ["identity"]
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns, unique=True)


def downgrade() -> None:
    for table in TABLES:
        op.drop_index("ix_area_level_identity" if table == "area" else f"ix_{table}_identity", table_name=table)
        op.drop_column(table, "identity")
    op.drop_table("alias")


def fill(table: str) -> None:
    """Of rows with equal names the oldest gets the identity; the others are known by their addresses only."""
    rows = sa.table(table, sa.column("id", sa.Integer), sa.column("identity", sa.Text))
    taken: set[tuple[str, str]] = set()
    found = []
    for row in stored(table):
        name = (row.level if table == "area" else "", identity(row.name))
        if name not in taken:
            taken.add(name)
            found.append({"row": row.id, "name": name[1]})
    if found:
        change = sa.update(rows).where(rows.c.id == sa.bindparam("row")).values(identity=sa.bindparam("name"))
        op.get_bind().execute(change, found)


def given_keys(table: str, key: str) -> Iterator[dict[str, Any]]:
    """Slugs and codes that are not made of their names: somebody gave them, so that sources may use them."""
    known: set[str] = set()
    for row in stored(table):
        given = getattr(row, key)
        name = identity(given)
        if given != slug(row.name) and name not in known:
            known.add(name)
            yield {"kind": table, "identity": name, "refers_to": row.id}


def stored(table: str) -> list[sa.Row[Any]]:
    return list(op.get_bind().execute(sa.text(f"SELECT * FROM {table} ORDER BY id")))


def identity(name: str) -> str:
    """As in portal/domain/names.py when this was written."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFD", name).casefold()).casefold()
    whole = " ".join(unicodedata.normalize("NFKC", folded).split())
    if len(whole) <= LONGEST:
        return whole
    return f"{whole[: LONGEST - 50].rstrip()} {hashlib.blake2b(whole.encode('utf-8', 'replace'), digest_size=16).hexdigest()}"


def slug(label: str) -> str:
    """As releases before made it of a name."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80] or "lain"
