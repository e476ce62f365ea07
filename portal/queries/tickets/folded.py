"""The rows of a page with those that were merged into one of them folded under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .rows import TicketRow

_LONGEST = 30  # a chain of merges that is longer is a ring


@dataclass(frozen=True, slots=True)
class FoldedRow:
    """A row, and the rows of the page that were merged into its report, by way of others too, in the page's order."""

    ticket: TicketRow
    merged: list[TicketRow] = field(default_factory=list)


def folded(rows: Sequence[TicketRow]) -> list[FoldedRow]:
    """Every row once, each whose report stays on the page in its own place. A page is not filled up: its rows are
    those that are counted, and a merged report without the one that stays keeps its own place."""
    by_code = {row.code: row for row in rows}
    found = {row.code: FoldedRow(row) for row in rows if _stays(row, by_code) is row}
    for row in rows:
        stays = _stays(row, by_code)
        if stays is not row:
            found[stays.code].merged.append(row)
    return list(found.values())


def _stays(row: TicketRow, by_code: dict[str, TicketRow]) -> TicketRow:
    """The row of the page that this one's report goes on in; itself where there is none, or in a ring."""
    at = row
    for _ in range(_LONGEST):
        on = by_code.get(at.duplicate_of or "")
        if on is None:
            return at
        at = on
    return row
