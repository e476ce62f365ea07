"""Photos and documents of reports

The previous release does not know the tables; nothing that it reads changes.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PURPOSES = ("before", "after", "other")
FILE_KINDS = ("photo", "document")
DEVICES = ("phone", "camera", "unknown")
PROVENANCES = ("untold", "camera", "edited", "machine")
FLAGS = ("used_before", "before_complaint", "far_away", "made_by_machine", "edited")


def one_of(column: str, values: tuple[str, ...]) -> str:
    """The words of a CHECK that a text column holds one of these values."""
    return " OR ".join(f"{column} = '{value}'" for value in values)


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("id", ID, nullable=False),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("event_seq", ID, nullable=True),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("purpose", "file_kind", "key", "alt")),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("width", "height", "pages", "size")),
        sa.Column("taken_at", sa.BigInteger(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("provenance", sa.Text(), nullable=False),
        sa.Column("provenance_facts", sa.JSON(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("blurred_from", ID, nullable=True),
        sa.Column("removed_at", sa.BigInteger(), nullable=True),
        sa.Column("files_kept", sa.Boolean(), nullable=False),
        sa.CheckConstraint(one_of("purpose", PURPOSES), name=op.f("ck_attachment_purpose")),
        sa.CheckConstraint(one_of("file_kind", FILE_KINDS), name=op.f("ck_attachment_file_kind")),
        sa.CheckConstraint(one_of("device", DEVICES), name=op.f("ck_attachment_device")),
        sa.CheckConstraint(one_of("provenance", PROVENANCES), name=op.f("ck_attachment_provenance")),
        sa.CheckConstraint("(lat IS NULL) = (lon IS NULL)", name=op.f("ck_attachment_point")),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_attachment_ticket_id")),
        sa.ForeignKeyConstraint(["event_seq"], ["event.seq"], name=op.f("fk_attachment_event_seq")),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_attachment_officer_id")),
        sa.ForeignKeyConstraint(["blurred_from"], ["attachment.id"], name=op.f("fk_attachment_blurred_from")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("key", name=op.f("uq_attachment_key")),
    )
    op.create_index("ix_attachment_ticket", "attachment", ["ticket_id", "event_seq", "position"])
    op.create_index("ix_attachment_draft", "attachment", ["officer_id", "ticket_id", "form"])
    op.create_index("ix_attachment_event_seq", "attachment", ["event_seq"])
    op.create_index("ix_attachment_sha256", "attachment", ["sha256"])
    op.create_table(
        "attachment_flag",
        sa.Column("attachment_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("other_id", ID, nullable=True),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.CheckConstraint(one_of("kind", FLAGS), name=op.f("ck_attachment_flag_kind")),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_attachment_flag_attachment_id")
        ),
        sa.ForeignKeyConstraint(["other_id"], ["attachment.id"], name=op.f("fk_attachment_flag_other_id")),
        sa.PrimaryKeyConstraint("attachment_id", "kind", name=op.f("pk_attachment_flag")),
    )
    op.create_index("ix_attachment_flag_other_id", "attachment_flag", ["other_id"])


def downgrade() -> None:
    op.drop_table("attachment_flag")
    op.drop_table("attachment")
