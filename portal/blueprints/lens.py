"""The lens of a request: its filter, read from the address."""

from __future__ import annotations

from datetime import datetime

from flask import request

from ..domain.lens import TicketFilter, parse

MINUTE = 60


def asked() -> tuple[TicketFilter, tuple[str, ...]]:
    """The filter of this request, and the names of the fields that could not be read."""
    return parse(request.args.to_dict(flat=False))


def minute(now: datetime) -> int:
    """A number that changes with the minute: what is late changes with the time alone, and may be so old."""
    return int(now.timestamp()) // MINUTE
