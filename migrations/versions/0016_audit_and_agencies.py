"""No line of the audit is changed, and none deleted before its time: the database itself refuses

A line keeps the number of the agency that it was written for, also when that has become one with another. Agencies
that an admin has changed say so, and those that are given no more tickets.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ACTS = (
    "signed_in",
    "sign_in_refused",
    "sign_in_delayed",
    "signed_out",
    "sessions_ended",
    "password_changed",
    "second_factor_set",
    "second_factor_removed",
    "recovery_code_used",
    "reset_link_made",
    "officer_added",
    "officer_changed",
    "officer_deactivated",
    "officer_activated",
    "ticket_changed",
    "ticket_forbidden",
    "withdrawal_asked",
    "withdrawal_agreed",
    "withdrawal_refused",
)
NEW_ACTS = ("agency_added", "agency_changed", "agency_deactivated", "agency_activated")
AGENCY = "fk_audit_agency_id"
REFUSED = "a line of the audit is never changed, and not deleted before its time"
SQLITE = (
    f"CREATE TRIGGER audit_never_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
    "CREATE TRIGGER audit_kept BEFORE DELETE ON audit"
    " WHEN OLD.at >= coalesce((SELECT max(at) FROM audit_start), 0)"
    f" BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
)
POSTGRESQL = (
    "CREATE FUNCTION keep_audit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    " IF TG_OP = 'DELETE' AND OLD.at < (SELECT max(at) FROM audit_start) THEN RETURN OLD; END IF;"
    f" RAISE EXCEPTION '{REFUSED}'; END $$",
    "CREATE TRIGGER audit_never_changed BEFORE UPDATE ON audit FOR EACH ROW EXECUTE FUNCTION keep_audit()",
    "CREATE TRIGGER audit_kept BEFORE DELETE ON audit FOR EACH ROW EXECUTE FUNCTION keep_audit()",
    "CREATE TRIGGER audit_never_emptied BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION keep_audit()",
)


def upgrade() -> None:
    op.add_column("agency", sa.Column("active", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("agency", sa.Column("kept", sa.Boolean(), nullable=False, server_default=sa.false()))
    change_audit(ACTS + NEW_ACTS, with_key=False)
    op.create_table(
        "audit_start",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_audit_start_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_start")),
    )
    for statement in SQLITE if on_sqlite() else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    for trigger in ("audit_never_changed", "audit_kept") + (() if on_sqlite() else ("audit_never_emptied",)):
        op.execute(f"DROP TRIGGER {trigger}" + ("" if on_sqlite() else " ON audit"))
    if not on_sqlite():
        op.execute("DROP FUNCTION keep_audit()")
    op.drop_table("audit_start")
    op.execute(
        "UPDATE audit SET agency_id = (SELECT agency_id FROM former_agency WHERE id = audit.agency_id)"
        " WHERE agency_id IN (SELECT id FROM former_agency)"
    )
    op.execute(f"DELETE FROM audit WHERE act IN {NEW_ACTS}")
    change_audit(ACTS, with_key=True)
    for column in ("kept", "active"):
        op.drop_column("agency", column)


def on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def change_audit(acts: tuple[str, ...], *, with_key: bool) -> None:
    """SQLite copies the table, and its CHECK is lost in the copy."""
    check = " OR ".join(f"act = '{act}'" for act in acts)
    if not on_sqlite():
        op.drop_constraint(op.f("ck_audit_act"), "audit", type_="check")
    with op.batch_alter_table("audit") as audit:
        audit.create_check_constraint(op.f("ck_audit_act"), check)
        if with_key:
            audit.create_foreign_key(AGENCY, "agency", ["agency_id"], ["id"])
        else:
            audit.drop_constraint(AGENCY, type_="foreignkey")
