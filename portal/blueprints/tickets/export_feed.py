"""The tickets of a filter as an Atom feed, whose masks are in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flask_babel import gettext as _

from ...exports import atom
from ...presentation.words import masks
from ...queries.city.facts import city_facts
from ...queries.tickets.export import Export
from ...web import links
from .. import lens


def feed_chunks(found: Export, asked: lens.LensRequest, base: str) -> Iterator[str]:
    """The feed in pieces; ``base`` is the address of a ticket without its code."""
    city, words = asked.sources.city, f": {found.filter.q}" if found.filter.q else ""
    address = links.absolute(links.tickets(found.filter, "atom"))
    newest = city_facts(asked.sources.session).at or asked.now
    feed = atom.Feed(
        id=address,
        title=f"{city.title}{words}",
        self_url=address,
        page_url=links.absolute(links.tickets(found.filter)),
        author=city.title,
        updated=newest.astimezone(asked.zone).replace(microsecond=0).isoformat(),
    )
    private = _("Teks laporan ini tertutup.")
    entries = atom.ticket_entries(found.rows, base=base, zone=asked.zone, private=private)
    return atom.chunks(feed, (replace(e, title=masks(e.title), content=masks(e.content)) for e in entries))
