"""Of which ends reporters were asked, and what they answered

Ends before it were not noted. The previous release does not know the table.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "asked_end",
        sa.Column("seq", ID, autoincrement=False, nullable=False),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("answer_seq", ID),
        sa.ForeignKeyConstraint(["seq"], ["event.seq"], name=op.f("fk_asked_end_seq")),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_asked_end_ticket_id")),
        sa.ForeignKeyConstraint(["answer_seq"], ["event.seq"], name=op.f("fk_asked_end_answer_seq")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_asked_end")),
    )
    op.create_index(op.f("ix_asked_end_ticket_id"), "asked_end", ["ticket_id"])


def downgrade() -> None:
    op.drop_table("asked_end")
