"""Requests to take something from public view, and the decision of a second person about them."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...actions import withdrawals as act
from ...domain.permission import Forbidden, Role
from ...domain.status import Refused
from ...extensions import db
from ...forms.decision import DecisionForm
from ...queries.desk import withdrawals as query
from ...web.access import officer_required
from . import bp
from .form import act_by_me, signed_in_officer

DECIDE = (Role.VALIDATOR, Role.COORDINATOR, Role.ADMIN)


@bp.get("/withdrawals")
@officer_required(Role.SUPERVISOR, *DECIDE)
def withdrawals() -> ResponseReturnValue:
    """Those that wait, and those that are decided."""
    actor = signed_in_officer().actor
    waiting, decided = (query.withdrawals(db.session(), actor, waiting=state) for state in (True, False))
    return render_template("desk/withdrawals.html", waiting=waiting, decided=decided)


@bp.get("/withdrawals/<int:request_id>")
@officer_required(Role.SUPERVISOR, *DECIDE)
def withdrawal(request_id: int) -> ResponseReturnValue:
    return _page(request_id, DecisionForm(formdata=None))


@bp.post("/withdrawals/<int:request_id>")
@officer_required(*DECIDE)
def withdrawal_post(request_id: int) -> ResponseReturnValue:
    """Agree or refuse; until then nothing has changed."""
    form, decide = DecisionForm(), {"agree": act.agree, "refuse": act.refuse}.get(request.form.get("decision", ""))
    if decide is None or not form.validate_on_submit():
        return _page(request_id, form, 422)
    try:
        decide(request_id, form.answer.data, act_by_me())
    except Forbidden:
        abort(403)
    except Refused as refusal:
        return _page(request_id, form, 409, refusal=refusal)
    except LookupError:
        abort(404)
    flash(_("Disetujui: sudah dicabut dari umum.") if decide is act.agree else _("Ditolak: tidak ada yang berubah."))
    return redirect(url_for("desk.withdrawals"))


def _page(request_id: int, form: DecisionForm, status: int = 200, **reason: object) -> ResponseReturnValue:
    row = query.withdrawal(db.session(), request_id, signed_in_officer().actor) or abort(404)
    return render_template("desk/withdrawal.html", row=row, form=form, **reason), status
