"""Why something is taken from public view; each kind of reason is public, whatever else is not."""

from __future__ import annotations

from enum import StrEnum

from .visibility import Visibility


class WithdrawalReason(StrEnum):
    """The kinds of reason that there are."""

    PERSONAL_DATA = "personal_data"  # it names or shows somebody who can be recognised
    CHILD = "child"  # it is about a child
    SAFETY = "safety"  # somebody would be in danger
    LAW = "law"  # a law or a court says so
    INSULT = "insult"  # it insults or threatens somebody
    ERROR = "error"  # it was published by mistake: another ticket's text, a test


#: How much the public sees, the most first.
_SHOWN = (Visibility.FULL, Visibility.STUB, Visibility.HIDDEN)


def withdraws(before: Visibility, after: Visibility) -> bool:
    """Whether the public would see less than before.

    A report that waits for moderation will be a stub when the city's delay is over: to hide it takes that away.
    """
    due = Visibility.STUB if before is Visibility.PENDING else before
    return after in _SHOWN and _SHOWN.index(after) > _SHOWN.index(due)
