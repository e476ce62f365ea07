"""All that one follows, opened by a link that was mailed, for a day: each can be ended, or all."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from ...actions import follow
from ...context import current_portal
from ...extensions import db
from ...queries.following import all_of
from ...web.access import public
from ...web.public_forms import opened_by_token
from . import bp
from .shown import shown


@bp.get("/follow/mine/<token>")
@public
def mine_of(token: str) -> ResponseReturnValue:
    return _list(token)


@bp.post("/follow/mine/<token>")
@public
@opened_by_token
def mine_of_post(token: str) -> ResponseReturnValue:
    """End one of them, or all."""
    address_hash = follow.opened(token, current_portal().settings.secret_key)
    which = request.form.get("which", type=int)
    if address_hash is not None and which is not None:
        follow.end_one(address_hash, which)
    elif address_hash is not None and request.form.get("which") == "all":
        follow.end_all(address_hash)
    return _list(token)


def _list(token: str) -> ResponseReturnValue:
    address_hash = follow.opened(token, current_portal().settings.secret_key)
    if address_hash is None:
        return render_template("follow/mine_late.html"), 404
    rows = [(one, shown(one)) for one in all_of(db.session(), address_hash)]
    return render_template("follow/mine_of.html", rows=rows, token=token)
