"""What a file is, by its content and never by its name, and whether it tries to be something else besides."""

from __future__ import annotations

import re
from enum import StrEnum

from ..domain.status import Refused


class FileType(StrEnum):
    """The kinds of file that are read, by Pillow's names."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"
    HEIF = "HEIF"
    PDF = "PDF"

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self]


MEDIA_TYPES = {
    FileType.JPEG: "image/jpeg",
    FileType.PNG: "image/png",
    FileType.WEBP: "image/webp",
    FileType.HEIF: "image/heic",
    FileType.PDF: "application/pdf",
}
#: What a chooser of files offers.
ACCEPTED = ",".join(MEDIA_TYPES.values())
HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
#: What a browser or a server would run if it took the file for a page: a photo has no use for it, not in its words.
PAGE = re.compile(rb"<script[\s>/]|<!doctype\s+html|<html[\s>]|<svg\s[^>]{0,200}xmlns|<iframe[\s>]|<\?php\s", re.I)
ZIP_END, ZIP_TAIL = b"PK\x05\x06", 66_000  # where an archive has its table of contents
PDF_HEAD = 1_024  # readers of PDF look so far for its beginning


def file_type(content: bytes) -> FileType:
    """Raises Refused for what is no photo or document, and for what is something else besides."""
    found = _by_beginning(content)
    if found is None:
        raise Refused("file_type")
    hides_page = found is not FileType.PDF and (PAGE.search(content) or b"%PDF-" in content[:PDF_HEAD])
    if hides_page or ZIP_END in content[-ZIP_TAIL:]:
        raise Refused("file_two_types")
    return found


def _by_beginning(content: bytes) -> FileType | None:
    if content.startswith(b"\xff\xd8\xff"):
        return FileType.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileType.PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return FileType.WEBP
    if content[4:8] == b"ftyp" and content[8:12] in HEIF_BRANDS:
        return FileType.HEIF
    return FileType.PDF if content.startswith(b"%PDF-") else None
