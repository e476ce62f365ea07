"""Followers by mail, and the letters that wait for them

The previous release does not know the tables; nothing that it reads changes.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PACES = ("at_once", "daily")
LETTERS = ("confirm", "news", "known", "all")
OF_A_TICKET, OF_A_LIST = sa.text("ticket_id IS NOT NULL"), sa.text("ticket_id IS NULL")
WAITS = sa.text("handed_at IS NULL")


def one_of(column: str, values: tuple[str, ...]) -> str:
    """The words of a CHECK that a text column holds one of these values."""
    return " OR ".join(f"{column} = '{value}'" for value in values)


def upgrade() -> None:
    op.create_table(
        "follower",
        sa.Column("id", ID, nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("address_hash", sa.LargeBinary(), nullable=False),
        sa.Column("ticket_id", ID, nullable=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("lens", "language", "pace")),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=True) for name in ("confirmed_at", "bounced_at")),
        *(sa.Column(name, sa.LargeBinary(), nullable=False) for name in ("salt", "confirm_hash", "end_hash")),
        sa.Column("last_seq", ID, nullable=False),
        sa.Column("mailed_at", sa.BigInteger(), nullable=True),
        sa.Column("lease", sa.Text(), nullable=True),
        sa.Column("leased_until", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(one_of("pace", PACES), name=op.f("ck_follower_pace")),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_follower_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follower")),
        sa.UniqueConstraint("confirm_hash", name=op.f("uq_follower_confirm_hash")),
        sa.UniqueConstraint("end_hash", name=op.f("uq_follower_end_hash")),
    )
    for name, first, where in (
        ("ix_follower_of_ticket", "ticket_id", OF_A_TICKET),
        ("ix_follower_of_list", "lens", OF_A_LIST),
    ):
        columns = [first, "address_hash"]
        op.create_index(name, "follower", columns, unique=True, sqlite_where=where, postgresql_where=where)
    op.create_index("ix_follower_address", "follower", ["address_hash", "id"])
    op.create_table(
        "letter",
        sa.Column("id", ID, nullable=False),
        sa.Column("follower_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("seq", ID, nullable=False),
        sa.Column("ticket_id", ID, nullable=True),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=True) for name in ("handed_at", "sent_at")),
        sa.CheckConstraint(one_of("kind", LETTERS), name=op.f("ck_letter_kind")),
        sa.ForeignKeyConstraint(
            ["follower_id"], ["follower.id"], name=op.f("fk_letter_follower_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_letter_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("follower_id", "kind", "seq", name=op.f("uq_letter_follower_id_kind_seq")),
    )
    op.create_index("ix_letter_due", "letter", ["due_at", "id"], sqlite_where=WAITS, postgresql_where=WAITS)


def downgrade() -> None:
    op.drop_table("letter")
    op.drop_table("follower")
