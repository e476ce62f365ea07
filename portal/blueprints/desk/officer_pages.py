"""What the pages about accounts share: the account that the address names, its form, and a link that is shown once."""

from __future__ import annotations

from typing import TypeVar

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...actions import reset_links
from ...actions import second_factor as factors
from ...actions.audit import By
from ...domain.paging import page_number
from ...domain.permission import Role
from ...extensions import db
from ...forms.officers import OfficerForm, ResetForm
from ...presentation.staff_words import role_name
from ...queries.agencies.names import agency_slugs
from ...queries.desk.officers import OfficerRow, Officers, officer_row, officers

LONGEST = 100  # characters of a search
Form = TypeVar("Form", bound=OfficerForm)


def asked_words(name: str) -> str:
    """The words that the address has under this name."""
    return " ".join(request.args.get(name, "")[:LONGEST].split())


def asked_page() -> int:
    """The number of the page that the address names."""
    return page_number(request.args.get("page", ""))


def asked_officers() -> Officers:
    return officers(db.session(), asked_words("q"), asked_page())


def asked_officer(officer_id: int) -> OfficerRow:
    """The account of this number; 404 when there is none."""
    return officer_row(db.session(), officer_id) or abort(404)


def offered(form: Form) -> Form:
    """The form with the agencies and roles that may be chosen."""
    form.offer(agency_slugs(db.session()), [(role.value, role_name(role)) for role in Role])
    return form


def stored_form(row: OfficerRow) -> OfficerForm:
    """The form with what is stored, whatever was sent."""
    return offered(OfficerForm(formdata=None, name=row.name, agency=row.agency_slug, role=row.role.value))


def officer_page(row: OfficerRow, form: OfficerForm, status: int = 200, **reason: object) -> ResponseReturnValue:
    shown = {"reset": ResetForm(formdata=None)} | reason
    return render_template("desk/officer.html", row=row, form=form, **shown), status


def link_page(officer_id: int, by: By, *, second_factor: bool = False) -> str:
    """A new one-time link; nobody can read it again."""
    if second_factor:
        factors.remove(officer_id, by)
    token, row = reset_links.make(officer_id, by), asked_officer(officer_id)
    link = url_for("desk.sign_in_new_password", token=token, _external=True)
    return render_template("desk/reset_link.html", row=row, link=link)
