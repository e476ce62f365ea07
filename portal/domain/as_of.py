"""A past moment as which figures are asked for: what had happened by then, as far as the log knew it by some event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: By these names an address asks for figures as they were: of a moment, and of the event up to which they were made.
AS_OF, SEQ = "as_of", "seq"
PINNED = (AS_OF, SEQ)
_DAY = re.compile(r"(?:19|20|21)\d\d-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(rf"{_DAY.pattern}T\d\d:\d\d(?::\d\d)?(?:Z|[+ -]\d\d:\d\d)", re.ASCII)
_NUMBER = re.compile(r"[1-9]\d{0,17}", re.ASCII)


@dataclass(frozen=True, slots=True)
class AsOf:
    """``at``: what happened later is not looked at. ``seq``: nor what later events of the log say of the time before,
    so that a figure which was cited stays what it was."""

    at: datetime
    seq: int

    @property
    def pairs(self) -> dict[str, str]:
        """How it stands in an address, whole: it gives the same figures whenever it is asked."""
        return {AS_OF: f"{self.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", SEQ: str(self.seq)}


@dataclass(frozen=True, slots=True)
class AskedAsOf:
    """What an address asks. ``at`` None: for today's figures. ``seq`` None: for all that is known today. ``unread``:
    the names whose value says nothing; ``ahead``: the moment has not passed yet."""

    at: datetime | None = None
    seq: int | None = None
    unread: tuple[str, ...] = ()
    ahead: bool = False


def read_as_of(at: Sequence[str], seq: Sequence[str], zone: str, now: datetime) -> AskedAsOf:
    """``at`` and ``seq``: all values of each name in an address, '' says nothing. A day means its end in ``zone``."""
    moments, numbers = {value for value in at if value}, {value for value in seq if value}
    found = _moment(next(iter(moments)), zone) if len(moments) == 1 else None
    number = next(iter(numbers)) if len(numbers) == 1 else ""
    read = bool(_NUMBER.fullmatch(number))
    ahead = found is not None and found > now
    unread = ([AS_OF] if (moments and found is None) or ahead else []) + (
        [SEQ] if numbers and not (read and moments) else []
    )
    if unread or found is None:
        return AskedAsOf(unread=tuple(unread), ahead=ahead)
    return AskedAsOf(at=found, seq=int(number) if read else None)


def _moment(text: str, zone: str) -> datetime | None:
    """An address writes + as a space where nobody has encoded it."""
    try:
        if _DAY.fullmatch(text):
            after = date.fromisoformat(text) + timedelta(days=1)
            return datetime.combine(after, time(), ZoneInfo(zone)).astimezone(UTC) - timedelta(seconds=1)
        return datetime.fromisoformat(text.replace(" ", "+")).astimezone(UTC) if _MOMENT.fullmatch(text) else None
    except ValueError:
        return None
