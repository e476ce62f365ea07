"""A small sum that a browser does before it sends a report in a rush: nothing for one report, dear for a thousand.

A puzzle is solved by a number that, written after it, gives a SHA-256 with so many zero bits in front; several small
ones take a more even time than one large one.
"""

from __future__ import annotations

import hashlib
from math import log2

PUZZLES = 8
#: Zero bits: a browser of a cheap telephone does some 10,000 sums a second, so this takes it a second, at most two.
LEAST_BITS, MOST_BITS = 10, 11
LONGEST = 200  # characters of an answer


def bits_for(pressure: float) -> int:
    """How hard the puzzles are; ``pressure``: what comes in, as a multiple of what is calm."""
    return min(MOST_BITS, LEAST_BITS + int(log2(max(1.0, pressure)) / 2))


def solves(challenge: str, answer: str, bits: int) -> bool:
    """Whether an answer, the numbers of all puzzles with dots between, is right."""
    numbers = answer[:LONGEST].split(".")
    return len(numbers) == PUZZLES and all(
        number.isascii() and number.isdigit() and _zeros(f"{challenge}:{puzzle}:{number}") >= bits
        for puzzle, number in enumerate(numbers)
    )


def _zeros(text: str) -> int:
    """Bits that are zero in front of a text's SHA-256."""
    digest = hashlib.sha256(text.encode()).digest()
    return 256 - int.from_bytes(digest).bit_length()
