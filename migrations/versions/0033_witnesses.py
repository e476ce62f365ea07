"""People who see what a report says too, or say that it is still not done

The previous release does not know the table.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "witness",
        sa.Column("id", ID, nullable=False),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("said_at", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.LargeBinary()),
        sa.Column("network", sa.LargeBinary()),
        sa.CheckConstraint("kind = 'seen' OR kind = 'unsolved'", name=op.f("ck_witness_kind")),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_witness_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_witness")),
        sa.UniqueConstraint("person", name="uq_witness_person"),
    )
    op.create_index("ix_witness_ticket", "witness", ["ticket_id", "said_at", "id"])
    op.create_index("ix_witness_network", "witness", ["network", "said_at"])


def downgrade() -> None:
    op.drop_table("witness")
