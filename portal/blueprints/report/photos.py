"""What a form brings of photos: new ones are kept at once, so that no later page has to send them again."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from flask import request

from ...actions import waiting_photos
from ...context import current_portal
from ...domain.attachment import Size
from ...domain.status import Refused
from ...media.decode import MOST_BYTES
from ...presentation.refusals import refusal_text
from ...web.public_forms import form_key

FIELD, BUTTON = "photos", "drop"


@dataclass(frozen=True, slots=True)
class WaitingPicture:
    """A photo that waits with the form; ``picture``: its smallest size, within the page itself."""

    key: str
    picture: str


def receive() -> list[str]:
    """Keep what this form brings and throw away what it says; why a file was not taken, file by file."""
    if key := request.form.get(BUTTON, ""):
        waiting_photos.drop(form_key(), key, current_portal().media)
    files = [file for file in request.files.getlist(FIELD) if file.filename]
    return [fault for file in files if (fault := _add(file.filename or "", file.stream.read(MOST_BYTES + 1)))]


def pictures() -> list[WaitingPicture]:
    """What waits with the form of this request. Nothing of it is public yet, so no address leads to it."""
    return [WaitingPicture(key, found) for key in waiting_photos.keys_of(form_key()) if (found := _small(key))]


def _add(name: str, content: bytes) -> str:
    portal = current_portal()
    try:
        waiting_photos.add(form_key(), content, portal.city.zone, portal.media)
    except Refused as refusal:
        return f"{name[-60:]}: {refusal_text(refusal.reason, refusal.facts)}"
    except OSError:
        return refusal_text("media_away", {})
    return ""


def _small(key: str) -> str:
    try:
        content = current_portal().media.get(key, f"{Size.SMALL.value}.webp")
    except OSError:
        return ""
    return f"data:image/webp;base64,{base64.b64encode(content).decode()}"
