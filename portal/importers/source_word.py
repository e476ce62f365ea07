"""Up to which moment the source of a file has spoken: as its mapping says, else the newest time stamp that was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from ..actions.sources import hear
from ..domain.record import Record
from ..domain.source_clock import SpokenSource
from .mapping import SourceMapping
from .mapping_values import NOW
from .problem import FileError


@dataclass(slots=True)
class SourceWord:
    """The last word of one source, as far as a run has read. ``given``: as the mapping says; ``newest``: as read."""

    source: str
    every: timedelta | None
    tells_outcomes: bool
    given: datetime | None
    newest: datetime | None = None
    heard: datetime | None = None

    @classmethod
    def of(cls, mapping: SourceMapping, source: str, zone: str, now: datetime) -> SourceWord:
        """Raises FileError when the mapping names a moment that has not come yet."""
        given = None if mapping.as_of is None else _moment(mapping.as_of, mapping.zone or zone, now)
        return cls(source, mapping.every, mapping.status is not None, given)

    @property
    def as_of(self) -> datetime | None:
        return self.given or self.newest

    def read(self, record: Record) -> None:
        """Note the time stamps of a record."""
        latest = record.latest
        if self.newest is None or latest > self.newest:
            self.newest = latest

    def tell(self) -> None:
        """Write what is known so far, if it is more than before."""
        at = self.as_of
        if at is not None and at != self.heard:
            hear(SpokenSource(name=self.source, as_of=at, every=self.every, tells_outcomes=self.tells_outcomes))
            self.heard = at


def _moment(text: str, zone: str, now: datetime) -> datetime:
    """A moment without an offset is of the zone; a day means all of it, as far as it is over."""
    if text == NOW:
        return now
    found = datetime.fromisoformat(text)
    local = found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone))
    if local > now:
        raise FileError(f"The moment up to which the source has spoken, {text}, has not come yet.")
    whole_day = len(text) <= len("2001-02-03")
    return min(now, local + timedelta(days=1, seconds=-1)) if whole_day else local
