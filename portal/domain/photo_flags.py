"""What speaks against a photo as proof of work: the rules, each with its evidence in numbers. A flag is no verdict."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from .attachment import FlagKind, Provenance, Purpose
from .fingerprint import ALIKE, BITS, MEASURED_PAIRS, UNCHANGED, Likeness

#: Telephones keep time, but a file often names no zone, and Indonesia has three.
CLOCKS = timedelta(hours=3)
#: What the methodology prints of these rules.
LIMITS = {"alike": ALIKE, "bits": BITS, "pairs": MEASURED_PAIRS / 1e6, "hours": CLOCKS.total_seconds() / 3600}
EARTH = 6_371_000  # metres
Point = tuple[float, float]  # latitude and longitude in degrees


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldAgainst:
    """What a photo's file told, and of the report what it is held against.

    ``report_point`` None: none is known, or it is not public, or it stands for a whole area. ``limit``: metres.
    """

    purpose: Purpose
    provenance: Provenance
    provenance_facts: Mapping[str, Any] = field(default_factory=dict)
    taken_at: datetime | None = None
    point: Point | None = None
    received_at: datetime
    report_point: Point | None = None
    limit: int


@dataclass(frozen=True, slots=True)
class Flag:
    """``evidence`` of USED_BEFORE: ``bits``, ``mirrored``, ``cut``, ``same_file``, ``own``, and ``other`` is the photo;
    of BEFORE_COMPLAINT: ``seconds``; of FAR_AWAY: ``metres`` and ``limit``; of the others what media.provenance says.
    """

    kind: FlagKind
    evidence: Mapping[str, Any]
    other: int | None = None


def flags_of(photo: HeldAgainst) -> Iterator[Flag]:
    """All flags but USED_BEFORE. Only what is to prove work has to be taken after the report, and at its place."""
    if photo.purpose is Purpose.AFTER:
        if photo.taken_at is not None and (early := photo.received_at - photo.taken_at) > CLOCKS:
            yield Flag(FlagKind.BEFORE_COMPLAINT, {"seconds": int(early.total_seconds())})
        if photo.point is not None and photo.report_point is not None:
            away = metres(photo.point, photo.report_point)
            if away > photo.limit:
                yield Flag(FlagKind.FAR_AWAY, {"metres": round(away, -1), "limit": photo.limit})
    if photo.provenance is Provenance.MACHINE:
        yield Flag(FlagKind.MADE_BY_MACHINE, dict(photo.provenance_facts))
    if photo.provenance is Provenance.EDITED:
        yield Flag(FlagKind.EDITED, dict(photo.provenance_facts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Resembling:
    """An earlier photo that may be the same picture. ``own_before``: it shows this report's place before the work."""

    id: int
    likeness: Likeness
    same_file: bool
    own_before: bool

    @property
    def counts(self) -> bool:
        """Two photos of one place resemble each other: of the same report only the unchanged picture counts."""
        if self.same_file:
            return True
        whole = not (self.likeness.cut or self.likeness.mirrored)
        return self.likeness.bits <= UNCHANGED and whole if self.own_before else self.likeness.alike


def used_before(found: list[Resembling]) -> Flag | None:
    """The flag for the nearest of the photos that count."""
    counted = [one for one in found if one.counts]
    if not counted:
        return None
    nearest = min(counted, key=lambda one: (not one.same_file, one.likeness, one.id))
    evidence = {
        "bits": nearest.likeness.bits,
        "mirrored": nearest.likeness.mirrored,
        "cut": nearest.likeness.cut,
        "same_file": nearest.same_file,
        "own": nearest.own_before,
    }
    return Flag(FlagKind.USED_BEFORE, evidence, nearest.id)


def metres(one: Point, other: Point) -> float:
    """The distance of two points on a globe."""
    (lat, lon), (lat2, lon2) = (tuple(map(math.radians, point)) for point in (one, other))
    a = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(a))
