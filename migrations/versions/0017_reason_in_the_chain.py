"""The hash of an event binds why something was taken from view, so all hashes are made anew"""

from __future__ import annotations

from alembic import op

from portal.actions.chain import fill, renew

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    renew(op.get_bind())  # what the bytes are is fixed by their version; every column that they name is there by now
    fill(op.get_bind())


def downgrade() -> None:
    op.execute("UPDATE event SET head = NULL")  # the release before makes them anew with its next event
