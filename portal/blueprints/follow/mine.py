"""Who wants to see all that one follows gives the address, and gets a link by mail."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from ...actions import follow
from ...context import current_portal
from ...forms.follow import AddressForm
from ...web.access import public
from ...web.public_forms import Fault, form_token, public_form
from . import bp
from .page import wanted_address


@bp.get("/follow/mine")
@public
def mine() -> ResponseReturnValue:
    return _page(AddressForm(formdata=None))


def again(fault: Fault) -> ResponseReturnValue:
    return _page(AddressForm(), fault)


@bp.post("/follow/mine")
@public
@public_form("mine", again=again)
def mine_send() -> ResponseReturnValue:
    form = AddressForm()
    address = wanted_address(form)
    if address is None:
        return _page(form), 422
    if not form.website.data:
        follow.ask_for_all(address, current_portal().settings.secret_key)
    return render_template("follow/mine_sent.html")


def _page(form: AddressForm, fault: Fault | None = None) -> str:
    mails = bool(current_portal().settings.smtp_url)
    token = form_token("mine") if mails else ""
    return render_template("follow/mine.html", form=form, fault=fault, token=token, mails=mails)
