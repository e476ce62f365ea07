"""The tickets of a filter as an Atom feed, those that changed last first."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from flask import Response, request
from flask_babel import gettext as _

from ...exports import atom
from ...presentation.sources import source_state
from ...presentation.words import STATUS_NAMES, masks
from ...queries.city.version import city_version
from ...queries.tickets.changes import TicketChanges, change_rows, ticket_changes
from ...web import caching, links
from .. import lens
from .about import CITED, describing, notes, read_as, title
from .as_of_rows import refuse_other_moment

#: When a feed without entries last changed: RFC 4287 wants a moment, and none would be true.
_NEVER = "1970-01-01T00:00:00+00:00"


def answer() -> Response:
    """A page of the feed; 304 while nothing on it has changed, whatever else happens in the city."""
    before = request.args.get("before", type=int)
    unread = ["before"] if "before" in request.args and (before is None or before < 1) else []
    asked = lens.readable("before", *CITED, unread=unread)
    refuse_other_moment(asked, "atom")
    found = ticket_changes(asked.sources, asked.filter, asked.now, before=before, most=atom.LIMIT)
    version = ("feed", asked.days, found.changes, found.older, found.total, city_version(asked.sources.session))
    response = caching.answer(version, lambda: _feed(found, asked))
    response.headers["X-Total-Count"] = str(found.total)
    response.headers["X-Log-Seq"] = str(found.seq)
    response.headers["Link"] = describing(asked.filter)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def base() -> str:
    """The address of a ticket without its code."""
    return links.absolute(links.ticket("-"))[:-1]


def _feed(found: TicketChanges, asked: lens.LensRequest) -> Response:
    city, filter = asked.sources.city, asked.filter.but(page=1)
    rows = change_rows(asked.sources, found, asked.now)
    words = atom.EntryWords(
        private=_("Teks laporan ini tertutup."),
        hidden=_("Laporan ini disembunyikan."),
        statuses={status.value: str(name) for status, name in STATUS_NAMES.items()},
    )
    plain = atom.ticket_entries(rows, city=city.slug, base=base(), zone=asked.zone, words=words)
    entries = [replace(entry, title=masks(entry.title), content=masks(entry.content)) for entry in plain]
    address = links.absolute(links.tickets(filter, "atom"))
    own = filter.but(q=asked.typed) if asked.days else filter  # who follows it wants next week what is then this week
    head = atom.Feed(
        id=atom.tag(city.slug, f"tickets?{urlencode(sorted(own.pairs()))}"),
        title=f"{city.title}: {title(filter, asked)}" if filter.narrowed else city.title,
        self_url=_before(links.absolute(links.tickets(own, "atom")), request.args.get("before", type=int)),
        page_url=links.absolute(links.tickets(filter)),
        author=city.title,
        updated=max((entry.updated for entry in entries), default=_NEVER),
        subtitle=_subtitle(asked),
        total=found.total,
        next_url=_before(address, found.older) if found.older else "",
    )
    return Response("".join(atom.chunks(head, entries)), content_type=atom.MIMETYPE)


def _subtitle(asked: lens.LensRequest) -> str:
    """Of when the tickets are, how the words of their filter were read, and what of it was not."""
    read = read_as(asked)
    words = [_("Dibaca sebagai:") + f" {read}." if read else "", *notes(asked)]
    return " ".join(part for part in (source_state(asked.clocks), *words) if part)


def _before(address: str, seq: object) -> str:
    return f"{address}{'&' if '?' in address else '?'}before={seq}" if seq else address
