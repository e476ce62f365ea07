"""Single requests of one agency to another, as lists print them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select

from ...domain.column_table import NEVER
from ...domain.coordination import Coordination
from ...domain.visibility import SEARCHED
from ...models import Ticket
from ..sources import Sources
from ..tickets.names import Named, lens_names

AT_ONCE = 500  # ids in one statement


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """A request: by whom to whom, on which ticket (its title, or '' for a stub), since when, and for how many seconds.

    ``open``: it waits still; ``answered``: it has an answer; neither: it ended without one. ``linked``: its ticket has
    a page.
    """

    ticket: int
    code: str
    title: str
    category: Named
    area: Named
    asking: Named
    asked: Named
    since: datetime
    waited: int
    open: bool
    answered: bool
    linked: bool


def request_lines(sources: Sources, found: Coordination, *, hidden: bool = False) -> tuple[RequestLine, ...]:
    """The lines of these requests, in their order. ``hidden``: those on hidden tickets too, with nothing but a code."""
    names, tickets = lens_names(sources), _tickets(sources, found.ticket.tolist())
    columns = (found.ticket, found.asking, found.asked, found.start, found.end, found.waited, found.answered)
    lines = [
        RequestLine(
            ticket=id,
            code=tickets[id].code,
            title=tickets[id].title if tickets[id].visibility in SEARCHED else "",
            category=names.by_id("category", tickets[id].category_id),
            area=names.by_id("area", tickets[id].area_id),
            asking=names.by_id("agency", asking),
            asked=names.by_id("agency", asked),
            since=datetime.fromtimestamp(start, UTC),
            waited=waited,
            open=end == NEVER,
            answered=answered,
            linked=tickets[id].visibility in SEARCHED,
        )
        for id, asking, asked, start, end, waited, answered in zip(*(c.tolist() for c in columns), strict=True)
    ]
    return tuple(line for line in lines if hidden or line.linked)


def _tickets(sources: Sources, ids: list[int]) -> dict[int, Ticket]:
    found: dict[int, Ticket] = {}
    for start in range(0, len(ids), AT_ONCE):
        asked = select(Ticket).where(Ticket.id.in_(ids[start : start + AT_ONCE]))
        found |= {row.id: row for row in sources.session.scalars(asked)}
    return found
