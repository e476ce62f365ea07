"""The verbs of the desk: for each its form, the kind of event it makes, and the action that does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import format_date
from flask_babel import lazy_gettext as _

from ...actions import assign, moderate, resolve, respond, withdrawals
from ...actions.apply_events import Act
from ...actions.ask_reporter import ask_reporter
from ...actions.recheck import let_stand
from ...actions.withdrawals import Wish
from ...context import current_portal
from ...domain.event import Kind
from ...domain.validation import RefusedFor
from ...domain.visibility import Visibility
from ...domain.withdrawal import WithdrawalReason
from ...forms.verdict import AgreementForm, RecheckForm, RefusalForm, VerdictForm
from ...forms.work import (
    AboutEventForm,
    HandOverForm,
    MergeForm,
    NoteForm,
    RedactForm,
    RejectForm,
    ResponseForm,
    VisibilityForm,
    WithdrawalForm,
    WorkForm,
)
from ...queries.desk.ticket import WorkEvent, WorkTicket
from ...spoken import forced

Run = Callable[[Any, int, Act], int]


#: Which events, with the same text, have done all that an answer would do, by what is chosen for the status.
ANSWERS = {
    "keep": frozenset({Kind.RESPONDED, Kind.STARTED, Kind.COMPLETED, Kind.RESOLVED}),
    "start": frozenset({Kind.STARTED}),
    "resolve": frozenset({Kind.COMPLETED, Kind.RESOLVED}),
}


class Group(StrEnum):
    """What the verbs of one list have in common; said above it."""

    ANSWER = "answer"  # the ticket stays where it is, or goes on
    MOVE = "move"  # another agency has it then
    END = "end"
    PUBLIC = "public"  # what the public sees of it
    INSIDE = "inside"


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing that an officer may do. ``kind``: the event that must be allowed for the verb to be offered.

    ``does``: what becomes of the ticket and what the public reads, said before anybody clicks; ``button``: the same in
    a word or two; ``asks``: the label of its text.
    """

    kind: Kind
    form: type[WorkForm]
    label: object
    run: Run
    does: object
    group: Group
    button: object
    asks: object = ""

    def covered_by(self, form: WorkForm) -> frozenset[Kind]:
        """The kinds of event that, with the text of this form, have done all that it would do."""
        return ANSWERS.get(form.then.data, frozenset()) if isinstance(form, ResponseForm) else frozenset({self.kind})


def same_aim(form: WorkForm, event: WorkEvent, ticket: WorkTicket) -> bool:
    """Whether a form with the text of an event means what that event did: the same agency, event, day."""
    if isinstance(form, HandOverForm | RejectForm):
        return (form.to_agency.data or None) == event.to_agency_id
    if isinstance(form, AboutEventForm):
        return form.event() == event.corrects
    if isinstance(form, VisibilityForm):
        return bool(form.visibility.data == event.visibility_after)
    return not isinstance(form, ResponseForm) or promised(form) in (None, ticket.promised_at)


def end_of_day(day: date, zone: str) -> datetime:
    """The last second of a day in the city, aware UTC: a promise for a day holds until it ends."""
    local = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))
    return (local - timedelta(seconds=1)).astimezone(UTC)


def promised(form: ResponseForm) -> datetime | None:
    """The end of the promised day, None where none is promised."""
    return end_of_day(form.promise.data, current_portal().city.zone) if form.promise.data else None


def _respond(form: ResponseForm, ticket: int, act: Act) -> int:
    if form.then.data == "resolve":
        key = current_portal().settings.secret_key
        return resolve.resolve(ticket, form.text.data, act, key, form.beside.data or "")
    return respond.respond(ticket, form.text.data, act, start=form.then.data == "start", promise=promised(form))


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
    return resolve.merge(ticket, str(form.into.data), form.text.data or "", act)


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


def _agree(form: AgreementForm, ticket: int, act: Act) -> int:
    return resolve.validate(ticket, _with_visit(form), act, form.looked_at())


def _refuse(form: RefusalForm, ticket: int, act: Act) -> int:
    why = RefusedFor(form.refused_for.data)
    return resolve.refuse_validation(ticket, _with_visit(form), act, form.looked_at(), why)


def _recheck(form: RecheckForm, ticket: int, act: Act) -> int:
    return let_stand(ticket, _with_visit(form), act, form.looked_at())


def _with_visit(form: VerdictForm) -> str:
    """The words of a verdict, and in the city's first language the day of a visit."""
    text = str(form.text.data or "")
    if form.visited_on.data is None:
        return text
    with forced(current_portal().city.languages[0]):
        visit = _("Kunjungan: %(day)s.", day=format_date(form.visited_on.data, "d MMMM y"))
        return f"{text}\n{visit}"


VERBS: dict[str, Verb] = {
    "respond": Verb(
        Kind.RESPONDED, ResponseForm, _("Jawab warga"), _respond,
        _("Warga membaca jawaban Anda seketika. Statusnya hanya berubah bila Anda memilihnya."),
        Group.ANSWER, _("Terbitkan jawaban"),
    ),
    "question": Verb(
        Kind.REPORTER_ASKED, WorkForm, _("Tanya pelapor"), _with_text(ask_reporter),
        _("Pelapor menjawab lewat tautan pribadinya. Sampai itu jam instansi Anda berhenti, "
          "paling lama beberapa hari. Warga membaca pertanyaan Anda."),
        Group.ANSWER, _("Kirim pertanyaan"), _("Pertanyaan"),
    ),
    "validate": Verb(
        Kind.VALIDATED, AgreementForm, _("Setujui: sudah selesai"), _agree,
        _("Laporan menjadi Selesai. Warga membaca apa yang Anda periksa dan bagaimana."),
        Group.ANSWER, _("Setujui hasil kerja"),
    ),
    "refuse": Verb(
        Kind.VALIDATION_REFUSED, RefusalForm, _("Tolak hasil kerja"), _refuse,
        _("Laporan kembali ke Proses. Warga membaca alasan Anda, apa yang Anda periksa, dan bagaimana."),
        Group.ANSWER, _("Tolak hasil kerja"),
    ),
    "recheck": Verb(
        Kind.RECHECK_ENDED, RecheckForm, _("Biarkan: tetap selesai"), _recheck,
        _("Permintaan warga untuk memeriksa ulang berakhir, dan laporan tetap Selesai. Warga membaca apa yang Anda "
          "periksa dan alasannya. Bila ternyata belum beres, pilih Buka kembali."),
        Group.ANSWER, _("Biarkan selesai"),
    ),
    "answer": Verb(
        Kind.COORDINATION_ANSWERED, WorkForm, _("Jawab atau kembalikan"), _with_text(assign.answer_coordination),
        _("Laporan kembali ke tangan instansi yang bertanya. Warga membaca jawaban atau alasan Anda."),
        Group.ANSWER, _("Kirim jawaban"), _("Jawaban"),
    ),
    "ask": Verb(
        Kind.COORDINATION_ASKED, HandOverForm, _("Minta bantuan instansi lain"), _to_agency(assign.ask_coordination),
        _("Laporan di tangan instansi itu sampai dijawab, Anda tetap penanggung jawab. Warga membaca permintaan Anda."),
        Group.MOVE, _("Minta bantuan"), _("Permintaan"),
    ),
    "instruct": Verb(
        Kind.INSTRUCTED, HandOverForm, _("Disposisi ke unit"), _to_agency(assign.instruct),
        _("Laporan dan tanggung jawabnya pindah ke unit di bawah Anda. Warga membaca perintah Anda."),
        Group.MOVE, _("Disposisikan"), _("Perintah"),
    ),
    "route": Verb(
        Kind.ROUTED, HandOverForm, _("Teruskan ke instansi"), _to_agency(assign.route),
        _("Untuk laporan baru yang salah alamat. Laporan dan tanggung jawabnya pindah. Warga membaca alasan Anda."),
        Group.MOVE, _("Teruskan laporan"),
    ),
    "transfer": Verb(
        Kind.TRANSFERRED, HandOverForm, _("Serahkan ke instansi lain"), _to_agency(assign.transfer),
        _("Untuk laporan yang sudah Anda tangani. Tanggung jawab ikut pindah, kecuali penerima mengembalikannya. "
          "Warga membaca alasan Anda."),
        Group.MOVE, _("Serahkan laporan"),
    ),
    "return": Verb(
        Kind.RETURNED, WorkForm, _("Kembalikan ke pengirim"), _with_text(assign.refuse_hand_over),
        _("Laporan dan tanggung jawabnya kembali ke instansi yang menyerahkan. Warga membaca alasan Anda."),
        Group.MOVE, _("Kembalikan laporan"),
    ),
    "reject": Verb(
        Kind.REJECTED, RejectForm, _("Tolak dengan alasan"), _reject,
        _("Laporan berakhir tanpa ditindaklanjuti. Warga membaca alasan Anda dan siapa yang berwenang."),
        Group.END, _("Tolak laporan"),
    ),
    "merge": Verb(
        Kind.MERGED, MergeForm, _("Gabungkan dengan laporan lain"), _merge,
        _("Untuk dua laporan tentang hal yang sama. Yang ini berakhir sebagai duplikat, warga diarahkan ke yang lain."),
        Group.END, _("Gabungkan laporan"),
    ),
    "close": Verb(
        Kind.CLOSED, WorkForm, _("Tutup tanpa perbaikan"), _with_text(resolve.close),
        _("Laporan berakhir dan tidak pernah dihitung selesai. Warga membaca alasan Anda."),
        Group.END, _("Tutup laporan"),
    ),
    "reopen": Verb(
        Kind.REOPENED, WorkForm, _("Buka kembali"), _with_text(resolve.reopen),
        _("Laporan kembali ke Proses, waktunya dihitung sejak pertama masuk. Warga membaca alasan Anda."),
        Group.ANSWER, _("Buka kembali laporan"),
    ),
    "note": Verb(
        Kind.NOTED, NoteForm, _("Catatan dalam"), _with_text(respond.note),
        _("Hanya petugas yang membacanya."),
        Group.INSIDE, _("Simpan catatan"), _("Catatan"),
    ),
    "correct": Verb(
        Kind.CORRECTED, AboutEventForm, _("Perbaiki jawaban"), _correct,
        _("Teks lama tetap tampil di samping yang baru."),
        Group.PUBLIC, _("Terbitkan perbaikan"), _("Teks yang benar"),
    ),
    "redact": Verb(
        Kind.REDACTED, RedactForm, _("Minta teks dicabut"), _redact,
        _("Orang kedua dari luar instansi penanggung jawab memutuskannya; sampai itu tidak ada yang berubah. "
          "Bila disetujui, teksnya hilang dan tidak bisa kembali; warga tetap membaca kapan dan mengapa."),
        Group.PUBLIC, _("Kirim permintaan"),
    ),
    "visibility": Verb(
        Kind.VISIBILITY_CHANGED, VisibilityForm, _("Ubah yang tampil untuk umum"), _change_visibility,
        _("Membuka lebih banyak langsung berlaku. Menutup adalah permintaan: orang kedua dari luar instansi "
          "penanggung jawab memutuskannya. Warga membaca alasan Anda."),
        Group.PUBLIC, _("Kirim"),
    ),
}  # fmt: skip
