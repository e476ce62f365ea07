"""What is said of a photo, to those who see it and those who do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask_babel import force_locale

from portal.domain.attachment import FileKind, Photo, Purpose
from portal.presentation.photo_words import PURPOSE_NAMES, UNSAID, photo_alt, photo_caption

PHOTO = Photo(
    key="abcdefghij_klmno-pqr", number=1, purpose=Purpose.AFTER, kind=FileKind.PHOTO, alt="", width=640, height=480,
    pages=1, taken_at=None, digest="0" * 64,
)  # fmt: skip


@pytest.mark.only_on("sqlite")
def test_a_caption_says_what_is_known_and_no_more(app: Flask) -> None:
    taken = replace(PHOTO, taken_at=datetime(2026, 11, 19, 18, tzinfo=UTC))
    letter = replace(PHOTO, purpose=Purpose.OTHER, kind=FileKind.DOCUMENT, pages=3)
    with app.test_request_context():
        assert [photo_caption(one) for one in (PHOTO, taken, letter, replace(PHOTO, purpose=Purpose.OTHER))] == [
            *("Sesudah", "Sesudah, diambil 20 Nov 2026", "Dokumen, 3 halaman", "Foto")
        ]
        with force_locale("en"):
            assert photo_caption(replace(letter, pages=1)) == "Document, 1 page"


@pytest.mark.only_on("sqlite")
def test_who_cannot_see_it_is_told_what_it_shows_or_that_nobody_said(app: Flask) -> None:
    assert set(PURPOSE_NAMES) == set(UNSAID) == set(Purpose)
    with app.test_request_context():
        assert photo_alt(replace(PHOTO, alt="Aspal baru")) == "Aspal baru"
        assert photo_alt(PHOTO) == "Foto sesudah dikerjakan, tanpa keterangan"
        assert photo_alt(replace(PHOTO, kind=FileKind.DOCUMENT)) == "Halaman pertama sebuah dokumen"
