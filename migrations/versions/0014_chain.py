"""Each event carries the hash of what is public of it and of the one before"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

COLUMNS = ("salt", "words_hash", "report_salt", "report_hash", "head")


def upgrade() -> None:
    op.create_table(
        "former_agency",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_former_agency_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_agency")),
    )
    op.create_index(op.f("ix_former_agency_agency_id"), "former_agency", ["agency_id"])
    for name in COLUMNS:
        op.add_column("event", sa.Column(name, sa.LargeBinary()))  # 0017 fills them


def downgrade() -> None:
    for name in reversed(COLUMNS):
        op.drop_column("event", name)
    op.drop_table("former_agency")
