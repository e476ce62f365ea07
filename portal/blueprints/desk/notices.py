"""The queue of moderation: what people said against photos and texts, and what is decided about it."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...actions.notices import leave
from ...domain.permission import Forbidden, Role
from ...domain.status import Refused
from ...extensions import db
from ...forms.notice import LeaveForm
from ...queries.desk import notices as query
from ...web.access import officer_required
from . import bp
from .form import act_by_me, my_desk

DECIDE = (Role.VALIDATOR, Role.COORDINATOR, Role.ADMIN)


@bp.get("/notices")
@officer_required(Role.SUPERVISOR, *DECIDE)
def notices() -> ResponseReturnValue:
    """What waits, and what was decided."""
    desk, session = my_desk(), db.session()
    waiting, decided = query.to_moderate(session, desk), query.moderated(session, desk)
    return render_template("desk/notices.html", waiting=waiting, decided=decided, now=desk.now)


@bp.get("/notices/<int:notice_id>")
@officer_required(Role.SUPERVISOR, *DECIDE)
def notice(notice_id: int) -> ResponseReturnValue:
    return _page(notice_id, LeaveForm(formdata=None))


@bp.post("/notices/<int:notice_id>")
@officer_required(*DECIDE)
def notice_post(notice_id: int) -> ResponseReturnValue:
    """Leave it as it is; what else can be done has forms of its own."""
    form = LeaveForm()
    if not form.validate_on_submit():
        return _page(notice_id, form, 422)
    try:
        leave(notice_id, form.answer.data, act_by_me())
    except Forbidden:
        abort(403)
    except Refused as refusal:
        return _page(notice_id, form, 409, refusal=refusal)
    except LookupError:
        abort(404)
    flash(_("Pemberitahuan ditutup: tidak perlu tindakan."))
    return redirect(url_for("desk.notices"))


def _page(notice_id: int, form: LeaveForm, status: int = 200, **reason: object) -> ResponseReturnValue:
    row = query.thing(db.session(), notice_id, my_desk()) or abort(404)
    return render_template("desk/notice.html", row=row, form=form, **reason), status
