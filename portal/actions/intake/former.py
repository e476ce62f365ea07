"""Facts of a ticket that its source tells otherwise are kept as they were: cited figures go on counting them so."""

from __future__ import annotations

from collections.abc import Collection

from ...models import Ticket
from ..ticket_rows import Row, seconds
from .batch import Batch

#: What figures group a ticket by, or count with, and no event says the value of.
OF_FIGURES = frozenset({"channel_id", "category_id", "area_id", "response_due_at", "due_at", "reporter"})


def keep_former(batch: Batch, ticket: Ticket, changed: Collection[str], seq: int) -> None:
    """Keep the facts as they are now, before event ``seq``, which is written with columns ``changed``."""
    if OF_FIGURES.isdisjoint(changed):
        return
    row: Row = {"seq": seq, "ticket_id": ticket.id}
    row |= {name: getattr(ticket, name) for name in OF_FIGURES - {"response_due_at", "due_at"}}
    row |= {name: seconds(getattr(ticket, name)) for name in ("response_due_at", "due_at")}
    batch.rows.former.append(row)
