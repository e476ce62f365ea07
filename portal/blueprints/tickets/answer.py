"""One ticket in one form, of a version; another spelling of its code leads to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flask import Response
from flask.typing import ResponseReturnValue

from ...extensions import db
from ...queries.tickets.expected import expected
from ...queries.tickets.page import TicketPage, ticket_page
from ...queries.tickets.version import version
from .. import silence
from .unknown import elsewhere


def ticket_answer(code: str, render: Callable[[TicketPage], str | Response], format: str = "") -> ResponseReturnValue:
    """The ticket with this code in one form; ``format`` as its address ends, '' for the page.

    A code typed another way is redirected to the ticket's address, an unknown one is a 404.
    """
    session = db.session()
    known = version(session, code)
    if known is None:
        return elsewhere(code, format)
    clocks = silence.clocks_of(known.city)
    soon = expected(session, known, clocks) if not format else None

    def make() -> str | Response:
        return render(replace(ticket_page(session, known, clocks), expected=soon))

    return silence.answer((known.key(clocks), soon), make, known.city)
