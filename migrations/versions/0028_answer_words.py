"""Fingerprints of public answers: how often an agency has used the same words

The worker fills the table from the log.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "answer_words",
        sa.Column("seq", ID, autoincrement=False, nullable=False),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("words", ID, nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["event.seq"], name=op.f("fk_answer_words_seq")),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_answer_words_ticket_id")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_answer_words_agency_id")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_answer_words")),
    )
    op.create_index("ix_answer_words", "answer_words", ["agency_id", "words", "ticket_id"])
    op.create_index("ix_answer_words_ticket_id", "answer_words", ["ticket_id"])


def downgrade() -> None:
    op.drop_table("answer_words")
    op.execute("DELETE FROM checkpoint WHERE name = 'answers'")
