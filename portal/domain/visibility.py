"""How much of a ticket is public: full, stub, hidden or not yet."""

from __future__ import annotations

from enum import StrEnum


class Visibility(StrEnum):
    """How much of a ticket is public. PENDING is seen by nobody outside; the other three count in every figure."""

    PENDING = "pending"
    FULL = "full"
    STUB = "stub"
    HIDDEN = "hidden"


#: The text of the event by which a ticket was published as a stub because nobody had looked at it in time. It is a code
#: of the log, not a reason that anybody wrote.
DELAY = "delay"
PUBLIC = frozenset({Visibility.FULL, Visibility.STUB, Visibility.HIDDEN})
SEARCHED = frozenset({Visibility.FULL, Visibility.STUB})


def initial_visibility(*, private: bool, sensitive: bool, moderated: bool) -> Visibility:
    """The visibility of a ticket that comes in: stub if its source or its category keeps it private."""
    if private or sensitive:
        return Visibility.STUB
    return Visibility.PENDING if moderated else Visibility.FULL


def after_update(now: Visibility, reported: Visibility, *, decided: bool) -> Visibility:
    """The visibility after a source has sent a ticket again: it may reduce a full ticket to a stub, never publish one.

    What an officer has ``decided`` stands: the source may not know why.
    """
    return Visibility.STUB if now is Visibility.FULL and reported is Visibility.STUB and not decided else now
