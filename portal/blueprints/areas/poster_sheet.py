"""What stands on the sheet, in each of the city's languages."""

from __future__ import annotations

from flask import render_template, url_for
from markupsafe import Markup

from ...context import current_portal
from ...domain.report_place import AskedPlace
from ...queries.areas.page import AreaVersion
from ...queries.report.place import stated_place
from ...spoken import forced
from ...web import links
from ..report.own import qr
from ..sources import here


def sheet(known: AreaVersion) -> str:
    """Of an area that has parts, which no report names, the form asks for the part."""
    chosen = stated_place(here(), AskedPlace(known.named.key)).area
    address = links.absolute(url_for("report.place", area=chosen.key if chosen else None))
    words = [(language, _in(language)) for language in current_portal().city.languages]
    return render_template("areas/poster.html", area=known.named, address=address, picture=qr(address), words=words)


def _in(language: str) -> Markup:
    with forced(language):
        return Markup(render_template("areas/_poster_words.html"))  # noqa: S704 - a template of ours, escaped
