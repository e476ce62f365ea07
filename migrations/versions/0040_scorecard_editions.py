"""Figures are written beside those that are shown, and shown all at once: each row has the editions that it is of"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "scorecard_edition",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", ID, nullable=False),
        sa.Column("claimed", ID, nullable=False),
        sa.Column("as_of", sa.BigInteger(), nullable=False),
        sa.Column("seq", ID, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scorecard_edition")),
    )
    op.execute(
        "INSERT INTO scorecard_edition (id, number, claimed, as_of, seq)"
        " SELECT 1, 0, 0, as_of, seq FROM scorecard WHERE cell = 'city' AND period = 'all'"
    )
    with op.batch_alter_table("scorecard") as batch:
        batch.add_column(sa.Column("since", ID, server_default="0", nullable=False))
        batch.add_column(sa.Column("until", ID, nullable=True))
        batch.drop_constraint(op.f("pk_scorecard"), type_="primary")
        batch.create_primary_key(op.f("pk_scorecard"), ["cell", "period", "since"])


def downgrade() -> None:
    op.execute(
        "DELETE FROM scorecard WHERE since > (SELECT number FROM scorecard_edition)"
        " OR until <= (SELECT number FROM scorecard_edition)"
    )
    with op.batch_alter_table("scorecard") as batch:
        batch.drop_constraint(op.f("pk_scorecard"), type_="primary")
        batch.create_primary_key(op.f("pk_scorecard"), ["cell", "period"])
        batch.drop_column("until")
        batch.drop_column("since")
    op.execute(
        "UPDATE scorecard SET (as_of, seq) = (SELECT as_of, seq FROM scorecard_edition)"
        " WHERE EXISTS (SELECT 1 FROM scorecard_edition)"
    )
    op.drop_table("scorecard_edition")
