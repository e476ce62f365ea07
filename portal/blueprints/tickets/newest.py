"""The number of a ticket's newest public event: what an open page asks for, every half minute, to know of news."""

from __future__ import annotations

from flask import abort, jsonify
from flask.typing import ResponseReturnValue

from ...extensions import db
from ...queries.tickets.version import version
from ...web import caching
from ...web.access import public
from . import bp


@bp.get("/tickets/<code>/newest")
@public
def newest(code: str) -> ResponseReturnValue:
    """304 until something happens, whatever the minute: a page says durations anew, its news are its events."""
    known = version(db.session(), code)
    if known is None:
        abort(404)
    return caching.answer(("newest", known.id, known.last_seq), lambda: jsonify(seq=known.last_seq))
