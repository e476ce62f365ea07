"""By which clock the time of an open ticket runs, as one indexed value: its source, and whether it was late here."""

from __future__ import annotations

#: The field that holds the source of an open ticket.
FIELD = "clock"
#: Follows the source, so that the clock of an open ticket is never empty.
RUNS = "\n"
#: Follows the source of a ticket that was late when an agency last acted on it here, whatever its source says.
LATE = "\nlate"


def clock_name(source: str, due: int | None, desk_at: int | None) -> str:
    """The value of FIELD of an open ticket; times in seconds."""
    return source + (LATE if due is not None and desk_at is not None and due < desk_at else RUNS)


def sender_of(clock: str) -> str:
    """The source of a ticket, whether or not it was late here."""
    return clock.removesuffix(LATE).removesuffix(RUNS)


def source_of(clock: str) -> str:
    """The source whose last word ends a clock; no source's name of a ticket that was late here, as it is until now."""
    return clock.removesuffix(RUNS)
