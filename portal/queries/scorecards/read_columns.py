"""All tickets, custody and answers, ready to be split into the groups that scorecards are of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from ...domain.ended_in_hand import VerdictColumns
from ...domain.survival import Whole
from ...domain.time_in_hand import CustodyColumns, held_through
from .agency_details import AgencyDetails
from .agency_sheets import AgencyColumns
from .answers import read_answers
from .by_agency import ByAgency
from .columns import Tickets, read_custody, read_tickets
from .times_in_hand import TimesInHand
from .verdicts import EndsInHand, read_verdicts


@dataclass(frozen=True, slots=True)
class ScorecardColumns:
    """What all figures are computed from: tickets, and what agencies had in hand, in custody, and answered. ``until``
    of the tickets is cut at the moment up to which all is looked at."""

    tickets: Tickets
    agencies: AgencyColumns


def read_columns(session: Session, hand_over_limit: timedelta, now: datetime) -> ScorecardColumns:
    """Every public ticket, seen at ``now``.

    Several statements: whoever needs them of one moment asks within ``columns.snapshot``.
    """
    tickets = read_tickets(session)
    cohort = tickets.cohort
    custody = read_custody(session, cohort.ticket)
    answers = read_answers(session, cohort.ticket[cohort.by_citizens])
    verdicts = read_verdicts(session, cohort)
    return scorecard_columns(tickets, custody, answers, verdicts, hand_over_limit, now)


def scorecard_columns(
    tickets: Tickets,
    custody: CustodyColumns,
    answers: Sequence[Whole],
    verdicts: VerdictColumns,
    hand_over_limit: timedelta,
    at: datetime,
) -> ScorecardColumns:
    """``answers``: to citizens' tickets, as in ``read_answers``; ``at``: the moment up to which all is looked at."""
    limit, as_of = int(hand_over_limit.total_seconds()), int(at.timestamp())
    cohort = tickets.cohort.replaced(until=tickets.cohort.seen(as_of))
    tickets = replace(tickets, cohort=cohort)
    details = AgencyDetails(tickets, custody, limit=limit, as_of=as_of)  # first what needs most beside it for a while
    in_hand = TimesInHand(tickets, custody, limit, as_of)
    ended = EndsInHand(tickets, custody, verdicts, as_of)
    citizens = held_through(custody.take(cohort.by_citizens[custody.ticket]))
    held = ByAgency((citizens.agency, citizens.start, citizens.end, cohort.until[citizens.ticket]))
    return ScorecardColumns(tickets, AgencyColumns(in_hand, ended, held, ByAgency(answers), details))
