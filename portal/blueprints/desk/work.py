"""One ticket on the desk: read it, choose what to do, do it."""

from __future__ import annotations

from flask import abort, flash, request
from flask.typing import ResponseReturnValue

from ...actions.apply_events import Act, Conflict
from ...context import current_portal
from ...domain.status import Refused
from ...web.access import officer_required
from . import bp
from .form import Work, asked_ticket, blank_work, new_key, sent_work, signed_in_officer
from .page import Failure, back_to_ticket, work_page
from .preview import done_notice
from .verbs import VERBS

#: What a ticket opens with, the first that may be done; a half-written answer comes before all of them.
FIRST = ("validate", "answer", "respond")


@bp.get("/tickets/<code>")
@officer_required()
def work(code: str) -> ResponseReturnValue:
    """The ticket with the form of what this officer is most likely here for."""
    ticket = asked_ticket(code)
    allowed = (name for name in FIRST if VERBS[name].kind in ticket.can)
    return work_page(blank_work(ticket, "respond" if ticket.draft else next(allowed, "respond")))


@bp.get("/tickets/<code>/<verb>")
@officer_required()
def prepare(code: str, verb: str) -> ResponseReturnValue:
    """The ticket with the form of one verb."""
    return work_page(blank_work(asked_ticket(code), verb, request.args.get("about", "")))


@bp.post("/tickets/<code>/<verb>")
@officer_required()
def act(code: str, verb: str) -> ResponseReturnValue:
    """Do it; a refusal or a conflict shows the page again with everything that was typed."""
    work = sent_work(code, verb)
    if not work.form.validate_on_submit():
        return work_page(work), 422
    if work.sent_before:
        return _saved(work)
    doing = Act(current_portal().city, signed_in_officer().actor, work.form.seq(), work.sending)
    try:
        work.verb.run(work.form, work.ticket.id, doing)
    except Conflict as conflict:
        return _overtaken(work, conflict.seen)
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
    flash(done_notice(work))
    return back_to_ticket(work.ticket.code)
