"""Areas with their figures of a period, sorted, and what may be said of those side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from math import inf

from ...domain.comparison import Comparison, Measure, compare
from ...domain.equity import EquityPlace
from ...domain.figure import Figure, Why, nothing, wilson
from ...domain.per_resident import report_rate
from ...domain.period import Period
from ...domain.period_scorecard import PeriodScorecard
from ..scorecards.sheets import SPANS
from ..tickets.names import Named


class AreaSort(StrEnum):
    """What areas are ordered by, the worst first; never a raw count. The value stands in addresses."""

    WAIT = "wait"
    RATE = "rate"
    ON_TIME = "on-time"
    OVERDUE = "overdue"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRow:
    """An area in a period; ``sheet`` None: nothing came in. ``rate``: reports per 1,000 residents, None where their
    number is not known. ``alike``: names of those beside it that it cannot be told from, in their
    order; none where no two of them can be told apart."""

    named: Named
    sheet: PeriodScorecard | None
    rate: Figure | None
    alike: tuple[str, ...] = ()

    @property
    def median(self) -> Figure:
        """Of the citizens' time until resolution."""
        return self.sheet.card.resolution.median if self.sheet else nothing(Why.EMPTY, 0)

    @property
    def on_time(self) -> Figure:
        return self.sheet.card.on_time if self.sheet else nothing(Why.EMPTY, 0)

    @property
    def overdue(self) -> Figure:
        """The share of those counted that is open beyond its deadline."""
        card = self.sheet.card if self.sheet else None
        return wilson(card.backlog.overdue, card.counted) if card else nothing(Why.EMPTY, 0)

    @property
    def received(self) -> int:
        return self.sheet.card.received if self.sheet else 0

    @property
    def small(self) -> bool:
        return self.median.small

    @property
    def place(self) -> EquityPlace | None:
        """As equity looks at it; None where the residents are not known."""
        if self.rate is None or not self.named.population:
            return None
        return EquityPlace(self.named.key, self.named.population, self.rate, self.median)

    def by(self, sort: AreaSort) -> tuple[bool, float]:
        """Sorts the worst first, and what must not be ranked last."""
        if sort is AreaSort.NAME:
            return False, 0.0
        if sort is AreaSort.WAIT:
            return not self.median.fit, -inf if self.median.value is None else -self.median.value
        figure = {AreaSort.RATE: self.rate, AreaSort.ON_TIME: self.on_time}.get(sort, self.overdue)
        if figure is None or figure.value is None or figure.small:
            return True, 0.0
        return False, -figure.value if sort is AreaSort.OVERDUE else figure.value


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaGroup:
    """Areas of one level side by side; ``above``: the one that they lie in. ``comparison``: of their waits, or of their
    shares on time where they are ordered by these."""

    above: Named | None
    rows: tuple[AreaRow, ...]
    comparison: Comparison


def areas_stored(period: Period) -> bool:
    """Whether figures of areas are stored in a period of that length; of others they are computed when asked for."""
    return period.span in SPANS["area"]


def area_row(named: Named, sheet: PeriodScorecard | None) -> AreaRow:
    received = sheet.card.received if sheet else 0
    return AreaRow(named=named, sheet=sheet, rate=report_rate(received, named.population))


def area_group(rows: Iterable[AreaRow], above: Named | None, sort: AreaSort, target: float) -> AreaGroup:
    """``target``: the city's time to resolve, in seconds."""
    found = {row.named.key: row for row in rows}
    measure = Measure.ON_TIME if sort is AreaSort.ON_TIME else Measure.MEDIAN
    figures = {key: row.on_time if measure is Measure.ON_TIME else row.median for key, row in found.items()}
    comparison = compare(figures, {key: row.median.n for key, row in found.items()}, measure, target)
    alike = {row.key: tuple(found[key].named.name for key in row.alike) for row in comparison.rows}
    if not comparison.different:
        alike = dict.fromkeys(alike, ())
    ordered = sorted(found.values(), key=lambda row: (*row.by(sort), row.named.name.casefold(), row.named.key))
    return AreaGroup(
        above=above,
        rows=tuple(replace(row, alike=alike[row.named.key]) for row in ordered),
        comparison=comparison,
    )
