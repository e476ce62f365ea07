"""Who has lost the private link asks for a new one, and learns nothing about who has reported what."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from ...actions.new_link import ask_new_link
from ...context import current_portal
from ...forms.report import LostLinkForm
from ...web.access import public
from ...web.headers import private
from ...web.public_forms import form_token, public_form
from . import bp

LOST_FORM = "lost link"


@bp.get("/r/lost")
@public
@private
def lost() -> ResponseReturnValue:
    return _page(LostLinkForm(formdata=None))


@bp.post("/r/lost")
@public
@private
@public_form(LOST_FORM)
def lost_send() -> ResponseReturnValue:
    """The same answer, in the same time, whether such a report and contact are known or not."""
    form, settings = LostLinkForm(), current_portal().settings
    if not settings.smtp_url or not form.validate():
        return _page(form), 422
    ask_new_link(form.code.data or "", form.contact.data or "", settings.secret_key)
    return _page(form, sent=True)


def _page(form: LostLinkForm, *, sent: bool = False) -> str:
    mails = bool(current_portal().settings.smtp_url)
    return render_template("report/lost.html", form=form, sent=sent, mails=mails, token=form_token(LOST_FORM))
