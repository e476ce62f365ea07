"""Agencies as an admin keeps them: found by name, address or kind, the active ones first."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, aliased

from ...domain.paging import Pages
from ...domain.status import OPEN
from ...models import Agency, Ticket

PAGE = 50


@dataclass(frozen=True, slots=True)
class KeptAgency:
    """One agency. ``parent``: slug of the one above, '' for none; ``open``: tickets in hand that have not ended.

    ``kept``: an admin has made or changed it, so that a city pack does not.
    """

    id: int
    slug: str
    name: str
    short: str
    kind: str
    parent: str
    parent_name: str
    active: bool
    kept: bool
    open: int


@dataclass(frozen=True, slots=True)
class KeptAgencies:
    """A page of the agencies that fit the words ``q``."""

    rows: list[KeptAgency]
    pages: Pages
    q: str


_above = aliased(Agency)
_open = select(func.count()).where(Ticket.holder_id == Agency.id, Ticket.status.in_(sorted(OPEN))).scalar_subquery()
_ROWS = select(Agency, _above.slug, _above.name, _open).outerjoin(_above, _above.id == Agency.parent_id)


def kept_agencies(session: Session, q: str = "", page: int = 1) -> KeptAgencies:
    """Those whose name, address or kind holds every word of ``q``."""
    fitting = [_holds(word) for word in q.split()[:8]]
    total = session.scalar(select(func.count()).select_from(Agency).where(*fitting)) or 0
    pages = Pages.nearest(page, total, PAGE)
    ordered = _ROWS.where(*fitting).order_by(Agency.active.desc(), func.lower(Agency.name), Agency.id)
    found = session.execute(ordered.limit(PAGE).offset(pages.start))
    return KeptAgencies([_row(*row) for row in found], pages, q)


def kept_agency(session: Session, agency_id: int) -> KeptAgency | None:
    """One agency; None when there is none."""
    found = session.execute(_ROWS.where(Agency.id == agency_id)).first()
    return _row(*found) if found else None


def agency_kinds(session: Session) -> list[str]:
    """The kinds that are in use, to choose from."""
    return sorted(session.scalars(select(Agency.kind).distinct()))


def _holds(word: str) -> ColumnElement[bool]:
    columns = (Agency.name, Agency.short, Agency.slug, Agency.kind)
    return or_(*(column.icontains(word, autoescape=True) for column in columns))


def _row(a: Agency, above: str | None, above_name: str | None, tickets: int) -> KeptAgency:
    return KeptAgency(a.id, a.slug, a.name, a.short, a.kind, above or "", above_name or "", a.active, a.kept, tickets)
