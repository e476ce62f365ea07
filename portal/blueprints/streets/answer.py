"""One street in one form, of a version; another spelling of its name leads to it."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ... import clock
from ...queries.streets.find import streets_meant
from ...queries.streets.page import StreetPage, street_page, street_version
from .. import silence
from ..sources import here

MINUTE = 60  # what is late changes with the time alone


def street_answer(slug: str, render: Callable[[StreetPage], str | Response]) -> ResponseReturnValue:
    """The street with this address; another spelling, or the address of one that has split since, leads to it.

    404 where none is meant.
    """
    sources, now = here(), clock.now()
    known = street_version(sources, slug)
    if known is None:
        return _elsewhere(slug)
    version = (known.key, int(now.timestamp()) // MINUTE)
    return silence.answer(version, lambda: render(street_page(sources, known, now)), known.log[1])


def _elsewhere(slug: str) -> ResponseReturnValue:
    meant = streets_meant(here(), slug) or abort(404)
    if len(meant) == 1 and meant[0].slug != slug:
        return redirect(url_for(request.endpoint or "streets.page", slug=meant[0].slug), 302)
    if len(meant) == 1:
        abort(404)
    return render_template("streets/which.html", streets=meant)
