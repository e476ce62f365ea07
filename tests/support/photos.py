"""Photos and documents as people hand them in, drawn for tests."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

from PIL import Image, ImageDraw
from PIL.ExifTags import GPS, IFD, Base

from portal.actions import attach, respond
from portal.actions.apply_events import FilledForm
from portal.actions.attach import HalfForm, Upload
from portal.domain.city import City
from portal.media.store import MediaStore
from portal.models.draft import ANSWER
from tests.support.one_ticket import by, holder, ticket

MARKER = "RAHASIA-7731"  # what a test hides in metadata and looks for in what is public


def photo(form: str = "JPEG", size: tuple[int, int] = (640, 480), *, seed: int = 0, **more: Any) -> bytes:
    """A small scene; another ``seed`` draws another one. ``more``: for Pillow, such as ``exif``."""
    image = Image.new("RGB", size, (120 + 13 * seed % 120, 150, 170))
    draw = ImageDraw.Draw(image)
    width, height = size
    draw.rectangle((0, height * 2 // 3, width, height), fill=(70, 70, 68))
    for number in range(6):
        left = (number * 131 + seed * 97) % width
        draw.rectangle(
            (left, height // 4, left + width // 9, height * 2 // 3), fill=(40 * number, 90, 60 + 20 * seed % 180)
        )
    file = io.BytesIO()
    image.save(file, form, **more)
    return file.getvalue()


def told(**facts: Any) -> bytes:
    """EXIF of a phone: ``time`` and ``offset`` as text, ``lat`` and ``lon`` as (degrees, minutes, seconds, side)."""
    exif = Image.Exif()
    exif[Base.Make], exif[Base.Model] = facts.get("make", "samsung"), facts.get("model", f"SM-A155F {MARKER}")
    exif[Base.Artist] = MARKER
    exif[Base.Orientation] = facts.get("orientation", 1)
    more: dict[int, object] = {}
    if "time" in facts:
        more[Base.DateTimeOriginal] = facts["time"]
    if "offset" in facts:
        more[Base.OffsetTimeOriginal] = facts["offset"]
    exif.get_ifd(IFD.Exif).update(more)
    if "lat" in facts:
        (*lat, south), (*lon, west) = facts["lat"], facts["lon"]
        place: dict[int, object] = {
            GPS.GPSLatitudeRef: south,
            GPS.GPSLatitude: lat,
            GPS.GPSLongitudeRef: west,
            GPS.GPSLongitude: lon,
        }
        exif.get_ifd(IFD.GPSInfo).update(place)
    return exif.tobytes()


def document(pages: int = 2) -> bytes:
    """A PDF of empty pages."""
    import pypdfium2

    made = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        made.new_page(595, 842)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def photo_of_answer(city: City, store: MediaStore, content: bytes = b"", **said: Any) -> str:
    """Let the holder answer the only ticket with a photo; its key. ``said``: for Upload."""
    me = holder()
    half = HalfForm(ticket().id, me.officer, ANSWER)
    key = attach.add(half, Upload(content or photo(exif=told()), **said), city, store).key
    respond.respond(half.ticket, "Sudah ditambal.", replace(by(me, city), form=FilledForm("k" * 22, ANSWER)))
    return key
