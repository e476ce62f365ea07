"""One ticket on the desk: read it, choose what to do, do it."""

from __future__ import annotations

from flask import abort, flash, request
from flask.typing import ResponseReturnValue

from ...actions.apply_events import Conflict
from ...domain.permission import Forbidden
from ...domain.status import Refused
from ...web.access import officer_required
from . import bp
from .form import Work, act_of, asked_ticket, blank_work, new_key, opening_work, sent_work
from .page import Failure, back_to_ticket, forbidden_page, work_page
from .photo_form import receive, sends_photos
from .preview import done_notice


@bp.get("/tickets/<code>")
@officer_required()
def work(code: str) -> ResponseReturnValue:
    """The ticket with the form of what this officer is most likely here for."""
    return work_page(opening_work(asked_ticket(code)))


@bp.get("/tickets/<code>/<verb>")
@officer_required()
def prepare(code: str, verb: str) -> ResponseReturnValue:
    """The ticket with the form of one verb."""
    work = blank_work(asked_ticket(code), verb, request.args.get("about", ""))
    return forbidden_page(work, work.forbidden) if work.forbidden else work_page(work)


@bp.post("/tickets/<code>/<verb>")
@sends_photos
@officer_required()
def act(code: str, verb: str) -> ResponseReturnValue:
    """Do it; a refusal or a conflict shows the page again with everything that was typed."""
    work = sent_work(code, verb)
    if work.forbidden and not work.ticket.whole:
        return forbidden_page(work, work.forbidden)
    files = tuple(receive(work))
    if files or not work.form.validate_on_submit():
        return work_page(work, Failure(files=files)), 422
    if work.sent_before:
        return _saved(work)
    try:
        work.verb.run(work.form, work.ticket.id, act_of(work))
    except Conflict as conflict:
        return _overtaken(work, conflict.seen)
    except Forbidden as refusal:
        return forbidden_page(work, refusal)
    except Refused as refusal:
        return work_page(work, Failure(refusal=refusal)), 409
    except LookupError:
        abort(404)
    return _saved(work)


def _overtaken(work: Work, seen: int) -> ResponseReturnValue:
    """Something was written after ``seen``: by a colleague, to be read first, or by this form itself."""
    now = Work(asked_ticket(work.ticket.code), work.name, work.form)
    if now.sent_before:
        return _saved(now)
    work.form.seen.data, work.form.key.data = str(now.ticket.last_seq), new_key()
    return work_page(now, Failure(seen=seen)), 409


def _saved(work: Work) -> ResponseReturnValue:
    """Back to the ticket, which says what was done, or that it was done before."""
    flash(done_notice(work), "asked" if work.asks else "message")
    return back_to_ticket(work.ticket.code)
