"""Photos and documents of a report: what each is for, what its file tells, and what speaks against it as proof."""

from __future__ import annotations

from enum import StrEnum
from hashlib import sha256


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


def digest(key: str, of_bytes: bytes) -> str:
    """What an event keeps of an attachment: its random key, without which nobody can try files, and its SHA-256."""
    return sha256(key.encode() + of_bytes).hexdigest()
