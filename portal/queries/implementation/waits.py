"""Who waits for whom: every asking and every asked agency with their requests, and the requests that wait longest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from ...domain.as_of import AsOf
from ...domain.checking import CheckFigures
from ...domain.column_table import NEVER
from ...domain.coordination import (
    Coordination,
    CoordinationFigures,
    SlowestAsked,
    coordination_figures,
    slowest_asked,
)
from ...domain.figure import ENOUGH
from ...domain.period import ALL, Period
from ...domain.survival import Flags
from ...domain.waiting import split_by
from ..city.index_state import mark_of
from ..past.requests import past_coordination
from ..scorecards.periods import published_periods
from ..sources import Sources
from ..tickets.names import Named, Names, lens_names
from .coordination import coordination
from .request_lines import RequestLine, request_lines

LONGEST_WAITS = 5
#: Rows and columns of the table of both; what is beyond stands together in one more.
ASKING, ASKED = 9, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPair:
    """One agency that asked another. ``oldest``: the code of the open request that waits longest, and since when."""

    asking: Named
    asked: Named
    figures: CoordinationFigures
    oldest: tuple[str, datetime] | None = None


@dataclass(frozen=True, slots=True)
class AskedAgency:
    """One agency with all that others asked of it."""

    agency: Named
    figures: CoordinationFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    """The requests of a row to a column; None of an agency: the others together."""

    asking: Named | None
    asked: Named | None
    figures: CoordinationFigures | None

    @property
    def itself(self) -> bool:
        return self.asking is not None and self.asking == self.asked


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitMatrix:
    """Those that ask most, in rows, and those that are asked most, in columns; the last of both stands for all others,
    where there are any."""

    columns: tuple[Named | None, ...]
    rows: tuple[tuple[Named | None, tuple[MatrixCell, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlowestNamed:
    """The finding in the headline: the agency's name, and what can be said of it."""

    agency: Named
    found: SlowestAsked


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitsPage:
    """The requests that were made in a period, as they stand at ``as_of``. ``hidden``: on tickets that are hidden,
    which count and are not listed."""

    period: Period
    periods: tuple[Period, ...]
    as_of: datetime
    seq: int
    head: str
    whole: CoordinationFigures
    slowest: SlowestNamed | None
    asked: tuple[AskedAgency, ...]
    pairs: tuple[WaitingPair, ...]
    matrix: WaitMatrix
    longest: tuple[RequestLine, ...]
    hidden: int


def waits_page(sources: Sources, period: str, now: datetime, past: AsOf | None = None) -> WaitsPage | None:
    """Everything about the requests of a period ('' for all); None when there is no such period. ``past``: as they
    stood then, ``now`` being that moment."""
    published = published_periods(sources.session, sources.city.zone)
    chosen = ALL if period in ("", ALL.key) else published.find(period) if published else None
    if chosen is None:
        return None
    if past:
        everything, seq = past_coordination(sources.session, sources.city, past), past.seq
    else:
        everything, seq = coordination(sources.session, sources.cache)
    found, names = everything.begun_in(chosen).at(int(now.timestamp())), lens_names(sources)
    slowest = slowest_asked(found)
    still = np.flatnonzero(found.open & ~found.hidden)
    longest = still[np.lexsort((found.ticket[still], -found.waited[still]))][:LONGEST_WAITS]
    return WaitsPage(
        period=chosen,
        periods=published.begun(now) if published else (),
        as_of=now,
        seq=seq,
        head=mark_of(sources.session, seq),
        whole=coordination_figures(found),
        slowest=SlowestNamed(agency=names.by_id("agency", slowest.agency), found=slowest) if slowest else None,
        asked=_asked(found, names),
        pairs=_pairs(sources, found, names),
        matrix=_matrix(found, names, slowest.agency if slowest else None),
        longest=request_lines(sources, found.take(longest)),
        hidden=int(np.count_nonzero(found.hidden)),
    )


def _asked(found: Coordination, names: Names) -> tuple[AskedAgency, ...]:
    """The slowest first of those with enough requests; then the others, by the oldest that they have left open."""
    rows = [
        AskedAgency(names.by_id("agency", asked), coordination_figures(part))
        for (asked,), part in split_by(found, "asked")
    ]
    return tuple(sorted(rows, key=lambda row: (*slowness(row.figures), row.agency.name, row.agency.key)))


def _pairs(sources: Sources, found: Coordination, names: Names) -> tuple[WaitingPair, ...]:
    """Those of which one waits first, the oldest before all; never by how many they are."""
    figures = [(key, coordination_figures(part)) for key, part in split_by(found, "asking", "asked")]
    oldest = np.array([f.oldest[0] for _, f in figures if f.oldest], dtype=np.int64)
    rows = found.take(np.isin(found.ticket, oldest) & found.open)
    lines = {(line.ticket, line.asked.id): line for line in request_lines(sources, rows, hidden=True)}
    pairs = [
        WaitingPair(
            asking=names.by_id("agency", asking),
            asked=names.by_id("agency", asked),
            figures=of,
            oldest=_named(lines[of.oldest[0], asked]) if of.oldest and (of.oldest[0], asked) in lines else None,
        )
        for (asking, asked), of in figures
    ]
    return tuple(sorted(pairs, key=_order))


def _named(line: RequestLine) -> tuple[str, datetime]:
    return line.code, line.since


def _order(pair: WaitingPair) -> tuple[object, ...]:
    of = pair.figures
    return not of.open, -_oldest(of), *slowness(of), pair.asking.name, pair.asked.name, pair.asking.key, pair.asked.key


def slowness(of: CoordinationFigures | CheckFigures) -> tuple[bool, float, int]:
    """The slowest first; what could not be ranked last."""
    long = NEVER if of.median.value is None else of.median.value
    return not of.median.fit, -long if of.median.fit else 0, -_oldest(of)


def _oldest(of: CoordinationFigures | CheckFigures) -> int:
    """For how long its oldest open one has waited, in seconds; 0 without one."""
    return of.oldest[2] if of.oldest else 0


def _matrix(found: Coordination, names: Names, slowest: int | None) -> WaitMatrix:
    """``slowest``: the agency of the finding, which has a column in any case."""
    asking, often = _most(found.asking, ASKING), _most(found.asked, ASKED)
    asked = _slowest_first(found, often if slowest is None or slowest in often else [*often[:-1], slowest])
    rows = [(id, found.asking == id) for id in asking] + _others(found.asking, asking)
    columns = [(id, found.asked == id) for id in asked] + _others(found.asked, asked)
    return WaitMatrix(
        columns=tuple(_agency(names, id) for id, _ in columns),
        rows=tuple(
            (
                _agency(names, row),
                tuple(
                    MatrixCell(
                        asking=_agency(names, row),
                        asked=_agency(names, column),
                        figures=coordination_figures(found.take(of_row & of_column))
                        if (of_row & of_column).any()
                        else None,
                    )
                    for column, of_column in columns
                ),
            )
            for row, of_row in rows
        ),
    )


def _agency(names: Names, id: int | None) -> Named | None:
    return None if id is None else names.by_id("agency", id)


def _most(agencies: np.ndarray, wanted: int) -> list[int]:
    """The agencies with most rows, most first; one more instead of an "others" that would hold it alone."""
    ids, counts = np.unique(agencies, return_counts=True)
    ordered: list[int] = ids[np.lexsort((ids, -counts))].tolist()
    return ordered if len(ordered) <= wanted + 1 else ordered[:wanted]


def _slowest_first(found: Coordination, agencies: Sequence[int]) -> list[int]:
    """Those with enough requests by their median, the longest first; then the others as they were."""
    medians = {id: coordination_figures(found.take(found.asked == id)).median for id in agencies}
    enough = [id for id in agencies if medians[id].n >= ENOUGH]
    longest = sorted(enough, key=lambda id: -(medians[id].value or NEVER))
    return [*longest, *(id for id in agencies if id not in enough)]


def _others(agencies: np.ndarray, shown: Iterable[int]) -> list[tuple[int | None, Flags]]:
    rest = ~np.isin(agencies, list(shown))
    return [(None, np.asarray(rest, dtype=np.bool_))] if rest.any() else []
