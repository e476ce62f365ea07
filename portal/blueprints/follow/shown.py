"""What is followed, as pages say it to who follows: a ticket that was hidden since still has its code."""

from __future__ import annotations

from flask import request

from ...domain.following import filter_of
from ...domain.lens import TicketFilter
from ...queries.following import Following
from ...web import links
from .followed import Followed, of_filter


def shown(found: Following) -> Followed:
    if found.code:
        code = found.code
        return Followed(code, f"ticket={code}", links.ticket(code), links.ticket(code, "atom"), code=code)
    return of_filter(filter_of(found.lens) or TicketFilter())


def token_sent() -> str:
    """The secret in the address of this request."""
    return request.args.get("k", "")
