"""The tickets of a filter as files: CSV, JSON or GeoJSON, sent as they are read, or a feed of their changes."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Response, request

from ...exports.tickets import MIMETYPES, table_chunks
from ...queries.city.index_state import mark_of
from ...queries.tickets.export import Export, ticket_export
from ...web import caching, links
from ...web.access import public
from .. import lens
from . import bp, feed


@bp.get("/tickets.<any(csv,json,geojson,atom):format>")
@public
def export(format: str) -> Response:
    """The file; HEAD answers with its headers, the number of rows among them."""
    if format == "atom":
        return feed.answer()
    asked = lens.readable("bom")
    found = ticket_export(asked.sources, asked.filter, asked.now)
    chunks: Iterator[str] = iter(()) if request.method == "HEAD" else _table(format, found, asked)
    response = Response(chunks, content_type=MIMETYPES[format])
    response.headers.update(_headers(format, found, asked))
    return response


def _table(format: str, found: Export, asked: lens.LensRequest) -> Iterator[str]:
    about: dict[str, str | int] = {
        "city": asked.sources.city.name,
        "as_of": asked.now.astimezone(asked.zone).isoformat(),
        "seq": found.seq,
        "head": mark_of(asked.sources.session, found.seq),
        "total": found.total,
        "page": links.absolute(links.tickets(found.filter)),
    }
    bom = request.args.get("bom") == "1"
    return table_chunks(format, found.rows, base=feed.base(), zone=asked.zone, about=about, bom=bom)


def _headers(format: str, found: Export, asked: lens.LensRequest) -> dict[str, str]:
    day = asked.now.astimezone(asked.zone).date().isoformat()
    return {
        "X-Total-Count": str(found.total),
        "X-Log-Seq": str(found.seq),
        "X-Log-Head": f"{found.seq}:{mark_of(asked.sources.session, found.seq)}",
        "Cache-Control": caching.CONTROL,
        "Access-Control-Allow-Origin": "*",
        "Content-Disposition": f'attachment; filename="{asked.sources.city.slug}-{day}.{format}"',
    }
