"""The end of a report: it is taken in, and its page says how it goes on; or, in a rush, what is asked of it first."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from ...actions.reporting import send as take_in
from ...context import current_portal
from ...forms.report import ReportForm
from .crowd import asked
from .look import look_page
from .own import keeping, opened, private_address, qr
from .steps import said_place, typed


def end_page(form: ReportForm) -> ResponseReturnValue:
    """The number and the private link of a whole report; sent again, the same form shows the same."""
    if hold := asked():
        return look_page(form, hold)
    token = take_in(typed(form), current_portal().city, keeping())
    address = private_address(token)
    shown = {"own": opened(token), "address": address, "picture": qr(address), "stated": said_place()}
    return render_template("report/sent.html", **shown)
