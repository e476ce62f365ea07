"""Complaints for tests, written as a source would tell them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from portal.domain.event import Kind
from portal.domain.record import Record, Step

MORNING = datetime(2023, 3, 6, 1, 30, tzinfo=UTC)  # a Monday, 08.30 in Jakarta

LUBANG = Record(
    source="test",
    source_id="1",
    submitted_at=MORNING,
    channel="JAKI",
    category="Jalan",
    agency="Kelurahan Ragunan",
    lat=-6.302,
    lon=106.82,
    place="Jalan Ampera Raya nomor 5",
    text="Ada lubang besar depan gerbang sekolah. Hubungi saya 0812-3456-7890.",
)


def complaint(number: int = 1, *steps: Step, **changes: object) -> Record:
    """LUBANG as the source's complaint ``number``, ``number`` hours later, with these steps."""
    at = MORNING + timedelta(hours=number)
    return replace(LUBANG, source_id=str(number), submitted_at=at, steps=steps, **changes)  # type: ignore[arg-type]


def step(kind: Kind, hours: float, **facts: object) -> Step:
    """A step so many hours after MORNING."""
    return Step(kind=kind, at=MORNING + timedelta(hours=hours), **facts)  # type: ignore[arg-type]
