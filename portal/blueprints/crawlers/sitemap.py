"""The map of the site: a file of files, and in these every page that search engines may know."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from flask import Response, abort, url_for
from flask.typing import ResponseReturnValue

from ...exports import sitemap as files
from ...extensions import db
from ...queries import sitemap as pages
from ...queries.streets.find import slugs
from ...web import caching, links
from ...web.access import public
from ...web.limits import export_slots
from . import bp

MIMETYPE = "application/xml"
#: The pages that lead to all others.
ENTRANCES = (
    *("home.page", "tickets.index", "maps.index", "agencies.index", "areas.index", "streets.index", "compare.page"),
    *("implementation.page", "implementation.waits", "implementation.checks"),
    *("tickets.figures", "methodology.page", "methodology.example", "methodology.words", "data.page"),
    "accessibility.page",
    "guide.page",
)


@bp.get("/sitemap.xml")
@public
def sitemap() -> ResponseReturnValue:
    """The files; made anew each day, for all that they say is on which day something changed."""
    session = db.session()

    def render() -> Response:
        step = _step()
        found: list[tuple[str, date | None]] = [(links.absolute(url_for("crawlers.sitemap_pages")), None)]
        for number in range(pages.last_ticket(session) // step + 1):
            changed = pages.changed_between(session, number * step, (number + 1) * step - 1)
            address = links.absolute(url_for("crawlers.sitemap_tickets", number=number))
            found.append((address, changed.date() if changed else None))
        return Response(files.index(found), mimetype=MIMETYPE)

    return caching.answer("sitemap", render)


@bp.get("/sitemaps/pages.xml")
@public
def sitemap_pages() -> ResponseReturnValue:
    """Every page that is not of one ticket."""
    session = db.session()
    paths = [url_for(endpoint) for endpoint in ENTRANCES]
    paths += [links.agency(slug) for slug in pages.agencies(session)]
    paths += [links.area(code) for code in pages.areas(session)]
    paths += [links.street(slug) for slug in slugs(session)]
    paths += [links.tickets(links.EVERYTHING.with_value("category", slug)) for slug in pages.categories(session)]
    return _file([files.Mapped(links.in_each(path)) for path in paths])


@bp.get("/sitemaps/tickets-<int:number>.xml")
@public
def sitemap_tickets(number: int) -> ResponseReturnValue:
    """The open tickets of one range of ids, so that old files stay as they were."""
    session, step = db.session(), _step()
    if number * step > pages.last_ticket(session):
        abort(404)
    found = pages.tickets_between(session, number * step, (number + 1) * step - 1)
    before = links.ticket("-").removesuffix("-")
    return _file([files.Mapped(links.in_each(before + quote(code)), at.date()) for code, at in found])


def _file(mapped: list[files.Mapped]) -> Response:
    """Sent as it is written, to few at the same time."""
    return export_slots.answer(lambda: Response(files.pages(mapped), mimetype=MIMETYPE))


def _step() -> int:
    """How many tickets one file holds, each in every language."""
    return files.MOST // len(links.in_each("/"))
