"""The reports of one mark of the map, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from ...models import Ticket
from ..city.clocks import source_clocks
from ..sources import Sources
from ..tickets.names import lens_names
from ..tickets.rows import TicketRow, ticket_rows


def marked_reports(sources: Sources, codes: Sequence[str], now: datetime) -> list[TicketRow]:
    """The public ones of these codes, in their order."""
    clocks = source_clocks(sources.session, sources.cache, now)
    known = {
        row.code: row.id
        for row in sources.session.execute(select(Ticket.id, Ticket.code).where(Ticket.code.in_(codes)))
    }
    ids = [known[code] for code in codes if code in known]
    return ticket_rows(sources.session, ids, lens_names(sources), clocks)
