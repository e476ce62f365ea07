"""What happened to one ticket as an Atom feed, the newest event first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Response
from flask.typing import ResponseReturnValue

from ...context import current_portal
from ...exports import atom
from ...presentation.words import masks, timeline_sentences
from ...queries.tickets.page import TicketPage
from ...web import language, links
from ...web.access import public
from . import bp
from .page import answer


@bp.get("/tickets/<code>.atom")
@public
def page_atom(code: str) -> ResponseReturnValue:
    return answer(code, _feed, "atom")


def _feed(ticket: TicketPage) -> Response:
    address = links.absolute(links.ticket(ticket.code))
    category = language.in_language(ticket.category.name, ticket.category.name_en) if ticket.category else ""
    entries = list(_entries(ticket, address))[::-1]
    feed = atom.Feed(
        id=address,
        title=f"{ticket.code} {masks(ticket.title) or category}",
        self_url=links.absolute(links.ticket(ticket.code, "atom")),
        page_url=address,
        author=current_portal().city.title,
        updated=entries[0].updated if entries else _written(ticket.submitted_at),
        language=language.current(),
    )
    return Response("".join(atom.chunks(feed, entries)), mimetype=atom.MIMETYPE)


def _entries(ticket: TicketPage, address: str) -> Iterator[atom.FeedEntry]:
    for event, sentence in timeline_sentences(ticket.spells):
        at = _written(event.at)
        text = masks(event.text)
        yield atom.FeedEntry(url=f"{address}#e{event.seq}", title=str(sentence), updated=at, content=text)


def _written(at: datetime) -> str:
    return at.astimezone(ZoneInfo(current_portal().city.zone)).isoformat()
