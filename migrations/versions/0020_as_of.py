"""What figures of a past moment need and the log does not keep: former facts, and when sources spoke

Of what a source had said before, only its last word is known: it stands for all the time before. The indexes find
what one agency said, what took something back, and what was merged with what.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NAMES_OTHER = sa.text("other_ticket_id IS NOT NULL")
CORRECTS = sa.text("kind = 'corrected' AND corrects IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "former_facts",
        sa.Column("seq", ID, autoincrement=False, nullable=False),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("channel_id", sa.Integer(), nullable=True),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("response_due_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("reporter", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["seq"], ["event.seq"], name=op.f("fk_former_facts_seq")),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_former_facts_ticket_id")),
        sa.ForeignKeyConstraint(["channel_id"], ["channel.id"], name=op.f("fk_former_facts_channel_id")),
        sa.ForeignKeyConstraint(["category_id"], ["category.id"], name=op.f("fk_former_facts_category_id")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_former_facts_area_id")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_former_facts")),
    )
    op.create_index("ix_former_facts_ticket", "former_facts", ["ticket_id", "seq"])
    op.create_table(
        "heard_word",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("seq", ID, autoincrement=False, nullable=False),
        sa.Column("as_of", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("source", "seq", name=op.f("pk_heard_word")),
    )
    op.execute("INSERT INTO heard_word (source, seq, as_of) SELECT name, 1, as_of FROM source")
    op.create_index(
        "ix_event_other",
        "event",
        ["other_ticket_id", "ticket_id"],
        sqlite_where=NAMES_OTHER,
        postgresql_where=NAMES_OTHER,
    )
    op.create_index("ix_event_agency", "event", ["agency_id", "ticket_id"])
    op.create_index(
        "ix_event_correction", "event", ["ticket_id", "seq"], sqlite_where=CORRECTS, postgresql_where=CORRECTS
    )


def downgrade() -> None:
    op.drop_index("ix_event_correction", "event")
    op.drop_index("ix_event_agency", "event")
    op.drop_index("ix_event_other", "event")
    op.drop_table("heard_word")
    op.drop_table("former_facts")
