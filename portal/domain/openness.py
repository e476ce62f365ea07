"""Whether who reported lets everybody read the report."""

from __future__ import annotations

from enum import StrEnum


class Openness(StrEnum):
    """What the reporter has said. UNASKED: nothing, as of reports that a source sent; PRIVATE: officers alone read it,
    and nobody else publishes it; AGREED: was private, until the reporter opened it."""

    UNASKED = "unasked"
    PRIVATE = "private"
    AGREED = "agreed"
