"""What the links in letters open: a page with a button, for a mail program that looks at links must change nothing.

The secret stands behind the question mark, which no log has.
"""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from ...actions import follow
from ...extensions import db
from ...queries.following import by_confirm_token, by_end_token
from ...web.access import public
from ...web.headers import private
from ...web.public_forms import opened_by_token
from . import bp
from .shown import shown, token_sent


@bp.get("/follow/confirm")
@public
@private
def confirm() -> ResponseReturnValue:
    found = by_confirm_token(db.session(), token_sent())
    return render_template("follow/confirm.html", followed=shown(found) if found else None, token=token_sent())


@bp.post("/follow/confirm")
@public
@private
@opened_by_token
def confirm_post() -> ResponseReturnValue:
    done, found = follow.confirm(token_sent()), by_confirm_token(db.session(), token_sent())
    if not done or found is None:
        return render_template("follow/confirm.html", followed=None, token=token_sent()), 404
    return render_template("follow/confirmed.html", followed=shown(found), pace=found.pace)


@bp.get("/follow/end")
@public
@private
def end() -> ResponseReturnValue:
    found = by_end_token(db.session(), token_sent())
    return render_template("follow/end.html", followed=shown(found) if found else None, token=token_sent())


@bp.post("/follow/end")
@public
@private
@opened_by_token
def end_post() -> ResponseReturnValue:
    """By the button of that page, or by a mail program at once (RFC 8058)."""
    follow.end(token_sent())
    return render_template("follow/ended.html")
