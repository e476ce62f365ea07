"""The form by which one follows by mail; without a mail server the page offers the feed alone, and says so."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...context import current_portal
from ...domain.following import plain_address
from ...forms.follow import AddressForm, FollowForm
from ...web.access import public
from ...web.public_forms import Fault, form_token, public_form
from . import bp
from .followed import Followed, asked
from .wish import wish


@bp.get("/follow")
@public
def page() -> ResponseReturnValue:
    return _page(asked(), FollowForm(formdata=None))


def again(fault: Fault) -> ResponseReturnValue:
    return _page(asked(), FollowForm(), fault)


@bp.post("/follow")
@public
@public_form("follow", again=again)
def send() -> ResponseReturnValue:
    """Whatever is known of the address, everybody reads the same."""
    followed, form = asked(), FollowForm()
    address = wanted_address(form)
    if address is None:
        return _page(followed, form), 422
    refusal = None if form.website.data else wish(followed, address, form.pace.data)
    if refusal is not None:
        return _page(followed, form, refusal=refusal), 503
    return render_template("follow/sent.html", followed=followed)


def wanted_address(form: AddressForm) -> str | None:
    """The address that was typed; None, and a word at the field, when nothing can be sent to it."""
    if not current_portal().settings.smtp_url or not form.validate():
        return None
    address = plain_address(form.address.data or "")
    if address is None:
        form.address.errors = [_("Alamat ini tidak seperti alamat email. Contoh: nama@contoh.id")]
    return address


def _page(followed: Followed, form: FollowForm, fault: Fault | None = None, **why: object) -> str:
    mails = bool(current_portal().settings.smtp_url)
    token = form_token("follow") if mails else ""
    shown = {"followed": followed, "form": form, "fault": fault, "token": token, "mails": mails}
    return render_template("follow/page.html", **shown, **why)
