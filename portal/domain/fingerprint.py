"""Fingerprints of pictures: what a copy is found by after it was sent on, cut, stamped, mirrored or made brighter.

A fingerprint holds 256 signs of each of sixteen windows of a picture: the whole, and windows that leave out a part of
its edges, so that a copy without its edges, or with a strip of text along one, still has a window in common with it.
The signs are those of the lowest 16 by 16 frequencies of the window's brightness (a discrete cosine transform), as in
pHash and PDQ. They are compared with zero, not with their median: so the mirrored picture's are a plain change of
bits. Measured in benchmarks/photos.md; the choice: docs/decisions/fingerprints.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Self

import numpy as np
import numpy.typing as npt
from PIL import Image

Words = npt.NDArray[np.uint64]  # window by word: 256 bits are four words; the first has the lowest frequencies
Window = tuple[float, float, float, float]  # left, top, right, bottom, as parts of the picture

BITS = 256
#: Two pictures are the same when so many bits differ or fewer: far below what different pictures reach.
ALIKE = 50
MEASURED_PAIRS = 7_990_000  # of different pictures, none of which came as near (benchmarks/photos.md)
#: So few bits differ after nothing but re-encoding; photos before and after the work are never so near by chance.
UNCHANGED = 8
#: A picture says enough when half of its frequencies are stronger than so many grey levels (less is a lens's noise)
STRONG = 3.0
#: and a tenth of it differs from what lies beside it by more than four: one lamp in the dark is like any other lamp.
LIVELY, STEP = 0.1, 4
VERSION = b"\x01"
_SIDE, _FREQUENCIES = 64, 16


def _cut(edge: int, part: float) -> Window:
    """The picture without a part of its left, top, right or bottom edge."""
    window = [0.0, 0.0, 1.0, 1.0]
    window[edge] += part if edge < 2 else -part
    return window[0], window[1], window[2], window[3]


def _inset(part: float) -> Window:
    return part, part, 1 - part, 1 - part


#: The first six are what a picture is looked up by; the others only what it is looked up with.
WINDOWS: list[Window] = [
    (0, 0, 1, 1),
    *(_cut(edge, 0.15) for edge in range(4)),
    _inset(0.1),
    *(_cut(edge, part) for part, edge in product((0.05, 0.1), range(4))),
    *(_inset(part) for part in (0.035, 0.07)),
]
KEPT = 6
_MIRRORED = [0, 3, 2, 1, 4, 5, 8, 7, 6, 9, 12, 11, 10, 13, 14, 15]  # left and right change places
_ROW = len(WINDOWS) * 32
_SAME = [(window, window) for window in range(KEPT)]
_NEW_IS_CUT = [(0, window) for window in range(1, KEPT)]
_NEW_IS_CUT_LESS = [(asked, kept) for kept in range(1, 5) for asked in (5 + kept, 9 + kept)] + [(14, 5), (15, 5)]
_OLD_IS_CUT = [(window, 0) for window in range(1, len(WINDOWS))]
#: Window of the new picture, window of the earlier one; then the same of the new picture mirrored, fewer.
PAIRS = [*_SAME, *_NEW_IS_CUT, *_NEW_IS_CUT_LESS, *_OLD_IS_CUT]
MIRRORED_PAIRS = [*_SAME, *_NEW_IS_CUT, (14, 5), (15, 5)]


def _order() -> npt.NDArray[np.intp]:
    """Frequencies from low to high, so that the first word alone tells most pictures apart."""
    both = np.add.outer(np.arange(_FREQUENCIES), np.arange(_FREQUENCIES))
    return np.argsort(both.ravel(), kind="stable")


def _transform() -> npt.NDArray[np.float64]:
    """The rows of the discrete cosine transform for the frequencies 1 to 16."""
    frequency, place = np.arange(1, _FREQUENCIES + 1)[:, None], np.arange(_SIDE)
    return np.asarray(np.sqrt(2 / _SIDE) * np.cos(np.pi * frequency * (2 * place + 1) / (2 * _SIDE)))


_ORDER, _DCT = _order(), _transform()
#: Of a mirrored picture, frequencies with an odd number of half waves across change their sign.
_FLIPPED: Words = np.packbits((np.arange(BITS) % _FREQUENCIES % 2 == 0)[_ORDER]).view(np.uint64)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """``words``: of each window 256 bits. ``to_bytes`` is what is stored."""

    words: Words

    def __bytes__(self) -> bytes:
        """The version, the first words of all windows (what a look-up reads), the others."""
        return VERSION + self.words[:, :1].tobytes() + self.words[:, 1:].tobytes()

    @classmethod
    def read(cls, stored: bytes) -> Self | None:
        """None when another version of the portal wrote it."""
        if stored[:1] != VERSION or len(stored) != 1 + _ROW:
            return None
        every = np.frombuffer(stored, np.uint64, offset=1)
        first, others = every[: len(WINDOWS), None], every[len(WINDOWS) :].reshape(-1, 3)
        return cls(np.hstack([first, others]))

    def mirrored(self) -> Fingerprint:
        return Fingerprint(self.words[_MIRRORED] ^ _FLIPPED)


@dataclass(frozen=True, slots=True, order=True)
class Likeness:
    """How many of 256 bits differ between two pictures, and how one had to be seen to be so near."""

    bits: int
    mirrored: bool = False
    cut: bool = False

    @property
    def alike(self) -> bool:
        return self.bits <= ALIKE


def fingerprint(image: Image.Image) -> bytes | None:
    """What is stored of a picture; None for one that shows next to nothing: night, a blank wall, a covered lens."""
    found = seen(image)
    return None if found is None else bytes(found)


def seen(image: Image.Image) -> Fingerprint | None:
    """The fingerprint of a picture, to compare it with others at once."""
    grey = image.convert("L")
    grey.thumbnail((512, 512), Image.Resampling.BOX)
    left, top, right, bottom = _inside(np.asarray(grey))
    width, height = right - left, bottom - top
    boxes = [(left + w * width, top + n * height, left + e * width, top + s * height) for w, n, e, s in WINDOWS]
    shown = [np.asarray(grey.resize((_SIDE, _SIDE), Image.Resampling.BILINEAR, box), np.float64) for box in boxes]
    found = (_DCT @ np.array(shown) @ _DCT.T).reshape(len(WINDOWS), BITS)[:, _ORDER]
    if _plain(shown[0], found[0]):
        return None
    return Fingerprint(np.ascontiguousarray(np.packbits(found > 0, axis=1)).view(np.uint64))


def _plain(shown: npt.NDArray[np.float64], found: npt.NDArray[np.float64]) -> bool:
    down, across = np.abs(np.diff(shown, axis=0)) > STEP, np.abs(np.diff(shown, axis=1)) > STEP
    return bool(np.median(np.abs(found)) < STRONG or (down[:, :-1] | across[:-1]).mean() < LIVELY)


def likeness(new: Fingerprint, earlier: Fingerprint) -> Likeness:
    """Of all pairs of windows the nearest; the two wholes when they are unchanged."""
    whole = int(np.bitwise_count(new.words[0] ^ earlier.words[0]).sum())
    if whole <= UNCHANGED:
        return Likeness(whole)
    straight, mirrored = _nearest(new, earlier, PAIRS), _nearest(new.mirrored(), earlier, MIRRORED_PAIRS)
    return min(Likeness(straight[0], False, straight[1]), Likeness(mirrored[0], True, mirrored[1]))


def _nearest(new: Fingerprint, earlier: Fingerprint, pairs: list[tuple[int, int]]) -> tuple[int, bool]:
    asked, kept = (list(side) for side in zip(*pairs, strict=True))
    differ = np.bitwise_count(new.words[asked] ^ earlier.words[kept]).sum(axis=1)
    nearest = int(differ.argmin())
    return int(differ[nearest]), pairs[nearest] != (0, 0)


def _inside(grey: npt.NDArray[np.uint8]) -> tuple[int, int, int, int]:
    """The picture without even bars along its edges, as a telephone puts them around a photo that it shows."""
    rows, columns = _lively(grey), _lively(grey.T)
    return columns[0], rows[0], columns[1], rows[1]


def _lively(lines: npt.NDArray[np.uint8]) -> tuple[int, int]:
    """The lines between two bars. A bar is of one colour, broad, and ends at once; a dark sky does not."""
    spread = lines.max(axis=1).astype(int) - lines.min(axis=1)
    return _bar(spread), len(spread) - _bar(spread[::-1])


def _bar(spread: npt.NDArray[np.int_]) -> int:
    """How many lines the bar at the beginning has; none that is thinner than a twenty-fifth of all."""
    broad = len(spread) // 25
    bar = int(np.argmax(spread > 8))
    return bar if broad < bar < len(spread) * 0.4 and np.median(spread[bar + 1 : bar + 1 + broad]) > 24 else 0
