"""Letters to reporters, and links that were mailed

The previous release knows neither: a link that was mailed opens nothing there.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WAITS = sa.text("handed_at IS NULL")


def upgrade() -> None:
    op.add_column("reporter", sa.Column("mailed_hash", sa.LargeBinary()))
    op.create_index("ix_reporter_mailed_hash", "reporter", ["mailed_hash"], unique=True)
    op.create_table(
        "reporter_letter",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("ticket_id", ID),
        sa.Column("seq", ID, nullable=False),
        sa.Column("asked", sa.LargeBinary()),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("handed_at", sa.BigInteger()),
        sa.CheckConstraint("kind = 'question' OR kind = 'link'", name=op.f("ck_reporter_letter_kind")),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_reporter_letter_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reporter_letter")),
    )
    op.create_index(
        "ix_reporter_letter_due", "reporter_letter", ["due_at", "id"], sqlite_where=WAITS, postgresql_where=WAITS
    )
    op.create_index("ix_reporter_letter_ticket", "reporter_letter", ["ticket_id", "handed_at"])


def downgrade() -> None:
    op.drop_table("reporter_letter")
    op.drop_index("ix_reporter_mailed_hash", "reporter")
    op.drop_column("reporter", "mailed_hash")
