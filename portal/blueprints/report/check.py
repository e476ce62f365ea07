"""The preview: what everybody will read once personal data are masked, and which category it goes to."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from ...forms.report import ReportForm
from ...web.access import public
from ...web.public_forms import public_form
from ...web.uploads import takes_photos_of_citizens
from . import bp
from .look import look_page
from .photos import receive
from .steps import FORM, again, whole, write_page


@bp.get("/report/check")
@bp.get("/report/send")
@public
def begin() -> ResponseReturnValue:
    """Nothing is known here of what was typed elsewhere."""
    return redirect(url_for("report.place"))


@bp.post("/report/check")
@public
@takes_photos_of_citizens
@public_form(FORM, again=again)
def check() -> ResponseReturnValue:
    form = ReportForm()
    good, faults = whole(form), receive()
    return look_page(form) if good and not faults else write_page(form, 422, file_faults=faults)
