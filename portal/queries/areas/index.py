"""All areas of the city side by side in one period: the largest with each other, and the smaller ones within each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from ...domain.city import City
from ...domain.equity import Equity, equity
from ...domain.period import Period
from ...domain.period_scorecard import PeriodScorecard
from ..scorecards.group_figures import GroupFigures, one, stored_figures
from ..sources import Sources
from ..tickets.hidden import HiddenCount, hidden_in
from ..tickets.names import Named, lens_names
from .rows import AreaGroup, AreaRow, AreaSort, area_group, area_row, areas_stored


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaList:
    """``level``: of the areas in ``largest``; ``smaller``: those right below, a group for each, in its order; a last
    one without ``above`` has what lies in none of them. ``city``: the figures of all reports together, with the
    ``hidden`` ones.

    ``equity``: of the largest; ``equity_below``: of the smaller ones, None without any.
    """

    sorts: ClassVar[tuple[AreaSort, ...]] = tuple(AreaSort)

    period: Period
    periods: tuple[Period, ...]
    as_of: datetime
    seq: int
    sort: AreaSort
    city: PeriodScorecard
    level: str
    level_below: str
    largest: AreaGroup
    smaller: tuple[AreaGroup, ...]
    equity: Equity
    equity_below: Equity | None
    hidden: HiddenCount

    @property
    def below(self) -> list[AreaRow]:
        return [row for group in self.smaller for row in group.rows]

    @property
    def rows(self) -> list[AreaRow]:
        """Every area that is listed."""
        return [*self.largest.rows, *self.below]

    def rows_of(self, keys: Iterable[str]) -> list[AreaRow]:
        """Those with these keys, in their order."""
        rows = {row.named.key: row for row in self.rows}
        return [rows[key] for key in keys]

    @property
    def years(self) -> tuple[int, ...]:
        """In which the residents of the largest were counted."""
        return tuple(sorted({row.named.year for row in self.largest.rows if row.named.year and row.rate}))

    @property
    def uncounted(self) -> int:
        """How many of the largest have no known number of residents."""
        return sum(row.rate is None for row in self.largest.rows)


def area_list(
    sources: Sources, period: str, sort: AreaSort = AreaSort.WAIT, past: GroupFigures | None = None
) -> AreaList | None:
    """The areas in a period's key ('' for the usual one); None when there are no figures of it.

    ``past``: the figures of a past moment, or of today where such are asked for that are not stored: those of a month,
    which is too short for most areas, or of any days.
    """
    city, figures = sources.city, past or stored_figures(sources)
    published = figures.published if figures else None
    chosen = published.find(period) if published else None
    if figures is None or published is None or chosen is None or not (past or areas_stored(chosen)):
        return None
    whole = one(figures, "city", chosen)
    if whole is None:
        return None
    areas = lens_names(sources).area
    level, below = _levels(areas, city)
    sheets = {group.area: group.sheet for group in figures.read("area", chosen)}
    rows = {key: area_row(named, sheets.get(named.id)) for key, named in areas.items()}
    target = city.resolution_target.total_seconds()
    largest = area_group((row for row in rows.values() if row.named.level == level), None, sort, target)
    small = [row for row in rows.values() if below and row.named.level == below]
    median = whole.card.resolution.median
    return AreaList(
        period=chosen,
        periods=published.periods,
        as_of=published.as_of,
        seq=published.seq,
        sort=sort,
        city=whole,
        level=level,
        level_below=below if small else "",
        largest=largest,
        smaller=_within(largest, small, sort, target),
        equity=equity([row.place for row in largest.rows if row.place], median),
        equity_below=equity([row.place for row in small if row.place], median) if small else None,
        hidden=hidden_in(sources.session, chosen, city.zone),
    )


def _levels(areas: Mapping[str, Named], city: City) -> tuple[str, str]:
    """The level to compare, the largest of which there is more than one area, and the one below it; '' for none."""
    counts = Counter(area.level for area in areas.values())
    known = [level for level in city.levels if level in counts]
    levels = [*known, *sorted(counts.keys() - known)]
    place = next((place for place, level in enumerate(levels) if counts[level] > 1), 0)
    return (levels[place : place + 1] or [""])[0], (levels[place + 1 : place + 2] or [""])[0]


def _within(largest: AreaGroup, small: list[AreaRow], sort: AreaSort, target: float) -> tuple[AreaGroup, ...]:
    """The smaller areas by the larger one that they lie in."""
    by_above: dict[str, list[AreaRow]] = {}
    keys = {row.named.key for row in largest.rows}
    for row in small:
        above = row.named.parent
        by_above.setdefault(above if above and above in keys else "", []).append(row)
    groups = [
        area_group(by_above[row.named.key], row.named, sort, target)
        for row in largest.rows
        if row.named.key in by_above
    ]
    return (*groups, area_group(by_above[""], None, sort, target)) if "" in by_above else tuple(groups)
