"""What a request asks of the tickets: its filter, read from the address, and what it is answered from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import request

from .. import clock
from ..context import current_portal
from ..domain.lens import MAX_PAGE, PAGE_SIZE, TicketFilter, parse
from ..extensions import db
from ..queries.city.version import lens_version
from ..queries.sources import Sources
from ..queries.tickets.names import present
from ..web.paging import Pages

MINUTE = 60


@dataclass(frozen=True, slots=True)
class LensRequest:
    """``unread``: the fields of the address that could not be read; ``now``: the moment of the answer, aware UTC."""

    filter: TicketFilter
    unread: tuple[str, ...]
    now: datetime
    sources: Sources

    @property
    def zone(self) -> ZoneInfo:
        """The city's time zone."""
        return ZoneInfo(self.sources.city.zone)

    def version(self) -> tuple[object, ...]:
        """What decides how the answer looks; the minute is in it because what is late changes with the time alone."""
        return lens_version(self.sources.session, self.sources.engine), int(self.now.timestamp()) // MINUTE


def asked() -> LensRequest:
    """What this request asks for."""
    filter, unread = parse(request.args.to_dict(flat=False))
    portal = current_portal()
    sources = Sources(db.session(), portal.engine, portal.city, portal.cache)
    return LensRequest(present(filter, sources), unread, clock.now(), sources)


def pages(filter: TicketFilter, total: int) -> Pages:
    """The pages of a list with ``total`` tickets, and which of them the filter asks for."""
    return Pages(filter.page, total, PAGE_SIZE, MAX_PAGE)
