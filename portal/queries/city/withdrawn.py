"""What was taken from public view, counted in the open: by month, agency and kind of reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, literal_column, select
from sqlalchemy.orm import Session

from ...domain.event import Kind
from ...domain.lens import TicketFilter
from ...domain.visibility import DELAY, PUBLIC, Visibility
from ...models import Agency, Event, Ticket
from ..tickets.hidden import HiddenCount, hidden_count


class WithdrawalKind(StrEnum):
    """What was taken from view, and by whom."""

    HIDDEN = "hidden"  # the whole ticket, by an officer with a public reason
    REDUCED = "reduced"  # text and place of a ticket, by an officer with a public reason
    PRIVATE = "private"  # text and place of a ticket, because its source has made it private
    REPORT = "report"  # what the citizen wrote, by an officer with a public reason
    ANSWER = "answer"  # the text of one event, by an officer with a public reason


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """``count`` withdrawals of one kind in one month (yyyy-mm), of tickets that the agency is responsible for."""

    month: str
    agency: str
    name: str
    kind: WithdrawalKind
    count: int

    @property
    def first_day(self) -> date:
        """Of the month, to be written out."""
        return date.fromisoformat(f"{self.month}-01")


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What is hidden now, and what was ever taken from view, the newest month first."""

    hidden: HiddenCount
    rows: tuple[Withdrawal, ...]

    def document(self) -> dict[str, object]:
        """The same for machines."""
        rows = [
            {"month": w.month, "agency": w.agency, "name": w.name, "kind": w.kind.value, "count": w.count}
            for w in self.rows
        ]
        return {"hidden": self.hidden.total, "hidden_open": self.hidden.open, "withdrawn": rows}


#: Written out, so that SQLite knows that the index of these events serves.
_IS_MODERATION: ColumnElement[bool] = literal_column(
    f"event.kind IN ('{Kind.REDACTED.value}', '{Kind.VISIBILITY_CHANGED.value}')"
)
_WITHDRAWN = (
    select(
        Event.kind, Event.happened_at, Event.visibility_after, Event.corrects, Event.officer_id, Event.text,
        Agency.slug, Agency.name,
    )
    .join(Ticket, Event.ticket_id == Ticket.id)
    .join(Agency, Ticket.agency_id == Agency.id)
    .where(_IS_MODERATION, Event.public, Ticket.visibility.in_(PUBLIC))
)  # fmt: skip


def withdrawn(session: Session, zone: str) -> Withdrawn:
    """All that was taken from view; ``zone``: the city's, whose months are counted."""
    return Withdrawn(hidden_count(session, TicketFilter(), zone), tuple(_withdrawals(session, zone)))


def _withdrawals(session: Session, zone: str) -> list[Withdrawal]:
    city, found = ZoneInfo(zone), Counter[tuple[str, str, str, WithdrawalKind]]()
    for row in session.execute(_WITHDRAWN):
        kind = _kind(row.kind, row.visibility_after, row.corrects, by_officer=row.officer_id is not None, why=row.text)
        if kind is not None:
            found[_month(row.happened_at, city), row.slug, row.name, kind] += 1
    rows = [Withdrawal(*key, count) for key, count in found.items()]
    return sorted(sorted(rows, key=lambda row: (row.name, row.kind)), key=lambda row: row.month, reverse=True)


def _month(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m}"


def _kind(kind: str, after: str | None, corrects: int | None, *, by_officer: bool, why: str) -> WithdrawalKind | None:
    """None when nothing was taken from view: a ticket was published, whole or, after the delay, as a stub."""
    if kind == Kind.REDACTED:
        return WithdrawalKind.REPORT if corrects is None else WithdrawalKind.ANSWER
    if after == Visibility.HIDDEN:
        return WithdrawalKind.HIDDEN
    if after != Visibility.STUB or (why == DELAY and not by_officer):
        return None
    return WithdrawalKind.REDUCED if by_officer else WithdrawalKind.PRIVATE
