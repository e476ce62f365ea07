"""Bytes become a picture and its facts, or are refused in words: nothing that comes from outside is believed."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps
from PIL.ExifTags import Base
from pillow_heif import register_heif_opener

from ..domain.attachment import FileKind, Provenance, Size
from ..domain.fingerprint import fingerprint
from ..domain.status import Refused
from .facts import PhotoFacts, facts_of
from .file_types import FileType, file_type
from .provenance import provenance

MOST_BYTES = 20_000_000  # of one file
MOST_PIXELS = 50_000_000  # of one photo: what the largest camera of a common phone makes; some 200 MB while it is read
MOST_PAGES = 50  # of one document
#: Reading a picture keeps a core busy: more at once would only need more memory.
READ_AT_ONCE = 1
PATIENCE_SECONDS = 30  # so long a picture waits for its turn
DOCUMENT_SECONDS = 20  # so long a document may take
SIDE = Size.LARGE.side
LYING = (5, 6, 7, 8)  # orientations that change width for height
PROGRAM = Path(__file__).with_name("pdf_page.py")
_turn = threading.BoundedSemaphore(READ_AT_ONCE)
register_heif_opener(thumbnails=False)
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)  # MOST_PIXELS is less


@dataclass(frozen=True, slots=True)
class ReadPicture:
    """A file that was read. ``image``: RGB, upright, at most as large as it is ever shown, with no facts in it.

    ``width`` and ``height``: of the file itself, upright. ``fingerprint`` and ``origin``: of photos alone; the first
    pages of two letters look alike.
    """

    image: Image.Image
    width: int
    height: int
    file_type: FileType
    pages: int
    facts: PhotoFacts
    sha256: bytes
    size: int
    fingerprint: bytes | None = None
    origin: tuple[Provenance, dict[str, Any]] = (Provenance.UNTOLD, {})

    @property
    def kind(self) -> FileKind:
        return FileKind.DOCUMENT if self.file_type is FileType.PDF else FileKind.PHOTO


def read(content: bytes, zone: str) -> ReadPicture:
    """Raises Refused for what is too large, no photo or document, damaged, or made to do harm.

    ``zone``: the city's, for times that name none.
    """
    if not content:
        raise Refused("file_empty")
    if len(content) > MOST_BYTES:
        raise Refused("file_too_large", most=str(MOST_BYTES // 1_000_000))
    found = file_type(content)
    with turn():
        picture, pages = _first_page(content) if found is FileType.PDF else (content, 1)
        image, size, facts = _read_image(picture, FileType.PNG if found is FileType.PDF else found, zone)
        read_one = ReadPicture(image, *size, found, pages, facts, hashlib.sha256(content).digest(), len(content))
        if read_one.kind is FileKind.DOCUMENT:
            return read_one
        return replace(read_one, fingerprint=fingerprint(image), origin=provenance(content))


@contextmanager
def turn() -> Iterator[None]:
    """Few pictures are worked on at the same time, so memory has an end. Raises Refused when it takes too long."""
    if not _turn.acquire(timeout=PATIENCE_SECONDS):
        raise Refused("pictures_busy")
    try:
        yield
    finally:
        _turn.release()


def _read_image(content: bytes, found: FileType, zone: str) -> tuple[Image.Image, tuple[int, int], PhotoFacts]:
    """The image as ReadPicture has it, its own width and height, and its facts."""
    try:
        with Image.open(io.BytesIO(content), formats=[found.value]) as opened:
            _check_pixels(opened.size)
            facts, size = facts_of(opened, zone), _upright_size(opened)
            opened.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS, reducing_gap=1.0)  # a JPEG is never unfolded whole
            return _plain(ImageOps.exif_transpose(opened)), size, facts
    except Refused:
        raise
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except Exception as error:  # decoders of foreign bytes raise whatever they meet: OSError, SyntaxError, struct.error
        raise Refused("file_broken") from error


def _check_pixels(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MOST_PIXELS:
        raise _too_many_pixels()


def _too_many_pixels() -> Refused:
    return Refused("too_many_pixels", most=str(MOST_PIXELS // 1_000_000))


def _upright_size(image: Image.Image) -> tuple[int, int]:
    width, height = image.size
    return (height, width) if image.getexif().get(Base.Orientation) in LYING else (width, height)


def _plain(image: Image.Image) -> Image.Image:
    """The pixels alone, in sRGB on white; what else the file carried stays behind."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith(("I", "F")):
        image = image.point(lambda value: value * (1 / 256)).convert("L")  # 16 bits a pixel
    if image.has_transparency_data:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image)
    image = image.convert("RGB")
    if profile:
        image = _in_srgb(image, profile)
    return Image.frombytes("RGB", image.size, image.tobytes())


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """With the colours that its profile means; as it is where the profile is broken or for no RGB."""
    try:
        meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, meant, ImageCms.createProfile("sRGB")) or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


def _first_page(content: bytes) -> tuple[bytes, int]:
    """The first page of a document as PNG, and how many pages it has; read by a process of its own."""
    command = [sys.executable, "-I", str(PROGRAM), str(MOST_PAGES), str(SIDE)]
    try:
        ran = subprocess.run(command, input=content, capture_output=True, timeout=DOCUMENT_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise Refused("file_broken") from error
    pages, _, picture = ran.stdout.partition(b"\n")
    if pages.isdigit() and int(pages) > MOST_PAGES:
        raise Refused("too_many_pages", most=str(MOST_PAGES))
    if ran.returncode or not picture:
        raise Refused("file_broken")
    return picture, int(pages)
