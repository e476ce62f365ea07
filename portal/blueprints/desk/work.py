"""One ticket on the desk: read it, answer it, hand it on, end it; what is typed is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from ... import clock
from ...actions import drafts
from ...actions.apply_events import Act, Conflict
from ...context import current_portal
from ...domain.event import Kind
from ...domain.privacy import mask, text_is_public
from ...domain.status import Refused
from ...domain.visibility import Visibility
from ...domain.visible_text import visible_text
from ...extensions import db
from ...forms.work import AboutEventForm, HandOverForm, RejectForm, WorkForm
from ...queries.agencies.names import agency_names, units_below
from ...queries.desk.officer import SignedIn
from ...queries.desk.ticket import WorkTicket, work_ticket
from ...queries.desk.timeline import desk_timeline
from ...web.access import officer_required
from . import bp
from .queue import asked_queue
from .verbs import VERBS, Verb

#: What a ticket opens with, the first that may be done; a half-written answer comes before all of them.
FIRST = ("validate", "answer", "respond")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the last try was not written: a refusal of the rules, what happened in between, or another session."""

    refusal: Refused | None = None
    seen: int | None = None
    resent: bool = False


@bp.get("/tickets/<code>")
@officer_required()
def work(code: str) -> ResponseReturnValue:
    """The ticket with the form of what this officer is most likely here for."""
    ticket = _ticket(code)
    open_to = (verb for verb in FIRST if VERBS[verb].kind in ticket.can)
    verb = "respond" if ticket.draft else next(open_to, "respond")
    return _page(ticket, verb, _blank(ticket, verb))


@bp.get("/tickets/<code>/<verb>")
@officer_required()
def prepare(code: str, verb: str) -> ResponseReturnValue:
    """The form of one verb on the ticket's page."""
    ticket, does = _ticket(code), _verb(verb)
    form = _blank(ticket, verb)
    if isinstance(form, AboutEventForm):
        form.about.data = request.args.get("about", "")
        _quote(form, ticket, does)
    return _page(ticket, verb, form)


@bp.post("/tickets/<code>/<verb>")
@officer_required()
def act(code: str, verb: str) -> ResponseReturnValue:
    """Do it; a refusal or a conflict shows the page again with everything that was typed."""
    does, form = _verb(verb), _verb(verb).form()
    ticket = _ticket(code)
    _offer_all(form)
    if not form.validate_on_submit():
        return _page(ticket, verb, form), 422
    officer = cast(SignedIn, current_user)
    try:
        does.run(form, ticket.id, Act(current_portal().city, officer.actor, form.seq()))
    except Conflict as conflict:
        return _overtaken(code, verb, form, conflict)
    except Refused as refusal:
        return _page(_ticket(code), verb, form, Trouble(refusal=refusal)), 409
    except LookupError:
        abort(404)
    return _done(code, does)


@bp.post("/tickets/<code>/draft")
@officer_required()
def draft(code: str) -> ResponseReturnValue:
    """Show what is typed as the citizen will see it; an answer is kept, and no other verb's text takes its place."""
    ticket = _ticket(code)
    text = request.form.get("text", "")[: drafts.LONGEST]
    verb = request.args.get("verb", "respond")
    veiled = _veiled(ticket.visibility, _verb(verb).kind)
    saved_at = drafts.keep(ticket.id, current_user.id, text) if verb == "respond" else None
    if request.headers.get("HX-Request") != "true":
        flash(_("Draf tersimpan."))
        return _back(code)
    return render_template(
        "desk/_preview.html", veiled=veiled, text=text, shown=mask(visible_text(text)), saved_at=saved_at
    )


def again(code: str, verb: str, typed: MultiDict[str, str]) -> str | None:
    """The form of a verb as it was typed in an earlier session, to be sent once more; None when there is none such."""
    ticket = work_ticket(db.session(), code, cast(SignedIn, current_user).actor)
    if ticket is None or verb not in VERBS:
        return None
    return _page(ticket, verb, VERBS[verb].form(formdata=typed), Trouble(resent=True))


def _overtaken(code: str, verb: str, form: WorkForm, conflict: Conflict) -> ResponseReturnValue:
    """Somebody was faster: the colleague, who is to be read first, or this officer's own first click."""
    ticket = _ticket(code)
    if ticket.sent_already(conflict.seen, VERBS[verb].makes, str(form.text.data or "")):
        return _done(code, VERBS[verb])
    form.seen.data = str(ticket.last_seq)
    return _page(ticket, verb, form, Trouble(seen=conflict.seen)), 409


def _done(code: str, does: Verb) -> ResponseReturnValue:
    flash(_told(_ticket(code).visibility, does.kind))
    return _back(code)


def _veiled(visibility: str, kind: Kind) -> str:
    """The visibility that keeps a text of this kind from the public; "" when it is public."""
    return "" if text_is_public(Visibility(visibility), kind) else visibility


def _told(visibility: str, kind: Kind) -> str:
    """What has become public, and what has not."""
    if kind is Kind.NOTED:
        return str(_("Catatan tersimpan. Hanya petugas yang membacanya."))
    veiled = _veiled(visibility, kind)
    if veiled == Visibility.STUB:
        return str(_("Tersimpan. Warga melihat langkah ini tanpa teksnya: laporan ini hanya tampil ringkas."))
    if veiled:
        return str(_("Tersimpan. Laporan ini sendiri tidak tampil untuk umum."))
    return str(_("Sudah terbit. Warga melihatnya sekarang."))


def _back(code: str) -> ResponseReturnValue:
    """To the ticket, at the same place of the queue."""
    tab, page, q = (request.args.get(name) for name in ("tab", "page", "q"))
    return redirect(url_for("desk.work", code=code, tab=tab, page=page, q=q))


def _page(ticket: WorkTicket, verb: str, form: WorkForm, trouble: Trouble = Trouble()) -> str:
    _offer(form, verb, ticket)
    if VERBS[verb].asks:
        form.text.label.text = str(VERBS[verb].asks)
    typed, now = str(form.text.data or ""), clock.now()
    return render_template(
        "desk/work.html",
        ticket=ticket,
        queue=asked_queue(),
        verb=verb,
        verbs=VERBS,
        form=form,
        trouble=trouble,
        meant=ticket.event(form.event()) if isinstance(form, AboutEventForm) else None,
        veiled=_veiled(ticket.visibility, VERBS[verb].kind),
        shown=mask(visible_text(typed)),
        text=typed,
        course=desk_timeline(db.session(), ticket, now),
        now=now,
    )


def _blank(ticket: WorkTicket, verb: str) -> WorkForm:
    """A form that nothing was typed into but, of an answer, what was kept."""
    text = ticket.draft if verb == "respond" else ""
    return VERBS[verb].form(text=text, seen=ticket.last_seq)


def _quote(form: AboutEventForm, ticket: WorkTicket, does: Verb) -> None:
    """A correction begins with what stands there now; a form about nothing is not shown."""
    meant = ticket.event(form.event())
    if meant is None and form.event() is not None:
        abort(404)
    if meant is not None and does.kind is Kind.CORRECTED:
        form.text.data = ticket.wording(meant)


def _offer(form: WorkForm, verb: str, ticket: WorkTicket) -> None:
    """The agencies that may be named: of an instruction the holder's own units, else all others."""
    if not isinstance(form, HandOverForm | RejectForm):
        return
    agencies = units_below(db.session(), ticket.holder_id) if verb == "instruct" else agency_names(db.session())
    form.offer([(id, name) for id, name in agencies if id != ticket.holder_id])


def _offer_all(form: WorkForm) -> None:
    """What is sent may name any agency: a form sent twice names who has the ticket by now."""
    if isinstance(form, HandOverForm | RejectForm):
        form.offer(agency_names(db.session()))


def _verb(name: str) -> Verb:
    if name not in VERBS:
        abort(404)
    return VERBS[name]


def _ticket(code: str) -> WorkTicket:
    found = work_ticket(db.session(), code, cast(SignedIn, current_user).actor)
    if found is None:
        abort(404)
    return found
