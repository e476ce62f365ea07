"""What happened: the form, empty or with what was typed before."""

from __future__ import annotations

from flask import redirect
from flask.typing import ResponseReturnValue

from ...forms.report import ReportForm
from ...web.access import public
from ...web.public_forms import public_form
from ...web.uploads import takes_photos_of_citizens
from . import bp
from .behalf import behalf
from .photos import receive
from .steps import FORM, again, said_place, write_page


@bp.get("/report/write")
@public
def write() -> ResponseReturnValue:
    if said_place().area is None:
        return redirect(behalf().first_step)
    return write_page(ReportForm(formdata=None))


@bp.post("/report/write")
@public
@takes_photos_of_citizens
@public_form(FORM, again=again)
def write_again() -> ResponseReturnValue:
    """Back from the preview, or with one photo less."""
    faults = receive()
    return write_page(ReportForm(), 422 if faults else 200, file_faults=faults)
