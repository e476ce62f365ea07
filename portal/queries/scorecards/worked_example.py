"""One figure of this city, small enough to be done by hand: its tickets, and every step from them to what is printed.

The group is found by a rule that looks at no share: of an agency's tickets of one category in the usual period, the
group of 12 to 30 whose tickets ended in most different ways; of several the largest, then the one stored first. A group
that touches a hidden ticket is passed over: nobody could do it again, and the others' steps would tell of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.as_of import AsOf
from ...domain.city import City
from ...domain.figure import Figure
from ...domain.hand_steps import HandStep, hand_steps
from ...domain.in_hand_figures import in_hand_figures
from ...domain.period import Period
from ...domain.survival import Whole
from ...domain.time_in_hand import Cause
from ...domain.time_to_event import HORIZONS, TimeToEvent, time_to_event, watched_for
from ...domain.visibility import PUBLIC, Visibility
from ...models import StoredScorecard, Ticket
from ...models.scorecard_json import parsed
from ..city.withdrawn import withdrawn
from ..past.cell import ever_of, merged_cell
from ..past.columns import past_columns
from ..tickets.names import Named, read_names
from .columns import snapshot
from .groups import Periods
from .in_force import in_force
from .number_columns import Among, read_rows
from .periods import published_periods, scorecards_version
from .times_in_hand import PartInHand

LEAST, MOST = 12, 30
TRIES = 20  # groups that are looked at: each touches a hidden ticket or is too young, or is the one


@dataclass(frozen=True, slots=True)
class ExampleGroup:
    """What came in of a category in a period and an agency had in hand; of both the row ids."""

    agency: int
    category: int
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleTicket:
    """One ticket that the agency had in hand. Moments in epoch seconds, spans in seconds.

    ``since``: when its citizens began to wait; ``wait``: how long the agency had it, or could be watched having it
    where it goes on; ``citizens_wait``: until it was resolved by whomever, or as far as is known (not ``resolved``).
    """

    code: str
    since: int
    received: int
    wait: int
    cause: Cause
    citizens_wait: int
    resolved: bool

    @property
    def since_at(self) -> datetime:
        return datetime.fromtimestamp(self.since, UTC)

    @property
    def received_at(self) -> datetime:
        return datetime.fromtimestamp(self.received, UTC)


@dataclass(frozen=True, slots=True)
class HandEstimate:
    """The steps to a share, that share as the scorecard prints it, and the curve that it lies on."""

    steps: tuple[HandStep, ...]
    share: Figure
    curve: TimeToEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedExample:
    """The tickets of a category that came in in the period and that the agency had in hand, and two shares within
    ``days``: resolved by the agency, resolved by anybody."""

    agency: Named
    category: Named
    period: Period
    as_of: datetime
    seq: int
    tickets: tuple[ExampleTicket, ...]
    days: int
    own: HandEstimate
    citizens: HandEstimate


def worked_example(session: Session, city: City) -> WorkedExample | None:
    """That of the group which the rule finds, as of the stored figures; None where no group serves."""
    published = published_periods(session, city.zone)
    if published is None:
        return None
    as_of, period = AsOf(published.as_of, published.seq), published.usual
    groups = (ExampleGroup(agency, category, period) for agency, category in _groups(session, period))
    found = (example_of(session, city, group, as_of) for group in groups)
    return next((example for example in found if example), None)


def example_of(session: Session, city: City, group: ExampleGroup, as_of: AsOf) -> WorkedExample | None:
    """Any group as of any moment; None where it had no tickets, too many for a hand or too young ones, or where one of
    them is hidden by now."""
    with snapshot(session):
        columns = past_columns(session, city, as_of, merged_cell(session, "example", _candidates(session, group)))
        part = _in(group.period, columns.agencies.in_hand.of(group.agency, group.category))
        if len(part.times) > MOST:
            return None
        codes = _codes(session, merged_cell(session, "family", part.cohort.ticket.tolist()).ids)
        at = int(as_of.at.timestamp())
        found = None if codes is None else _estimates(part, at)
        if codes is None or found is None:
            return None
        names, (days, own, citizens) = read_names(session), found
        return WorkedExample(
            agency=names.by_id("agency", group.agency),
            category=names.by_id("category", group.category),
            period=group.period,
            as_of=as_of.at,
            seq=as_of.seq,
            tickets=tuple(_tickets(part, codes, at)),
            days=days,
            own=own,
            citizens=citizens,
        )


def example_version(session: Session, city: City) -> object:
    """Changes whenever the example may: with the figures, and with whatever is taken from view."""
    return scorecards_version(session), withdrawn(session, city.zone)


def _groups(session: Session, period: Period) -> list[tuple[int, int]]:
    """(agency, category) of the groups that may serve, the best first."""
    stored = select(StoredScorecard.agency_id, StoredScorecard.category_id, StoredScorecard.figures).where(
        StoredScorecard.scope == "agency/category", StoredScorecard.period == period.key, in_force()
    )
    ranked = []
    for agency, category, figures in session.execute(stored):
        sheet = parsed(figures)
        ends = sheet.outcomes.ended if sheet.outcomes else {}
        kinds, n = sum(count > 0 for count in ends.values()), sheet.card.counted
        if 0 < n <= MOST:
            ranked.append((n < LEAST, -kinds, -n, agency or 0, category or 0))
    return [(agency, category) for *_, agency, category in sorted(ranked)[:TRIES]]


def _candidates(session: Session, group: ExampleGroup) -> set[int]:
    """Whatever may ever have been in it: the agency had it, or what was ever merged with it."""
    had = merged_cell(session, "had", ever_of(session, "agency", group.agency)).ids
    ids = ever_of(session, "category", group.category).intersection([] if had is None else had.tolist())
    since, until = group.period.since, group.period.until
    if since is None or until is None:
        return ids
    came = [Ticket.submitted_at >= since, Ticket.submitted_at < until]
    among = Among(Ticket.id, np.array(sorted(ids), dtype=np.int64))
    return set(read_rows(session, select(Ticket.id).where(*came), among=among)[0].tolist())


def _codes(session: Session, ids: Whole | None) -> dict[int, str] | None:
    """The number of each public ticket by its id; None when one of them is hidden."""
    among = [] if ids is None else ids.tolist()
    rows = session.execute(select(Ticket.id, Ticket.code, Ticket.visibility).where(Ticket.id.in_(among))).all()
    if any(row.visibility == Visibility.HIDDEN.value for row in rows):
        return None
    return {row.id: row.code for row in rows if Visibility(row.visibility) in PUBLIC}


def _in(period: Period, part: PartInHand) -> PartInHand:
    """What came in in the period."""
    [rows] = Periods([period]).cut(part.cohort.submitted)
    return PartInHand(part.times.take(rows), part.cohort.take(rows))


def _estimates(part: PartInHand, as_of: int) -> tuple[int, HandEstimate, HandEstimate] | None:
    """(days, the agency's own, the citizens'): within the most days for which both are shown; None without any."""
    if not len(part.times):
        return None
    cohort, seen = part.cohort, part.cohort.seen(as_of)
    own = in_hand_figures(part.times).resolution
    citizens = time_to_event(cohort.since, cohort.resolved, seen, watched_for(cohort.since, seen))
    shown = [place for place in range(len(HORIZONS)) if own.within[place].shown and citizens.within[place].shown]
    if not shown:
        return None
    place = shown[-1]
    by_agency = zip(_waits(part), part.times.cause.tolist(), strict=True)
    by_anybody = ((wait, int(resolved)) for wait, resolved in _citizens(part, as_of))
    return (
        HORIZONS[place],
        _estimate(by_agency, own, place),
        _estimate(by_anybody, citizens, place),
    )


def _estimate(waits: Iterator[tuple[int, int]], figures: TimeToEvent, place: int) -> HandEstimate:
    return HandEstimate(hand_steps([*waits]), figures.within[place], figures)


def _waits(part: PartInHand) -> list[int]:
    times = part.times
    waits: list[int] = np.where(times.cause == Cause.GOING_ON, times.until - times.received, times.held).tolist()
    return waits


def _citizens(part: PartInHand, as_of: int) -> Iterator[tuple[int, bool]]:
    """(seconds, whether it was resolved then) of each ticket."""
    cohort, seen = part.cohort, part.cohort.seen(as_of)
    resolved = cohort.resolved <= seen
    waits = np.where(resolved, cohort.resolved, seen) - cohort.since
    yield from zip(waits.tolist(), resolved.tolist(), strict=True)


def _tickets(part: PartInHand, codes: dict[int, str], as_of: int) -> Iterator[ExampleTicket]:
    times, cohort = part.times, part.cohort
    columns = (cohort.ticket, cohort.since, times.received, times.cause)
    rows = zip(*(column.tolist() for column in columns), _waits(part), _citizens(part, as_of), strict=True)
    for id, since, received, cause, wait, (citizens_wait, resolved) in rows:
        yield ExampleTicket(
            code=codes[id],
            since=since,
            received=received,
            wait=wait,
            cause=Cause(cause),
            citizens_wait=citizens_wait,
            resolved=resolved,
        )
