"""What happened to one ticket as an Atom feed, the newest event first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Response, url_for
from flask_babel import gettext as _

from ...context import current_portal
from ...exports import atom
from ...presentation.crowd_words import event_text
from ...presentation.event_sentences import timeline_sentences
from ...presentation.words import known_until, masks
from ...queries.tickets.page import TicketPage
from ...web import language, links


def event_feed(ticket: TicketPage) -> Response:
    """The feed of a ticket's public events."""
    city, address = current_portal().city, links.absolute(links.ticket(ticket.code))
    category = language.in_language(ticket.category.name, ticket.category.name_en) if ticket.category else ""
    entries = list(_entries(ticket, address))[::-1]
    feed = atom.Feed(
        id=atom.tag(city.slug, f"tickets/{ticket.code}/events"),
        title=f"{ticket.code} {masks(ticket.title) or category}".strip(),
        self_url=links.absolute(links.ticket(ticket.code, "atom")),
        page_url=address,
        author=city.title,
        updated=max((entry.updated for entry in entries), default=_written(ticket.submitted_at)),
        language=language.current(),
        subtitle=known_until(ticket.until, ticket.last_word),
    )
    return Response("".join(atom.chunks(feed, entries)), content_type=atom.MIMETYPE)


def _entries(ticket: TicketPage, address: str) -> Iterator[atom.FeedEntry]:
    if ticket.hidden:
        yield _entry(
            ticket, address, "hidden", _("Laporan ini disembunyikan."), ticket.reason_at or ticket.submitted_at
        )
    for event, sentence in timeline_sentences(ticket.spells):
        later = [*event.corrections, *([event.redacted] if event.redacted else [])]
        changed = max([event.at, *(one.at for one in later)])
        entry = _entry(ticket, f"{address}#e{event.seq}", f"events/{event.seq}", str(sentence), changed)
        codes = atom.event_codes(current_portal().city.slug, event)
        pictures = tuple(links.absolute(url_for("media.picture", key=one.key, size="large")) for one in event.photos)
        yield replace(entry, content=event_text(event), categories=codes, pictures=pictures)


def _entry(ticket: TicketPage, url: str, specific: str, title: str, changed: datetime) -> atom.FeedEntry:
    """An entry whose text is the reason for which the ticket is hidden, if it is."""
    id = atom.tag(current_portal().city.slug, f"tickets/{ticket.code}/{specific}")
    return atom.FeedEntry(id=id, url=url, title=title, updated=_written(changed), content=masks(ticket.reason))


def _written(at: datetime) -> str:
    return at.astimezone(ZoneInfo(current_portal().city.zone)).isoformat()
