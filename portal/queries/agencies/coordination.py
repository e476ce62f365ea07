"""What an agency asked others, what others asked it or gave it to check, and how long that took."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from ...charts.bars import AgeBand, age_bars
from ...domain.as_of import AsOf
from ...domain.coordination import Coordination, CoordinationFigures, coordination_figures
from ...domain.scorecard import BANDS
from ...domain.time_to_event import aged
from ...domain.waiting import split_by
from ..implementation.checkers import CheckingAgency, agency_checks
from ..implementation.coordination import coordination
from ..past.requests import past_coordination
from ..sources import Sources
from ..tickets.names import Named, lens_names

SHOWN = 5


@dataclass(frozen=True, slots=True)
class OtherAgency:
    """The other of two agencies, with the requests between them."""

    agency: Named
    figures: CoordinationFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestSide:
    """The requests that an agency made, or that were made to it; ``others``: those with most requests; ``ages``: for
    how long the open ones have waited."""

    whole: CoordinationFigures
    others: tuple[OtherAgency, ...]
    ages: tuple[AgeBand, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyCoordination:
    """``asked``: what others asked of the agency; ``asking``: what it asked of others; ``checks``: None: none."""

    asked: RequestSide
    asking: RequestSide
    checks: CheckingAgency | None

    @property
    def any(self) -> bool:
        return self.asked.whole.n + self.asking.whole.n > 0


def agency_coordination(sources: Sources, agency: int, as_of: datetime) -> AgencyCoordination:
    """All requests of an agency as they stood at the moment of its figures."""
    everything = coordination(sources.session, sources.cache)[0]
    found = everything.take((everything.asked == agency) | (everything.asking == agency)).at(int(as_of.timestamp()))
    return AgencyCoordination(
        asked=_side(sources, found.take(found.asked == agency), "asking"),
        asking=_side(sources, found.take(found.asking == agency), "asked"),
        checks=agency_checks(sources, agency, as_of),
    )


def asked_then(sources: Sources, agency: int, as_of: AsOf) -> RequestSide:
    """What others had asked of it at a past moment, as the log knew it then."""
    everything = past_coordination(sources.session, sources.city, as_of)
    found = everything.take(np.flatnonzero(everything.asked == agency)).at(int(as_of.at.timestamp()))
    return _side(sources, found, "asking")


def _side(sources: Sources, found: Coordination, other: str) -> RequestSide:
    names = lens_names(sources)
    parts = [OtherAgency(names.by_id("agency", id), coordination_figures(of)) for (id,), of in split_by(found, other)]
    ordered = sorted(parts, key=lambda part: (-part.figures.n, part.agency.name))
    return RequestSide(
        whole=coordination_figures(found),
        others=tuple(ordered[:SHOWN]),
        ages=age_bars(aged(found.waited[found.open], BANDS)),
    )
