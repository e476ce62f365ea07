"""Which category the words of a report speak of: that of most of the reports that are written like it."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import select

from ...domain.lens import TicketFilter
from ...models import Ticket
from ...search import query_parser
from ...search.partial import partial
from ..city.clocks import source_clocks
from ..sources import Sources
from ..tickets.names import Named, lens_names

WORDS = 40  # of the text; more make the question no better
LOOKED_AT = 50
_ENOUGH = 0.25  # of the votes; with less the reports that are like it are of too many kinds
_OPERATORS = frozenset({"or", "and", "not", "atau", "dan", "bukan", "s", "d"})


def suggested_category(sources: Sources, text: str, now: datetime) -> Named | None:
    """None where too few reports are written like it, or they speak of too many things."""
    words = [word for word in re.findall(r"[^\W\d_]+", text.casefold()) if word not in _OPERATORS]
    engine, clocks = sources.engine, source_clocks(sources.session, sources.cache, now)
    asked = " ".join(list(dict.fromkeys(words))[:WORDS])
    tree = partial(asked, query_parser.parse(asked, sources.city, engine.analyser, clocks), engine, sources.city)
    ids = engine.best(tree, TicketFilter(), clocks, LOOKED_AT) if tree is not None else ()
    return _elected(sources, ids)


def _elected(sources: Sources, ids: tuple[int, ...]) -> Named | None:
    """Of the best matches each has a vote, the better ones more."""
    rows = sources.session.execute(select(Ticket.id, Ticket.category_id).where(Ticket.id.in_(ids)))
    kinds = {row.id: row.category_id for row in rows}
    votes: dict[int, float] = {}
    for rank, id in enumerate(ids):
        if kinds.get(id) is not None:
            votes[kinds[id]] = votes.get(kinds[id], 0.0) + 1 / (rank + 5)
    if not votes:
        return None
    best = max(votes, key=lambda kind: (votes[kind], -kind))
    return lens_names(sources).by_id("category", best) if votes[best] >= _ENOUGH * sum(votes.values()) else None


def categories_to_choose(sources: Sources) -> list[Named]:
    """All of them by name."""
    return sorted(lens_names(sources).category.values(), key=lambda one: (one.name.casefold(), one.id))
