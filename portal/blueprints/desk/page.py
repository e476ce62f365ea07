"""The page of one ticket on the desk, with the form of one verb."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ... import clock
from ...actions.audit import note_forbidden
from ...domain.permission import OUTSIDE, Forbidden
from ...domain.status import Refused
from ...extensions import db
from ...queries.desk.office_checks import office_checks
from ...queries.desk.timeline import desk_timeline
from ...queries.desk.withdrawals import waiting_of
from ...queries.tickets.witnesses import witnesses_of
from .asked_part import queue_beside
from .faults import faults, file_faults
from .form import Work, act_by_me, offer_choices
from .photo_form import FileFault
from .preview import preview_of
from .verbs import VERBS, Group


@dataclass(frozen=True, slots=True)
class Failure:
    """Why the last try was not written: the rules refused it, others wrote after ``seen``, its session was lost, or
    a file was not taken."""

    refusal: Refused | None = None
    seen: int | None = None
    session_lost: bool = False
    files: tuple[FileFault, ...] = ()


def work_page(work: Work, failure: Failure = Failure(), typed: Mapping[str, str] | None = None) -> str:
    """The ticket with its timeline and queue, and the form with all that was typed into it.

    ``typed``: the fields that name its place in the queue; None: those of the request.
    """
    offer_choices(work)
    if work.verb.asks:
        work.form.text.label.text = str(work.verb.asks)
    now, place = clock.now(), request.values if typed is None else typed
    return render_template(
        "desk/work.html",
        work=work,
        ticket=work.ticket,
        form=work.form,
        queue=queue_beside(work.ticket.code, place),
        verbs=VERBS,
        groups=list(Group),
        failure=failure,
        faults=faults(work.form, failure.refusal) + file_faults(failure.files),
        preview=preview_of(work, now),
        history=desk_timeline(db.session(), work.ticket, now),
        now=now,
        checks=office_checks(db.session(), work.ticket.state.agency) if work.verb.kind in OUTSIDE else None,
        unsolved=witnesses_of(db.session(), work.ticket.id, work.ticket.ended_at).unsolved,
        waiting=waiting_of(db.session(), work.ticket.id),
    )


def forbidden_page(work: Work, refusal: Forbidden) -> ResponseReturnValue:
    """That this is not for this officer's role or agency: nothing of the ticket, but all that was typed."""
    if request.method == "POST":
        note_forbidden(work.ticket.id, work.verb.kind, act_by_me().by)
    return render_template("desk/forbidden.html", refusal=refusal, typed=str(work.form.text.data or "")), 403


def back_to_ticket(code: str) -> ResponseReturnValue:
    """To the ticket, at the place in the queue where it stood when the form was opened."""
    tab, q, at = (request.values.get(name) for name in ("tab", "q", "at"))
    return redirect(url_for("desk.work", code=code, tab=tab, q=q or None, at=at))
