"""Agencies with tickets for scorecards: one fast, one slow, one with too few to be judged."""

from __future__ import annotations

from datetime import timedelta

from portal.domain.event import Kind
from portal.domain.record import Record
from tests.support.complaints import MORNING, complaint, step

NOW = MORNING + timedelta(days=200)
FAST, SLOW, SMALL = "Dinas Cepat", "Dinas Lambat", "Dinas Kecil"


def resolved(number: int, agency: str, hours: float) -> Record:
    """A complaint of that number, resolved so many hours plus its number after it came in."""
    done = step(Kind.RESOLVED, number + hours, agency=agency, text=f"Selesai, laporan ke-{number}.")
    return complaint(number, done, agency=agency)
