"""What was taken from public view, counted in the open: by month, agency and kind of reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session, aliased

from ...domain.as_of import AsOf
from ...domain.custody import CustodyRole
from ...domain.event import Kind
from ...domain.lens import TicketFilter
from ...domain.visibility import DELAY, PUBLIC, Visibility
from ...domain.withdrawal import WithdrawalReason
from ...models import Agency, Custody, Event, Ticket
from ...models.event import IS_MODERATION
from ..notices.counted import NoticeCounts, notice_counts
from ..sources import Sources
from ..tickets.hidden import HiddenCount, hidden_count
from .version import withdrawn_version


class WithdrawalKind(StrEnum):
    """What was taken from view, and by whom."""

    HIDDEN = "hidden"  # the whole ticket, by an officer with a public reason
    REDUCED = "reduced"  # text and place of a ticket, by an officer with a public reason
    PRIVATE = "private"  # text and place of a ticket, because its source has made it private
    REPORT = "report"  # what the citizen wrote, by an officer with a public reason
    ANSWER = "answer"  # the text of one event, by an officer with a public reason


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """``count`` withdrawals of one kind in one month (yyyy-mm), of tickets that the agency was responsible for then.

    ``reason``: the kind of reason that two people agreed on; None where a source, or the operator, took it from view.
    """

    month: str
    agency: str
    name: str
    kind: WithdrawalKind
    reason: WithdrawalReason | None
    count: int

    @property
    def first_day(self) -> date:
        """Of the month, to be written out."""
        return date.fromisoformat(f"{self.month}-01")


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What is hidden now, what was ever taken from view, the newest month first, and what became of notices."""

    hidden: HiddenCount
    rows: tuple[Withdrawal, ...]
    notices: NoticeCounts

    def document(self) -> dict[str, object]:
        """The same for machines."""
        rows = [
            {
                "month": w.month,
                "agency": w.agency,
                "name": w.name,
                "kind": w.kind.value,
                "reason": w.reason,
                "count": w.count,
            }
            for w in self.rows
        ]
        notices = {"total": self.notices.total, "waiting": self.notices.waiting} | {
            outcome.value: count for outcome, count in self.notices.ended
        }
        return {"hidden": self.hidden.total, "hidden_open": self.hidden.open, "withdrawn": rows, "notices": notices}


@dataclass(frozen=True, slots=True)
class WithdrawnThen:
    """What had been taken from view by a moment and an event, the newest month first."""

    rows: tuple[Withdrawal, ...]
    as_of: AsOf


#: Who was responsible when it was taken from view: a ticket that has moved on since takes no blame along.
_RESPONSIBLE_THEN = (
    select(Custody.agency_id)
    .where(
        Custody.ticket_id == Event.ticket_id,
        Custody.role.in_((CustodyRole.RESPONSIBLE.value, CustodyRole.WAITING.value)),
        Custody.from_at <= Event.happened_at,
    )
    .order_by(Custody.from_at.desc(), Custody.id.desc())
    .limit(1)
    .correlate(Event)
    .scalar_subquery()
)
_about = aliased(Event)
#: Of an internal note nothing was published; earlier releases said in public that one was taken back.
_WAS_PUBLIC = func.coalesce(_about.public, True)
_MODERATED = (
    select(
        Event.ticket_id, Event.kind, Event.happened_at, Event.visibility_after, Event.corrects, Event.officer_id,
        Event.text, Event.reason_kind, Agency.slug, Agency.name,
    )
    .join(Ticket, Event.ticket_id == Ticket.id)
    .join(Agency, func.coalesce(_RESPONSIBLE_THEN, Ticket.agency_id) == Agency.id)
    .outerjoin(_about, Event.corrects == _about.seq)
    .where(IS_MODERATION, Event.public, _WAS_PUBLIC.is_(True), Ticket.visibility.in_(PUBLIC))
    .order_by(Event.seq)
)  # fmt: skip


def withdrawn(session: Session, zone: str) -> Withdrawn:
    """All that was taken from view until now; ``zone``: the city's, whose months are counted."""
    hidden = hidden_count(session, TicketFilter(), zone)
    return Withdrawn(hidden, tuple(_withdrawals(session, zone)), notice_counts(session))


def withdrawals_of(sources: Sources, agency: str, figures: Hashable) -> int:
    """How often anything was taken from view that an agency (its slug) was responsible for then.

    ``figures``: the version of the stored figures. Who was responsible may be told anew, which changes them as well;
    so the whole log is read once for all agencies' pages.
    """
    session, zone = sources.session, sources.city.zone
    version = (figures, withdrawn_version(session))
    return sources.cache.get("withdrawals by agency", version, lambda: _by_agency(session, zone)).get(agency, 0)


def withdrawn_then(session: Session, zone: str, as_of: AsOf) -> WithdrawnThen:
    """All that had been taken from view at a moment, as far as the log knew it."""
    return WithdrawnThen(tuple(_withdrawals(session, zone, as_of)), as_of)


def _by_agency(session: Session, zone: str) -> dict[str, int]:
    found: Counter[str] = Counter()
    for row in _withdrawals(session, zone):
        found[row.agency] += row.count
    return found


def _withdrawals(session: Session, zone: str, as_of: AsOf | None = None) -> list[Withdrawal]:
    city, found = ZoneInfo(zone), Counter[tuple[str, str, str, WithdrawalKind, WithdrawalReason | None]]()
    shown: dict[int, Visibility] = {}  # of each ticket what it was last changed to
    known = _MODERATED.where(Event.seq <= as_of.seq, Event.happened_at <= as_of.at) if as_of else _MODERATED
    for row in session.execute(known):
        kind = _kind(row, shown.get(row.ticket_id))
        if row.visibility_after:
            shown[row.ticket_id] = Visibility(row.visibility_after)
        if kind is not None:
            reason = WithdrawalReason(row.reason_kind) if row.reason_kind else None
            found[_month(row.happened_at, city), row.slug, row.name, kind, reason] += 1
    rows = [Withdrawal(*key, count) for key, count in found.items()]
    return sorted(
        sorted(rows, key=lambda row: (row.name, row.kind, row.reason or "")), key=lambda row: row.month, reverse=True
    )


def _month(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m}"


def _kind(row: Row[*tuple[Any, ...]], before: Visibility | None) -> WithdrawalKind | None:
    """None when nothing was taken from view: a ticket was published, whole or as a stub, or shown again.

    ``before``: the visibility that the ticket was last changed to; None: it has the one that it came in with. An
    officer shortens a ticket that is public by agreement alone, with a kind of reason; without one it was published.
    """
    if row.kind == Kind.REDACTED:
        return WithdrawalKind.REPORT if row.corrects is None else WithdrawalKind.ANSWER
    if row.visibility_after == Visibility.HIDDEN:
        return WithdrawalKind.HIDDEN
    if row.visibility_after != Visibility.STUB or before is Visibility.HIDDEN:
        return None
    if row.officer_id is None:
        return None if row.text == DELAY else WithdrawalKind.PRIVATE
    return WithdrawalKind.REDUCED if row.reason_kind or before is Visibility.FULL else None
