"""What a category asks of whoever says that the work is done, beside the words."""

from __future__ import annotations

from enum import StrEnum


class AskedPhoto(StrEnum):
    """Whether a photo of the place after the work goes along with a resolution."""

    ASKED = "asked"
    REQUIRED = "required"  # an officer cannot resolve without one; an import may lack it, and the page says so
    NONE = "none"  # there is nothing that a photo could show, or that it may
