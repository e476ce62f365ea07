"""Does the sum of a browser, as static/js/proof-worker.js does it."""

from __future__ import annotations

import hashlib
from itertools import count


def solve(challenge: str, bits: int, puzzles: int = 8) -> str:
    """The answer to a challenge."""
    return ".".join(str(_number(f"{challenge}:{puzzle}:", bits)) for puzzle in range(puzzles))


def _number(start: str, bits: int) -> int:
    head = hashlib.sha256(start.encode())
    for number in count():
        tried = head.copy()
        tried.update(str(number).encode())
        if int.from_bytes(tried.digest()) >> (256 - bits) == 0:
            return number
    raise AssertionError
