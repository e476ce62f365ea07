"""What a photo tells of itself is kept where it is credible, and nothing else of it."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from PIL import Image

from portal.domain.attachment import Device
from portal.media.facts import PhotoFacts, facts_of
from tests.support.photos import photo, told

WIB = "Asia/Jakarta"


def facts(zone: str = WIB, **said: Any) -> PhotoFacts:
    with Image.open(io.BytesIO(photo(exif=told(**said)))) as image:
        return facts_of(image, zone)


def test_a_time_without_a_zone_is_the_citys_and_one_with_an_offset_is_its_own() -> None:
    local = "2026:11:20 10:00:00"
    assert facts(time=local).taken_at == datetime(2026, 11, 20, 3, tzinfo=UTC)
    assert facts("Asia/Makassar", time=local).taken_at == datetime(2026, 11, 20, 2, tzinfo=UTC)
    assert facts(time=local, offset="+09:00").taken_at == datetime(2026, 11, 20, 1, tzinfo=UTC)
    assert facts(time=local, offset="-03:30").taken_at == datetime(2026, 11, 20, 13, 30, tzinfo=UTC)
    assert facts(time=local, offset="+99:00").taken_at == datetime(2026, 11, 20, 3, tzinfo=UTC), "no such offset"


def test_a_clock_that_was_never_set_tells_no_time() -> None:
    for time in ("1970:01:01 00:00:00", "0000:00:00 00:00:00", "2026:13:01 00:00:00", "kemarin", ""):
        assert facts(time=time).taken_at is None, time


def test_a_point_is_read_on_its_side_of_the_globe_or_not_at_all() -> None:
    found = facts(lat=(6, 15, 36, "S"), lon=(106, 48, 0, "E"))
    assert (found.lat, found.lon) == (-6.26, 106.8)
    west = facts(lat=(34, 3, 0, "N"), lon=(118, 15, 0, "W"))
    assert (west.lat, west.lon) == (34.05, -118.25)
    for lat, lon in (((0, 0, 0, "N"), (0, 0, 0, "E")), ((91, 0, 0, "N"), (10, 0, 0, "E"))):
        none = facts(lat=lat, lon=lon)
        assert (none.lat, none.lon) == (None, None)


def test_of_the_device_only_its_class_is_known() -> None:
    made = [("samsung", "SM-A155F"), ("Canon", "EOS 90D"), ("SONY", "ILCE-7M4"), ("", "")]
    assert [facts(make=make, model=model).device for make, model in made] == [
        *(Device.PHONE, Device.CAMERA, Device.CAMERA, Device.UNKNOWN)
    ]


def test_broken_facts_are_none() -> None:
    with Image.open(io.BytesIO(photo(exif=b"Exif\x00\x00II*\x00\xff\xff\xff\xff"))) as image:
        assert facts_of(image, WIB) == PhotoFacts()
