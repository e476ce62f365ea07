"""All tickets, custody and answers, ready to be split into the groups that scorecards are of."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from .agency_details import AgencyDetails
from .agency_sheets import AgencyColumns
from .by_agency import ByAgency
from .columns import Tickets, read_answers, read_custody, read_tickets
from .times_in_hand import TimesInHand


def read_columns(session: Session, hand_over_limit: timedelta, now: datetime) -> tuple[Tickets, AgencyColumns]:
    """Every public ticket, and what every agency had in hand, in custody, and answered, seen at ``now``.

    Several statements: whoever needs them of one moment asks within ``columns.snapshot``.
    """
    tickets = read_tickets(session)
    cohort = tickets.cohort
    custody = read_custody(session, cohort.ticket)
    citizens = custody.take(cohort.by_citizens[custody.ticket])
    limit, as_of = int(hand_over_limit.total_seconds()), int(now.timestamp())
    in_hand = TimesInHand(tickets, custody, limit, as_of)
    return tickets, AgencyColumns(
        in_hand,
        ByAgency((citizens.agency, citizens.start, citizens.end, cohort.until[citizens.ticket])),
        ByAgency(read_answers(session, cohort.ticket[cohort.by_citizens])),
        AgencyDetails(tickets, custody, in_hand, limit=limit, as_of=as_of),
    )
