"""The page of one ticket on the desk, with the form of one verb."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ... import clock
from ...actions.audit import By, note_forbidden
from ...domain.permission import Forbidden
from ...domain.status import Refused
from ...extensions import db
from ...queries.desk.timeline import desk_timeline
from ...queries.desk.withdrawals import waiting_of
from .form import Work, offer_agencies, signed_in_officer
from .preview import public_text, withheld
from .queue import asked_queue
from .verbs import VERBS


@dataclass(frozen=True, slots=True)
class Failure:
    """Why the last try was not written: the rules refused it, others wrote after ``seen``, or its session was lost."""

    refusal: Refused | None = None
    seen: int | None = None
    session_lost: bool = False


def work_page(work: Work, failure: Failure = Failure()) -> str:
    """The ticket with its timeline and queue, and the form with all that was typed into it."""
    offer_agencies(work)
    if work.verb.asks:
        work.form.text.label.text = str(work.verb.asks)
    text, now = str(work.form.text.data or ""), clock.now()
    return render_template(
        "desk/work.html",
        ticket=work.ticket,
        queue=asked_queue(),
        verb=work.name,
        verbs=VERBS,
        form=work.form,
        about=work.about,
        failure=failure,
        withheld=withheld(work.ticket.visibility, work.verb.kind),
        text=text,
        shown=public_text(text),
        history=desk_timeline(db.session(), work.ticket, now),
        now=now,
        waiting=waiting_of(db.session(), work.ticket.id),
    )


def forbidden_page(work: Work, refusal: Forbidden) -> ResponseReturnValue:
    """That this is not for this officer's role or agency: nothing of the ticket, but all that was typed."""
    if request.method == "POST":
        note_forbidden(work.ticket.id, work.verb.kind, By(signed_in_officer().id, request.remote_addr or ""))
    return render_template("desk/forbidden.html", refusal=refusal, typed=str(work.form.text.data or "")), 403


def back_to_ticket(code: str) -> ResponseReturnValue:
    """To the ticket, at the same place of the queue."""
    tab, page, q = (request.args.get(name) for name in ("tab", "page", "q"))
    return redirect(url_for("desk.work", code=code, tab=tab, page=page, q=q))
