"""Records on their way from one process to another: plain tuples travel at half the cost of pickled dataclasses."""

from __future__ import annotations

import marshal
from collections.abc import Iterable
from datetime import UTC, datetime

from ..domain.event import Kind
from ..domain.record import Record, Step

_KINDS = {kind.value: kind for kind in Kind}
_Step = tuple[str, int, str | None, str | None, str, int | None, str | None, bool]


def packed(records: Iterable[Record]) -> bytes:
    """Records whose moments are whole seconds."""
    return marshal.dumps([_plain(record) for record in records])


def unpacked(parcel: bytes) -> list[Record]:
    """The records of a parcel that this program packed."""
    return [_record(*plain) for plain in marshal.loads(parcel)]  # noqa: S302


def _plain(record: Record) -> tuple[object, ...]:
    r = record
    return (
        r.source, r.source_id, int(r.submitted_at.timestamp()), r.code, r.channel, r.category, r.agency, r.area, r.lat,
        r.lon, r.place, r.title, r.text, r.private, r.reporter, _seconds(r.response_due_at), _seconds(r.due_at),
        [_plain_step(step) for step in r.steps], _seconds(r.updated_at),
    )  # fmt: skip


def _plain_step(s: Step) -> _Step:
    at, promised = int(s.at.timestamp()), _seconds(s.promised_at)
    return s.kind.value, at, s.agency, s.to_agency, s.text, promised, s.other, s.public


def _record(
    source: str, source_id: str, submitted: int, code: str | None, channel: str | None, category: str | None,
    agency: str | None, area: str | None, lat: float | None, lon: float | None, place: str, title: str, text: str,
    private: bool, reporter: str | None, response_due: int | None, due: int | None, steps: Iterable[_Step],
    updated: int | None,
) -> Record:  # fmt: skip
    return Record(
        source=source, source_id=source_id, submitted_at=datetime.fromtimestamp(submitted, UTC), code=code,
        channel=channel, category=category, agency=agency, area=area, lat=lat, lon=lon, place=place, title=title,
        text=text, private=private, reporter=reporter, response_due_at=_moment(response_due), due_at=_moment(due),
        steps=tuple([_step(*step) for step in steps]), updated_at=_moment(updated),
    )  # fmt: skip


def _step(
    kind: str, at: int, agency: str | None, to: str | None, text: str, promised: int | None, other: str | None,
    public: bool,
) -> Step:  # fmt: skip
    return Step(
        kind=_KINDS[kind], at=datetime.fromtimestamp(at, UTC), agency=agency, to_agency=to, text=text,
        promised_at=_moment(promised), other=other, public=public,
    )  # fmt: skip


def _seconds(at: datetime | None) -> int | None:
    return None if at is None else int(at.timestamp())


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
