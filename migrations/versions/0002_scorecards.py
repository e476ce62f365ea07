"""The computed scorecards"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "scorecard",
        sa.Column("cell", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("as_of", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_scorecard_agency_id")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_scorecard_area_id")),
        sa.ForeignKeyConstraint(["category_id"], ["category.id"], name=op.f("fk_scorecard_category_id")),
        sa.PrimaryKeyConstraint("cell", "period", name=op.f("pk_scorecard")),
    )
    op.create_index("ix_scorecard_scope", "scorecard", ["scope", "period", "agency_id"])


def downgrade() -> None:
    op.drop_table("scorecard")
