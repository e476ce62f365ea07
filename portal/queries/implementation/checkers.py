"""Who checks, how long that takes and whether it holds: every agency in whose hands tickets lay to be checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from ...domain.as_of import AsOf
from ...domain.checking import CheckFigures, Checks, check_figures
from ...domain.period import ALL, Period
from ...domain.waiting import split_by
from ...models import Ticket
from ..city.index_state import mark_of
from ..city.version import public_version
from ..past.checks import past_checks
from ..scorecards.periods import published_periods
from ..sources import Sources
from ..tickets.names import Named, lens_names
from .checking import checks
from .sampled import WorkChecked, work_checked
from .waits import slowness


@dataclass(frozen=True, slots=True)
class CheckingAgency:
    """One agency that checks. ``oldest``: the code of its open check that waits longest; None: none, or hidden."""

    agency: Named
    figures: CheckFigures
    oldest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckersPage:
    """The checks that began in a period, as they stand at ``as_of``; the slowest first."""

    period: Period
    periods: tuple[Period, ...]
    as_of: datetime
    seq: int
    head: str
    whole: CheckFigures
    rows: tuple[CheckingAgency, ...]
    work: WorkChecked


def checkers_page(sources: Sources, period: str, now: datetime, past: AsOf | None = None) -> CheckersPage | None:
    """Everything about the checks of a period ('' for all); None when there is no such period. ``past``: as they stood
    then, ``now`` being that moment."""
    published = published_periods(sources.session, sources.city.zone)
    chosen = ALL if period in ("", ALL.key) else published.find(period) if published else None
    if chosen is None:
        return None
    found = _known(sources, past).begun_in(chosen).at(int(now.timestamp()))
    seq = past.seq if past else public_version(sources.session)[0]
    return CheckersPage(
        period=chosen,
        periods=published.begun(now) if published else (),
        as_of=now,
        seq=seq,
        head=mark_of(sources.session, seq),
        whole=check_figures(found),
        rows=_rows(sources, found),
        work=work_checked(sources, found, chosen, past),
    )


def agency_checks(sources: Sources, agency: int, as_of: datetime, past: AsOf | None = None) -> CheckingAgency | None:
    """All checks of one agency as they stood at a moment; None when it has never had any. ``past``: see
    checkers_page."""
    everything = _known(sources, past)
    return next(iter(_rows(sources, everything.take(everything.agency == agency).at(int(as_of.timestamp())))), None)


def _known(sources: Sources, past: AsOf | None) -> Checks:
    return past_checks(sources.session, sources.city, past) if past else checks(sources.session, sources.cache)


def _rows(sources: Sources, found: Checks) -> tuple[CheckingAgency, ...]:
    parts = [(agency, check_figures(part)) for (agency,), part in split_by(found, "agency")]
    names, hidden = lens_names(sources), set(found.ticket[found.hidden].tolist())
    oldest = {of.oldest[0] for _, of in parts if of.oldest} - hidden
    listed = select(Ticket.id, Ticket.code).where(Ticket.id.in_(oldest))
    codes = {id: code for id, code in sources.session.execute(listed)} if oldest else {}
    rows = [
        CheckingAgency(names.by_id("agency", agency), of, codes.get(of.oldest[0]) if of.oldest else None)
        for agency, of in parts
    ]
    return tuple(sorted(rows, key=lambda row: (*slowness(row.figures), row.agency.name, row.agency.key)))
