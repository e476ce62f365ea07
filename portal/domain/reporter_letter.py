"""What is mailed to reporters, besides what they follow."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

LINK_EACH = timedelta(hours=1)  # a new link for one report is mailed no more often


class ReporterLetterKind(StrEnum):
    QUESTION = "question"  # an agency asks
    LINK = "link"  # a new private link, which ends the old one
