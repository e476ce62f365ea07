"""Photos that a source has named are fetched by the worker

The previous release leaves the table alone.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "wanted_photo",
        sa.Column("id", ID, primary_key=True),
        sa.Column("ticket_id", ID, sa.ForeignKey("ticket.id"), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("remote", sa.Boolean(), nullable=False),
        sa.Column("due_at", sa.BigInteger()),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.UniqueConstraint("ticket_id", "address", name="uq_wanted_photo"),
        sa.CheckConstraint("purpose = 'before' OR purpose = 'after' OR purpose = 'other'", name=op.f("ck_wanted_photo_purpose")),
    )
    op.create_index("ix_wanted_photo_due", "wanted_photo", ["due_at", "id"])


def downgrade() -> None:
    op.drop_table("wanted_photo")
