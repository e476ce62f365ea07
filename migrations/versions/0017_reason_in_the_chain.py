"""The hash of an event binds why something was taken from view, so all hashes are made anew"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from portal.actions.chain import fill, renew
from portal.queries.log.rows import EVENTS

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


#: Columns of later migrations: no event of today has anything in them.
LATER = ("attached", "checked", "refused_for", "unchecked", "beside")
_EVENTS = EVENTS.with_only_columns(
    *(sa.null().label(column.name) if column.name in LATER else column for column in EVENTS.selected_columns)
)


def upgrade() -> None:
    renew(op.get_bind(), _EVENTS)  # what the bytes are is fixed by their version
    fill(op.get_bind(), _EVENTS)


def downgrade() -> None:
    op.execute("UPDATE event SET head = NULL")  # the release before makes them anew with its next event
