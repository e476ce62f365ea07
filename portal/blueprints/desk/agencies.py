"""An admin keeps agencies: their names, kinds and places, and which can be given tickets."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...actions import agencies as act
from ...context import current_portal
from ...domain.permission import Role
from ...domain.status import Refused
from ...web.access import officer_required
from . import bp
from .agency_pages import add_page, agency_form, agency_page, asked_agencies, asked_agency, entry_of
from .door import by_me


@bp.get("/agencies")
@officer_required(Role.ADMIN)
def agencies() -> ResponseReturnValue:
    return render_template("desk/agencies.html", found=asked_agencies())


@bp.get("/agencies/add")
@officer_required(Role.ADMIN)
def agencies_add() -> ResponseReturnValue:
    return add_page(agency_form())


@bp.post("/agencies/add")
@officer_required(Role.ADMIN)
def agencies_add_post() -> ResponseReturnValue:
    form = agency_form()
    if not form.validate_on_submit():
        return add_page(form, 422)
    try:
        added = act.add(entry_of(form), by_me())
    except Refused as refusal:
        return add_page(form, 422, refusal=refusal)
    flash(_("Instansi ditambahkan."))
    return redirect(url_for("desk.agency", agency_id=added))


@bp.get("/agencies/<int:agency_id>")
@officer_required(Role.ADMIN)
def agency(agency_id: int) -> ResponseReturnValue:
    row = asked_agency(agency_id)
    return agency_page(row, agency_form(row))


@bp.post("/agencies/<int:agency_id>")
@officer_required(Role.ADMIN)
def agency_post(agency_id: int) -> ResponseReturnValue:
    """Another name gives another address; the old one leads there."""
    row = asked_agency(agency_id)
    form = agency_form(row)
    if not form.validate_on_submit():
        return agency_page(row, form, 422)
    try:
        act.alter(agency_id, entry_of(form), by_me())
    except Refused as refusal:
        return agency_page(row, form, 409, refusal=refusal)
    flash(_("Perubahan tersimpan."))
    return redirect(url_for("desk.agency", agency_id=agency_id))


@bp.post("/agencies/<int:agency_id>/<any(deactivate, activate):what>")
@officer_required(Role.ADMIN)
def agency_state(agency_id: int, what: str) -> ResponseReturnValue:
    """Let an agency be given no more tickets, or again."""
    row = asked_agency(agency_id)
    try:
        if what == "deactivate":
            act.deactivate(agency_id, current_portal().city, by_me())
        else:
            act.activate(agency_id, by_me())
    except Refused as refusal:
        return agency_page(row, agency_form(row), 409, refusal=refusal)
    flash(_("Instansi dinonaktifkan.") if what == "deactivate" else _("Instansi aktif lagi."))
    return redirect(url_for("desk.agency", agency_id=agency_id))
