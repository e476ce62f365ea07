"""The page of a list that lies beside a ticket which was shown, whatever has arrived or ended since."""

from __future__ import annotations

from collections.abc import Sequence

from ..domain.turn import Turn

#: Ids by score are read so much further than to the page's number: so many may have come before it since.
SLACK = 500


def beside(ids: Sequence[int], turn: Turn, offset: int, limit: int) -> tuple[int, ...]:
    """Of ``ids`` in order those next to the one that was shown; by their number where that is not among them."""
    if turn.key not in ids:
        return tuple(ids[offset : offset + limit])
    at = ids.index(turn.key)
    return tuple(ids[max(0, at - limit) : at] if turn.back else ids[at + 1 : at + 1 + limit])
