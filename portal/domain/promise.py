"""When a promised finish date counts as broken: the rule of the timeline and of the search index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import TypeVar

_Moment = TypeVar("_Moment", int, datetime)


@dataclass(frozen=True, slots=True)
class Promises:
    """What is known of the promises of one ticket, in seconds. ``broken``: a promised day has passed while it was open.

    ``due``: the day that an open ticket is promised for; it is broken once the ticket is known beyond that day.
    """

    broken: bool = False
    due: int | None = None


def unmoved(promises: Sequence[tuple[_Moment, _Moment]]) -> Iterator[tuple[_Moment, bool]]:
    """The promised days that no later promise moved before they came, and whether one did afterwards.

    ``promises``: when each was made and for which day, in order.
    """
    for (_, day), following in zip_longest(promises, promises[1:]):
        if following is None or following[0] > day:
            yield day, following is not None


def promises_of(
    promises: Sequence[tuple[int, int]], held: Sequence[tuple[int, int | None]], desk_at: int | None
) -> Promises:
    """Of the promises of one ticket and the times in which an agency held it; None: it still does.

    ``desk_at``: when an agency last acted on it in this portal, up to which it is known whatever its source says.
    """
    broken, due = False, None
    for day, moved_later in unmoved(promises):
        ends = [end for start, end in held if start <= day and (end is None or day < end)]
        if not ends:
            continue  # it had ended by then
        if moved_later or ends[0] is not None:
            broken = True  # something happened to it after that day
        else:
            broken, due = broken or (desk_at is not None and day < desk_at), day
    return Promises(broken, due)
