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
    """Whether the public would see less than before."""
    return before in _SHOWN and _SHOWN.index(after) > _SHOWN.index(before)
