"""All that one follows, opened by a link that was mailed, for a day: each can be ended, or all."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from ...actions import follow
from ...context import current_portal
from ...extensions import db
from ...queries.following import all_of
from ...web.access import public
from ...web.headers import private
from ...web.public_forms import opened_by_token
from . import bp
from .shown import shown, token_sent


@bp.get("/follow/mine/all")
@public
@private
def mine_of() -> ResponseReturnValue:
    return _list()


@bp.post("/follow/mine/all")
@public
@private
@opened_by_token
def mine_of_post() -> ResponseReturnValue:
    """End one of them, or all."""
    address_hash = follow.opened(token_sent(), current_portal().settings.secret_key)
    which = request.form.get("which", type=int)
    if address_hash is not None and which is not None:
        follow.end_one(address_hash, which)
    elif address_hash is not None and request.form.get("which") == "all":
        follow.end_all(address_hash)
    return _list()


def _list() -> ResponseReturnValue:
    address_hash = follow.opened(token_sent(), current_portal().settings.secret_key)
    if address_hash is None:
        return render_template("follow/mine_late.html"), 404
    rows = [(one, shown(one)) for one in all_of(db.session(), address_hash)]
    return render_template("follow/mine_of.html", rows=rows, token=token_sent())
