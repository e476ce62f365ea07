"""The streets that reports name

The worker fills both tables from the reports; the previous release does not know them.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "street",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("open", sa.Integer(), nullable=False),
        *(sa.Column(side, sa.Double(), nullable=True) for side in ("west", "south", "east", "north")),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("as_of", sa.BigInteger(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("median", ID, nullable=True),
        sa.Column("low", ID, nullable=True),
        sa.Column("high", ID, nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.CheckConstraint("(west IS NULL) = (north IS NULL)", name=op.f("ck_street_box")),
        sa.CheckConstraint("reports > 0", name=op.f("ck_street_reports")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_street_area_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_street")),
        sa.UniqueConstraint("slug", name=op.f("uq_street_slug")),
    )
    op.create_index("ix_street_area_id", "street", ["area_id"])
    op.create_index("ix_street_key", "street", ["key"])
    op.create_index("ix_street_box", "street", ["south", "north", "west"])
    op.create_table(
        "street_ticket",
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("street_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["street_id"], ["street.id"], name=op.f("fk_street_ticket_street_id")),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_street_ticket_ticket_id")),
        sa.PrimaryKeyConstraint("ticket_id", "key", name=op.f("pk_street_ticket")),
    )
    op.create_index("ix_street_ticket_key", "street_ticket", ["key"])
    op.create_index("ix_street_ticket_street_id", "street_ticket", ["street_id"])


def downgrade() -> None:
    op.drop_table("street_ticket")
    op.drop_table("street")
