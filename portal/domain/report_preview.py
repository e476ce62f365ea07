"""What everybody will read of a report that is not sent yet."""

from __future__ import annotations

from dataclasses import dataclass

from .masking import Contacts
from .privacy import public_text
from .title import derive
from .visible_text import visible_text


@dataclass(frozen=True, slots=True)
class ReportPreview:
    """``title``, ``text`` and ``place`` are empty for a private report; ``masked``: something was taken out."""

    title: str
    text: str
    place: str
    masked: bool
    private: bool


def preview(text: str, place: str, official: Contacts, *, private: bool) -> ReportPreview:
    """By the rules that intake follows."""
    if private:
        return ReportPreview("", "", "", masked=False, private=True)
    shown, where = public_text(text, official), public_text(place, official)
    masked = shown != visible_text(text) or where != visible_text(place)
    return ReportPreview(derive(shown), shown, where, masked, private=False)
