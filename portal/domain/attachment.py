"""Photos and documents of a report: what each is for, what its file tells, and what speaks against it as proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any


class Purpose(StrEnum):
    """What an attachment shows."""

    BEFORE = "before"  # the place as it was reported, by the citizen or by the officer who came first
    AFTER = "after"  # the place after the work
    OTHER = "other"  # anything else: a letter, a plan, work under way


class FileKind(StrEnum):
    """What kind of file it was."""

    PHOTO = "photo"
    DOCUMENT = "document"  # a PDF; its first page is shown as a picture


class Device(StrEnum):
    """The class of device that took a photo, by the file's own account; never its maker or model."""

    PHONE = "phone"
    CAMERA = "camera"
    UNKNOWN = "unknown"


class Provenance(StrEnum):
    """Where a photo comes from by its own account (C2PA manifest, IPTC digital source type)."""

    UNTOLD = "untold"  # the file says nothing, which is the rule and no sign of anything
    CAMERA = "camera"  # taken by a camera
    EDITED = "edited"  # taken by a camera and changed by hand or by software
    MACHINE = "machine"  # made by a machine, wholly or in part


class FlagKind(StrEnum):
    """What speaks against a photo as proof of work; each with its evidence."""

    USED_BEFORE = "used_before"  # the same picture was shown for another report
    BEFORE_COMPLAINT = "before_complaint"  # taken before the report came in
    FAR_AWAY = "far_away"  # taken farther from the report's place than the city allows
    MADE_BY_MACHINE = "made_by_machine"
    EDITED = "edited"


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierUse:
    """Where the same picture was used before. ``code`` "": on a report, or in a way, that is not shown to anybody.

    ``own``: as the photo before the work, on the same report. ``same_agency``: by the one that used it again;
    ``other_agency``: by another. Neither where one of both photos is a citizen's.
    """

    code: str = ""
    seq: int = 0
    key: str = ""
    at: datetime | None = None
    own: bool = False
    same_agency: bool = False
    other_agency: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoFlag:
    """A flag as pages show it. ``evidence``: numbers and words, as domain.photo_flags says.

    ``received_at``: when the report came in; ``used_at``: when the photo was published, None while it waits.
    """

    kind: FlagKind
    evidence: Mapping[str, Any]
    taken_at: datetime | None = None
    received_at: datetime | None = None
    used_at: datetime | None = None
    earlier: EarlierUse | None = None


class Size(StrEnum):
    """The sizes in which a picture is shown."""

    SMALL = "small"  # in rows
    MEDIUM = "medium"  # on a page
    LARGE = "large"  # alone

    @property
    def side(self) -> int:
        """The longest side, in pixels."""
        return SIDES[self]

    def fitted(self, width: int, height: int) -> tuple[int, int]:
        """Width and height in this size of a picture that has these; none is enlarged."""
        scale = min(1.0, self.side / max(width, height))
        return max(1, round(width * scale)), max(1, round(height * scale))


SIDES = {Size.SMALL: 320, Size.MEDIUM: 800, Size.LARGE: 1600}
EACH_EVENT = 10  # photos and documents that one event may carry


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A photo or document as a page shows it. ``number``: its place among those of its event, from 1.

    ``digest``: what its event and the log keep of it (``digest`` below). ``alt`` "": nobody said what it shows.
    ``public``: anybody may see it. ``blurred_at``: when parts of it were made unreadable, and by which agency;
    ``handed_in``: the digest that it had before, by which its officer has chosen it.
    """

    key: str
    number: int
    purpose: Purpose
    kind: FileKind
    alt: str
    width: int
    height: int
    pages: int
    taken_at: datetime | None
    digest: str
    public: bool = True
    handed_in: str = ""
    blurred_at: datetime | None = None
    blurred_by: str = ""
    flags: tuple[PhotoFlag, ...] = ()

    def size(self, size: str) -> tuple[int, int]:
        """Width and height of its picture in this size."""
        return Size(size).fitted(self.width, self.height)


def digest(key: str, of_bytes: bytes) -> str:
    """What an event keeps of an attachment: its random key, without which nobody can try files, and its SHA-256."""
    return sha256(key.encode() + of_bytes).hexdigest()
