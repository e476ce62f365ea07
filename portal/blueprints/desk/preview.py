"""What the public will read of what an officer is about to do, and what it will not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ... import clock
from ...context import current_portal
from ...domain import privacy
from ...domain.attachment import Photo
from ...domain.event import Kind
from ...domain.status import Status
from ...domain.timeline import AgencyRef, TimelineEvent
from ...domain.validation import RefusedFor
from ...domain.visibility import Visibility
from ...forms.verdict import RefusalForm, VerdictForm
from ...forms.work import HandOverForm, RejectForm, ResponseForm, WorkForm
from ...presentation.dates import moment
from ...queries.desk.ticket import WorkEvent
from .form import Work, signed_in_officer
from .verbs import promised

DOUBLE_CLICK = timedelta(minutes=1)
ASKED = _l("Permintaan terkirim. Belum ada yang berubah sampai orang kedua dari instansi lain menyetujuinya.")


@dataclass(frozen=True, slots=True)
class Preview:
    """A form as the public will read it: its events, and its text with what is personal masked.

    ``withheld``: the visibility that keeps the text from the public; "" when it is public. ``saved_at``: since when
    the text is kept as a draft; None when it is not. ``inside``: nothing of it is public.
    """

    steps: tuple[TimelineEvent, ...]
    withheld: str
    text: str
    shown: str
    inside: bool
    saved_at: datetime | None = None
    photos: tuple[Photo, ...] = ()


def preview_of(work: Work, now: datetime, saved_at: datetime | None = None) -> Preview:
    """What a form would publish if it were sent now."""
    text = str(work.form.text.data or "")
    kept_by = withheld(work.ticket.visibility, work.verb.kind)
    photos = work.photos.waiting if work.takes_photos else ()
    return Preview(tuple(_steps(work, now)), kept_by, text, public_text(text), work.inside, saved_at, photos)


def _steps(work: Work, now: datetime) -> list[TimelineEvent]:
    """The events, as the timeline would tell them."""
    form, status = work.form, Status(work.ticket.status)
    to = _agency(form) if isinstance(form, HandOverForm | RejectForm) else None
    me = signed_in_officer()
    agency = AgencyRef(me.agency_id, me.agency_slug, me.agency)
    step = TimelineEvent(seq=0, kind=_kind(work), at=now, status=status, agency=agency, to_agency=to)
    steps = [replace(step, **_verdict(form))]
    day = promised(form) if isinstance(form, ResponseForm) else None
    if day is not None and day != work.ticket.promised_at:
        steps.append(TimelineEvent(seq=0, kind=Kind.PROMISED, at=now, status=status, agency=agency, promised_at=day))
    return steps


def _verdict(form: WorkForm) -> dict[str, Any]:
    """What a validator's form says beside its words."""
    checked = {"checked": form.looked_at()} if isinstance(form, VerdictForm) else {}
    chosen = form.refused_for.data if isinstance(form, RefusalForm) else None
    return checked | {"refused_for": RefusedFor(chosen)} if chosen in set(RefusedFor) else checked


def _kind(work: Work) -> Kind:
    """That of the first event; of an answer it is what is chosen for the status that says it."""
    then = work.form.then.data if isinstance(work.form, ResponseForm) else ""
    if then == "resolve":
        return Kind.COMPLETED if current_portal().city.validated else Kind.RESOLVED
    return Kind.STARTED if then == "start" and work.ticket.status != Status.PROSES else work.verb.kind


def _agency(form: HandOverForm | RejectForm) -> AgencyRef | None:
    """The chosen agency; a report need not go to one that is rejected."""
    chosen = form.to_agency.data or 0
    if not chosen and isinstance(form, RejectForm):
        return None
    return AgencyRef(chosen, "", form.agency_name() or _("instansi yang Anda pilih"))


def public_text(text: str) -> str:
    """A text as it will be shown."""
    return privacy.public_text(text, current_portal().city.contacts)


def withheld(visibility: str, kind: Kind) -> str:
    """The visibility that keeps the text of such an event from the public; "" when it is public."""
    return "" if privacy.text_is_public(Visibility(visibility), kind) else visibility


def saved_notice(visibility: str, kind: Kind) -> str:
    """What an officer reads after saving: what has become public, and what has not."""
    if kind is Kind.NOTED:
        return str(_("Catatan tersimpan. Hanya petugas yang membacanya."))
    kept_by = withheld(visibility, kind)
    if kept_by == Visibility.STUB:
        return str(_("Tersimpan. Warga melihat langkah ini tanpa teksnya: laporan ini hanya tampil ringkas."))
    if kept_by:
        return str(_("Tersimpan. Laporan ini sendiri tidak tampil untuk umum."))
    return str(_("Sudah terbit. Warga melihatnya sekarang."))


def done_notice(work: Work) -> str:
    """What an officer reads once a form is done, now or by an earlier sending."""
    if work.asks:
        return str(ASKED)
    notice, before = saved_notice(work.visibility_after, work.verb.kind), work.sent_before
    return repeated_notice(before, notice) if before else notice


def repeated_notice(before: WorkEvent, notice: str) -> str:
    """What an officer reads whose form was done before: by a double click the same as ever, else when that was."""
    if clock.now() - before.at < DOUBLE_CLICK:
        return notice
    return str(_("Ini sudah Anda kirim %(at)s. Tidak terbit dua kali.", at=moment(before.at)))
