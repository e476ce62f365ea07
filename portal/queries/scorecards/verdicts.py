"""What was said of the ends of tickets, as columns; and every agency's ends, by agency, and by category and area."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sqlalchemy import case, select, true
from sqlalchemy.orm import Session

from ...domain.as_of import AsOf
from ...domain.cohort import Cohort
from ...domain.column_table import ColumnTable, NumberColumn
from ...domain.ended_in_hand import EndFlags, EndVerdict, VerdictColumns, ended_in_hand
from ...domain.event import Kind
from ...domain.survival import Whole
from ...domain.time_in_hand import CustodyColumns
from ...models import AskedEnd, Event
from ..city.clocks import whole_seconds
from .answers import TAKEN_BACK
from .asked import asked_ends
from .columns import Tickets, places
from .number_columns import Among, read_rows
from .times_in_hand import ByPair

_KINDS = {Kind.REOPENED: EndVerdict.REOPENED, Kind.DISPUTED: EndVerdict.DISPUTED, Kind.CONFIRMED: EndVerdict.CONFIRMED}
_VERDICT = case({kind.value: int(verdict) for kind, verdict in _KINDS.items()}, value=Event.kind)
_VERDICTS = select(Event.seq, Event.ticket_id, whole_seconds(Event.happened_at), _VERDICT).where(
    Event.kind.in_(sorted(_KINDS))
)
#: Tickets by which their verdicts are asked for. For more of them reading the whole log once is quicker.
FEW = 1_000


def read_verdicts(session: Session, cohort: Cohort, as_of: AsOf | None = None) -> VerdictColumns:
    """Every verdict on these tickets that its source did not take back, and every end that a reporter was asked about;
    ``as_of``: as known then, None: now.

    Few tickets have any, and that is said in their state.
    """
    known = () if as_of is None else (Event.seq <= as_of.seq, Event.happened_at <= as_of.at)
    tickets = cohort.ticket[(cohort.reopened > 0) | (cohort.confirmed > 0)]
    some = Among(Event.ticket_id, tickets) if len(tickets) <= FEW else None
    rows = read_rows(session, _VERDICTS.where(true(), *known), among=some)
    taken_back = read_rows(session, TAKEN_BACK.where(true(), *known), among=some)[1]
    _, ticket, at, verdict = (column[~np.isin(rows[0], taken_back)] for column in rows)
    _, of, ended, answered = read_rows(session, asked_ends(as_of), among=Among(AskedEnd.ticket_id, _asked(cohort)))
    ticket, at = np.concatenate((ticket, of)), np.concatenate((at, ended))
    verdict = np.concatenate((verdict, np.where(answered, EndVerdict.ANSWERED, EndVerdict.ASKED)))
    place, there = places(cohort.ticket, ticket)
    return VerdictColumns(ticket=place[there], at=at[there], verdict=verdict[there])


def _asked(cohort: Cohort) -> Whole:
    return cohort.ticket[cohort.asked > 0]


class EndTickets(ColumnTable[np.int64]):
    """Of which ticket each end is; when that came in, and the area of the highest level that it lies in."""

    __slots__ = ()
    ticket = NumberColumn[np.int64]()
    submitted = NumberColumn[np.int64]()
    area = NumberColumn[np.int64]()


@dataclass(frozen=True, slots=True)
class PartEnded:
    """An agency's ends in order of the submission of their tickets, which are rows of the columns of tickets."""

    tickets: EndTickets
    flags: EndFlags


class EndsInHand:
    """The ends of the citizens' tickets, to be taken by agency, by (agency, category), or by (agency, area)."""

    def __init__(self, tickets: Tickets, custody: CustodyColumns, verdicts: VerdictColumns, as_of: int) -> None:
        """``as_of``: up to when the tickets are known."""
        cohort = tickets.cohort
        ends = ended_in_hand(cohort, tickets.keys.agency, custody, verdicts)
        known = cohort.by_citizens & (cohort.submitted <= cohort.seen(as_of))
        ends = ends.take(known[ends.ticket])
        submitted, area = cohort.submitted[ends.ticket], tickets.keys.largest[ends.ticket]
        self._tickets = EndTickets(ticket=ends.ticket, submitted=submitted, area=area).narrow()
        self._flags = ends.flags
        self._whole = ByPair(ends.agency, np.zeros_like(ends.agency), submitted)
        self._categories = ByPair(ends.agency, tickets.keys.category[ends.ticket], submitted)

    def of(self, agency: int, category: int | None = None, area: int | None = None) -> PartEnded:
        """Those of an agency: of all, of one category, of one area of the highest level, or of one category there."""
        rows = self._whole.rows(agency, 0) if category is None else self._categories.rows(agency, category)
        if area is not None:
            rows = rows[self._tickets.take(rows).area == area]
        return PartEnded(self._tickets.take(rows), self._flags.take(rows))
