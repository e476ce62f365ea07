"""The report is sent: once, however often the button was pressed; then it says how it goes on."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from ...actions.reporting import send as take_in
from ...context import current_portal
from ...forms.report import ReportForm
from ...web.access import public
from ...web.headers import private
from ...web.public_forms import public_form
from . import bp
from .own import keeping, opened, private_address, qr
from .steps import FORM, again, typed, whole, write_page


@bp.post("/report/send")
@public
@private
@public_form(FORM, again=again)
def send() -> ResponseReturnValue:
    """The number and the private link, which is shown this once."""
    form = ReportForm()
    if not whole(form):
        return write_page(form, 422)
    token = take_in(typed(form), current_portal().city, keeping())
    address = private_address(token)
    return render_template("report/sent.html", own=opened(token), address=address, picture=qr(address))
