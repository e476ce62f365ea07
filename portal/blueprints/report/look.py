"""What is shown before a report is sent: what everybody will read, and the category that the words speak of."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from ... import clock
from ...context import current_portal
from ...domain.report_preview import preview
from ...forms.report import ReportForm
from ...queries.report.category import categories_to_choose, suggested_category
from ...web.public_forms import FIELD
from ..sources import here
from .crowd import Hold, expected
from .photos import pictures
from .steps import said_place


def look_page(form: ReportForm, hold: Hold | None = None) -> ResponseReturnValue:
    """The preview of a whole form, which carries all of it on; ``hold``: why it was not taken when it was sent."""
    sources, stated, contacts = here(), said_place(), current_portal().city.contacts
    chosen = request.form.get("category", "" if hold else None)  # a flood is not worth the search for one
    page = render_template(
        "report/check.html",
        hold=hold or expected(),
        chosen=chosen,
        form=form,
        stated=stated,
        shown=preview(form.text.data, stated.asked.words, contacts, private=form.private),
        token=request.form[FIELD],
        pictures=pictures(),
        suggested=suggested_category(sources, form.text.data, clock.now()) if chosen is None else None,
        categories=categories_to_choose(sources),
    )
    return (page, 429, {"Retry-After": str(hold.seconds)}) if hold else page
