"""A file is what its bytes say; what is two things at once is nothing for us."""

from __future__ import annotations

import pytest

from portal.domain.status import Refused
from portal.media.file_types import ACCEPTED, FileType, file_type
from tests.support.photos import document, photo


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        file_type(content)
    return refused.value.reason


def test_a_file_is_known_by_its_content() -> None:
    for form in ("JPEG", "PNG", "WEBP", "HEIF"):
        assert file_type(photo(form)) is FileType(form)
    assert file_type(document(1)) is FileType.PDF
    assert ACCEPTED == "image/jpeg,image/png,image/webp,image/heic,application/pdf"


def test_what_is_no_photo_is_refused_whatever_its_name() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
    for content in (
        svg,
        b"<!doctype html><title>foto.jpg</title>",
        b"GIF89a" + bytes(40),
        b"MZ\x90",
        b"PK\x03\x04",
        b"BM",
    ):
        assert refusal(content) == "file_type"


def test_a_photo_that_is_a_page_an_archive_or_a_document_too_is_refused() -> None:
    zip_end = b"PK\x05\x06" + bytes(18)
    for more in (b"<ScRiPt>alert(1)</script>", b"<!DOCTYPE  html>", b"<html >", b"<?php system(1);", zip_end):
        assert refusal(photo() + more) == "file_two_types", more
    assert refusal(photo("PNG")[:60] + b"%PDF-1.7" + photo("PNG")[60:]) == "file_two_types"
    assert refusal(document(1) + zip_end) == "file_two_types"
    exif = b"Exif\x00\x00" + b"<svg onload=alert(1) xmlns='http://www.w3.org/2000/svg'>"
    assert refusal(photo(exif=exif)) == "file_two_types"


def test_a_film_behind_the_photo_as_phones_append_it_is_no_reason() -> None:
    assert file_type(photo() + b"\x00\x00\x00\x18ftypmp42" + bytes(500)) is FileType.JPEG
