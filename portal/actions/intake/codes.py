"""Public codes: the city's prefix, the day, and the day's running number, as the CRM writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ...domain.city import City
from ...domain.code import DAY_DIGITS, RUNNING_DIGITS
from ...domain.record import Record
from ...domain.status import Refused
from ...extensions import db
from ...models import Ticket

CODE_LENGTHS = range(3, 41)


def numbered_here(records: Sequence[Record], city: City) -> int:
    """How many of these reports are known by a number that the portal gave, where all known ones now tell another.

    That is a mapping which has begun to name ``code``: numbers that were public once never change. 0: it is not.
    """
    told = {(r.source, r.source_id): r.code.strip().upper() for r in records if r.code is not None}
    session, known = db.session(), list[tuple[str, str]]()
    for source in {source for source, _ in told}:
        ids = [id for of, id in told if of == source]
        for start in range(0, len(ids), 500):
            part = select(Ticket.source_id, Ticket.code).where(
                Ticket.source == source, Ticket.source_id.in_(ids[start : start + 500])
            )
            known += [(told[source, id], code) for id, code in session.execute(part)]
    if told:
        session.rollback()  # nothing is kept open that a change would wait for
    given = re.compile(rf"{re.escape(city.code_prefix)}\d{{{DAY_DIGITS + RUNNING_DIGITS},}}")
    return len(known) if all(own != code and given.fullmatch(code) for own, code in known) else 0


class Codes:
    """Gives codes within one change; numbers of a day continue where the database stands."""

    def __init__(self, session: Session, city: City) -> None:
        self._session = session
        self._prefix = city.code_prefix
        self._zone = ZoneInfo(city.zone)
        self._last: dict[str, int] = {}
        self._days: dict[int, str] = {}
        self._given: set[str] = set()
        self._free: set[str] = set()

    def look_up(self, records: Sequence[Record]) -> None:
        """Learn at once which of the records' own codes are free: one question for hundreds instead of one for each."""
        codes = [r.code.strip().upper() for r in records if r.code is not None]
        for start in range(0, len(codes), 500):
            part = codes[start : start + 500]
            taken = set(self._session.scalars(select(Ticket.code).where(Ticket.code.in_(part))))
            self._free.update(code for code in part if code not in taken)

    def give(self, record: Record) -> str:
        """The record's own code if it is free, else the day's next. Raises Refused when its own is taken or no code."""
        if record.code is not None:
            return self._own(record.code.strip().upper())
        day = self._day(record.submitted_at)
        if day not in self._last:
            self._last[day] = self._highest(day)
        while True:
            self._last[day] += 1
            code = f"{day}{self._last[day]:04d}"
            if code not in self._given:
                return code

    def _day(self, at: datetime) -> str:
        """Prefix and local day; looked up by quarter of an hour, the finest offset that a zone has."""
        quarter = int(at.timestamp()) // 900
        if quarter not in self._days:
            self._days[quarter] = f"{self._prefix}{at.astimezone(self._zone):%y%m%d}"
        return self._days[quarter]

    def _own(self, code: str) -> str:
        if len(code) not in CODE_LENGTHS or not code.replace("-", "").isalnum() or not code.isascii():
            raise Refused("code_malformed", code=code[:40])
        if code in self._given or not (code in self._free or self._is_free(code)):
            raise Refused("code_taken", code=code)
        self._given.add(code)
        return code

    def _is_free(self, code: str) -> bool:
        return self._session.execute(select(Ticket.id).where(Ticket.code == code)).first() is None

    def _highest(self, day: str) -> int:
        """The highest running number of the day so far; longer numbers are higher."""
        within = (Ticket.code >= day + "0", Ticket.code < day + ":", func.length(Ticket.code) >= len(day) + 4)
        longest = self._session.execute(select(func.max(func.length(Ticket.code))).where(*within)).scalar()
        if longest is None:
            return 0
        code = self._session.execute(select(func.max(Ticket.code)).where(*within, func.length(Ticket.code) == longest))
        number = (code.scalar() or "")[len(day) :]
        return int(number) if number.isdigit() else 0
