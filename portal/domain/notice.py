"""Notices: what anybody may say against a photo or a text that is public, and what became of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum


class NoticeSubject(StrEnum):
    """What waits for somebody to look at it: what a notice is about."""

    PHOTO = "photo"
    REPORT = "report"  # what the citizen wrote
    ANSWER = "answer"  # the text of one event


class NoticeReason(StrEnum):
    """What is said against it."""

    FACE = "face"  # somebody's face or number plate can be recognised
    PERSONAL_DATA = "personal_data"
    INSULT = "insult"
    OFF_TOPIC = "off_topic"  # it is about something else
    UNTRUE = "untrue"  # it is not true, or a picture that was used before
    OTHER = "other"


class NoticeOutcome(StrEnum):
    """What became of a notice."""

    NOTHING = "nothing"  # somebody without an interest looked at it, and it stays as it is
    BLURRED = "blurred"  # parts of the photo were made unreadable
    REDACTED = "redacted"  # the text was taken back
    WITHHELD = "withheld"  # the whole report was hidden, or reduced to its facts


#: So long a notice may wait for somebody to look at it.
ANSWERED_WITHIN = timedelta(days=3)
EACH_HOUR = 10  # notices from one address
EACH_SUBJECT = 30  # open notices about the same thing: one more would tell nobody anything new


def is_late(since: datetime, now: datetime) -> bool:
    """Whether what was said at ``since`` has waited for too long."""
    return now - since > ANSWERED_WITHIN
