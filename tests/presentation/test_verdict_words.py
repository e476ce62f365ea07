"""What a validator checked and why they refuse, as the public reads it."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask
from flask_babel import force_locale

from portal.domain.event import Kind
from portal.domain.status import Status
from portal.domain.timeline import TimelineEvent
from portal.domain.validation import Checked, RefusedFor
from portal.presentation.event_sentences import event_sentence
from portal.presentation.verdict_words import CHECKED_NAMES, REFUSED_FOR_NAMES

ALL = tuple(Checked)


def said(kind: Kind, checked: tuple[Checked, ...] = (), why: RefusedFor | None = None, language: str = "id") -> str:
    at = datetime(2023, 3, 8, tzinfo=UTC)
    event = TimelineEvent(seq=1, kind=kind, at=at, status=Status.PROSES, checked=checked, refused_for=why)
    with force_locale(language):
        return str(event_sentence(event, None))


def test_a_verdict_says_what_was_checked_and_a_refusal_why(app: Flask) -> None:
    with app.test_request_context():
        assert said(Kind.VALIDATED, ALL[:1]) == "Pemeriksaan setuju: selesai. Diperiksa: foto."
        assert said(Kind.VALIDATED, ALL, language="en") == "The check agrees: done. Checked: photos, visit and phone."
        assert said(Kind.VALIDATION_REFUSED, ALL[1:], RefusedFor.NOT_HERE) == (
            "Tindak lanjut ditolak: yang ditunjukkan bukan tempat ini. Diperiksa: kunjungan dan telepon. "
            "Kembali ke proses."
        )
        other = "Tindak lanjut ditolak pemeriksa. Diperiksa: foto. Kembali ke proses."
        assert said(Kind.VALIDATION_REFUSED, ALL[:1], RefusedFor.OTHER) == other
        plain = "Tindak lanjut ditolak pemeriksa. Kembali ke proses."
        assert said(Kind.VALIDATION_REFUSED) == plain, "of an import nothing is known"


def test_every_value_has_its_words() -> None:
    assert set(CHECKED_NAMES) == set(Checked) and set(REFUSED_FOR_NAMES) == set(RefusedFor)
