"""The lens of a request: its filter, read from the address, and where its pages read."""

from __future__ import annotations

from datetime import datetime

from flask import request

from ..context import current_portal
from ..domain.lens import TicketFilter, parse
from ..extensions import db
from ..queries.sources import Sources

MINUTE = 60


def asked() -> tuple[TicketFilter, tuple[str, ...]]:
    """The filter of this request, and the names of the fields that could not be read."""
    return parse(request.args.to_dict(flat=False))


def sources() -> Sources:
    """The request's session with the running portal's index, city and cache."""
    portal = current_portal()
    return Sources(db.session(), portal.engine, portal.city, portal.cache)


def minute(now: datetime) -> int:
    """A number that changes with the minute: what is late changes with the time alone, and may be so old."""
    return int(now.timestamp()) // MINUTE
