"""The figures of any filter of tickets, computed when somebody asks."""

from __future__ import annotations

from collections.abc import Sequence
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
from ..city.last_happened import happened_after
from ..city.version import public_version
from ..scorecards.columns import snapshot
from ..scorecards.some_tickets import read_cohort
from ..sources import Sources
from .facets import unknown
from .headline import chosen_by_outcome, words_of_answers
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
    def answers_too(self) -> bool:
        return words_of_answers(self.reading.part)

    @property
    def total(self) -> int:
        """How many the list of the filter has."""
        return len(self.ids) - (self.hidden.total if self.hidden.whole else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresMoment:
    """What figures were computed of: the moment, the newest public event and its hash. ``cited``: the moment by which
    they are cited, the last that any source has told of; where more has happened since, that of the figures."""

    as_of: datetime
    seq: int
    head: str
    cited: datetime


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


def lenses(sources: Sources, filters: Sequence[TicketFilter], now: datetime) -> tuple[LensFigures, ...]:
    """The figures of some filters as of ``now``, whose tickets are read once."""
    clocks = source_clocks(sources.session, sources.cache, now)
    moment = _moment(sources, clocks)
    found = [lens_tickets(sources, filter, clocks) for filter in filters]
    names, sheets = lens_names(sources), _sheets(sources, found, now)
    return tuple(
        LensFigures(tickets=tickets, sheet=sheet, moment=moment, names=names)
        for tickets, sheet in zip(found, sheets, strict=True)
    )


def _moment(sources: Sources, clocks: SourceClocks) -> FiguresMoment:
    cited, seq = cited_as(sources, clocks)
    return FiguresMoment(as_of=clocks.now, seq=seq, head=mark_of(sources.session, seq), cited=cited)


def cited_as(sources: Sources, clocks: SourceClocks) -> tuple[datetime, int]:
    """The moment and the newest public event of what the index finds now; see FiguresMoment."""
    session, told = sources.session, clocks.latest
    cited = clocks.now if told < clocks.now and happened_after(session, sources.cache, told) else told
    return cited, min(sources.engine.seq(), public_version(session)[0])


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


def _sheets(sources: Sources, found: Sequence[LensTickets], now: datetime) -> list[PeriodScorecard]:
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
