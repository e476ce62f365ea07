"""Whose words the public text of an event is."""

from __future__ import annotations

from enum import StrEnum

from .event import Kind
from .visibility import DELAY


class Voice(StrEnum):
    AGENCY = "agency"
    CITIZEN = "citizen"
    OTHER = "other"  # the system or the source


#: Citizens say these where no agency does.
_VERDICTS = frozenset(
    {
        *(Kind.DISPUTED, Kind.CONFIRMED, Kind.REOPENED, Kind.CORRECTED, Kind.REPORTER_ANSWERED),
        Kind.RECHECK_ASKED,
    }
)


def voice(kind: str, agency: int | None, text: str) -> Voice | None:
    """None: nobody reads it. That nobody had looked at a report in time is told by a code, and how it came in repeats
    the report."""
    if not text or kind == Kind.RECEIVED:
        return None
    if agency is not None:
        return Voice.AGENCY
    if kind in _VERDICTS:
        return Voice.CITIZEN
    return None if kind == Kind.VISIBILITY_CHANGED and text == DELAY else Voice.OTHER
