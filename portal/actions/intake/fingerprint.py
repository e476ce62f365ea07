"""A fingerprint of a record: whether a source sends the same contents again."""

from __future__ import annotations

import hashlib

from ...domain.record import Record
from ..ticket_rows import seconds


def fingerprint(record: Record, *, sensitive: bool = False) -> bytes:
    """16 bytes that are equal for records with equal contents, in a category that the city keeps private or not."""
    parts: list[object] = [
        record.code, record.channel, record.category, record.agency, record.area, record.lat, record.lon,
        record.place, record.title, record.text, record.private, record.reporter,
        seconds(record.submitted_at), seconds(record.response_due_at), seconds(record.due_at),
    ]  # fmt: skip
    if sensitive:
        parts.append("sensitive")
    if not record.tells_outcome:
        parts.append("untold")
    for step in record.steps:
        parts += (step.kind.value, int(step.at.timestamp()), step.agency, step.to_agency, step.text)
        parts += (seconds(step.promised_at), step.other, step.public)
    return hashlib.blake2b("\x1f".join(map(str, parts)).encode("utf-8", "replace"), digest_size=16).digest()
