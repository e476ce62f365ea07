"""Following by mail: what can be followed, when a letter is due, and which answers of a mail server end it."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from enum import StrEnum
from urllib.parse import parse_qs, urlencode
from zoneinfo import ZoneInfo

from .lens import Sort, TicketFilter
from .lens_address import parse


class Pace(StrEnum):
    """How often a follower is written to."""

    AT_ONCE = "at_once"
    DAILY = "daily"


class LetterKind(StrEnum):
    """What a letter is: it asks to confirm, tells news, says that one follows already, or leads to all one follows."""

    CONFIRM = "confirm"
    NEWS = "news"
    KNOWN = "known"
    ALL = "all"


PAUSE = timedelta(minutes=10)  # least time between two letters with news to one follower: a busy hour is one letter
CONFIRM_WITHIN = timedelta(days=3)  # who has not confirmed until then is forgotten
ASK_AGAIN = timedelta(hours=1)  # least time between two letters that somebody asked for by a form
LISTS = 500  # different lists that the sender looks through; each is one question to the index a round
LISTS_OFFERED = 400  # as many are confirmed: another list is followed by its feed
UNCONFIRMED = 5  # followings of one address that may wait for its confirmation
BOUNCED_KEPT = timedelta(days=30)
SENT_KEPT = timedelta(days=30)
ALL_LASTS = timedelta(days=1)  # the link to all that one follows
OLD_NEWS = timedelta(days=7)  # what happened so long before it was told is history, to those who follow a list
LONGEST_ADDRESS = 254
#: Waits between tries, one after the other; then the letter is given up.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480, 1440))
_ADDRESS = re.compile(
    r"[^\s@<>()\[\],;:\\\"\x00-\x1f\x7f]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}"
)
_ENHANCED = re.compile(r"\b5\.(\d{1,3})\.\d{1,3}\b")
#: RFC 3463: the address, or the mailbox behind it. (5.3 is their system, 5.7 their policy towards the sender.)
_OF_THE_ADDRESS = frozenset({"1", "2"})


def plain_address(typed: str) -> str | None:
    """An address as it is kept: one that mail can be sent to, the domain in small letters; None for anything else."""
    local, _, domain = typed.strip().rpartition("@")
    address = f"{local}@{domain.lower()}"
    return address if len(address) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(address) else None


def same_address(address: str) -> str:
    """What two spellings of one address have in common: no server in use tells capitals apart."""
    return address.casefold()


def canonical(filter: TicketFilter) -> str:
    """The query string of a filter, the same for all ways to write it; '' for the whole city."""
    return urlencode(sorted(filter.but(sort=Sort.BEST).pairs()))


def filter_of(query: str) -> TicketFilter | None:
    """The filter that a query string means; None when a part of it cannot be read, which would widen it."""
    found, unread = parse(parse_qs(query, keep_blank_values=False))
    return None if unread else found


def next_digest(now: datetime, zone: str, hour: int) -> datetime:
    """The next moment at which daily letters are due, at that hour of the ``zone``; aware UTC as ``now``."""
    local, at = now.astimezone(ZoneInfo(zone)), time(hour)
    day = local.date() + timedelta(days=local.time() >= at)
    return datetime.combine(day, at, ZoneInfo(zone)).astimezone(now.tzinfo)


def wait_after(tries: int) -> timedelta | None:
    """How long to wait after so many failed tries; None: it is given up."""
    return WAITS[tries - 1] if tries <= len(WAITS) else None


def ends_following(code: int, text: str) -> bool:
    """Whether a server's answer to a recipient says that the address is no good, and not that we are not welcome."""
    if not 500 <= code <= 599:
        return False
    found = _ENHANCED.search(text)
    return found is None or found[1] in _OF_THE_ADDRESS
