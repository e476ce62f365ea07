"""What the steps of a report share: what was typed goes from page to page within the form, and is kept nowhere else."""

from __future__ import annotations

from collections.abc import Sequence

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from ...actions.reporting import NewReport
from ...domain.report_place import parse
from ...forms.report import ReportForm
from ...queries.report.place import StatedPlace, stated_place
from ...web import language
from ...web.public_forms import FIELD, Fault, FormRefused, form_key, form_token
from ..sources import here
from .behalf import behalf
from .photos import pictures

FORM = "report"
TRAP = Fault(
    400,
    _l("Laporan ini tidak kami terima"),
    _l("Kotak yang harus kosong terisi. Kosongkan kotak itu, lalu kirim lagi."),
)


def said_place() -> StatedPlace:
    """The place that the form or the address carries."""
    return stated_place(here(), parse(request.values))


def write_page(
    form: ReportForm, status: int = 200, fault: Fault | None = None, file_faults: Sequence[str] = ()
) -> ResponseReturnValue:
    """The form with what was typed; the token of a form that was sent stays, and with it its photos."""
    token = request.form.get(FIELD, "") if fault is None else ""
    shown = {"form": form, "stated": said_place(), "fault": fault, "file_faults": file_faults}
    waiting = pictures() if token else []
    return render_template("report/write.html", **shown, token=token or form_token(FORM), pictures=waiting), status


def again(fault: Fault) -> ResponseReturnValue:
    """The form once more where it was refused, with a token that works."""
    return write_page(ReportForm(), fault=fault)


def whole(form: ReportForm) -> bool:
    """Whether the report can be sent as it was typed. Raises FormRefused for what only a program fills in."""
    if form.website.data:
        raise FormRefused(TRAP)
    form.for_other = behalf().other
    return bool(form.validate()) and said_place().area is not None


def typed(form: ReportForm) -> NewReport:
    """The report that a whole form describes."""
    whose = behalf()
    return NewReport(
        key=form_key(),
        text=form.text.data,
        place=said_place().asked,
        category=request.form.get("category", ""),
        private=form.private,
        contact=form.reached,
        language=language.current(),
        known_by=form.known_by,
        channel=whose.channel,
        by=whose.by,
    )
