"""Tickets as one JSON document that is written row by row, so that memory stays flat."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from .columns import NAMES, Row, Value, batches, written

MIMETYPE = "application/json"


def chunks(rows: Iterator[Row], *, base: str, zone: ZoneInfo, about: Mapping[str, object]) -> Iterator[str]:
    """``{"about": ..., "tickets": [...]}`` in pieces; ``about`` says of what city and moment the file is."""
    write = written(zone)
    yield f'{{"about": {dumped(dict(about))},\n"tickets": ['
    start = "\n"
    for batch in batches(rows):
        yield start + ",\n".join(dumped(ticket(write(row), base)) for row in batch)
        start = ",\n"
    yield "\n]}\n"


def ticket(values: list[Value], base: str) -> dict[str, Value]:
    """One ticket by the columns' names, with its address."""
    return {**dict(zip(NAMES, values, strict=True)), "url": f"{base}{values[0]}"}


def dumped(value: object) -> str:
    """Compact JSON that may stand in a page as well: no tag can begin in it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
