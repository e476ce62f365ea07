"""Files that somebody hands in to do harm, or that broke on their way: each with the reason that refuses it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from PIL import Image

from tests.support.photos import document, photo

SCRIPT = b"<script>fetch('/desk/')</script>"
SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><rect width="9" height="9"/></svg>'
)
HTML = b"<!doctype html><title>x</title>" + SCRIPT


def chunk(kind: bytes, content: bytes) -> bytes:
    """A piece of a PNG, with its length and its checksum."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int, height: int, *pieces: bytes) -> bytes:
    """A PNG of these measures, whatever its pieces hold."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(pieces) + chunk(b"IEND", b"")


def jpeg_of(width: int, height: int) -> bytes:
    """A small JPEG whose frame says that it is this large."""
    whole = photo("JPEG", (64, 48))
    at = whole.index(b"\xff\xc0")
    return whole[: at + 5] + struct.pack(">HH", height, width) + whole[at + 9 :]


def webp_of(width: int, height: int) -> bytes:
    """A small WebP whose canvas says that it is this large."""
    whole = photo("WEBP", (64, 48))
    canvas = struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    extended = b"VP8X" + struct.pack("<I", 10) + bytes(4) + canvas
    body = b"WEBP" + extended + whole[12:]
    return b"RIFF" + struct.pack("<I", len(body)) + body


def heic_of(width: int, height: int) -> bytes:
    """A small HEIC whose picture says that it is this large."""
    whole = photo("HEIF", (64, 48))
    at = whole.index(b"ispe") + 8
    return whole[:at] + struct.pack(">II", width, height) + whole[at + 8 :]


def zipped(content: bytes) -> bytes:
    """An archive behind a photo: unpackers read from the end."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("payload.html", HTML)
    return content + archive.getvalue()


def page_of(points: int) -> bytes:
    """A PDF with one page that wants to be this wide and high."""
    return document(1).replace(b"595", str(points).encode()).replace(b"842", str(points).encode())


def polyglots() -> Iterator[tuple[str, bytes, set[str]]]:
    """Photos that are something else besides, and other things that call themselves photos."""
    for form in ("JPEG", "PNG", "WEBP", "HEIF"):
        yield f"{form} with a page behind it", photo(form) + HTML, {"file_two_types"}
        yield f"{form} with an archive behind it", zipped(photo(form)), {"file_two_types"}
    yield "JPEG with a script in its comment", photo("JPEG", comment=SCRIPT), {"file_two_types"}
    yield "JPEG with a page in its EXIF", photo("JPEG", exif=b"Exif\0\0II*\0\x08\0\0\0\0\0" + HTML), {"file_two_types"}
    yield "PNG with SVG in its words", png(9, 9, chunk(b"tEXt", b"Comment\0" + SVG)), {"file_two_types"}
    yield "PNG with PHP in its words", png(9, 9, chunk(b"tEXt", b"a\0<?php system($_GET[0]); ?>")), {"file_two_types"}
    yield "GIF with JavaScript", b"GIF89a/*" + bytes(40) + b"*/=1;" + SCRIPT, {"file_type"}
    yield "SVG", SVG, {"file_type"}
    yield "HTML", HTML, {"file_type"}
    yield "SVG behind blanks", b"\n  " + SVG, {"file_type"}
    yield "BMP", b"BM" + bytes(100), {"file_type"}
    yield "TIFF", b"II*\0" + bytes(100), {"file_type"}
    yield "PostScript", b"%!PS-Adobe-3.0 EPSF-3.0\n", {"file_type"}
    yield "program", b"\x7fELF" + bytes(200), {"file_type"}
    yield "MP4 that calls itself HEIC by name", b"\0\0\0\x18ftypisom" + bytes(200), {"file_type"}


def bombs() -> Iterator[tuple[str, bytes, set[str]]]:
    """Small files that would fill the memory."""
    empty = chunk(b"IDAT", zlib.compress(bytes(1_000_000)))
    for name, make in (("PNG", lambda w, h: png(w, h, empty)), ("JPEG", jpeg_of), ("WEBP", webp_of), ("HEIC", heic_of)):
        for width, height in ((10_000, 10_000), (16_000, 16_000)):
            yield (
                f"{name} of {width * height // 10**6} megapixels",
                make(width, height),
                {"too_many_pixels", "file_broken"},
            )
    yield "PNG of a line", png(2**31 - 1, 1, empty), {"too_many_pixels", "file_broken"}
    words = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(60_000_000)))
    yield "PNG with 60 MB of words", png(9, 9, words), {"file_broken"}
    yield "PDF of a page as wide as a city", page_of(99_999_999), {"read as PDF"}  # drawn no larger than others


def broken() -> Iterator[tuple[str, bytes, set[str]]]:
    """Files that were cut, or that are the beginning of one."""
    for form in ("JPEG", "PNG", "WEBP", "HEIF"):
        whole = photo(form)
        for part in (0.03, 0.3, 0.9):
            yield f"{form} cut at {part:.0%}", whole[: int(len(whole) * part)], {"file_broken", "file_type"}
    yield "PDF without its end", document(1)[:120], {"file_broken"}
    yield "PDF of noise", b"%PDF-1.7\n" + bytes(range(256)) * 20, {"file_broken"}
    yield "nothing", b"", {"file_empty"}


def frames(count: int) -> bytes:
    """A WebP that moves: only its first picture may be read."""
    file = io.BytesIO()
    pictures = [Image.new("RGB", (64, 48), (number * 20 % 255, 80, 90)) for number in range(count)]
    pictures[0].save(file, "WEBP", save_all=True, append_images=pictures[1:])
    return file.getvalue()
