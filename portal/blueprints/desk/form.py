"""The form of one verb on one ticket: blank, about an event, as it was sent, or as it was typed before."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import ClassVar, cast
from zoneinfo import ZoneInfo

from flask import abort
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from ... import clock
from ...actions.apply_events import Act, FilledForm
from ...context import current_portal
from ...domain.asked_photo import AskedPhoto
from ...domain.attachment import Purpose
from ...domain.event import Kind
from ...domain.openness import Openness
from ...domain.permission import Forbidden, check
from ...domain.photo_pair import RESOLUTIONS
from ...domain.visibility import Visibility
from ...domain.withdrawal import WithdrawalReason, withdraws
from ...extensions import db
from ...forms.verdict import VerdictForm
from ...forms.work import (
    AboutEventForm,
    HandOverForm,
    MergeForm,
    RejectForm,
    ResponseForm,
    VisibilityForm,
    WithdrawalForm,
    WorkForm,
)
from ...media.file_types import ACCEPTED
from ...presentation.words import reason_name
from ...queries.agencies.names import agency_names, units_below
from ...queries.attachments.draft import DraftPhotos, draft_photos
from ...queries.attachments.earlier import EarlierPhoto, earlier_photos
from ...queries.desk.forms import HalfWritten, event_of_form
from ...queries.desk.officer import SignedIn
from ...queries.desk.ticket import Desk, WorkEvent, WorkTicket, work_ticket
from ...web.proxies import visitor_address
from .verbs import VERBS, Group, Verb, same_aim

#: What a ticket opens with, the first that may be done; a half-written answer comes before all of them.
FIRST = ("validate", "recheck", "answer", "respond")


@dataclass(frozen=True, slots=True)
class Work:
    """What an officer does, or is about to do, to a ticket. ``name``: that of the verb."""

    accepted_files: ClassVar[str] = ACCEPTED
    ticket: WorkTicket
    name: str
    form: WorkForm

    @property
    def verb(self) -> Verb:
        return VERBS[self.name]

    @property
    def inside(self) -> bool:
        """Whether only officers read it."""
        return self.verb.kind is Kind.NOTED

    @property
    def about(self) -> WorkEvent | None:
        """The event that the form is about; None for a form about no event or about the report."""
        return self.ticket.event(self.form.event()) if isinstance(self.form, AboutEventForm) else None

    @property
    def draft_name(self) -> str:
        """Under which the half-written text of this form is kept: a correction of one event is none of another."""
        about = str(self.form.about.data or "")[:20] if isinstance(self.form, AboutEventForm) else ""
        return f"{self.name} {about}" if about else self.name

    @property
    def tab_key(self) -> str:
        """Under which a tab of the browser has the draft: nobody else who signs in there sees it."""
        return f"draft {signed_in_officer().id} {self.ticket.code} {self.draft_name}"

    @property
    def kept(self) -> HalfWritten | None:
        """What was typed into this form before and not sent."""
        return self.ticket.drafts.get(self.draft_name)

    @property
    def sending(self) -> FilledForm:
        return FilledForm(self.form.sent_key(), self.draft_name)

    @property
    def made(self) -> int | None:
        """The number of the event that this filling-in of the form has made already; None while it has not."""
        key = self.form.sent_key()
        return event_of_form(db.session(), signed_in_officer().id, key) if key else None

    @property
    def sent_before(self) -> WorkEvent | None:
        """What sending this form would do once more: it was sent twice, or a new one says the same as what came last.

        None of a form that was sent and then changed: what it says now is not yet done.
        """
        made = self.made
        event = self.ticket.event(made) if made else self.ticket.last_act
        if event is None or not event.mine or event.kind not in self.verb.covered_by(self.form):
            return None
        text = event.as_stored(str(self.form.text.data or ""), current_portal().city.contacts)
        return event if event.text == text and same_aim(self.form, event, self.ticket) else None

    @property
    def forbidden(self) -> Forbidden | None:
        """Why this officer may not do it at all, by role and by whose ticket it is; None when that is no hindrance."""
        try:
            check(signed_in_officer().actor, self.verb.kind, self.ticket.state)
        except Forbidden as refusal:
            return refusal
        return None

    @property
    def asks(self) -> bool:
        """Whether it is a request that a second person decides."""
        return isinstance(self.form, WithdrawalForm) and not getattr(self.form, "shows_more", False)

    @property
    def takes_photos(self) -> bool:
        """Whether photos and documents go along with it: what an agency says of its work, and a verdict on it."""
        return self.verb.group in (Group.ANSWER, Group.END) and not isinstance(self.form, MergeForm)

    @property
    def photos(self) -> DraftPhotos:
        """Those that wait with this form, and those that were just thrown away."""
        return draft_photos(db.session(), self.ticket.id, signed_in_officer().id, self.draft_name)

    @property
    def choosable(self) -> tuple[EarlierPhoto, ...]:
        """The photos of the ticket of which one may be chosen to stand as before the work; none where all is clear."""
        if not isinstance(self.form, ResponseForm) or self.ticket.can.isdisjoint(RESOLUTIONS):
            return ()
        found = earlier_photos(db.session(), self.ticket.id)
        clear = len(found) == 1 and found[0].photo.purpose is Purpose.BEFORE
        return () if clear else found

    @property
    def asks_photo(self) -> bool:
        """Whether the work may be called done by it, and only with a photo of the place afterwards."""
        asked = current_portal().city.proof(self.ticket.category_slug) is AskedPhoto.REQUIRED
        return asked and isinstance(self.form, ResponseForm) and not self.ticket.can.isdisjoint(RESOLUTIONS)

    @property
    def lacks_photo(self) -> bool:
        """The same, and there is none; what was sent before has taken its photos along."""
        after = any(photo.purpose is Purpose.AFTER for photo in self.photos.waiting)
        return self.asks_photo and not after and self.sent_before is None

    @property
    def photo_purpose(self) -> Purpose:
        """What a new photo shows unless the officer says otherwise: most are proof that something was done."""
        return Purpose.AFTER if self.verb.kind is Kind.RESPONDED else Purpose.OTHER

    @property
    def visibility_after(self) -> str:
        """How much of the ticket is public once this is done."""
        return str(self.form.visibility.data) if isinstance(self.form, VisibilityForm) else self.ticket.visibility


def signed_in_officer() -> SignedIn:
    return cast(SignedIn, current_user)


def asked_ticket(code: str) -> WorkTicket:
    """The ticket as this officer works on it; 404 when there is none."""
    return _ticket(code) or abort(404)


def _ticket(code: str) -> WorkTicket | None:
    return work_ticket(db.session(), code, my_desk())


def my_desk() -> Desk:
    """The desk as this officer sits at it, now."""
    city = current_portal().city
    return Desk(signed_in_officer().actor, clock.now(), city.hand_over_limit, city.questions)


def known_verb(name: str) -> Verb:
    """The verb of this name; 404 when there is none."""
    return VERBS.get(name) or abort(404)


def blank_work(ticket: WorkTicket, name: str, about: str = "") -> Work:
    """A form with a new key that holds what was half-written; a correction begins with the text as it reads now.

    ``about``: the number of the event that it is about, for a form about one.
    """
    work = Work(ticket, name, known_verb(name).form(formdata=None, seen=ticket.last_seq, key=new_key()))
    if isinstance(work.form, AboutEventForm):
        work.form.about.data = about
        if work.about is None and work.form.event() is not None:
            abort(404)
        if work.about is not None and name == "correct":
            work.form.text.data = ticket.wording(work.about)
    if work.kept is not None:
        work.form.text.data = work.kept.text
        if isinstance(work.form, ResponseForm):
            work.form.beside.data = work.kept.beside
    return work


def opening_work(ticket: WorkTicket) -> Work:
    """The form of what this officer is most likely here for."""
    allowed = (name for name in FIRST if VERBS[name].kind in ticket.can)
    return blank_work(ticket, "respond" if ticket.draft else next(allowed, "respond"))


def new_key() -> str:
    """What makes one filling-in of a form different from all others."""
    return secrets.token_urlsafe(16)


def sent_work(code: str, name: str) -> Work:
    """The form of this request. It may name any agency: one that was sent twice names the holder by now."""
    form, ticket = known_verb(name).form(), asked_ticket(code)
    if isinstance(form, HandOverForm | RejectForm):
        form.offer(agency_names(db.session()))
    if isinstance(form, WithdrawalForm):
        form.reasons(reason_choices())
    if isinstance(form, VerdictForm):
        form.today = clock.now().astimezone(ZoneInfo(current_portal().city.zone)).date()
    if isinstance(form, VisibilityForm) and form.visibility.data in set(Visibility):
        wanted, now = Visibility(form.visibility.data), Visibility(ticket.visibility)
        form.shows_more = wanted is not now and not withdraws(now, wanted)
    return Work(ticket, name, form)


def typed_work(code: str, name: str, typed: MultiDict[str, str]) -> Work | None:
    """A form as it was typed in an earlier session; None when there is no such ticket or verb."""
    ticket = _ticket(code)
    return Work(ticket, name, VERBS[name].form(formdata=typed)) if ticket and name in VERBS else None


def reason_choices() -> list[tuple[str, str]]:
    """The kinds of reason for a withdrawal, as a form offers them."""
    return [(kind.value, reason_name(kind)) for kind in WithdrawalReason]


def act_of(work: Work) -> Act:
    """Who does it, by the city's rules, with what they had before them."""
    return replace(act_by_me(), seen=work.form.seq(), form=work.sending)


def act_by_me() -> Act:
    """An act of the signed-in officer, whatever was seen before."""
    return Act(current_portal().city, signed_in_officer().actor, address=visitor_address())


def offer_choices(work: Work) -> None:
    """Fill in what may be chosen: kinds of reason; what may be shown, without all of a report that its reporter keeps
    private; agencies, for an instruction the holder's own units, else all but the holder."""
    if isinstance(work.form, WithdrawalForm):
        work.form.reasons(reason_choices())
    if isinstance(work.form, VisibilityForm) and work.ticket.openness is Openness.PRIVATE:
        work.form.leave_out_full()
    if not isinstance(work.form, HandOverForm | RejectForm):
        return
    holder, session = work.ticket.holder_id, db.session()
    agencies = units_below(session, holder) if work.name == "instruct" else agency_names(session)
    work.form.offer([(id, name) for id, name in agencies if id != holder])
