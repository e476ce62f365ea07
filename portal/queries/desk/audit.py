"""The audit as supervisors read it for their agency, and admins for all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, aliased

from ...domain.city import City
from ...domain.event import Kind
from ...domain.paging import Pages
from ...domain.permission import Actor, Role
from ...domain.staff_act import StaffAct
from ...models import Agency, AuditEntry, FormerAgency, Officer, Ticket
from ..tickets.find import code_meant

PAGE = 50


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """What is asked for: words of an officer's name or address, an act, a ticket's number, days of the city's zone.

    ``code``: the number as it was typed; one of no ticket finds nothing.
    """

    who: str = ""
    act: StaffAct | None = None
    code: str = ""
    since: date | None = None
    until: date | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One line. ``who`` '': a command, or nobody known; ``about``: whose account was meant."""

    at: datetime
    act: StaffAct
    kind: Kind | None
    who: str
    agency: str
    about: str
    code: str
    address: str
    detail: str


@dataclass(frozen=True, slots=True)
class Audit:
    """A page of lines, the newest first."""

    rows: list[AuditRow]
    pages: Pages


def audit(session: Session, actor: Actor, wanted: AuditFilter, city: City) -> Audit:
    """What ``actor`` may read of what is asked for."""
    officer, about = aliased(Officer), aliased(Officer)
    rows = (
        select(AuditEntry, officer.name, Agency.name, about.name, Ticket.code)
        .outerjoin(officer, AuditEntry.officer_id == officer.id)
        .outerjoin(FormerAgency, AuditEntry.agency_id == FormerAgency.id)
        .outerjoin(Agency, func.coalesce(FormerAgency.agency_id, AuditEntry.agency_id) == Agency.id)
        .outerjoin(about, AuditEntry.about_id == about.id)
        .outerjoin(Ticket, AuditEntry.ticket_id == Ticket.id)
        .where(*_asked(session, wanted, city))
    )
    if actor.role is not Role.ADMIN:
        rows = rows.where(or_(AuditEntry.agency_id == actor.agency, FormerAgency.agency_id == actor.agency))
    for word in wanted.who.split()[:4]:
        names = (officer.name, officer.email, about.name, about.email)
        rows = rows.where(or_(*(name.icontains(word, autoescape=True) for name in names)))
    total = session.scalar(select(func.count()).select_from(rows.subquery())) or 0
    pages = Pages.nearest(wanted.page, total, PAGE)
    found = session.execute(rows.order_by(AuditEntry.at.desc(), AuditEntry.id.desc()).limit(PAGE).offset(pages.start))
    return Audit([_row(*row) for row in found], pages)


def _asked(session: Session, wanted: AuditFilter, city: City) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    zone = ZoneInfo(city.zone)
    if wanted.act:
        asked.append(AuditEntry.act == wanted.act.value)
    if wanted.code:
        asked.append(Ticket.code == (code_meant(session, wanted.code, city.code_prefix, public=False) or wanted.code))
    if wanted.since:
        asked.append(AuditEntry.at >= _midnight(wanted.since, zone))
    if wanted.until:
        asked.append(AuditEntry.at < _midnight(wanted.until + timedelta(days=1), zone))
    return asked


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def _row(entry: AuditEntry, who: str | None, agency: str | None, about: str | None, code: str | None) -> AuditRow:
    return AuditRow(
        at=entry.at,
        act=StaffAct(entry.act),
        kind=Kind(entry.kind) if entry.kind else None,
        who=who or "",
        agency=agency or "",
        about=about or "",
        code=code or "",
        address=entry.address,
        detail=entry.detail,
    )
