"""The report is sent: once, however often the button was pressed."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from ...forms.report import ReportForm
from ...web.access import public
from ...web.headers import private
from ...web.public_forms import public_form
from . import bp
from .end import end_page
from .steps import FORM, again, whole, write_page


@bp.post("/report/send")
@public
@private
@public_form(FORM, again=again)
def send() -> ResponseReturnValue:
    form = ReportForm()
    return end_page(form) if whole(form) else write_page(form, 422)
