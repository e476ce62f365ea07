"""The words for statuses and events: one catalogue for pages, the map, the desk, feeds and mail."""

from __future__ import annotations

import re
from datetime import datetime

from flask import Flask
from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from ..domain.condition import Condition
from ..domain.event import Kind
from ..domain.masking import MARKS
from ..domain.source_clock import LastWord
from ..domain.status import Status, StatusType
from ..domain.transitions import Closing
from ..domain.withdrawal import WithdrawalReason
from .dates import moment

STATUS_NAMES: dict[Status, LazyString] = {
    Status.MENUNGGU: _("Menunggu"),
    Status.KOORDINASI: _("Koordinasi"),
    Status.DISPOSISI: _("Disposisi"),
    Status.PROSES: _("Proses"),
    Status.VALIDASI: _("Menunggu pemeriksaan"),
    Status.SELESAI: _("Selesai"),
    Status.DITOLAK: _("Ditolak"),
    Status.DUPLIKAT: _("Duplikat"),
    Status.DITUTUP: _("Ditutup"),
    Status.TIDAK_DIKETAHUI: _("Tidak diketahui"),
}
STATUS_TYPE_NAMES: dict[StatusType, LazyString] = {
    StatusType.OPEN: _("Masih terbuka"),
    StatusType.RESOLVED: _("Sudah selesai"),
    StatusType.CLOSED: _("Ditutup tanpa perbaikan"),
    StatusType.UNKNOWN: _("Tidak diketahui apa jadinya"),
}
_NAMES_BY_VALUE: dict[str, LazyString] = {
    **{status.value: name for status, name in STATUS_NAMES.items()},
    **{type.value: name for type, name in STATUS_TYPE_NAMES.items()},
}
#: How tickets ended, as a scorecard splits them.
END_NAMES: dict[str, LazyString] = {
    Closing.RESOLVED.value: _("Selesai"),
    Closing.RESOLVED_AFTER_DISPUTE.value: _("Selesai setelah dibantah"),
    Closing.CLOSED.value: _("Ditutup tanpa perbaikan"),
    Closing.TIMED_OUT.value: _("Ditutup karena waktu habis"),
    Closing.REJECTED.value: _("Ditolak"),
    Closing.DUPLICATE.value: _("Digabung sebagai duplikat"),
    "passed_on": _("Diteruskan, atau digabung ke laporan instansi lain"),
    "open": _("Masih terbuka"),
    "untold": _("Tidak diketahui apa jadinya"),
}
#: What officers call a kind of event.
KIND_NAMES: dict[Kind, LazyString] = {
    Kind.RECEIVED: _("Laporan masuk"),
    Kind.ROUTED: _("Diteruskan"),
    Kind.INSTRUCTED: _("Disposisi"),
    Kind.TRANSFERRED: _("Diserahkan"),
    Kind.RETURNED: _("Dikembalikan"),
    Kind.COORDINATION_ASKED: _("Minta bantuan"),
    Kind.COORDINATION_ANSWERED: _("Permintaan dijawab"),
    Kind.STARTED: _("Mulai dikerjakan"),
    Kind.RESPONDED: _("Jawaban petugas"),
    Kind.PROMISED: _("Janji selesai"),
    Kind.COMPLETED: _("Dinyatakan selesai, menunggu pemeriksaan"),
    Kind.VALIDATED: _("Diperiksa dan disetujui"),
    Kind.VALIDATION_REFUSED: _("Tindak lanjut ditolak pemeriksa"),
    Kind.RESOLVED: _("Selesai"),
    Kind.REJECTED: _("Ditolak"),
    Kind.MERGED: _("Digabungkan"),
    Kind.CLOSED: _("Ditutup tanpa perbaikan"),
    Kind.TIMED_OUT: _("Ditutup karena waktu habis"),
    Kind.REOPENED: _("Dibuka lagi"),
    Kind.DISPUTED: _("Dibantah warga"),
    Kind.CONFIRMED: _("Dibenarkan warga"),
    Kind.CORRECTED: _("Diperbaiki"),
    Kind.REDACTED: _("Teks dicabut"),
    Kind.VISIBILITY_CHANGED: _("Tampilan untuk umum diubah"),
    Kind.NOTED: _("Catatan dalam"),
    Kind.REPORTER_ASKED: _("Bertanya kepada pelapor"),
    Kind.REPORTER_ANSWERED: _("Pelapor menjawab"),
    Kind.QUESTION_ENDED: _("Pertanyaan berakhir tanpa jawaban"),
    Kind.RECHECK_ASKED: _("Pemeriksaan ulang diminta"),
    Kind.RECHECK_ENDED: _("Diperiksa ulang, tetap selesai"),
}
#: How a condition is typed after ``yang:``.
CONDITION_WORDS: dict[Condition, str] = {
    Condition.DISPUTED: "dibantah",
    Condition.REOPENED: "dibuka-lagi",
    Condition.UNANSWERED: "belum-dijawab",
    Condition.PASSED_ON: "dioper",
    Condition.PROMISE_BROKEN: "janji-dilanggar",
    Condition.MERGED: "digabung",
    Condition.PRIVATE: "tertutup",
    Condition.WITH_PHOTO: "berfoto",
    Condition.FLAGGED: "bertanda",
}
#: Why something was taken from public view.
REASON_NAMES: dict[WithdrawalReason, LazyString] = {
    WithdrawalReason.PERSONAL_DATA: _("data pribadi"),
    WithdrawalReason.CHILD: _("menyangkut anak"),
    WithdrawalReason.SAFETY: _("keselamatan seseorang"),
    WithdrawalReason.LAW: _("perintah hukum"),
    WithdrawalReason.INSULT: _("penghinaan atau ancaman"),
    WithdrawalReason.ERROR: _("terbit karena keliru"),
}
#: What stands in brackets for personal data, by the word that is stored (domain.masking).
MASK_WORDS: dict[str, LazyString] = {
    "telepon": _("telepon"),
    "NIK": _("NIK"),
    "email": _("email"),
    "pelat": _("pelat"),
    "akun": _("akun"),
    "rekening": _("rekening"),
    "kartu": _("kartu"),
    "NPWP": _("NPWP"),
    "BPJS": _("BPJS"),
    "paspor": _("paspor"),
}
MARK = re.compile(rf"\[({'|'.join(MARKS)})\]")


def register(app: Flask) -> None:
    for function in (status_name, end_name, kind_name, masks):
        app.add_template_filter(function)
    app.jinja_env.globals.update(condition_asked=condition_asked, known_until=known_until, reason_name=reason_name)


def status_name(value: str) -> str:
    """The name of a status or of a type of statuses; what is neither, as an address may name it, stands for itself."""
    return str(_NAMES_BY_VALUE.get(value, value))


def condition_asked(value: str) -> str:
    """A condition as it is typed in a query, in this language: plain text, which becomes a part of an address."""
    english = str(get_locale().language) == "en"
    return f"is:{value}" if english else f"yang:{CONDITION_WORDS[Condition(value)]}"


def end_name(key: str) -> str:
    """How a ticket ended for an agency; ``key`` as charts.bars.Segment has it."""
    return str(END_NAMES[key])


def kind_name(kind: Kind) -> str:
    """What officers call a kind of event."""
    return str(KIND_NAMES[kind])


def known_until(until: datetime, last_word: LastWord) -> str:
    """Up to when a ticket's state is known; '' where news would be heard at once."""
    if last_word is LastWord.NOW:
        return ""
    return str(gettext("Keadaan laporan ini diketahui sampai %(time)s.", time=moment(until)))


def reason_name(kind: WithdrawalReason) -> str:
    """The kind of reason for which something was taken from public view."""
    return str(REASON_NAMES[kind])


def masks(text: str) -> str:
    """A public text with its masks in the page's language: ``[telepon]`` as ``[phone]``."""
    return MARK.sub(mask_word, text) if "[" in text else text


def mask_word(mark: re.Match[str]) -> str:
    return f"[{MASK_WORDS[mark[1]]}]"
