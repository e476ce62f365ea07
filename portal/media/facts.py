"""What a photo tells of itself: when and where it was taken, and by what class of device. Nothing else is kept."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from ..domain.attachment import Device

OLDEST = 1990  # before it nobody took a digital photo: such a clock was never set
OFFSET = re.compile(r"([+-])(\d\d):(\d\d)")
PHONES = re.compile(
    r"apple|samsung|xiaomi|redmi|poco|oppo|vivo|realme|huawei|honor|oneplus|google|motorola|nokia|infinix|tecno|"
    r"itel|asus|advan|evercoss|lenovo|zte|meizu|nothing|hmd global|iphone|galaxy|pixel"
)
CAMERAS = re.compile(r"canon|nikon|fujifilm|olympus|om digital|panasonic|leica|pentax|ricoh|kodak|gopro|dji|casio")


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """``taken_at`` aware UTC. None: the file does not say, or not credibly."""

    taken_at: datetime | None = None
    lat: float | None = None
    lon: float | None = None
    device: Device = Device.UNKNOWN


def facts_of(image: Image.Image, zone: str) -> PhotoFacts:
    """What the file of an image says. ``zone``: the city's, for a time that names none."""
    try:
        exif = image.getexif()
        more, place = exif.get_ifd(IFD.Exif), exif.get_ifd(IFD.GPSInfo)
    except Exception:  # a broken list of facts is none; Pillow raises what it finds
        return PhotoFacts()
    lat, lon = _point(place)
    return PhotoFacts(_taken_at({**exif, **more}, zone), lat, lon, _device(exif))


def _taken_at(said: Mapping[int, object], zone: str) -> datetime | None:
    """The moment: by the offset that the file names, else by the city's zone."""
    for time, offset in (
        (Base.DateTimeOriginal, Base.OffsetTimeOriginal),
        (Base.DateTimeDigitized, Base.OffsetTimeDigitized),
    ):
        try:
            local = datetime.strptime(str(said[time]).strip("\0 ")[:19], "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007
            moment = local.replace(tzinfo=_offset(said.get(offset)) or ZoneInfo(zone)).astimezone(UTC)
        except (KeyError, ValueError, OverflowError):
            continue
        if moment.year >= OLDEST:
            return moment
    return None


def _offset(said: object) -> timezone | None:
    found = OFFSET.fullmatch(str(said).strip("\0 "))
    if found is None or int(found[2]) > 14 or int(found[3]) > 59:
        return None
    span = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(-span if found[1] == "-" else span)


def _point(said: Mapping[int, object]) -> tuple[float | None, float | None]:
    """Degrees; both or none. 0, 0 is what a receiver says that has found nothing."""
    lat = _degrees(said.get(GPS.GPSLatitude), said.get(GPS.GPSLatitudeRef), "S", 90)
    lon = _degrees(said.get(GPS.GPSLongitude), said.get(GPS.GPSLongitudeRef), "W", 180)
    return (None, None) if lat is None or lon is None or (lat == 0 and lon == 0) else (lat, lon)


def _degrees(parts: object, side: object, negative: str, most: float) -> float | None:
    try:
        degrees, minutes, seconds = (float(part) for part in parts)  # type: ignore[attr-defined]
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    found = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(found) or abs(found) > most:
        return None
    return round(-found if str(side).strip("\0 ").upper() == negative else found, 6)


def _device(said: Mapping[int, object]) -> Device:
    names = f"{said.get(Base.Make, '')} {said.get(Base.Model, '')}".lower()
    if PHONES.search(names):
        return Device.PHONE
    return Device.CAMERA if CAMERAS.search(names) or "sony" in names else Device.UNKNOWN
