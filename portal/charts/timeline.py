"""The scale and the colours that a ticket's timeline is drawn with."""

from __future__ import annotations

from datetime import timedelta
from math import sqrt

#: Steps of the scale; the last one is 144 days and more.
GAPS = 24
#: Bands of agencies have one of so many colours.
COLOURS = 6


def gap(span: timedelta) -> int:
    """The length of a wait on the scale, 0 to GAPS.

    Two steps are one day, and a length grows with the root of the time, so that weeks and minutes fit on one page.
    """
    return min(GAPS, round(2 * sqrt(max(0.0, span / timedelta(days=1)))))


def broken(span: timedelta) -> bool:
    """Whether a wait is longer than the scale can show."""
    return gap(span) >= GAPS


def colour(number: int) -> int:
    """The colour of the ``number``-th agency of a ticket, 1 to COLOURS; number counts from 1."""
    return (number - 1) % COLOURS + 1
