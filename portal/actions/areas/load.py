"""Official outlines come in: they replace the schematic ones, and the tickets follow to the areas they lie in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry
from sqlalchemy import select
from sqlalchemy.orm import Session

from ...cities import shapes
from ...cities.matching import Known, Match, match
from ...cities.polygons import Feature
from ...domain.status import Refused
from ...extensions import db
from ...models import Area
from ..log import change
from .move_tickets import move_tickets
from .outlines import ask_rebuild, derive_parents, new_version, put_outline

#: A file whose outlines lie further than this from the centres we know is of another place or has its axes swapped.
_FAR = 0.5  # degrees, about 55 km

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What became of a file of outlines. ``by``: the property that named areas; ``moved``: tickets of a new area."""

    level: str
    by: str
    matched: tuple[str, ...]  # codes
    missing: tuple[str, ...]  # codes of that level for which the file has no outline
    unmatched: tuple[Feature, ...]
    derived: tuple[str, ...]  # codes of larger areas drawn from these
    changed: bool
    moved: int
    placed: int  # stubs whose public point moved with the centre of their area


def load_areas(
    features: Sequence[Feature],
    *,
    code_property: str | None = None,
    level: str | None = None,
    source: str = "",
    centres: bool = True,
    progress: Progress | None = None,
) -> Loaded:
    """Take official outlines. Raises Refused when they fit no area (``no_area``) or lie elsewhere (``elsewhere``).

    ``centres``: centres of areas follow the outlines, and with them the public points of stubs. Outlines are
    one change; tickets follow in batches of their own, so that officers are not kept waiting. Loading the
    same file again completes what was interrupted.
    """
    session = db.session()
    with change(session):
        found = _match(session, features, code_property, level)
        outlines = _outlines(found)
        changed = _store(session, outlines, source)
        derived = derive_parents(session, outlines, source)
        if centres:
            changed |= _move_centres(session, outlines | derived)
        if changed:
            new_version(session)
            ask_rebuild(session)
        codes = {row.id: row.code for row in session.execute(select(Area.id, Area.code))}
        of_level = set(session.scalars(select(Area.id).where(Area.level == found.level)))
    moved, placed = move_tickets(session, progress)
    return Loaded(
        level=found.level,
        by=found.by,
        matched=tuple(sorted(codes[id] for id in outlines)),
        missing=tuple(sorted(codes[id] for id in of_level - set(outlines))),
        unmatched=found.unmatched,
        derived=tuple(sorted(codes[id] for id in derived)),
        changed=changed,
        moved=moved,
        placed=placed,
    )


def _match(session: Session, features: Sequence[Feature], code_property: str | None, level: str | None) -> Match:
    rows = session.execute(
        select(Area.id, Area.code, Area.name, Area.level, Area.lat, Area.lon).order_by(Area.id)
    ).all()
    known = [Known(row.id, row.code, row.name, row.level) for row in rows]
    found = match(features, known, code_property=code_property, level=level)
    if found is None:
        raise Refused("no_area")
    centres = {row.id: (row.lat, row.lon) for row in rows if row.lat is not None}
    pairs = [(feature.shape, centres[id]) for feature, id in found.found if id in centres]
    far = sum(_is_far(shape, *centre) for shape, centre in pairs)
    if far * 2 > len(pairs):
        raise Refused("elsewhere")
    return found


def _is_far(shape: BaseGeometry, lat: float, lon: float) -> bool:
    west, south, east, north = shape.bounds
    return not (west - _FAR <= lon <= east + _FAR and south - _FAR <= lat <= north + _FAR)


def _outlines(found: Match) -> dict[int, BaseGeometry]:
    """One outline an area; several features of one area are joined."""
    parts: dict[int, list[BaseGeometry]] = {}
    for feature, area in found.found:
        parts.setdefault(area, []).append(feature.shape)
    return {area: its[0] if len(its) == 1 else shapes.union(its) for area, its in parts.items()}


def _store(session: Session, outlines: dict[int, BaseGeometry], source: str) -> bool:
    changed = [put_outline(session, id, shape, schematic=False, source=source) for id, shape in outlines.items()]
    session.flush()
    return any(changed)


def _move_centres(session: Session, outlines: dict[int, BaseGeometry]) -> bool:
    changed = False
    for area in session.scalars(select(Area).where(Area.id.in_(outlines))):
        centre = shapes.label_point(outlines[area.id])
        if (area.lat, area.lon) != centre:
            area.lat, area.lon = centre
            changed = True
    session.flush()
    return changed
