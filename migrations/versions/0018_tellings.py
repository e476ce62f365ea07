"""How a source told a ticket each time is kept, so that an older telling may come late

Going down, a late telling changes nothing again.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "source_telling",
        sa.Column("id", ID, nullable=False),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_source_telling_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_telling")),
    )
    op.create_index("ix_source_telling_ticket", "source_telling", ["ticket_id"])


def downgrade() -> None:
    op.drop_table("source_telling")
