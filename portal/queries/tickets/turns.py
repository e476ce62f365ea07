"""From one page of a list to the next: beside the last ticket that is shown, so that none is skipped or shown twice."""

from __future__ import annotations

from dataclasses import dataclass

from ...domain.lens import MAX_PAGE, PAGE_SIZE, Sort, TicketFilter
from ...domain.paging import Pages
from ...domain.turn import Turn
from ...search.index_entry import order_keys
from ...search.ranking import has_words, tie_key
from .index import TicketList
from .rows import TicketRow


@dataclass(frozen=True, slots=True)
class Turns:
    """The filters of the pages beside this one, None where there is none. ``moved``: something public has happened
    since the first page was read."""

    pages: Pages
    previous: TicketFilter | None
    next: TicketFilter | None
    moved: bool


def turns(found: TicketList, seq: int) -> Turns:
    """``seq``: of the newest public event that the index has seen; the address of the next page keeps the first one."""
    filter, rows = found.filter, found.rows
    number, began = filter.page, (filter.turn and filter.turn.seq) or seq
    at_least = number * PAGE_SIZE + 1 if found.more else 0  # some on the pages before may have left the list since
    pages = Pages(number, max(found.total, at_least), PAGE_SIZE, MAX_PAGE)
    before = after = None
    if number > 1 and rows:
        back = Turn(_key(found, rows[0]), began, back=True) if number > 2 else None
        before = filter.but(page=number - 1, turn=back)
    if found.more and number < MAX_PAGE:
        after = filter.but(page=number + 1, turn=Turn(_key(found, rows[-1]), began))
    return Turns(pages, before, after, moved=filter.turn is not None and seq > began)


def _key(found: TicketList, row: TicketRow) -> int:
    """What the list is sorted by; the id where words are scored."""
    sort, tree = found.filter.sort, found.reading.tree
    if sort is Sort.BEST and has_words(tree):
        return row.id
    keys = order_keys(row.id, int(row.submitted_at.timestamp()), row.open)
    return keys["waiting" if sort is Sort.WAITING else tie_key(tree, found.filter) if sort is Sort.BEST else "newest"]
