"""What the timeline of a ticket tells beside its status, as conditions by which tickets can be chosen."""

from __future__ import annotations

from enum import StrEnum


class Condition(StrEnum):
    """Each is true of a ticket or not, as far as the ticket is known."""

    DISPUTED = "disputed"  # a citizen said that it was not done
    REOPENED = "reopened"  # it was opened again after it had ended; a dispute opens it too
    UNANSWERED = "unanswered"  # no public text by an agency yet, of a source that would tell
    PASSED_ON = "passed-on"  # it changed hands at least once
    PROMISE_BROKEN = "promise-broken"  # a promised day passed while it was open: domain.promise
    MERGED = "merged"  # it ended as the same as another
    PRIVATE = "private"  # its texts are not public
    WITH_PHOTO = "with-photo"  # it has a photo or document that anybody may see
    FLAGGED = "flagged"  # something speaks against one of these as proof: domain.photo_flags


#: Open and past its due date: of a filter (domain.lens) a field of its own, among words a value like the conditions.
OVERDUE = "overdue"
#: Conditions on what became of a ticket; whether it is private was known when it came in.
OUTCOMES = frozenset({*Condition, OVERDUE}) - {Condition.PRIVATE}
