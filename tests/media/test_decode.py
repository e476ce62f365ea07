"""Files are read with suspicion: what comes out is a picture without its past, or a refusal in words."""

from __future__ import annotations

import hashlib
import io
import struct
import tracemalloc
import zlib

import pytest
from PIL import Image

from portal.domain.attachment import FileKind, Size
from portal.domain.status import Refused
from portal.media import decode
from portal.media.decode import MOST_BYTES, read
from tests.support.photos import document, photo, told

WIB = "Asia/Jakarta"


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read(content, WIB)
    return refused.value.reason


def blank(form: str, mode: str, side: int) -> bytes:
    file = io.BytesIO()
    Image.new(mode, (side, side)).save(file, form)
    return file.getvalue()


def claims(side: int) -> bytes:
    """A small PNG that says it is this large."""
    whole = photo("PNG")
    head = b"IHDR" + struct.pack(">II", side, side) + whole[24:29]
    return whole[:12] + head + struct.pack(">I", zlib.crc32(head)) + whole[33:]


def test_a_photo_is_turned_upright_made_smaller_and_told_apart() -> None:
    for form, size in (("JPEG", (2400, 1600)), ("PNG", (240, 160)), ("WEBP", (240, 160)), ("HEIF", (240, 160))):
        content = photo(form, size, exif=told(orientation=6, time="2026:11:20 10:00:00"))
        found = read(content, WIB)
        assert (found.width, found.height, found.image.mode) == (size[1], size[0], "RGB"), form
        assert found.image.size == Size.LARGE.fitted(size[1], size[0])
        assert (found.kind, found.pages, found.size) == (FileKind.PHOTO, 1, len(content))
        assert found.sha256 == hashlib.sha256(content).digest()
        assert found.facts.taken_at is not None
        assert found.image.info == {}
        assert not found.image.getexif()


def test_a_document_is_its_first_page_and_the_number_of_all() -> None:
    found = read(document(3), WIB)
    assert (found.kind, found.pages, found.image.size) == (FileKind.DOCUMENT, 3, (1131, 1600))
    assert refusal(document(51)) == "too_many_pages"
    assert refusal(document(2)[:300]) == "file_broken"


def test_whatever_the_colours_of_a_file_are_the_picture_is_rgb_on_white() -> None:
    for form, mode in (("PNG", "L"), ("PNG", "1"), ("PNG", "I;16"), ("PNG", "P"), ("JPEG", "CMYK"), ("PNG", "LA")):
        assert read(blank(form, mode, 40), WIB).image.mode == "RGB", mode
    assert read(blank("PNG", "RGBA", 40), WIB).image.getpixel((5, 5)) == (255, 255, 255)


def test_cut_and_damaged_files_are_refused() -> None:
    assert refusal(b"") == "file_empty"
    for form in ("JPEG", "PNG", "WEBP", "HEIF"):
        whole = photo(form)
        assert refusal(whole[: len(whole) // 2]) == "file_broken", form
    assert refusal(photo("PNG")[:33]) == "file_broken"
    assert refusal(b"\xff\xd8\xff\xe0" + bytes(200)) == "file_broken"


def test_what_is_too_large_is_refused_before_memory_is_spent() -> None:
    tracemalloc.start()
    try:
        for side in (7_100, 10_000, 60_000):
            assert refusal(claims(side)) == "too_many_pixels"
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()
    assert refusal(bytes(MOST_BYTES + 1)) == "file_too_large"


def test_one_picture_is_read_at_a_time_and_nobody_waits_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode, "PATIENCE_SECONDS", 0.01)
    with decode.turn():
        assert refusal(photo()) == "pictures_busy"
    assert read(photo(), WIB).width == 640
