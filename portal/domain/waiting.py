"""Waits of one agency for another: from a beginning until what is waited for comes, or until they end without it.

A wait that ended without it stays among the waiting for as long as it could have been watched, as in
``time_to_event``, so that taking a ticket away cannot improve a figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, Self, TypeVar

import numpy as np

from .column_table import NEVER
from .figure import Figure
from .period import Period
from .survival import Flags, Whole, curve, quantile
from .time_to_event import watched_for, young

NO_SOURCE = -1
#: The ticket's id, since when, and seconds.
Oldest = tuple[int, int, int]
SomeWaits = TypeVar("SomeWaits", bound="Waits")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """One row a wait, in order of ticket and time; agencies are ids, times epoch seconds.

    ``end``: when it ended; NEVER: it runs. ``answered``: it ended with what was waited for. ``source``: the number of
    the ticket's source, NO_SOURCE: none that speaks now and then. ``until``: up to when the ticket is known, NEVER: to
    any as-of time; as read from the database, of a source that speaks: when it was last acted on here (``heard``).
    """

    ticket: Whole
    start: Whole
    end: Whole
    source: Whole
    until: Whole
    answered: Flags
    hidden: Flags

    def __len__(self) -> int:
        return len(self.ticket)

    def take(self, rows: Whole | Flags) -> Self:
        """The rows at these places, or those flagged."""
        return type(self)(**{f.name: getattr(self, f.name)[rows] for f in fields(self)})

    def without(self, tickets: Whole) -> Self:
        """The waits on all other tickets."""
        return self.take(~np.isin(self.ticket, tickets))

    def joined(self, other: Self) -> Self:
        """These and those on other tickets, in order."""
        both = {f.name: np.concatenate((getattr(self, f.name), getattr(other, f.name))) for f in fields(self)}
        found = type(self)(**both)
        return found.take(np.argsort(found.ticket, kind="stable"))

    def heard(self, told: Whole) -> Self:
        """As far as each source has spoken, ``told`` by its number, or later where a ticket was acted on here since."""
        if not len(told):
            return self
        spoken = np.where(self.source == NO_SOURCE, self.until, np.maximum(self.until, told[self.source]))
        return replace(self, until=spoken)

    def begun_in(self, period: Period) -> Self:
        """The waits that began in a period."""
        if period.since is None or period.until is None:
            return self
        since, until = int(period.since.timestamp()), int(period.until.timestamp())
        return self.take(np.asarray((self.start >= since) & (self.start < until), dtype=np.bool_))

    @property
    def open(self) -> Flags:
        return np.asarray(self.end == NEVER, dtype=np.bool_)

    @property
    def waited(self) -> Whole:
        """Seconds until the end, or until what is known; see ``at``."""
        return np.minimum(self.end, self.until) - self.start

    def at(self, as_of: int) -> Self:
        """The waits as they stood at ``as_of``, each as far as its ticket is known; only such have figures."""
        seen = np.minimum(self.until, as_of)
        ended, told = self.end <= seen, self.start <= seen
        columns = {"end": np.where(ended, self.end, NEVER), "until": seen, "answered": self.answered & ended}
        found = replace(self, **columns, **self.seen(seen))
        return found if told.all() else found.take(told)

    def seen(self, until: Whole) -> dict[str, Any]:
        """Further columns as they stood at ``until``, each its own moment."""
        return {}


def median_wait(of: Waits) -> Figure:
    """The seconds after which half of the waits had what they waited for (``Waits.at``)."""
    ends = np.where(of.answered, of.end, of.until) - of.start
    return young(quantile(curve(ends, of.answered), 0.5), watched_for(of.start, of.until))


def oldest_open(of: Waits) -> Oldest | None:
    """The open wait that lasts longest, the first ticket of several."""
    still = np.flatnonzero(of.open)
    if not len(still):
        return None
    place = still[np.lexsort((of.ticket[still], -of.waited[still]))[0]]
    return int(of.ticket[place]), int(of.start[place]), int(of.waited[place])


def split_by(of: SomeWaits, *names: str) -> Iterator[tuple[tuple[int, ...], SomeWaits]]:
    """The waits of each combination of the values of these columns, in order of these."""
    if not len(of):
        return
    keys = np.stack([getattr(of, name) for name in names])
    found, group = np.unique(keys, axis=1, return_inverse=True)
    order = np.argsort(group.ravel(), kind="stable")
    edges = np.searchsorted(group.ravel()[order], np.arange(found.shape[1] + 1))
    for place, key in enumerate(found.T.tolist()):
        yield tuple(key), of.take(order[edges[place] : edges[place + 1]])
