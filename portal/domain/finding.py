"""The one sentence that an agency's page begins with: what of its figures matters most to a citizen.

The questions are a citizen's, in this order: is it done here at all, in time, does it hold, was I told, has it become
better or worse, how long does it take, and was the answer written for me? The first that has a clear answer is the
finding. Clear is what the whole 95 % interval says: of a share that is only near its limit nothing is said. Counts of
reports say nothing here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .change import Change, ComparedYears, Compares
from .figure import Figure, Why, wilson
from .period_scorecard import PeriodScorecard
from .time_in_hand import Cause

HALF = 0.5
#: From here on a share of reports that went elsewhere, or ended without an answer, is a finding.
MUCH = 0.2
#: So is a share of ends that did not hold.
UNSOUND = 0.1
#: And a share that was kept.
PROMPT = 0.8


class FindingKind(StrEnum):
    """What a finding says."""

    NOTHING = "nothing"  # there are no reports that any figure is of
    FEW = "few"
    YOUNG = "young"
    PASSES_ON = "passes_on"  # more than half of what it had went to others
    UNFINISHED = "unfinished"  # in 90 days less than half was done
    LATE = "late"  # less than half was done in time
    ENDS_ELSEWHERE = "ends_elsewhere"
    REJECTS = "rejects"
    DISPUTED = "disputed"
    REOPENED = "reopened"
    SILENT = "silent"
    SLOWER = "slower"
    FASTER = "faster"
    SLOW = "slow"  # half took longer than the target
    SAME_TEXT = "same_text"  # more than half of its answers repeat one another
    PROMPT = "prompt"
    USUAL = "usual"  # nothing stands out: how long half took


@dataclass(frozen=True, slots=True)
class Finding:
    """``figure``: the number of the sentence, None where there is none to say; ``before``: that of a year before."""

    kind: FindingKind
    figure: Figure | None = None
    before: Figure | None = None


def finding(of: PeriodScorecard, years: Sequence[ComparedYears], target: float) -> Finding:
    """The finding of an agency's figures; ``years``: beside a year before, ``target``: the time to resolve in
    seconds."""
    median = of.card.resolution.median
    if not median.n:
        return Finding(FindingKind.NOTHING)
    if median.small:
        return Finding(FindingKind.FEW)
    found = next((Finding(kind, figure) for kind, figure, clear in _questions(of) if clear), None)
    return found or _of_time(of, years, target)


def _questions(of: PeriodScorecard) -> Iterator[tuple[FindingKind, Figure, bool]]:
    card = of.card
    passed = wilson(of.outcomes.ended[Cause.PASSED_ON], card.resolution.n) if of.outcomes else None
    done = card.resolution.within[-1]
    if passed:
        yield FindingKind.PASSES_ON, passed, _above(passed, HALF)
    yield FindingKind.UNFINISHED, done, _below(done, HALF)
    yield FindingKind.LATE, card.on_time, _below(card.on_time, HALF)
    if passed:
        yield FindingKind.ENDS_ELSEWHERE, passed, _above(passed, MUCH)
    yield FindingKind.REJECTS, card.rejected, _above(card.rejected, MUCH)
    yield FindingKind.DISPUTED, card.disputed, _above(card.disputed, UNSOUND)
    yield FindingKind.REOPENED, card.reopened, _above(card.reopened, UNSOUND)
    yield FindingKind.SILENT, card.silent, _above(card.silent, MUCH)


def _of_time(of: PeriodScorecard, years: Sequence[ComparedYears], target: float) -> Finding:
    median, on_time = of.card.resolution.median, of.card.on_time
    of_median = next((one for one in years if one.what is Compares.MEDIAN), None)
    if of_median and of_median.change in (Change.WORSE, Change.BETTER):
        kind = FindingKind.SLOWER if of_median.change is Change.WORSE else FindingKind.FASTER
        return Finding(kind, of_median.now, of_median.before)
    if median.why is Why.TOO_YOUNG:
        return Finding(FindingKind.YOUNG)
    if median.low is not None and median.low > target:
        return Finding(FindingKind.SLOW, median)
    if of.same_text and _above(of.same_text, HALF):
        return Finding(FindingKind.SAME_TEXT, of.same_text)
    if _above(on_time, PROMPT):
        return Finding(FindingKind.PROMPT, on_time)
    return Finding(FindingKind.USUAL, median)


def _above(figure: Figure, limit: float) -> bool:
    return figure.shown and not figure.small and figure.low is not None and figure.low > limit


def _below(figure: Figure, limit: float) -> bool:
    return figure.shown and not figure.small and figure.high is not None and figure.high < limit
