"""What people say against public photos and texts; by which event parts of a photo were made unreadable

The previous release does not know the table and leaves the column empty; nothing that it reads changes.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SUBJECTS = ("photo", "report", "answer")
REASONS = ("face", "personal_data", "insult", "off_topic", "untrue", "other")
OUTCOMES = ("nothing", "blurred", "redacted", "withheld")
OPEN = sa.text("closed_at IS NULL")


def one_of(column: str, values: tuple[str, ...]) -> str:
    """The words of a CHECK that a text column holds one of these values."""
    return " OR ".join(f"{column} = '{value}'" for value in values)


def upgrade() -> None:
    op.create_table(
        "notice",
        sa.Column("id", ID, nullable=False),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("event_seq", ID, nullable=True),
        sa.Column("attachment_id", ID, nullable=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("reason_kind", "words", "form_key")),
        sa.Column("sender", sa.LargeBinary(), nullable=True),
        sa.Column("noticed_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("done_seq", ID, nullable=True),
        sa.CheckConstraint(one_of("subject", SUBJECTS), name=op.f("ck_notice_subject")),
        sa.CheckConstraint(one_of("reason_kind", REASONS), name=op.f("ck_notice_reason_kind")),
        sa.CheckConstraint(one_of("outcome", OUTCOMES), name=op.f("ck_notice_outcome")),
        sa.CheckConstraint("(subject = 'photo') = (attachment_id IS NOT NULL)", name=op.f("ck_notice_photo")),
        sa.CheckConstraint("(subject = 'answer') = (event_seq IS NOT NULL)", name=op.f("ck_notice_answer")),
        sa.CheckConstraint("(closed_at IS NULL) = (outcome IS NULL)", name=op.f("ck_notice_closed")),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_notice_ticket_id")),
        sa.ForeignKeyConstraint(["event_seq"], ["event.seq"], name=op.f("fk_notice_event_seq")),
        sa.ForeignKeyConstraint(["attachment_id"], ["attachment.id"], name=op.f("fk_notice_attachment_id")),
        sa.ForeignKeyConstraint(["closed_by"], ["officer.id"], name=op.f("fk_notice_closed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("form_key", name=op.f("uq_notice_form_key")),
    )
    op.create_index("ix_notice_open", "notice", ["ticket_id", "id"], sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index("ix_notice_sender", "notice", ["sender", "noticed_at"])
    op.add_column("attachment", sa.Column("blurred_seq", ID))


def downgrade() -> None:
    op.drop_column("attachment", "blurred_seq")
    op.drop_table("notice")
