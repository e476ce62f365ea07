"""The tickets of a filter as files: CSV, JSON, GeoJSON or an Atom feed, sent as they are read."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Response, request

from ...exports.tickets import LIMITS, MIMETYPES, table_chunks
from ...queries.tickets.export import Export, ticket_export
from ...web import caching, links
from ...web.access import public
from .. import lens
from . import bp
from .export_feed import feed_chunks


@bp.get("/tickets.<any(csv,json,geojson,atom):format>")
@public
def export(format: str) -> Response:
    """The file; HEAD answers with its headers, the number of rows among them."""
    asked, most = lens.asked(), LIMITS.get(format)
    found = ticket_export(asked.sources, asked.filter, asked.now, most=most)
    if request.method == "HEAD":
        chunks: Iterator[str] = iter(())
    else:
        chunks = feed_chunks(found, asked, _base()) if format == "atom" else _table(format, found, asked)
    response = Response(chunks, mimetype=MIMETYPES[format])
    response.headers.update(_headers(format, found, asked))
    return response


def _table(format: str, found: Export, asked: lens.LensRequest) -> Iterator[str]:
    about: dict[str, str | int] = {
        "city": asked.sources.city.name,
        "as_of": asked.now.astimezone(asked.zone).isoformat(),
        "seq": found.seq,
        "total": found.total,
        "page": links.absolute(links.tickets(found.filter)),
    }
    bom = request.args.get("bom") == "1"
    return table_chunks(format, found.rows, base=_base(), zone=asked.zone, about=about, bom=bom)


def _base() -> str:
    """The address of a ticket without its code."""
    return links.absolute(links.ticket("-"))[:-1]


def _headers(format: str, found: Export, asked: lens.LensRequest) -> dict[str, str]:
    headers = {
        "X-Total-Count": str(found.total),
        "X-Log-Seq": str(found.seq),
        "Cache-Control": caching.CONTROL,
        "Access-Control-Allow-Origin": "*",
    }
    if format != "atom":
        day = asked.now.astimezone(asked.zone).date().isoformat()
        headers["Content-Disposition"] = f'attachment; filename="{asked.sources.city.slug}-{day}.{format}"'
    return headers
