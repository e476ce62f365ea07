"""What a validator says: what they looked at, and why they refuse; and why nobody looked."""

from __future__ import annotations

from enum import StrEnum


class Checked(StrEnum):
    """What a validator looked at before they said whether it is done."""

    PHOTO = "photo"  # the agency's photos
    VISIT = "visit"  # the place itself
    PHONE = "phone"  # the person who reported it, by telephone


class Unchecked(StrEnum):
    """Why what an agency calls done ended without a check by a second person."""

    NOT_DRAWN = "not_drawn"  # the city lets a share be drawn, and the lot did not fall on it


class RefusedFor(StrEnum):
    """Why a validator does not agree that it is done."""

    NOT_HERE = "not_here"  # what is shown is another place
    OLD_OR_USED = "old_or_used"  # the photo is older than the report, or was shown for another one
    NOT_FINISHED = "not_finished"  # the work is there, and not whole
    OTHER = "other"
