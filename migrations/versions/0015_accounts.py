"""Staff sessions, reset links, a second factor, an audit, requests to withdraw; a hand-over may be refused"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

EVENT = sa.table("event", sa.column("kind", sa.Text))
AFTER, RETURNED = "kind = 'transferred'", " OR kind = 'returned'"


REASONS = ("personal_data", "child", "safety", "law", "insult", "error")
VISIBILITIES = ("pending", "full", "stub", "hidden")
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
TABLES = ("withdrawal_request", "audit", "recovery_code", "reset_link", "staff_session")
ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPEN = sa.text("decided_at IS NULL")


def upgrade() -> None:
    replace_in_event(AFTER, AFTER + RETURNED)
    op.execute(
        f"ALTER TABLE event ADD COLUMN reason_kind TEXT CONSTRAINT ck_event_reason_kind CHECK ({one_of('reason_kind', REASONS)})"
    )
    op.add_column("officer", sa.Column("totp_secret", sa.Text()))
    op.add_column("officer", sa.Column("totp_step", sa.BigInteger()))
    op.add_column("officer", sa.Column("exempt", sa.Boolean(), nullable=False, server_default=sa.false()))
    create_sessions()
    create_audit()
    create_requests()


def one_of(column: str, values: tuple[str, ...]) -> str:
    return " OR ".join(f"{column} = '{value}'" for value in values)


def key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [other], name=op.f(f"fk_{table}_{column}"))


def create_sessions() -> None:
    op.create_table(
        "staff_session",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("browser", sa.Text(), nullable=False),
        key("staff_session", "officer_id", "officer.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_staff_session_token_hash")),
    )
    op.create_index(op.f("ix_staff_session_officer_id"), "staff_session", ["officer_id"])
    op.create_table(
        "reset_link",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        key("reset_link", "officer_id", "officer.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reset_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_reset_link_token_hash")),
    )
    op.create_index(op.f("ix_reset_link_officer_id"), "reset_link", ["officer_id"])
    op.create_table(
        "recovery_code",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("used_at", sa.BigInteger()),
        key("recovery_code", "officer_id", "officer.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
        sa.UniqueConstraint("officer_id", "code_hash", name=op.f("uq_recovery_code_officer_id_code_hash")),
    )


def create_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text()),
        sa.Column("officer_id", sa.Integer()),
        sa.Column("agency_id", sa.Integer()),
        sa.Column("about_id", sa.Integer()),
        sa.Column("ticket_id", ROW_ID),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.CheckConstraint(one_of("act", ACTS), name=op.f("ck_audit_act")),
        key("audit", "officer_id", "officer.id"),
        key("audit", "agency_id", "agency.id"),
        key("audit", "about_id", "officer.id"),
        key("audit", "ticket_id", "ticket.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index("ix_audit_at", "audit", ["at", "id"])
    op.create_index("ix_audit_agency", "audit", ["agency_id", "at", "id"])


def create_requests() -> None:
    name = "withdrawal_request"
    op.create_table(
        name,
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("ticket_id", ROW_ID, nullable=False),
        sa.Column("event_seq", ROW_ID),
        sa.Column("visibility", sa.Text()),
        sa.Column("reason_kind", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("decided_at", sa.BigInteger()),
        sa.Column("decided_by", sa.Integer()),
        sa.Column("agreed", sa.Boolean()),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.CheckConstraint(one_of("visibility", VISIBILITIES), name=op.f(f"ck_{name}_visibility")),
        sa.CheckConstraint(one_of("reason_kind", REASONS), name=op.f(f"ck_{name}_reason_kind")),
        sa.CheckConstraint("visibility IS NULL OR event_seq IS NULL", name=op.f(f"ck_{name}_one_thing")),
        sa.CheckConstraint("(decided_at IS NULL) = (agreed IS NULL)", name=op.f(f"ck_{name}_decided")),
        key(name, "ticket_id", "ticket.id"),
        key(name, "event_seq", "event.seq"),
        key(name, "officer_id", "officer.id"),
        key(name, "agency_id", "agency.id"),
        key(name, "decided_by", "officer.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(f"ix_{name}_open", name, ["ticket_id", "id"], sqlite_where=OPEN, postgresql_where=OPEN)


def downgrade() -> None:
    """A refused hand-over becomes what 0009 has for it: a transfer back."""
    for table in TABLES:
        op.drop_table(table)
    for column in ("exempt", "totp_step", "totp_secret"):
        op.drop_column("officer", column)
    op.drop_column("event", "reason_kind")
    op.execute(sa.update(EVENT).where(EVENT.c.kind == "returned").values(kind="transferred"))
    replace_in_event(AFTER + RETURNED, AFTER)


def replace_in_event(old: str, new: str) -> None:
    """Change the CHECK of the log's kinds without copying the log; see 0004 for SQLite's steps."""
    bind = op.get_bind()
    if bind.dialect.name != "sqlite":
        find = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'ck_event_kind'"
        check = bind.execute(sa.text(find)).scalar_one()
        word = "'transferred'::text"
        added = f"{word}) OR (kind = 'returned'::text"
        check = check.replace(word, added, 1) if len(new) > len(old) else check.replace(added, word)
        op.execute("ALTER TABLE event DROP CONSTRAINT ck_event_kind")
        op.execute(f"ALTER TABLE event ADD CONSTRAINT ck_event_kind {check}")
        return
    version = bind.execute(sa.text("PRAGMA schema_version")).scalar_one()
    sql = bind.execute(sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'event'")).scalar_one()
    place = sql.index("ck_event_kind")
    if old not in sql[place:]:
        raise RuntimeError("event: the CHECK of its kinds is not as 0009 left it")
    bind.execute(sa.text("PRAGMA writable_schema = ON"))
    bind.execute(
        sa.text("UPDATE sqlite_master SET sql = :sql WHERE type = 'table' AND name = 'event'"),
        {"sql": sql[:place] + sql[place:].replace(old, new, 1)},
    )
    bind.execute(sa.text(f"PRAGMA schema_version = {version + 1}"))
    bind.execute(sa.text("PRAGMA writable_schema = OFF"))
