"""Tickets follow the outlines: each with a known point goes to the area around it, and stubs to their area's centre."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Row, bindparam, func, select, update
from sqlalchemy.orm import Session

from ...domain import privacy
from ...domain.visibility import Visibility
from ...models import Area, Original, Ticket
from ...queries.areas.find import find_areas
from ..log import change
from .outlines import ask_rebuild, new_version

BATCH = 5000

Progress = Callable[[int, int], None]
Stored = Row[int, str, int | None, float | None, float | None, float | None, float | None]


def move_tickets(session: Session, progress: Progress | None = None, *, by_point: bool = True) -> tuple[int, int]:
    """(tickets that changed area, stubs whose public point moved). ``progress`` is told (done, of how many).

    A point outside every area leaves its ticket where it was: the source may have named the area. Without
    ``by_point`` all stay in their areas, and only stubs follow a centre.
    """
    total = session.execute(select(func.count()).select_from(Ticket)).scalar() or 0
    moved = placed = done = last = 0
    while True:
        with change(session):
            rows = _batch(session, last)
            if not rows:
                return moved, placed
            changes = _changes(session, rows, by_point)
            _write(session, changes)
        last, done = rows[-1].id, done + len(rows)
        moved += sum(change["to_area"] != change["was"] for change in changes)
        placed += sum(
            change["to_lat"] != change["was_lat"] or change["to_lon"] != change["was_lon"] for change in changes
        )
        if progress is not None:
            progress(done, total)


def _batch(session: Session, after: int) -> Sequence[Stored]:
    """Tickets with their public point and the one that officers know."""
    columns = (Ticket.id, Ticket.visibility, Ticket.area_id, Ticket.lat, Ticket.lon, Original.lat, Original.lon)
    named = (*columns[:5], Original.lat.label("true_lat"), Original.lon.label("true_lon"))
    return session.execute(
        select(*named)
        .outerjoin(Original, Original.ticket_id == Ticket.id)
        .where(Ticket.id > after)
        .order_by(Ticket.id)
        .limit(BATCH)
    ).all()


def _changes(session: Session, rows: Sequence[Stored], by_point: bool) -> list[dict[str, object]]:
    centres = {
        row.id: (row.lat, row.lon)
        for row in session.execute(select(Area.id, Area.lat, Area.lon))
        if row.lat is not None and row.lon is not None
    }
    points = {row.id: point for row in rows if by_point and (point := _point(row)) is not None}
    areas = dict(zip(points, find_areas(session, list(points.values())), strict=True))
    changes = []
    for row in rows:
        area = areas.get(row.id) or row.area_id
        lat, lon = row.lat, row.lon
        if row.visibility == Visibility.STUB.value:
            place = privacy.place(Visibility.STUB, None, None, "", centres.get(area))
            lat, lon = place.lat, place.lon
        if (area, lat, lon) != (row.area_id, row.lat, row.lon):
            known = {"was": row.area_id, "was_lat": row.lat, "was_lon": row.lon}
            changes.append({"ticket": row.id, "to_area": area, "to_lat": lat, "to_lon": lon, **known})
    return changes


def _point(row: Stored) -> tuple[float, float] | None:
    """Where the ticket truly is, if that is known: a stub's public point is only its area's centre."""
    if row.true_lat is not None and row.true_lon is not None:
        return row.true_lat, row.true_lon
    if row.visibility == Visibility.FULL.value and row.lat is not None:
        return row.lat, row.lon
    return None


def _write(session: Session, changes: list[dict[str, object]]) -> None:
    """Each batch asks for the rebuild, so that one that is stopped in between has asked for what it moved."""
    if not changes:
        return
    new_version(session)
    ask_rebuild(session)
    table = Ticket.metadata.tables["ticket"]
    statement = (
        update(table)
        .where(table.c.id == bindparam("ticket"))
        .values(area_id=bindparam("to_area"), lat=bindparam("to_lat"), lon=bindparam("to_lon"))
    )
    session.connection().execute(statement, [{k: v for k, v in c.items() if not k.startswith("was")} for c in changes])
