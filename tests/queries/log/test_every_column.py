"""Each column that the public sees is bound: plain SQL that changes one is found, or the list here says why not."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import LargeBinary, Text, update
from sqlalchemy.orm import Session

from portal.domain.city import City
from portal.models import Custody, Event, Ticket
from portal.queries.log.verify_chain import ChainCheck
from portal.queries.log.verify_tickets import ticket_differences

#: Columns that no hash binds and no event tells, as docs/log-proof.md says.
NOT_BOUND = {
    "ticket.area_id": "outlines of areas that are loaded later move tickets",
    "ticket.digest": "of the record as it came in, for the next import; nobody sees it",
    "event.officer_id": "who of an agency wrote is nobody's business",
}
KEYS = {"ticket": ("id", 2), "event": ("seq", 3), "custody": ("ticket_id", 2)}
STATES = ("seq", 2)  # an event that says what the report is
OTHER: dict[str, Any] = {
    "status": "proses", "status_after": "proses", "visibility": "stub", "visibility_after": "stub", "kind": "started",
    "closing": "timed_out", "reason_kind": "law", "changed": ["title"], "role": "asked", "source": "other",
    "attached": ["0a"], "checked": ["visit"], "refused_for": "other",
    "unchecked": "not_drawn",
}  # fmt: skip


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("model", [Ticket, Event, Custody])
def test_whatever_column_is_changed_is_found(told: Session, city: City, model: type[Any]) -> None:
    table = model.__table__
    told.connection().exec_driver_sql("PRAGMA ignore_check_constraints = ON")
    told.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    missed = []
    for column in table.columns:
        if f"{table.name}.{column.name}" in NOT_BOUND or column.name == "id":
            continue
        with told.begin_nested() as trial:
            key, number = STATES if column.name in ("report_salt", "report_hash") else KEYS[table.name]
            told.execute(update(table).where(table.c[key] == number).values({column.name: _other(column)}))
            if not _found(told, city):
                missed.append(column.name)
            trial.rollback()
    told.rollback()
    assert missed == []


def _found(session: Session, city: City) -> bool:
    session.expire_all()
    return any(ChainCheck(session.connection()).differences()) or any(ticket_differences(session, city))


def _other(column: Any) -> Any:
    """Another value than any that is there."""
    if column.name in OTHER:
        return OTHER[column.name]
    if isinstance(column.type, Text):
        return "another"
    if isinstance(column.type, LargeBinary):
        return b"another"
    return column.name != "public" and 99
