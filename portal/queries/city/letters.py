"""How the mail stands: letters that wait for a mail server, and those that were given up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, case, func, select, type_coerce
from sqlalchemy.orm import Session

from ...domain.following import WAITS
from ...models import Follower, Letter

#: Seconds that a letter has waited between its tries: its moment moves with each of them.
_TRIED = {tries: int(sum(WAITS[:tries], timedelta()).total_seconds()) for tries in range(1, len(WAITS) + 1)}
_WAITED = case(_TRIED, value=Letter.tries, else_=0)


@dataclass(frozen=True, slots=True)
class LetterCounts:
    """``waiting``: letters that are due, or tried in vain; ``oldest``: since when the first of them is at least due;
    ``given_up``: after the last try, as long as that is known (domain.following: SENT_KEPT)."""

    waiting: int
    oldest: datetime | None
    given_up: int


def letter_counts(session: Session, now: datetime) -> LetterCounts:
    """Of all workers together."""
    due = (Letter.due_at <= now) | (Letter.tries > 0)
    waits = (Letter.handed_at.is_(None), Follower.bounced_at.is_(None), due)
    of = select(func.count(), func.min(type_coerce(Letter.due_at, BigInteger) - _WAITED)).join(
        Follower, Follower.id == Letter.follower_id
    )
    waiting, oldest = session.execute(of.where(*waits)).one()
    gone = (Letter.handed_at.is_not(None), Letter.sent_at.is_(None), Letter.tries > len(WAITS))
    given_up = session.scalar(select(func.count()).select_from(Letter).where(*gone)) or 0
    return LetterCounts(waiting, None if oldest is None else datetime.fromtimestamp(oldest, UTC), given_up)
