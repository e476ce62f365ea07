"""One street: what is open there, what was said, how long it takes."""

from __future__ import annotations

from flask import abort, redirect, render_template
from flask.typing import ResponseReturnValue

from ... import clock
from ...queries.streets.find import streets_meant
from ...queries.streets.page import street_page, street_version
from ...web import links
from ...web.access import public
from .. import silence
from ..sources import here
from . import bp

MINUTE = 60  # what is late changes with the time alone


@bp.get("/streets/<slug>")
@public
def page(slug: str) -> ResponseReturnValue:
    """The street with this address; another spelling, or the address of one that has split since, leads to it."""
    sources, now = here(), clock.now()
    known = street_version(sources, slug)
    if known is None:
        return _elsewhere(slug)

    def render() -> str:
        return render_template("streets/page.html", street=street_page(sources, known, now))

    return silence.answer((known.key, int(now.timestamp()) // MINUTE), render, known.log[1])


def _elsewhere(slug: str) -> ResponseReturnValue:
    meant = streets_meant(here(), slug) or abort(404)
    if len(meant) == 1 and meant[0].slug != slug:
        return redirect(links.street(meant[0].slug), 302)
    if len(meant) == 1:
        abort(404)
    return render_template("streets/which.html", streets=meant)
