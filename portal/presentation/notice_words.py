"""What notices are called: what they are about, what is said, and what became of them."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from ..domain.notice import NoticeOutcome, NoticeReason, NoticeSubject

SUBJECT_NAMES: dict[NoticeSubject, LazyString] = {
    NoticeSubject.PHOTO: _("Foto"),
    NoticeSubject.REPORT: _("Teks laporan"),
    NoticeSubject.ANSWER: _("Teks petugas"),
}
NOTICE_REASON_NAMES: dict[NoticeReason, LazyString] = {
    NoticeReason.FACE: _("wajah atau pelat nomor"),
    NoticeReason.PERSONAL_DATA: _("data pribadi"),
    NoticeReason.INSULT: _("penghinaan atau ancaman"),
    NoticeReason.OFF_TOPIC: _("bukan tentang laporan ini"),
    NoticeReason.UNTRUE: _("tidak benar atau foto lama"),
    NoticeReason.OTHER: _("hal lain"),
}
OUTCOME_NAMES: dict[NoticeOutcome, LazyString] = {
    NoticeOutcome.NOTHING: _("tidak perlu tindakan"),
    NoticeOutcome.BLURRED: _("bagian foto dikaburkan"),
    NoticeOutcome.REDACTED: _("teks atau foto dicabut"),
    NoticeOutcome.WITHHELD: _("laporan ditutup untuk umum"),
}


def register(app: Flask) -> None:
    app.jinja_env.globals.update(
        notice_subject=notice_subject, notice_reason=notice_reason, notice_outcome=notice_outcome
    )


def notice_subject(subject: NoticeSubject) -> str:
    return str(SUBJECT_NAMES[subject])


def notice_reason(reason: NoticeReason) -> str:
    return str(NOTICE_REASON_NAMES[reason])


def notice_outcome(outcome: NoticeOutcome) -> str:
    return str(OUTCOME_NAMES[outcome])
