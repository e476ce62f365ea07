"""Which area a point lies in."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from .tree import area_index


def find_areas(session: Session, points: Sequence[tuple[float, float]]) -> list[int | None]:
    """The id of the smallest area of each (lat, lon), None where no area is near."""
    if not points:
        return []
    lats, lons = zip(*points, strict=True)
    return area_index(session).find_many(lats, lons)
