"""The private link: its reporter reads every answer. Its token stands behind the question mark, which no log has."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from ...actions.reporting import forget_contact
from ...web.access import public
from ...web.headers import private
from ...web.public_forms import public_form
from ...web.uploads import takes_photos_of_citizens
from . import bp
from .contest import added, answered, contested
from .kept import kept_file
from .own import OWN_FORM, asked_back, confirmed, opened, own_page, published


@bp.get("/r")
@public
@private
def mine() -> ResponseReturnValue:
    return own_page(request.args.get("k", ""), done=request.args.get("done", ""))


@bp.post("/r/forget")
@public
@private
@public_form(OWN_FORM)
def forget() -> ResponseReturnValue:
    """Delete the contact."""
    token = request.form.get("k", "")
    forget_contact(opened(token).ticket_id)
    return redirect(url_for("report.mine", k=token), 303)


@bp.post("/r/say")
@public
@private
@takes_photos_of_citizens
@public_form(OWN_FORM)
def say_more() -> ResponseReturnValue:
    """Words and photos of the reporter come into the timeline."""
    return added()


@bp.post("/r/answer")
@public
@private
@takes_photos_of_citizens
@public_form(OWN_FORM)
def answer() -> ResponseReturnValue:
    """Answer the question that the agency has asked: its clock runs again."""
    return answered()


@bp.get("/r/data")
@public
@private
def kept() -> ResponseReturnValue:
    """All that is kept about the report and its reporter, as one file."""
    return kept_file(opened(request.args.get("k", "")))


@bp.post("/r/judge/<any(done, undone):verdict>")
@public
@private
@takes_photos_of_citizens
@public_form(OWN_FORM)
def judge(verdict: str) -> ResponseReturnValue:
    """Confirm that the work is done, or contest it with words and photos, which opens the report again."""
    return confirmed() if verdict == "done" else contested()


@bp.post("/r/open")
@public
@private
@public_form(OWN_FORM)
def publish() -> ResponseReturnValue:
    """Let everybody read a report that was private."""
    return published()


@bp.post("/r/withdraw")
@public
@private
@public_form(OWN_FORM)
def withdraw() -> ResponseReturnValue:
    """Ask for the report to be taken back: it waits beside what others say against public texts."""
    return asked_back()
