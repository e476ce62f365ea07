"""The ids of matches in order: a page of them, or all."""

from __future__ import annotations

from collections.abc import Iterator

import tantivy

from ...domain.lens import Sort
from ...domain.turn import Turn
from ..index_entry import id_in
from .compiler import number_range

_BATCH = 20_000  # ids fetched at a time
_HIGHEST = (1 << 64) - 1  # of a key
#: The number that each order sorts by; it holds the id. Without words to score, the best match is the newest.
_KEYS = {
    Sort.BEST: ("newest", tantivy.Order.Desc),
    Sort.NEWEST: ("newest", tantivy.Order.Desc),
    Sort.OLDEST: ("newest", tantivy.Order.Asc),
    Sort.WAITING: ("waiting", tantivy.Order.Asc),
}


def ids_by_score(searcher: tantivy.Searcher, query: tantivy.Query, offset: int, limit: int) -> tuple[int, ...]:
    """A page of ids by score, the newer first where scores are equal."""
    hits = searcher.search(query, limit, count=False, offset=offset, weight_by_field="freshness").hits
    ids = searcher.fast_field_values("id", [address for _, address in hits])
    scored = [(score, id) for (score, _), id in zip(hits, ids, strict=True) if isinstance(id, int)]
    return tuple(id for _, id in sorted(scored, reverse=True))


def ids_by_key(
    searcher: tantivy.Searcher, query: tantivy.Query, sort: Sort, offset: int, limit: int
) -> tuple[int, ...]:
    """A page of ids in the order of a sort key."""
    name, order = _KEYS[sort]
    found = searcher.search(query, limit, count=False, offset=offset, order_by_field=name, order=order)
    return tuple(id_in(key) for key, _ in found.hits)


def ids_beside_key(
    searcher: tantivy.Searcher, schema: tantivy.Schema, query: tantivy.Query, sort: Sort, turn: Turn, limit: int
) -> tuple[int, ...]:
    """The ids next to a sort key, in the order of the list."""
    name, order = _KEYS[sort]
    ascending = (order == tantivy.Order.Asc) is not turn.back
    low, high = (turn.key + 1, None) if ascending else (None, turn.key - 1)
    if (low or 0) > _HIGHEST or (high or 0) < 0:
        return ()
    towards = tantivy.Order.Asc if ascending else tantivy.Order.Desc
    beyond = number_range(schema, name, low, high)
    rest = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, beyond)])
    found = searcher.search(rest, limit, count=False, order_by_field=name, order=towards)
    ids = tuple(id_in(key) for key, _ in found.hits)
    return ids[::-1] if turn.back else ids


def all_ids(searcher: tantivy.Searcher, schema: tantivy.Schema, query: tantivy.Query, sort: Sort) -> Iterator[int]:
    """All ids in the order of a sort key, which is unique: each batch begins beyond the last key of the one before."""
    name, order = _KEYS[sort]
    rest = query
    while True:
        hits = searcher.search(rest, _BATCH, count=False, order_by_field=name, order=order).hits
        yield from (id_in(key) for key, _ in hits)
        if len(hits) < _BATCH:
            return
        last = hits[-1][0]
        low, high = (last + 1, None) if order == tantivy.Order.Asc else (None, last - 1)
        beyond = number_range(schema, name, low, high)
        rest = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, beyond)])
