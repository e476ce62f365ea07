"""The tickets of a filter as files: CSV, JSON or GeoJSON, sent as they are read, or a feed of their changes."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Response, request

from ...exports.tickets import MIMETYPES, table_chunks
from ...queries.tickets.export import Export, ticket_export
from ...web import caching, links
from ...web.access import public
from ...web.limits import export_slots
from .. import lens
from . import bp, feed


@bp.get("/tickets.<any(csv,json,geojson,atom):format>")
@public
def export(format: str) -> Response:
    """The file; HEAD gets its headers, the number of rows among them. 304 to who has it, 503 to one too many."""
    if format == "atom":
        return feed.answer()
    asked, since = lens.changes("bom")

    def found() -> Export:
        return ticket_export(asked.sources, asked.filter, asked.now, since)

    def render() -> Response:
        if request.method == "HEAD":
            return _head(format, found(), asked)
        return export_slots.answer(lambda: _file(format, found(), asked))

    response = caching.answer(asked.version(), render)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _head(format: str, found: Export, asked: lens.LensRequest) -> Response:
    """As a stream of nothing: what is streamed is not kept for those who ask for the rows."""
    return Response(iter(()), headers=_headers(format, found, asked), content_type=MIMETYPES[format])


def _file(format: str, found: Export, asked: lens.LensRequest) -> Response:
    return Response(
        _table(format, found, asked), headers=_headers(format, found, asked), content_type=MIMETYPES[format]
    )


def _table(format: str, found: Export, asked: lens.LensRequest) -> Iterator[str]:
    about: dict[str, str | int] = {
        "city": asked.sources.city.name,
        "as_of": found.clocks.latest.astimezone(asked.zone).isoformat(),
        "made_at": asked.now.astimezone(asked.zone).isoformat(),
        "seq": found.seq,
        "head": found.head,
        "total": found.total,
        "page": links.absolute(links.tickets(found.filter)),
    }
    bom = request.args.get("bom") == "1"
    return table_chunks(format, found.rows, base=feed.base(), zone=asked.zone, about=about, bom=bom)


def _headers(format: str, found: Export, asked: lens.LensRequest) -> dict[str, str]:
    day = found.clocks.latest.astimezone(asked.zone).date().isoformat()
    return {
        "X-Total-Count": str(found.total),
        "X-Log-Seq": str(found.seq),
        "X-Log-Head": f"{found.seq}:{found.head}",
        "Content-Disposition": f'attachment; filename="{asked.sources.city.slug}-{day}.{format}"',
    }
