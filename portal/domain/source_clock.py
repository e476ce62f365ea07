"""Up to which moment the state of a ticket is known: as far as its source has spoken, or was written here since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class LastWord(StrEnum):
    """What the last news of a ticket is, beyond which nothing is known of it."""

    NOW = "now"  # it came in by the portal's own door, where news would be heard at once
    SOURCE = "source"  # the last word of its source
    DESK = "desk"  # an agency acted on it in this portal, after the last word of its source


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenSource:
    """A source that tells of its tickets now and then. ``as_of``: the moment up to which it has spoken.

    ``every``: how often a live feed should speak; None: an export, of which nobody expects more. ``tells_outcomes``:
    whether it says what becomes of a report.
    """

    name: str
    as_of: datetime
    every: timedelta | None = None
    tells_outcomes: bool = True

    def silent(self, now: datetime) -> bool:
        """Whether a live feed has been silent for longer than it should be."""
        return self.every is not None and now - self.as_of > self.every


@dataclass(frozen=True, slots=True)
class SourceClocks:
    """To which moment the time of each ticket is counted: absence of news is no news of absence.

    ``sources`` speak now and then. Tickets of any other source came in by the portal's own doors and are known until
    ``now``; ``own``: whether there are any.
    """

    now: datetime
    sources: tuple[SpokenSource, ...] = ()
    own: bool = True

    def until(self, source: str, desk_at: datetime | None = None) -> datetime:
        """Up to when a ticket of ``source`` is known; ``desk_at``: when an agency last acted on it in this portal."""
        spoken = next((one.as_of for one in self.sources if one.name == source), self.now)
        return min(self.now, spoken if desk_at is None else max(spoken, desk_at))

    def last_word(self, source: str, desk_at: datetime | None = None) -> LastWord:
        """What decides up to when a ticket is known."""
        spoken = self.until(source)
        if spoken == self.now:
            return LastWord.NOW
        return LastWord.SOURCE if desk_at is None or desk_at <= spoken else LastWord.DESK

    @property
    def latest(self) -> datetime:
        """The last moment that any source has told of."""
        return self.now if self.own or not self.sources else min(self.now, max(one.as_of for one in self.sources))

    @property
    def silent(self) -> tuple[SpokenSource, ...]:
        """The live feeds that have been silent for longer than they should be."""
        return tuple(one for one in self.sources if one.silent(self.now))
