"""A form of the desk is done once, every form is kept while it is half-written, and today's answers are found

Revision 0009's code knows drafts of answers only. Beside this schema it may show an officer her other drafts of a
ticket as one; nothing is published by that. Going down keeps the answers.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

FROM_THE_DESK = sa.text("officer_id IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "sent_form",
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_sent_form_officer_id")),
        sa.ForeignKeyConstraint(["seq"], ["event.seq"], name=op.f("fk_sent_form_seq")),
        sa.PrimaryKeyConstraint("officer_id", "key", name=op.f("pk_sent_form")),
    )
    with op.batch_alter_table("draft") as draft:
        draft.add_column(sa.Column("form", sa.Text(), nullable=False, server_default="respond"))
        draft.drop_constraint("pk_draft", type_="primary")
        draft.create_primary_key("pk_draft", ["ticket_id", "officer_id", "form"])
    op.create_index(
        "ix_event_from_desk",
        "event",
        ["happened_at", "ticket_id"],
        sqlite_where=FROM_THE_DESK,
        postgresql_where=FROM_THE_DESK,
    )


def downgrade() -> None:
    op.drop_index("ix_event_from_desk", "event")
    op.execute("DELETE FROM draft WHERE form <> 'respond'")
    with op.batch_alter_table("draft") as draft:
        draft.drop_constraint("pk_draft", type_="primary")
        draft.create_primary_key("pk_draft", ["ticket_id", "officer_id"])
        draft.drop_column("form")
    op.drop_table("sent_form")
