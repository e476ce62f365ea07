"""A report as its own reporter reads it: their words and every answer, whatever of them is public."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.event import Kind
from ...domain.openness import Openness
from ...domain.photo_pair import events_in
from ...domain.source_clock import SourceClocks
from ...domain.visibility import Visibility
from ...domain.witness import WitnessKind
from ...models import KeptPrivate, Original, Reporter, Ticket
from ...models.kept_private import openness
from ..tickets.page import TicketPage, ticket_page
from ..tickets.version import version_of_any
from .link import opened_by


@dataclass(frozen=True, slots=True)
class OwnReport:
    """``page``: as if it were public in full, with the reporter's own words; ``visibility``: what of it the public
    sees; ``openness``: who the reporter wants to read it; ``contact``: encrypted; ``link_ends``: after it the private
    link opens nothing."""

    ticket_id: int
    page: TicketPage
    visibility: Visibility
    openness: Openness
    contact: bytes | None
    link_ends: datetime

    @property
    def asks(self) -> bool:
        """Whether the reporter is asked now if the work is done: once for each end."""
        ended = self.page.ended_at
        if self.page.asks is not WitnessKind.UNSOLVED or ended is None:
            return False
        return not any(event.kind is Kind.CONFIRMED and event.at >= ended for event in events_in(self.page.spells))


def own_report(session: Session, token: str, clocks: SourceClocks) -> OwnReport | None:
    """The report that this token opens; None for one that was never given out, or whose time is over."""
    held = select(Reporter, KeptPrivate, Ticket.code, Ticket.visibility).join(Ticket, Ticket.id == Reporter.ticket_id)
    held = held.outerjoin(KeptPrivate, KeptPrivate.ticket_id == Ticket.id)
    row = session.execute(held.where(opened_by(token, clocks.now))).first()
    known = version_of_any(session, row.code) if row is not None else None
    if row is None or known is None:
        return None
    page = ticket_page(session, replace(known, visibility=Visibility.FULL.value), clocks, inside=True)
    kept = session.get(Original, known.id)
    if kept is not None:
        page = replace(page, title=kept.title, text=kept.text, place=kept.place)
    reporter = row.Reporter
    return OwnReport(
        ticket_id=known.id,
        page=page,
        visibility=Visibility(row.visibility),
        openness=openness(row.KeptPrivate),
        contact=reporter.contact,
        link_ends=reporter.delete_after,
    )
