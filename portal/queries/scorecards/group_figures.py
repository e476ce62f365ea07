"""Where the figures of groups of tickets are read from: as they are stored, or as they are computed when asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from sqlalchemy import select

from ...domain.figure import Figure
from ...domain.period import Period
from ...domain.period_scorecard import PeriodScorecard
from ...models import StoredScorecard, scorecard_json
from ..sources import Sources
from .in_force import in_force
from .periods import PublishedPeriods, published_periods

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class GroupSheet:
    """The figures of one group of a scope, with the ids of what it is a group of; 0: not of one."""

    agency: int
    category: int
    area: int
    sheet: PeriodScorecard


@dataclass(frozen=True, slots=True, kw_only=True)
class Only:
    """Those groups of a scope that are of these ids; 0: of any."""

    agency: int = 0
    category: int = 0
    area: int = 0


ANY = Only()


class GroupFigures(Protocol):
    """The figures of all groups, as of one moment and event."""

    @property
    def published(self) -> PublishedPeriods:
        """The moment and the event that they are of, and the periods that there are."""

    def periods(self, scope: str) -> PublishedPeriods:
        """The same with those periods alone that groups of this scope have figures of."""

    def read(self, scope: str, period: Period, only: Only = ANY) -> Sequence[GroupSheet]:
        """The figures of a scope's groups that have tickets in a period, in the order of their ids."""

    def on_time(self, period: Period, only: Only = ANY) -> Mapping[tuple[int, int], Figure]:
        """What an agency resolved on time of a category, by (agency, category): these alone of some thousand groups."""

    def ids(self, scope: str, kind: str, period: str) -> Collection[int]:
        """The categories or areas (``kind``) that groups of a scope may be chosen by in a period's key."""

    def kept(self, name: str, build: Callable[[], Value]) -> Value:
        """What is made of these figures, built once while they are the same."""


def one(figures: GroupFigures, scope: str, period: Period, only: Only = ANY) -> PeriodScorecard | None:
    """The figures of the one group that is meant; None: it has no tickets in the period."""
    found = figures.read(scope, period, only)
    return found[0].sheet if found else None


class StoredFigures:
    """Today's."""

    def __init__(self, sources: Sources, published: PublishedPeriods) -> None:
        self._sources, self._published = sources, published

    @property
    def published(self) -> PublishedPeriods:
        return self._published

    def periods(self, scope: str) -> PublishedPeriods:
        of_scope = select(StoredScorecard.period).where(StoredScorecard.scope == scope, in_force()).distinct()
        stored = set(self._sources.session.scalars(of_scope))
        return replace(self._published, periods=tuple(p for p in self._published.periods if p.key in stored))

    def read(self, scope: str, period: Period, only: Only = ANY) -> Sequence[GroupSheet]:
        stored = StoredScorecard
        where = [stored.scope == scope, stored.period == period.key, in_force()]
        wanted = ((stored.agency_id, only.agency), (stored.category_id, only.category), (stored.area_id, only.area))
        where += [column == id for column, id in wanted if id]
        query = select(stored.agency_id, stored.category_id, stored.area_id, stored.figures).where(*where)
        rows = self._sources.session.execute(query.order_by(stored.agency_id, stored.category_id, stored.area_id))
        return [GroupSheet(a or 0, c or 0, area or 0, scorecard_json.parsed(figures)) for a, c, area, figures in rows]

    def on_time(self, period: Period, only: Only = ANY) -> Mapping[tuple[int, int], Figure]:
        stored = StoredScorecard
        where = [stored.scope == "agency/category", stored.period == period.key, in_force()]
        where += [stored.agency_id == only.agency] if only.agency else []
        rows = self._sources.session.execute(select(stored.agency_id, stored.category_id, stored.figures).where(*where))
        return {(a, c): scorecard_json.figure(json.loads(of)["shares"]["on_time"]) for a, c, of in rows if a and c}

    def ids(self, scope: str, kind: str, period: str) -> Collection[int]:
        column = StoredScorecard.category_id if kind == "category" else StoredScorecard.area_id
        of_period = (StoredScorecard.scope == scope) & (StoredScorecard.period == period)
        found = select(column).where(of_period, in_force()).distinct()
        return {id for id in self._sources.session.scalars(found) if id}

    def kept(self, name: str, build: Callable[[], Value]) -> Value:
        return self._sources.cache.get(name, (self._published.as_of, self._published.seq), build)


def stored_figures(sources: Sources) -> StoredFigures | None:
    """Those that are stored; None before the first computation."""
    published = published_periods(sources.session, sources.city.zone)
    return StoredFigures(sources, published) if published else None
