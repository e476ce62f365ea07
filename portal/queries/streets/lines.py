"""The lines of the streets in a frame of the map, the most reported first."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.lens import Box
from ...domain.street_line import Line
from ...models import Street

MOST = 400  # lines of one frame


@dataclass(frozen=True, slots=True)
class StreetLines:
    """A street with what is drawn of it, from (lat, lon) to (lat, lon)."""

    slug: str
    name: str
    reports: int
    open: int
    lines: tuple[Line, ...]


def street_lines(session: Session, box: Box, most: int = MOST) -> list[StreetLines]:
    """Those that may be seen within a box."""
    rows = session.execute(
        select(Street.slug, Street.name, Street.reports, Street.open, Street.lines)
        .where(
            Street.south <= box.north,
            Street.north >= box.south,
            Street.west <= box.east,
            Street.east >= box.west,
            Street.lines != "[]",
        )
        .order_by(Street.reports.desc(), Street.id)
        .limit(most)
    )
    return [StreetLines(slug, name, reports, open_, lines_of(lines)) for slug, name, reports, open_, lines in rows]


def lines_of(stored: str) -> tuple[Line, ...]:
    """The lines of a street as they are stored."""
    return tuple(tuple((lat, lon) for lat, lon in line) for line in json.loads(stored))
