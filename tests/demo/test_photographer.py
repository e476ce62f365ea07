"""What the files of honest and of bad photos tell."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import hypot

import numpy as np

from portal.demo.photographer import Flaw, Photographer
from portal.demo.pictures.picture import DrawnPlace
from portal.demo.rng import Rng
from portal.domain.attachment import Provenance, Purpose
from portal.domain.record import Record, RecordPhoto

CAME = datetime(2026, 3, 2, 3, tzinfo=UTC)
DONE = CAME + timedelta(days=2)
RECORD = Record(source="demo", source_id="1", code="JK2603020001", submitted_at=CAME, lat=-6.26, lon=106.81)
PLACE = DrawnPlace("lubang", 1)


def photos(flaw: Flaw | None) -> list[RecordPhoto]:
    photographer = Photographer(RECORD, Rng(np.random.Generator(np.random.PCG64(1))))
    return [photographer.after(PLACE, DONE, flaw) for _ in range(40)]


def metres(photo: RecordPhoto) -> float:
    assert RECORD.lat is not None and RECORD.lon is not None
    assert photo.lat is not None and photo.lon is not None
    return hypot(photo.lat - RECORD.lat, (photo.lon - RECORD.lon) * 0.994) * 111_320


def test_an_honest_photo_is_of_this_report_this_place_and_these_days() -> None:
    found = photos(None)
    assert len({photo.key for photo in found}) == len(found)
    assert {photo.purpose for photo in found} == {Purpose.AFTER}
    assert all(CAME < photo.taken_at < DONE for photo in found if photo.taken_at)
    assert max(metres(photo) for photo in found if photo.lat is not None) < 70
    assert 0 < sum(photo.taken_at is None for photo in found) < 15  # some lose what they told on their way


def test_a_bad_photo_tells_what_is_wrong_with_it() -> None:
    assert all(photo.taken_at and photo.taken_at < CAME - timedelta(days=2) for photo in photos(Flaw.EARLY))
    assert all(metres(photo) > 400 for photo in photos(Flaw.ELSEWHERE))
    assert {photo.provenance for photo in photos(Flaw.MACHINE)} == {Provenance.MACHINE}
    assert {photo.provenance for photo in photos(Flaw.EDITED)} == {Provenance.EDITED}
    assert {(photo.taken_at, photo.lat) for photo in photos(Flaw.USED)} == {(None, None)}


def test_a_citizens_photo_is_older_than_the_report_and_of_the_same_place() -> None:
    photographer = Photographer(RECORD, Rng(np.random.Generator(np.random.PCG64(2))))
    before, after = photographer.before(PLACE), photographer.after(PLACE, DONE, None)
    assert before.purpose is Purpose.BEFORE and before.taken_at is not None
    assert timedelta(0) < CAME - before.taken_at < timedelta(hours=1)
    assert "lubang-1-sebelum" in before.key and "lubang-1-sesudah" in after.key
    assert before.sha256 != after.sha256 and before.alt != after.alt
