"""The figures of any filter of tickets, computed when somebody asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from ...domain.cohort import Cohort
from ...domain.lens import TicketFilter
from ...domain.period_scorecard import PeriodScorecard
from ...domain.scorecard import Flow, scorecard
from ...domain.source_clock import SourceClocks
from ...domain.survival import Whole
from ...search import query_parser
from ...search.interpretation import ParsedQuery
from ..city.clocks import source_clocks
from ..city.index_state import mark_of
from ..city.version import public_version
from ..scorecards.columns import snapshot
from ..scorecards.some_tickets import read_cohort
from ..sources import Sources
from .facets import unknown
from .headline import chosen_by_outcome
from .hidden import HiddenCount, hidden_count, hidden_ids
from .names import Names, lens_names
from .suggestions import synonym_names


@dataclass(frozen=True, slots=True, kw_only=True)
class LensTickets:
    """Which tickets a filter finds. ``ids`` hold the hidden ones too where the filter asks for nothing that is not
    public of these (``hidden.whole``): so hiding a ticket mends no figure. ``also``: see TicketList."""

    filter: TicketFilter
    reading: ParsedQuery
    also: dict[str, str]
    by_outcome: bool
    ids: Whole
    hidden: HiddenCount
    unknown: tuple[tuple[str, str], ...]

    @property
    def total(self) -> int:
        """How many the list of the filter has."""
        return len(self.ids) - (self.hidden.total if self.hidden.whole else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresMoment:
    """What figures were computed of: the moment, the newest public event and its hash, and the sources' clocks."""

    as_of: datetime
    seq: int
    head: str
    clocks: SourceClocks


@dataclass(frozen=True, slots=True, kw_only=True)
class LensFigures:
    """``sheet``: the citizens' time and all else of a scorecard. Of a filter that chose ``by_outcome`` no share and no
    duration of it may be shown."""

    tickets: LensTickets
    sheet: PeriodScorecard
    moment: FiguresMoment
    names: Names

    @property
    def filter(self) -> TicketFilter:
        return self.tickets.filter

    @property
    def total(self) -> int:
        return self.tickets.total


def lens_figures(sources: Sources, filter: TicketFilter, now: datetime) -> LensFigures:
    """The figures of a filter as of ``now``."""
    moment = figures_moment(sources, now)
    tickets = lens_tickets(sources, filter, moment.clocks)
    (sheet,) = lens_sheets(sources, [tickets], now)
    return LensFigures(tickets=tickets, sheet=sheet, moment=moment, names=lens_names(sources))


def figures_moment(sources: Sources, now: datetime) -> FiguresMoment:
    session = sources.session
    seq = min(sources.engine.seq(), public_version(session)[0])
    clocks = source_clocks(session, sources.cache, now)
    return FiguresMoment(as_of=now, seq=seq, head=mark_of(session, seq), clocks=clocks)


def lens_tickets(sources: Sources, filter: TicketFilter, clocks: SourceClocks) -> LensTickets:
    """The tickets of a filter, on whatever page of the list."""
    engine, session, zone = sources.engine, sources.session, sources.city.zone
    reading = query_parser.parse(filter.q, sources.city, engine.analyser, clocks)
    hidden = hidden_count(session, filter, zone)
    found = [*engine.ids(reading.tree, filter, clocks), *(hidden_ids(session, filter, zone) if hidden.whole else ())]
    return LensTickets(
        filter=filter.but(),
        reading=reading,
        also=synonym_names(engine.analyser, reading),
        by_outcome=chosen_by_outcome(filter, reading.part),
        ids=np.array(found, dtype=np.int64),
        hidden=hidden,
        unknown=unknown(filter, lens_names(sources)),
    )


def lens_sheets(sources: Sources, found: list[LensTickets], now: datetime) -> list[PeriodScorecard]:
    """The figures of some filters, whose tickets are read once."""
    both = np.unique(np.concatenate([tickets.ids for tickets in found]))
    with snapshot(sources.session):
        cohort = read_cohort(sources.session, both, sources.engine.documents())
    return [sheet_of(cohort.take(np.isin(cohort.ticket, tickets.ids)), now) for tickets in found]


def sheet_of(cohort: Cohort, now: datetime) -> PeriodScorecard:
    """The figures of some tickets. What the city reported to itself is in no figure, as in every scorecard."""
    compared = cohort.take(cohort.by_citizens)
    card = scorecard(compared, int(now.timestamp()))
    return PeriodScorecard(
        card=card,
        flow=Flow(received=card.counted, resolved=card.resolution.ended),
        own=len(cohort) - len(compared),
    )
