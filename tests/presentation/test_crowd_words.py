"""What the portal says of many people is read in the reader's language; what people wrote stays as it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask
from flask_babel import force_locale

from portal.domain.event import Kind
from portal.domain.status import Status
from portal.domain.timeline import TimelineEvent
from portal.domain.witness import crowd_said
from portal.presentation.crowd_words import crowd_text

pytestmark = pytest.mark.only_on("sqlite")  # words: nothing of it asks the database


def said(kind: Kind, text: str, language: str) -> str:
    at = datetime(2026, 3, 8, tzinfo=UTC)
    with force_locale(language):
        return crowd_text(TimelineEvent(seq=1, kind=kind, at=at, status=Status.SELESAI, text=text))


def test_the_readers_language_and_its_numbers_whatever_the_citys(app: Flask) -> None:
    indonesian = "1.234 orang mengatakan dalam beberapa hari bahwa ini belum beres."
    english = "1,234 people said within some days that this is not done."
    with app.test_request_context():
        for kind in (Kind.RECHECK_ASKED, Kind.DISPUTED):
            for city in ("id", "en"):
                assert said(kind, crowd_said(1_234, city), "id") == indonesian
                assert said(kind, crowd_said(1_234, city), "en") == english
        assert said(Kind.DISPUTED, "Masih berlubang.", "en") == ""
        assert said(Kind.RESPONDED, crowd_said(2, "id"), "en") == "", "words that an agency wrote"
