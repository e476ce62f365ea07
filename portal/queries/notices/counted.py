"""How many notices came and what became of them, counted in the open."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ...domain.notice import NoticeOutcome
from ...models import Notice


@dataclass(frozen=True, slots=True)
class NoticeCounts:
    """``waiting``: nobody has decided yet; ``ended``: how often each outcome, the most frequent first."""

    waiting: int = 0
    ended: tuple[tuple[NoticeOutcome, int], ...] = ()

    @property
    def total(self) -> int:
        return self.waiting + sum(count for _, count in self.ended)


def notice_counts(session: Session) -> NoticeCounts:
    """Of all notices that ever came."""
    rows = session.execute(select(Notice.outcome, func.count()).group_by(Notice.outcome)).all()
    found = {outcome: count for outcome, count in rows}
    ended = [(outcome, found[outcome.value]) for outcome in NoticeOutcome if outcome.value in found]
    return NoticeCounts(found.get(None, 0), tuple(sorted(ended, key=lambda pair: -pair[1])))
