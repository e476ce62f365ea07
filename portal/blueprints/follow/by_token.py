"""What the links in letters open: a page with a button, for a mail program that looks at links must change nothing."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from ...actions import follow
from ...extensions import db
from ...queries.following import by_confirm_token, by_end_token
from ...web.access import public
from ...web.public_forms import opened_by_token
from . import bp
from .shown import shown


@bp.get("/follow/confirm/<token>")
@public
def confirm(token: str) -> ResponseReturnValue:
    found = by_confirm_token(db.session(), token)
    return render_template("follow/confirm.html", followed=shown(found) if found else None, token=token)


@bp.post("/follow/confirm/<token>")
@public
@opened_by_token
def confirm_post(token: str) -> ResponseReturnValue:
    done, found = follow.confirm(token), by_confirm_token(db.session(), token)
    if not done or found is None:
        return render_template("follow/confirm.html", followed=None, token=token), 404
    return render_template("follow/confirmed.html", followed=shown(found), pace=found.pace)


@bp.get("/follow/end/<token>")
@public
def end(token: str) -> ResponseReturnValue:
    found = by_end_token(db.session(), token)
    return render_template("follow/end.html", followed=shown(found) if found else None, token=token)


@bp.post("/follow/end/<token>")
@public
@opened_by_token
def end_post(token: str) -> ResponseReturnValue:
    """By the button of that page, or by a mail program at once (RFC 8058)."""
    follow.end(token)
    return render_template("follow/ended.html")
