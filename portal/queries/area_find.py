"""Which area a point lies in."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..models import Area


def find_areas(session: Session, points: Sequence[tuple[float, float]]) -> list[int | None]:
    """The id of the smallest area of each (lat, lon), None where no area is near. (City engineer: replace the body by the
    AreaIndex over stored shapes; keep this signature, actions.record calls it.)"""
    rows = session.execute(select(Area.id, Area.lat, Area.lon).where(Area.lat.is_not(None)).order_by(Area.id)).all()
    if not rows:
        return [None] * len(points)
    return [min(rows, key=lambda r: (r.lat - lat) ** 2 + (r.lon - lon) ** 2).id for lat, lon in points]
