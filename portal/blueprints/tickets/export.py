"""The lens as files: every ticket of a filter as CSV, JSON, GeoJSON or an Atom feed, sent as it is read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Response, request
from flask_babel import gettext as _

from ... import clock
from ...context import current_portal
from ...exports import atom, csv, geojson, json
from ...exports.columns import Value
from ...extensions import db
from ...presentation.dates import iso
from ...queries.city.facts import city_facts
from ...queries.tickets.export import Export, ticket_export
from ...web import caching, links
from ...web.access import public
from .. import lens
from . import bp

MIMETYPES = {"csv": csv.MIMETYPE, "json": json.MIMETYPE, "geojson": geojson.MIMETYPE, "atom": atom.MIMETYPE}


@bp.get("/tickets.<any(csv,json,geojson,atom):format>")
@public
def export(format: str) -> Response:
    """The file; HEAD answers with its headers, the number of rows among them."""
    filter, _bad = lens.asked()
    now = clock.now()
    most = atom.LIMIT if format == "atom" else None
    found = ticket_export(db.session(), current_portal().engine, filter, current_portal().city, now, most=most)
    chunks = iter(()) if request.method == "HEAD" else _chunks(format, found, now)
    response = Response(chunks, mimetype=MIMETYPES[format])
    response.headers.update(_headers(format, found, now))
    return response


def _chunks(format: str, found: Export, now: datetime) -> Iterable[str]:
    base, zone = links.absolute(links.ticket("-"))[:-1], ZoneInfo(current_portal().city.zone)
    if format == "csv":
        return csv.chunks(found.rows, base=base, zone=zone, bom=request.args.get("bom") == "1")
    if format == "json":
        return json.chunks(found.rows, base=base, zone=zone, about=_about(found, now))
    if format == "geojson":
        return geojson.chunks(found.rows, base=base, zone=zone, about=_about(found, now))
    return atom.chunks(found.rows, base=base, zone=zone, feed=_feed(found, city_facts(db.session()).at or now))


def _about(found: Export, now: datetime) -> dict[str, Value]:
    """What somebody who finds the file later must know of it."""
    return {
        "city": current_portal().city.name,
        "as_of": iso(now),
        "seq": found.seq,
        "total": found.total,
        "page": links.absolute(links.tickets(found.filter)),
    }


def _feed(found: Export, updated: datetime) -> atom.Feed:
    words = f": {found.filter.q}" if found.filter.q else ""
    return atom.Feed(
        title=f"{current_portal().city.title}{words}",
        self_url=links.absolute(links.tickets(found.filter, "atom")),
        page_url=links.absolute(links.tickets(found.filter)),
        author=current_portal().city.title,
        updated=int(updated.timestamp()),
        private=_("Teks laporan ini tertutup."),
    )


def _headers(format: str, found: Export, now: datetime) -> dict[str, str]:
    day = now.astimezone(ZoneInfo(current_portal().city.zone)).date().isoformat()
    headers = {
        "X-Total-Count": str(found.total),
        "X-Log-Seq": str(found.seq),
        "Cache-Control": caching.CONTROL,
        "Access-Control-Allow-Origin": "*",
    }
    if format != "atom":
        headers["Content-Disposition"] = f'attachment; filename="{current_portal().city.slug}-{day}.{format}"'
    return headers
