"""Social conditions: reports per 1,000 residents of the largest areas, and by which channels they came in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.city import City
from ...domain.implementation import per_thousand
from ...domain.lens import TicketFilter
from ...domain.period import Period
from ...models import Area, StoredScorecard, scorecard_json
from ...search.engine import IndexAway, SearchRequest
from ..city.clocks import source_clocks
from ..scorecards.in_force import in_force
from ..sources import Sources
from ..tickets.names import Named, lens_names


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRate:
    """How many reports an area has for each 1,000 of its residents; ``year``: of their number."""

    code: str
    name: str
    received: int
    rate: float
    year: int | None


@dataclass(frozen=True, slots=True)
class ChannelShare:
    """How many of the reports came in by a channel."""

    channel: Named
    n: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """``areas``: the largest ones with known residents, most reports a resident first; ``residents``: of all of them.
    ``channels``: most used first."""

    areas: tuple[AreaRate, ...]
    residents: int
    channels: tuple[ChannelShare, ...]


def conditions(sources: Sources, period: Period, now: datetime) -> Conditions:
    """Of the reports of a period."""
    residents = _residents(sources.session, sources.city)
    rates = _rates(sources.session, residents, period)
    return Conditions(
        areas=tuple(sorted(rates, key=lambda area: (-area.rate, area.code))),
        residents=sum(area.population or 0 for area in residents.values()),
        channels=_channels(sources, period, now),
    )


def all_residents(session: Session, city: City) -> int:
    """Of the largest areas, as far as they are known."""
    return sum(area.population or 0 for area in _residents(session, city).values())


def _residents(session: Session, city: City) -> Mapping[int, Area]:
    if not city.levels:
        return {}
    known = select(Area).where(Area.level == city.levels[0], Area.population.is_not(None))
    return {area.id: area for area in session.scalars(known)}


def _rates(session: Session, areas: Mapping[int, Area], period: Period) -> list[AreaRate]:
    """An area without reports has the rate 0; none has one in a period that areas have no figures of."""
    rows = session.execute(
        select(StoredScorecard.area_id, StoredScorecard.figures).where(
            StoredScorecard.scope == "area", StoredScorecard.period == period.key, in_force()
        )
    )
    received = {row.area_id: scorecard_json.parsed(row.figures).card.received for row in rows}
    found = []
    for id, area in areas.items() if received else ():
        rate = per_thousand(received.get(id, 0), area.population)
        if rate is not None:
            found.append(
                AreaRate(code=area.code, name=area.name, received=received.get(id, 0), rate=rate, year=area.year)
            )
    return found


def _channels(sources: Sources, period: Period, now: datetime) -> tuple[ChannelShare, ...]:
    """From the index; none while it is being built."""
    since, until = period.days or (None, None)
    clocks, names = source_clocks(sources.session, sources.cache, now), lens_names(sources)
    try:
        found = sources.engine.search(
            SearchRequest(None, TicketFilter(since=since, until=until), clocks, limit=0, trend=False)
        )
    except IndexAway:
        return ()
    counts = [(names.channel[key], n) for key, n in found.facets.get("channel", {}).items() if key in names.channel]
    total = sum(n for _, n in counts)
    ordered = sorted(counts, key=lambda item: (-item[1], item[0].key))
    return tuple(ChannelShare(channel, n, n / total) for channel, n in ordered)
