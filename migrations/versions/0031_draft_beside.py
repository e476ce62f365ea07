"""A draft keeps which photo its officer has chosen to stand as before the work"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("draft", sa.Column("beside", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("draft", "beside")
