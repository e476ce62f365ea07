"""The ids of matches in order: a page of them, or all."""

from __future__ import annotations

from collections.abc import Iterator

import tantivy

from ...domain.lens import Sort
from ...domain.turn import Turn
from ..index_entry import id_in
from ..ranking import NEWEST, best_first, equal
from .compiler import number_range

_BATCH = 20_000  # ids fetched at a time
KeyOrder = tuple[str, tantivy.Order]
_HIGHEST = (1 << 64) - 1  # of a key
_MORE = 30  # matches looked at beyond a page, to know whether it ends among equals
#: The number that each order sorts by; it holds the id.
_KEYS = {
    Sort.NEWEST: ("newest", tantivy.Order.Desc),
    Sort.OLDEST: ("newest", tantivy.Order.Asc),
    Sort.WAITING: ("waiting", tantivy.Order.Asc),
}


def ids_by_score(
    searcher: tantivy.Searcher, query: tantivy.Query, offset: int, limit: int, tie_key: str = NEWEST
) -> tuple[int, ...]:
    """A page of ids by score, equal ones by a sort key: all that are as good as the page's last one are compared."""
    end = asked = offset + limit
    while True:
        hits = searcher.search(query, asked + _MORE, count=False).hits
        if len(hits) < asked + _MORE or equal(hits[-1][0]) < equal(hits[end - 1][0]):
            break
        asked = len(hits) * 2
    keys = searcher.fast_field_values(tie_key, [address for _, address in hits])
    scored = [(score, key, id_in(key)) for (score, _), key in zip(hits, keys, strict=True) if isinstance(key, int)]
    return tuple(best_first(scored)[offset:end])


def ids_by_key(
    searcher: tantivy.Searcher, query: tantivy.Query, sort: Sort, offset: int, limit: int, tie_key: str = NEWEST
) -> tuple[int, ...]:
    """A page of ids in the order of a sort key."""
    name, direction = order(sort, tie_key)
    found = searcher.search(query, limit, count=False, offset=offset, order_by_field=name, order=direction)
    return tuple(id_in(key) for key, _ in found.hits)


def ids_beside_key(
    searcher: tantivy.Searcher, schema: tantivy.Schema, query: tantivy.Query, by: KeyOrder, turn: Turn, limit: int
) -> tuple[int, ...]:
    """The ids next to a sort key, in the order of the list."""
    name, direction = by
    ascending = (direction == tantivy.Order.Asc) is not turn.back
    if turn.key == (_HIGHEST if ascending else 0):
        return ()
    towards = tantivy.Order.Asc if ascending else tantivy.Order.Desc
    rest = _beyond(schema, query, (name, towards), turn.key)
    found = searcher.search(rest, limit, count=False, order_by_field=name, order=towards)
    ids = tuple(id_in(key) for key, _ in found.hits)
    return ids[::-1] if turn.back else ids


def all_ids(
    searcher: tantivy.Searcher, schema: tantivy.Schema, query: tantivy.Query, sort: Sort, tie_key: str = NEWEST
) -> Iterator[int]:
    """All ids in the order of a sort key, which is unique: each batch begins beyond the last key of the one before."""
    name, direction = order(sort, tie_key)
    rest = query
    while True:
        hits = searcher.search(rest, _BATCH, count=False, order_by_field=name, order=direction).hits
        yield from (id_in(key) for key, _ in hits)
        if len(hits) < _BATCH:
            return
        rest = _beyond(schema, query, (name, direction), hits[-1][0])


def _beyond(schema: tantivy.Schema, query: tantivy.Query, by: KeyOrder, key: int) -> tantivy.Query:
    """What of the matches comes after a key in an order."""
    name, direction = by
    low, high = (key + 1, None) if direction == tantivy.Order.Asc else (None, key - 1)
    beyond = number_range(schema, name, low, high)
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, beyond)])


def order(sort: Sort, tie_key: str) -> KeyOrder:
    """A sort key and its direction; without words to score, the best match is the first among equals."""
    return (tie_key, tantivy.Order.Desc) if sort is Sort.BEST else _KEYS[sort]
