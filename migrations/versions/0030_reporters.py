"""Reporters of the portal's own form, and the photos that wait with it

The previous release does not know the tables; nothing that it reads changes.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "reporter",
        sa.Column("ticket_id", ID, autoincrement=False, nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("contact", sa.LargeBinary(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("delete_after", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_reporter_ticket_id")),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_reporter")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_reporter_token_hash")),
    )
    op.create_index("ix_reporter_delete_after", "reporter", ["delete_after"])
    op.create_table(
        "waiting_photo",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("form", sa.LargeBinary(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_waiting_photo")),
    )
    op.create_index("ix_waiting_photo_form", "waiting_photo", ["form", "position"])
    op.create_index("ix_waiting_photo_added_at", "waiting_photo", ["added_at"])


def downgrade() -> None:
    op.drop_table("waiting_photo")
    op.drop_table("reporter")
