"""What the pages about agencies share: the agency that the address names, and its form."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from ...actions.agencies import AgencyEntry
from ...extensions import db
from ...forms.agencies import AgencyForm
from ...queries.agencies.names import agency_slugs
from ...queries.desk.agencies import KeptAgencies, KeptAgency, agency_kinds, kept_agencies, kept_agency
from .officer_pages import asked_page, asked_words


def asked_agencies() -> KeptAgencies:
    return kept_agencies(db.session(), asked_words("q"), asked_page())


def asked_agency(agency_id: int) -> KeptAgency:
    """The agency of this number; 404 when there is none."""
    return kept_agency(db.session(), agency_id) or abort(404)


def agency_form(row: KeptAgency | None = None) -> AgencyForm:
    """The form as it was sent, else filled with what is stored; with the agencies that may stand above."""
    form = AgencyForm() if row is None else AgencyForm(name=row.name, short=row.short, kind=row.kind, parent=row.parent)
    above = [(slug, name) for slug, name in agency_slugs(db.session()) if row is None or slug != row.slug]
    if row is not None and row.parent and row.parent not in dict(above):
        above.append((row.parent, row.parent_name))
    form.offer(above)
    return form


def entry_of(form: AgencyForm) -> AgencyEntry:
    return AgencyEntry(form.name.data, form.short.data or "", form.kind.data or "", form.parent.data)


def add_page(form: AgencyForm, status: int = 200, **reason: object) -> ResponseReturnValue:
    return render_template("desk/agencies_add.html", form=form, kinds=agency_kinds(db.session()), **reason), status


def agency_page(row: KeptAgency, form: AgencyForm, status: int = 200, **reason: object) -> ResponseReturnValue:
    kinds = agency_kinds(db.session())
    return render_template("desk/agency.html", row=row, form=form, kinds=kinds, **reason), status
