"""The verbs of the desk: for each its form, the kind of event it makes, and the action that does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _

from ...actions import assign, moderate, resolve, respond, withdrawals
from ...actions.apply_events import ANSWERED, Act
from ...actions.withdrawals import Wish
from ...domain.event import Kind
from ...domain.visibility import Visibility
from ...domain.withdrawal import WithdrawalReason
from ...forms.work import (
    AboutEventForm,
    HandOverForm,
    MergeForm,
    NoteForm,
    RedactForm,
    RejectForm,
    ResponseForm,
    StatementForm,
    VisibilityForm,
    WithdrawalForm,
    WorkForm,
)

Run = Callable[[Any, int, Act], int]


@dataclass(frozen=True, slots=True)
class Verb:
    """``kind``: the event that must be allowed for the verb to be offered; ``asks``: the label of its text."""

    kind: Kind
    form: type[WorkForm]
    label: object
    run: Run
    hint: object = ""
    asks: object = ""

    @property
    def makes(self) -> frozenset[Kind]:
        """The kinds that the first of its events may have."""
        return ANSWERED if self.kind is Kind.RESPONDED else frozenset({self.kind})


def end_of_day(day: date, zone: str) -> datetime:
    """The last second of a day in the city, aware UTC: a promise for a day holds until it ends."""
    local = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))
    return (local - timedelta(seconds=1)).astimezone(UTC)


def _respond(form: ResponseForm, ticket: int, act: Act) -> int:
    if form.then.data == "resolve":
        return resolve.resolve(ticket, form.text.data, act)
    promise = end_of_day(form.promise.data, act.city.zone) if form.promise.data else None
    return respond.respond(ticket, form.text.data, act, start=form.then.data == "start", promise=promise)


def _to_agency(action: Callable[[int, int, str, Act], int]) -> Run:
    def run(form: HandOverForm, ticket: int, act: Act) -> int:
        return action(ticket, form.to_agency.data, form.text.data, act)

    return run


def _with_text(action: Callable[[int, str, Act], int]) -> Run:
    def run(form: WorkForm, ticket: int, act: Act) -> int:
        return action(ticket, form.text.data or "", act)

    return run


def _reject(form: RejectForm, ticket: int, act: Act) -> int:
    return resolve.reject(ticket, form.text.data, form.to_agency.data or None, act)


def _merge(form: MergeForm, ticket: int, act: Act) -> int:
    into = "".join(str(form.into.data).split()).replace("-", "").upper()
    return resolve.merge(ticket, into, form.text.data or "", act)


def _correct(form: AboutEventForm, ticket: int, act: Act) -> int:
    return moderate.correct(ticket, form.event() or 0, form.text.data, act)


def _redact(form: RedactForm, ticket: int, act: Act) -> int:
    return _ask(form, ticket, Wish(seq=form.event()), act)


def _change_visibility(form: VisibilityForm, ticket: int, act: Act) -> int:
    """To show more is done at once; to show less, or what changes nothing, is a request."""
    visibility = Visibility(form.visibility.data)
    if form.shows_more:
        return moderate.change_visibility(ticket, visibility, form.text.data, act)
    return _ask(form, ticket, Wish(visibility=visibility), act)


def _ask(form: WithdrawalForm, ticket: int, wish: Wish, act: Act) -> int:
    return withdrawals.ask(ticket, wish, WithdrawalReason(form.reason_kind.data), form.text.data, act)


VERBS: dict[str, Verb] = {
    "respond": Verb(Kind.RESPONDED, ResponseForm, _("Jawab warga"), _respond),
    "validate": Verb(
        Kind.VALIDATED, StatementForm, _("Setujui: sudah selesai"), _with_text(resolve.validate),
        _("Anda menyatakan bahwa hasil kerja ini sudah Anda periksa."),
    ),
    "refuse": Verb(
        Kind.VALIDATION_REFUSED, WorkForm, _("Tolak hasil kerja"), _with_text(resolve.refuse_validation),
        _("Laporan kembali ke proses. Alasan Anda tampil untuk umum."),
    ),
    "answer": Verb(
        Kind.COORDINATION_ANSWERED, WorkForm, _("Jawab atau kembalikan"), _with_text(assign.answer_coordination),
        _("Laporan kembali ke tangan instansi yang bertanya. Jawaban atau alasan Anda tampil untuk umum."),
        _("Jawaban"),
    ),
    "ask": Verb(
        Kind.COORDINATION_ASKED, HandOverForm, _("Minta bantuan instansi lain"), _to_agency(assign.ask_coordination),
        _("Anda tetap penanggung jawab; waktu tunggu dihitung pada instansi yang diminta."), _("Permintaan"),
    ),
    "route": Verb(
        Kind.ROUTED, HandOverForm, _("Teruskan ke instansi"), _to_agency(assign.route),
        _("Untuk laporan baru yang belum dikerjakan."),
    ),
    "instruct": Verb(
        Kind.INSTRUCTED, HandOverForm, _("Disposisi ke unit"), _to_agency(assign.instruct),
        _("Dinas menugaskan suku dinas atau unitnya."), _("Perintah"),
    ),
    "transfer": Verb(
        Kind.TRANSFERRED, HandOverForm, _("Serahkan ke instansi lain"), _to_agency(assign.transfer),
        _("Tanggung jawab ikut pindah, kecuali penerima mengembalikannya. Alasan Anda tampil untuk umum."),
    ),
    "return": Verb(
        Kind.RETURNED, WorkForm, _("Kembalikan ke pengirim"), _with_text(assign.refuse_hand_over),
        _("Tanggung jawab kembali ke instansi yang menyerahkan. Alasan Anda tampil untuk umum."),
    ),
    "reject": Verb(
        Kind.REJECTED, RejectForm, _("Tolak dengan alasan"), _reject,
        _("Laporan tidak ditindaklanjuti. Sebutkan siapa yang berwenang."),
    ),
    "merge": Verb(
        Kind.MERGED, MergeForm, _("Gabungkan dengan laporan lain"), _merge,
        _("Untuk dua laporan tentang hal yang sama."),
    ),
    "close": Verb(
        Kind.CLOSED, WorkForm, _("Tutup tanpa perbaikan"), _with_text(resolve.close),
        _("Tidak pernah dihitung sebagai selesai."),
    ),
    "reopen": Verb(
        Kind.REOPENED, WorkForm, _("Buka kembali"), _with_text(resolve.reopen),
        _("Waktu dihitung sejak laporan pertama masuk."),
    ),
    "note": Verb(
        Kind.NOTED, NoteForm, _("Catatan dalam"), _with_text(respond.note),
        _("Hanya petugas yang membacanya."), _("Catatan"),
    ),
    "correct": Verb(
        Kind.CORRECTED, AboutEventForm, _("Perbaiki jawaban"), _correct,
        _("Teks lama tetap tampil di samping yang baru."), _("Teks yang benar"),
    ),
    "redact": Verb(
        Kind.REDACTED, RedactForm, _("Minta teks dicabut"), _redact,
        _("Orang kedua dari luar instansi penanggung jawab memutuskannya; sampai itu tidak ada yang berubah. "
          "Bila disetujui, teksnya hilang dan tidak bisa kembali; waktu dan alasannya tetap tampil."),
    ),
    "visibility": Verb(
        Kind.VISIBILITY_CHANGED, VisibilityForm, _("Ubah yang tampil untuk umum"), _change_visibility,
        _("Membuka lebih banyak langsung berlaku. Menutup adalah permintaan: orang kedua dari luar instansi "
          "penanggung jawab memutuskannya. Alasan Anda tampil untuk umum."),
    ),
}  # fmt: skip
