"""Two filters laid side by side: the figures of both, and whether they differ by more than chance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import ClassVar

import numpy as np

from ...domain.comparison import Measure
from ...domain.difference import FigureDifference, difference
from ...domain.figure import ENOUGH, Figure
from ...domain.lens import TicketFilter
from ...domain.period_scorecard import PeriodScorecard
from ..tickets.figures import FiguresMoment, LensFigures, LensTickets
from ..tickets.names import Names


class ListVerdict(StrEnum):
    """What can be said of two lists."""

    OUTCOME = "outcome"  # one was chosen by its outcome
    NONE = "none"  # one has no tickets that count
    SAME = "same"  # both have the same tickets
    FEW = "few"
    UNKNOWN = "unknown"  # there are enough, but one has no figure
    DIFFERENT = "different"
    ALIKE = "alike"


@dataclass(frozen=True, slots=True)
class ComparedList:
    """One of both, ``key`` a or b."""

    key: str
    tickets: LensTickets
    sheet: PeriodScorecard
    figure: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoLists:
    """``both``: how many tickets are in both lists. ``target``: the city's, in seconds."""

    few: ClassVar[int] = ENOUGH
    measures: ClassVar[tuple[Measure, ...]] = tuple(Measure)

    measure: Measure
    rows: tuple[ComparedList, ComparedList]
    both: int
    difference: FigureDifference | None
    verdict: ListVerdict
    target: float
    moment: FiguresMoment
    names: Names

    @property
    def filters(self) -> tuple[TicketFilter, TicketFilter]:
        a, b = (row.tickets.filter for row in self.rows)
        return a, b

    @property
    def slower(self) -> ComparedList:
        """Which is the slower one; of lists that are DIFFERENT."""
        more_is_slow = self.measure is Measure.MEDIAN
        return self.rows[0 if self.difference and self.difference.more is more_is_slow else 1]


def two_lists(a: LensFigures, b: LensFigures, measure: Measure, target: timedelta) -> TwoLists:
    """The comparison of two filters by their figures, of one moment; ``target``: the city's."""
    rows = [
        ComparedList(key, one.tickets, one.sheet, measure.figure(one.sheet.card))
        for key, one in zip("ab", (a, b), strict=True)
    ]
    both = len(np.intersect1d(a.tickets.ids, b.tickets.ids))
    differs = difference(rows[0].figure, rows[1].figure, measure)
    return TwoLists(
        measure=measure,
        rows=(rows[0], rows[1]),
        both=both,
        difference=differs,
        verdict=_verdict(rows, both, differs),
        target=target.total_seconds(),
        moment=a.moment,
        names=a.names,
    )


def _verdict(rows: list[ComparedList], both: int, found: FigureDifference | None) -> ListVerdict:
    if any(row.tickets.by_outcome for row in rows):
        return ListVerdict.OUTCOME
    if not all(row.sheet.card.counted for row in rows):
        return ListVerdict.NONE
    if all(len(row.tickets.ids) == both for row in rows):
        return ListVerdict.SAME
    if any(row.sheet.card.small for row in rows):
        return ListVerdict.FEW
    if found is None:
        return ListVerdict.UNKNOWN
    return ListVerdict.DIFFERENT if found.told else ListVerdict.ALIKE
