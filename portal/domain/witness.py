"""What people add to a report that is not theirs: that they see it too, or that it is not done although it says so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum

from .status import OPEN, Status
from .visibility import Visibility

#: So long after its end people may say that a report is not done; later it may have come back.
WITHIN = timedelta(days=30)
#: Days on which they must have said it, so that one call to do so at once reopens nothing.
DAYS = 2
#: How often people may reopen one report.
REOPENINGS = 2
#: The words of the event that follows, as they are stored: in the city's own language.
CROWD_SAID = {
    "id": "{people} orang mengatakan dalam beberapa hari bahwa ini belum beres.",
    "en": "{people} people said within some days that this is not done.",
}
EACH_HOUR = 10  # reports that one network may say something of in an hour
EACH_REPORT = 1_000  # people of one report and kind who are counted


class AfterUnsolved(StrEnum):
    """What follows when enough people say of a resolved report that it is not done; the city chooses."""

    REOPENS = "reopens"  # it is open again
    ASKS = "asks"  # a validator is asked to look; until then nothing changes


class WitnessKind(StrEnum):
    """What somebody says of a report."""

    SEEN = "seen"  # of an open one: I see this too
    UNSOLVED = "unsolved"  # of a resolved one: it is still not done


def asked(visibility: Visibility, status: Status, ended_at: datetime | None, now: datetime) -> WitnessKind | None:
    """What people may say of a report now; None: nothing."""
    if visibility is not Visibility.FULL:
        return None
    if status in OPEN:
        return WitnessKind.SEEN
    if status is Status.SELESAI and ended_at is not None and now - ended_at <= WITHIN:
        return WitnessKind.UNSOLVED
    return None


def enough(days: Iterable[date], needed: int) -> bool:
    """Whether so many have said that it is not done that something follows.

    ``days``: one of each who did, since it ended. ``needed``: the city's number, 0 for never.
    """
    listed = list(days)
    return 0 < needed <= len(listed) and len(set(listed)) >= DAYS


def crowd_said(people: int, language: str) -> str:
    """The words of the event that follows, in a language of a city."""
    return CROWD_SAID.get(language, CROWD_SAID["en"]).format(people=people)


def crowd_of(text: str) -> int | None:
    """How many people stored words are about; None of words that somebody wrote."""
    for said in CROWD_SAID.values():
        found = re.fullmatch(re.escape(said).replace(re.escape("{people}"), r"(\d{1,6})"), text)
        if found:
            return int(found[1])
    return None
