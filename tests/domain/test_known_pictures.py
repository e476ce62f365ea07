"""The few that may be near are found among many, whatever their ids are."""

from __future__ import annotations

import numpy as np

from portal.domain.fingerprint import fingerprint, seen
from portal.domain.known_pictures import FIRST_BYTES, KnownPictures
from tests.support.photo_changes import COPIES
from tests.support.scenes import scene


def test_a_copy_is_among_the_nearest_of_many_and_strangers_are_few() -> None:
    known = KnownPictures()
    noise = np.random.default_rng(0).integers(0, 2**64, (40_000, FIRST_BYTES // 8), np.uint64)
    known.add((number, words.tobytes()) for number, words in enumerate(noise))
    stored = fingerprint(scene(5))
    assert stored is not None
    for number in (33_333, 70_000, 33_333):  # an id far beyond the last, and one twice
        known.add([(number, stored[1 : 1 + FIRST_BYTES])])
    for name in ("sent on: 320 pixels, JPEG 50", "8 % cut from the foot", "mirrored, 5 % cut, JPEG 50"):
        copy = seen(COPIES[name](scene(5)))
        assert copy is not None
        found = known.near(copy)
        assert found[:2] == [33_333, 70_000], name
        assert len(found) < 10
    assert known.memory < 70_000 * FIRST_BYTES * 1.25


def test_nothing_is_near_when_nothing_is_known() -> None:
    new = seen(scene(1))
    assert new is not None
    assert KnownPictures().near(new) == []
