"""Whether a group's figures differ from those of a year before by more than chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import inf

from .comparison import told_apart
from .figure import Figure, Why
from .period_scorecard import PeriodScorecard


class Change(StrEnum):
    """What may be said of a figure beside that of a year before."""

    BETTER = "better"
    WORSE = "worse"
    UNCLEAR = "unclear"  # the difference may be chance
    YOUNG = "young"  # one of the two has not been watched for long enough
    FEW = "few"  # one of the two is of too few tickets


class Compares(StrEnum):
    """A figure that is compared with that of a year before."""

    MEDIAN = "median"
    ON_TIME = "on_time"
    ANSWER = "answer"
    REOPENED = "reopened"
    DISPUTED = "disputed"
    SILENT = "silent"
    SAME_TEXT = "same_text"

    @property
    def is_time(self) -> bool:
        return self in (Compares.MEDIAN, Compares.ANSWER)

    def figure(self, of: PeriodScorecard) -> Figure | None:
        """None: it is not known of this group."""
        card = of.card
        figures: Mapping[Compares, Figure | None] = {
            Compares.MEDIAN: card.resolution.median,
            Compares.ON_TIME: card.on_time,
            Compares.ANSWER: card.response.median,
            Compares.REOPENED: card.reopened,
            Compares.DISPUTED: card.disputed,
            Compares.SILENT: card.silent,
            Compares.SAME_TEXT: of.same_text,
        }
        return figures[self]


@dataclass(frozen=True, slots=True)
class ComparedYears:
    """One figure beside that of a year before, and what may be said of the two."""

    what: Compares
    now: Figure
    before: Figure
    change: Change


def compared_years(now: PeriodScorecard, before: PeriodScorecard) -> tuple[ComparedYears, ...]:
    """Every figure that both have. One of so many would differ by chance sooner than one alone: they share the test."""
    both = [(what, what.figure(now), what.figure(before)) for what in Compares]
    known = [(what, new, old) for what, new, old in both if new is not None and old is not None]
    return tuple(ComparedYears(what, new, old, _change(what, new, old, len(known))) for what, new, old in known)


def _change(what: Compares, now: Figure, before: Figure, pairs: int) -> Change:
    if now.small or before.small:
        return Change.FEW
    if Why.TOO_YOUNG in (now.why, before.why):
        return Change.YOUNG
    if not told_apart(now, before, times=what.is_time, pairs=pairs):
        return Change.UNCLEAR
    more = _value(now) > _value(before)
    return Change.BETTER if more is (what is Compares.ON_TIME) else Change.WORSE


def _value(figure: Figure) -> float:
    return inf if figure.value is None else figure.value
