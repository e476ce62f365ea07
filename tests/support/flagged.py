"""Two reports that answers with photos can be given to."""

from __future__ import annotations

import io
from dataclasses import replace

from PIL import Image

from portal.actions import attach, respond
from portal.actions.apply_events import Act, FilledForm
from portal.actions.attach import HalfForm, Upload
from portal.domain.attachment import Purpose
from portal.domain.city import City
from portal.extensions import db
from portal.media.store import MediaStore
from portal.models import Attachment, AttachmentFlag
from portal.models.draft import ANSWER
from tests.support.one_ticket import actor, ticket
from tests.support.scenes import scene


def scene_file(number: int = 3, exif: bytes = b"", quality: int = 85) -> bytes:
    return file_of(scene(number), exif, quality)


def file_of(image: Image.Image, exif: bytes = b"", quality: int = 85) -> bytes:
    written = io.BytesIO()
    image.save(written, "JPEG", exif=exif, quality=quality)
    return written.getvalue()


def add(city: City, store: MediaStore, source_id: str, content: bytes, purpose: Purpose = Purpose.AFTER) -> str:
    """Let the holder's officer put a photo into the answer to a report; its key."""
    found = ticket(source_id)
    half = HalfForm(found.id, actor(found.holder_id).officer, ANSWER)
    return attach.add(half, Upload(content, purpose, "Jalan sesudah ditambal"), city, store).key


def publish(city: City, source_id: str) -> int:
    """Send the answer; the seq of its event."""
    found = ticket(source_id)
    act = Act(city, actor(found.holder_id), found.last_seq, FilledForm(f"key-{source_id}-{found.last_seq}", ANSWER))
    return respond.respond(found.id, "Sudah ditambal.", replace(act))


def flags(key: str) -> dict[str, AttachmentFlag]:
    """The stored flags of a photo by their kinds."""
    db.session.expire_all()
    asked = db.session.query(AttachmentFlag).join(Attachment, Attachment.id == AttachmentFlag.attachment_id)
    return {flag.kind: flag for flag in asked.filter(Attachment.key == key)}
