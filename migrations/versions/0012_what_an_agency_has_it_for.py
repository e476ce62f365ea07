"""Custody says what an agency has a ticket for, and a first action is no longer called a first answer"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ROLES = ("responsible", "asked", "checking")
#: On SQLite a CHECK is added with its column and goes with it, so that no row is copied.
ROLE = "CONSTRAINT ck_custody_role CHECK (" + " OR ".join(f"role = '{role}'" for role in ROLES) + ")"
ACTION = "CONSTRAINT ck_ticket_action_after_submitted CHECK (first_action_at >= submitted_at)"
#: Kinds of event in which an agency speaks to the citizen.
ANSWERS = ("responded", "started", "coordination_answered", "completed", "resolved", "rejected")
#: The event that began a period of custody -> the role of who got the ticket by it, when that is another agency.
BEGUN_BY = {
    "asked": "event.kind = 'coordination_asked' AND event.to_agency_id = custody.agency_id",
    "checking": "event.kind = 'completed' AND event.agency_id <> custody.agency_id",
}


def upgrade() -> None:
    op.execute(f"ALTER TABLE custody ADD COLUMN role TEXT DEFAULT 'responsible' NOT NULL {ROLE}")
    op.execute(f"ALTER TABLE ticket ADD COLUMN first_action_at BIGINT {ACTION}")
    for role, condition in BEGUN_BY.items():
        op.execute(
            f"UPDATE custody SET role = '{role}' WHERE EXISTS (SELECT 1 FROM event WHERE event.ticket_id ="
            f" custody.ticket_id AND event.happened_at = custody.from_at AND {condition})"
        )
    op.execute("DELETE FROM scorecard")  # computed anew from these columns by the worker
    op.execute("DELETE FROM checkpoint WHERE name = 'scorecards'")
    kinds = ", ".join(f"'{kind}'" for kind in ANSWERS)
    op.execute("UPDATE ticket SET first_action_at = first_response_at")
    op.execute(
        "UPDATE ticket SET first_response_at = (SELECT MIN(happened_at) FROM event WHERE event.ticket_id = ticket.id"
        f" AND event.public AND event.kind IN ({kinds}) AND (event.text <> '' OR event.redacted_by IS NOT NULL)"
        " AND event.seq NOT IN (SELECT corrects FROM event WHERE kind = 'corrected' AND changed IS NOT NULL"
        " AND corrects IS NOT NULL))"
        " WHERE first_response_at IS NOT NULL"
    )


def downgrade() -> None:
    op.execute("DELETE FROM scorecard")
    op.execute("DELETE FROM checkpoint WHERE name = 'scorecards'")
    op.execute("UPDATE ticket SET first_response_at = first_action_at")
    op.drop_column("ticket", "first_action_at")
    op.drop_column("custody", "role")
