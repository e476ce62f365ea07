"""A copy is found after what happens to copies, a different picture is not taken for one; a sample of the benchmark."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from portal.domain.fingerprint import (
    ALIKE,
    BITS,
    UNCHANGED,
    WINDOWS,
    Fingerprint,
    Likeness,
    fingerprint,
    likeness,
    seen,
)
from tests.support import photo_changes
from tests.support.scenes import plain, scene


def of(image: Image.Image) -> Fingerprint:
    found = seen(image)
    assert found is not None
    return found


def test_copies_are_found_after_every_change_that_the_table_promises() -> None:
    pictures = [(scene(number), of(scene(number))) for number in (0, 1, 10)]
    missed = {
        (name, found.bits)
        for name, change in photo_changes.COPIES.items()
        for image, kept in pictures
        if not (found := likeness(of(change(image)), kept)).alike
    }
    assert missed == set()


def test_a_copy_is_found_too_when_the_earlier_picture_was_the_changed_one() -> None:
    image = scene(3)
    for name in ("5 % cut from each edge", "8 % cut from the foot", "strip over the foot, 15 %", "mirrored"):
        assert likeness(of(image), of(photo_changes.COPIES[name](image))).alike, name


def test_different_pictures_are_far_apart() -> None:
    kept = [of(scene(number)) for number in range(24)]
    nearest = min(likeness(new, old).bits for place, new in enumerate(kept) for old in kept[:place])
    assert nearest > ALIKE + 10


def test_a_picture_of_next_to_nothing_has_none_so_that_one_dark_night_is_not_another() -> None:
    assert [number for number in range(12) if fingerprint(plain(number)) is not None] == []
    assert fingerprint(Image.new("RGB", (40, 30))) is None


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (900, 1), (3, 4)])
def test_no_size_breaks_it(size: tuple[int, int]) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (size[1], size[0]), np.uint8)
    fingerprint(Image.fromarray(noise))


def test_what_is_stored_is_read_again_and_what_another_version_wrote_is_not() -> None:
    stored = fingerprint(scene(2))
    assert stored is not None
    assert len(stored) == 1 + len(WINDOWS) * BITS // 8
    found = Fingerprint.read(stored)
    assert found is not None
    assert bytes(found) == stored
    assert likeness(found, of(scene(2))) == Likeness(0)
    assert [Fingerprint.read(other) for other in (b"", b"\x02" + stored[1:], stored[:-1])] == [None, None, None]


def test_the_likeness_says_how_the_copy_was_made() -> None:
    image, kept = scene(4), of(scene(4))
    assert likeness(of(photo_changes.jpeg(image, 60)), kept).bits <= UNCHANGED
    mirrored = likeness(of(photo_changes.COPIES["mirrored"](image)), kept)
    assert (mirrored.mirrored, mirrored.cut) == (True, False)
    cut = likeness(of(photo_changes.cut(image, bottom=0.15)), kept)
    assert (cut.mirrored, cut.cut) == (False, True)
