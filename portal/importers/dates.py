"""Reads dates in a source's formats and zone, and refuses those that cannot be true."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from .date_form import has_hour, reader
from .problem import FieldError

FIRST_YEAR = 1990
AHEAD = timedelta(days=1)  # clocks and zones may differ by that much
PLANNED = timedelta(days=3660)  # how far ahead a deadline may lie
_KEPT = 50_000


class DateReader:
    """Dates of one file. ``formats`` are tried in order: strptime's, "iso", "epoch" (seconds)
    or "excel" (days).

    A time without its own offset is in ``zone``. An hour that clocks show twice is taken as the first one,
    or as the second where only that keeps the order of events; an hour that clocks skip is the moment of the jump.
    A day without an hour is its first moment, or its last second where only that keeps the order.
    """

    def __init__(self, formats: tuple[str, ...], zone: str, now: datetime) -> None:
        self._names = formats
        self._forms = [reader(form) for form in formats]
        self._zone = ZoneInfo(zone)
        self._latest = now + AHEAD
        self._known: dict[str, datetime] = {}
        self._days: dict[str, str] = {}
        self._steady: dict[int, bool] = {}  # day -> whether clocks show the same offset from its beginning to its end

    def read(self, text: str, field: str) -> datetime:
        """The moment, UTC, whole seconds. Raises FieldError for no date, and for one outside 1990 to tomorrow."""
        at = self._moment(text, field)
        if at > self._latest:
            raise FieldError(field, "date_in_future", text)
        return at

    def read_after(self, text: str, field: str, floor: datetime) -> datetime:
        """The same for what cannot be before ``floor``: of an hour that clocks show twice, the one that fits.

        Where a source gives days alone, an end on the day of the submission is at the end of that day, for at
        its first moment it would have taken no time.
        """
        at = self.read(text, field)
        if at <= floor and not self._has_hour(text):
            at = self.read_planned(text, field)
        if at < floor:
            second = self._local(text, field).replace(fold=1).astimezone(UTC)
            if second >= floor:
                return second
        return at

    def read_planned(self, text: str, field: str) -> datetime:
        """A date that may lie ahead, such as a deadline. Midnight means the whole day: its last second."""
        if self._moment(text, field) > self._latest + PLANNED:
            raise FieldError(field, "date_in_future", text)
        local = self._local(text, field)
        if (local.hour, local.minute, local.second) == (0, 0, 0):
            local = (local.replace(tzinfo=None) + timedelta(days=1, seconds=-1)).replace(tzinfo=local.tzinfo)
        return local.astimezone(UTC)

    def day(self, text: str) -> str:
        """The day as YYYY-MM-DD; '' for an empty text; what is no date stays as it is."""
        if not text:
            return ""
        if text not in self._days:
            if len(self._days) >= _KEPT:
                self._days.clear()
            try:
                self._days[text] = self._local(text, "").date().isoformat()
            except FieldError:
                self._days[text] = text
        return self._days[text]

    def _has_hour(self, text: str) -> bool:
        for form, read in zip(self._names, self._forms, strict=True):
            with suppress(ValueError, OverflowError, OSError):
                read(text)
                return has_hour(form, text)
        return False

    def _moment(self, text: str, field: str) -> datetime:
        at = self._known.get(text)
        if at is None:
            local = self._local(text, field)
            if not FIRST_YEAR <= local.year < 9000:
                raise FieldError(field, "date_too_early" if local.year < FIRST_YEAR else "date_in_future", text)
            at = local.astimezone(UTC)
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[text] = at
        return at

    def _local(self, text: str, field: str) -> datetime:
        for form in self._forms:
            try:
                found = form(text).replace(microsecond=0)
            except (ValueError, OverflowError, OSError):
                continue
            return found if found.tzinfo else self._placed(found)
        raise FieldError(field, "not_a_date", text)

    def _placed(self, found: datetime) -> datetime:
        """A time of the zone; one that clocks skip is the moment of the jump."""
        local, day = found.replace(tzinfo=self._zone), found.toordinal()
        if day not in self._steady:
            if len(self._steady) >= _KEPT:
                self._steady.clear()
            ends = local.replace(hour=23, minute=59, second=59, fold=1)
            self._steady[day] = local.replace(hour=0, minute=0, second=0).utcoffset() == ends.utcoffset()
        return local if self._steady[day] else _after_jump(local)


def _after_jump(local: datetime) -> datetime:
    """A local time; where clocks skip it, the moment of the jump, which is after all that they showed before it and
    before all that they showed after it.
    """
    early, late = local.replace(fold=1).astimezone(UTC), local.astimezone(UTC)
    if early >= late:
        return local  # a usual hour, or one that clocks show twice
    offset = late.astimezone(local.tzinfo).utcoffset()
    while late - early > timedelta(seconds=1):
        middle = early + timedelta(seconds=(late - early) // timedelta(seconds=2))
        if middle.astimezone(local.tzinfo).utcoffset() == offset:
            late = middle
        else:
            early = middle
    return late.astimezone(local.tzinfo)
