"""An admin keeps officers, their agencies and their roles."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...actions import officers as act
from ...domain.permission import Role
from ...domain.status import Refused
from ...forms.officers import NewOfficerForm, OfficerForm, ResetForm
from ...web.access import officer_required
from . import bp
from .door import by_me, prove
from .faults import refused
from .officer_pages import asked_officer, asked_officers, link_page, offered, officer_page, stored_form


@bp.get("/officers")
@officer_required(Role.ADMIN)
def officers() -> ResponseReturnValue:
    return render_template("desk/officers.html", found=asked_officers())


@bp.get("/officers/add")
@officer_required(Role.ADMIN)
def officers_add() -> ResponseReturnValue:
    return render_template("desk/officers_add.html", form=offered(NewOfficerForm()))


@bp.post("/officers/add")
@officer_required(Role.ADMIN)
def officers_add_post() -> ResponseReturnValue:
    """Add an account without a password, and show the link by which its officer sets one."""
    form = offered(NewOfficerForm())
    if not form.validate_on_submit():
        return render_template("desk/officers_add.html", form=form), 422
    try:
        added = act.add(form.email.data, form.name.data, form.agency.data, Role(form.role.data), None, by_me())
    except Refused as refusal:
        return refused(render_template("desk/officers_add.html", form=form, refusal=refusal), refusal)
    return link_page(added, by_me())


@bp.get("/officers/<int:officer_id>")
@officer_required(Role.ADMIN)
def officer(officer_id: int) -> ResponseReturnValue:
    row = asked_officer(officer_id)
    return officer_page(row, stored_form(row))


@bp.post("/officers/<int:officer_id>")
@officer_required(Role.ADMIN)
def officer_post(officer_id: int) -> ResponseReturnValue:
    """Change name, agency or role; with another agency or role the officer's sessions end."""
    row, form = asked_officer(officer_id), offered(OfficerForm())
    if not form.validate_on_submit():
        return officer_page(row, form, 422)
    try:
        act.alter(officer_id, form.name.data, form.agency.data, Role(form.role.data), by_me())
    except Refused as refusal:
        return officer_page(row, form, 409, refusal=refusal)
    flash(_("Perubahan tersimpan."))
    return redirect(url_for("desk.officer", officer_id=officer_id))


@bp.post("/officers/<int:officer_id>/<any(deactivate, activate):what>")
@officer_required(Role.ADMIN)
def officer_state(officer_id: int, what: str) -> ResponseReturnValue:
    """Let an officer in no more, or again."""
    row = asked_officer(officer_id)
    try:
        (act.deactivate if what == "deactivate" else act.activate)(officer_id, by_me())
    except Refused as refusal:
        return officer_page(row, stored_form(row), 409, refusal=refusal)
    flash(_("Akun dinonaktifkan; semua sesinya berakhir.") if what == "deactivate" else _("Akun aktif lagi."))
    return redirect(url_for("desk.officer", officer_id=officer_id))


@bp.post("/officers/<int:officer_id>/reset")
@officer_required(Role.ADMIN)
def officer_reset(officer_id: int) -> ResponseReturnValue:
    """Show a one-time link, once. To take away a second factor the admin gives the own password."""
    form, row = ResetForm(), asked_officer(officer_id)
    if not form.validate_on_submit() or not row.active:
        abort(409)
    if form.second_factor.data:
        proof = prove(form.current.data or "")
        if proof.refused:
            return officer_page(row, stored_form(row), proof.status, reset=form, **proof.refused)
    return link_page(officer_id, by_me(), second_factor=form.second_factor.data)
