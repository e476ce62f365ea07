"""All tickets, custody and answers, ready to be split into the groups that scorecards are of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy.typing as npt
from sqlalchemy.orm import Session

from ...domain.cohort import Cohort
from ...domain.column_table import joined
from ...domain.ended_in_hand import VerdictColumns
from ...domain.survival import Whole
from ...domain.time_in_hand import CustodyColumns, held_through
from .agency_details import AgencyDetails
from .agency_sheets import AgencyColumns
from .answers import read_answers
from .by_agency import ByAgency, narrow_rows
from .columns import Tickets, known_at, read_custody, read_tickets
from .times_in_hand import TimesInHand
from .verdicts import EndsInHand, read_verdicts


@dataclass(frozen=True, slots=True)
class ScorecardColumns:
    """What all figures are computed from: tickets as they are known at the moment up to which all is looked at, and
    what agencies had in hand, in custody, and answered."""

    tickets: Tickets
    agencies: AgencyColumns


def read_columns(session: Session, hand_over_limit: timedelta, now: datetime) -> ScorecardColumns:
    """Every public ticket, seen at ``now``.

    Several statements: whoever needs them of one moment asks within ``columns.snapshot``.
    """
    tickets = known_at(read_tickets(session), now)
    ids, citizens = tickets.cohort.ticket, tickets.cohort.by_citizens
    verdicts = read_verdicts(session, tickets.cohort)
    held = in_custody(tickets, read_custody(session, ids), verdicts, hand_over_limit, now)
    return scorecard_columns(tickets, held, read_answers(session, ids[citizens]))


@dataclass(frozen=True, slots=True)
class InCustody:
    """What agencies had in custody at all, as the responsible ones, what ended so, and what they passed on."""

    custody: ByAgency
    details: AgencyDetails
    in_hand: TimesInHand
    ended: EndsInHand


def in_custody(
    tickets: Tickets, custody: CustodyColumns, verdicts: VerdictColumns, hand_over_limit: timedelta, at: datetime
) -> InCustody:
    """``tickets``: as they are known ``at`` the moment up to which all is looked at. The custody of millions of tickets
    is the largest thing that is read: whoever calls this should not keep it."""
    limit, as_of = int(hand_over_limit.total_seconds()), int(at.timestamp())
    return InCustody(
        custody=ByAgency(_held(tickets.cohort, custody)),
        details=AgencyDetails(tickets, custody, limit=limit, as_of=as_of),
        in_hand=TimesInHand(tickets, custody, limit, as_of),
        ended=EndsInHand(tickets, custody, verdicts, as_of),
    )


def scorecard_columns(tickets: Tickets, held: InCustody, answers: Sequence[Whole]) -> ScorecardColumns:
    """``answers``: to citizens' tickets, as in ``read_answers``."""
    said = ByAgency(narrow_rows(*answers))
    return ScorecardColumns(tickets, AgencyColumns(held.in_hand, held.ended, held.custody, said, held.details))


def _held(cohort: Cohort, custody: CustodyColumns) -> npt.NDArray[Any]:
    """(agency, start, end, up to when it is known) of all custody of citizens' tickets."""
    citizens, until = cohort.by_citizens, cohort.until
    parts = []
    for part in custody.parts():
        of = held_through(part.take(citizens[part.ticket]))
        parts.append(narrow_rows(of.agency, of.start, of.end, until[of.ticket]))
    return joined(parts)
