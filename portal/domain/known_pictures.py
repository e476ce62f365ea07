"""All pictures' fingerprints, held so that the few that may be near a new one are found in a moment.

Of each picture the first words of six windows are kept, 48 bytes: the 64 signs of its lowest frequencies. All of them
are compared with the new one's, which is quicker than any index, and the few near ones are then compared whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from .fingerprint import KEPT, MIRRORED_PAIRS, PAIRS, Fingerprint, Words

#: So many of 64 bits may differ in the first look; copies that are found at all differ by fewer in some window.
NEAR = 11
#: So many of the nearest are compared whole.
MOST = 300
FIRST_BYTES = KEPT * 8
_BLOCK = 16_384  # a block and what is computed of it stay in the processor's own memory


@dataclass(slots=True)
class KnownPictures:
    """The place of a picture is its id, so that one that is added twice is there once."""

    _blocks: list[Words] = field(default_factory=list)

    @property
    def memory(self) -> int:
        """In bytes."""
        return sum(block.nbytes for block in self._blocks)

    def add(self, pictures: Iterable[tuple[int, bytes]]) -> None:
        """Ids, and of each stored fingerprint the FIRST_BYTES after its version."""
        for number, first in pictures:
            block, place = divmod(number, _BLOCK)
            while len(self._blocks) <= block:
                self._blocks.append(np.zeros((KEPT, _BLOCK), np.uint64))
            self._blocks[block][:, place] = np.frombuffer(first, np.uint64)

    def near(self, new: Fingerprint) -> list[int]:
        """Ids of those that may show the same, the nearest first; the picture itself is among them once it is added."""
        mirrored = new.mirrored()
        asked = [(new.words[window, 0], kept) for window, kept in PAIRS]
        asked += [(mirrored.words[window, 0], kept) for window, kept in MIRRORED_PAIRS]
        words, differ, least = np.empty(_BLOCK, np.uint64), np.empty(_BLOCK, np.uint8), np.empty(_BLOCK, np.uint8)
        found: list[tuple[int, int]] = []
        for number, block in enumerate(self._blocks):
            least.fill(64)
            for word, kept in asked:
                np.bitwise_xor(block[kept], word, out=words)
                np.minimum(least, np.bitwise_count(words, out=differ), out=least)
            places = np.flatnonzero(least <= NEAR)
            found += zip(least[places].tolist(), (places + number * _BLOCK).tolist(), strict=True)
        return [picture for _differ, picture in sorted(found)[:MOST]]
