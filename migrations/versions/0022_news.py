"""The finding of the week, and an index by which promises of some days are found"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PROMISED = sa.text("promised_at IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "weekly_finding",
        sa.Column("seq", ID, autoincrement=False, nullable=False),
        sa.Column("as_of", sa.BigInteger(), nullable=False),
        sa.Column("week", sa.BigInteger(), nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_weekly_finding")),
    )
    op.create_index(
        "ix_ticket_promised_at", "ticket", ["promised_at"], sqlite_where=PROMISED, postgresql_where=PROMISED
    )


def downgrade() -> None:
    op.drop_index("ix_ticket_promised_at", "ticket")
    op.drop_table("weekly_finding")
