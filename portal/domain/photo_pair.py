"""Before and after: which two photos show what a resolution has changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from .attachment import FileKind, Photo, Purpose
from .event import Kind
from .timeline import TimelineEvent

#: In which events an agency says that the work is done.
RESOLUTIONS = (Kind.COMPLETED, Kind.RESOLVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoPair:
    """``seq``: of the event that says that it is done. ``reported`` and ``done``: when the photos came in."""

    seq: int
    before: Photo
    reported: datetime
    after: Photo
    done: datetime


def photo_pairs(events: Sequence[TimelineEvent]) -> tuple[PhotoPair, ...]:
    """Those of a ticket, in order of time.

    Whoever says that it is done chooses by what goes along: the first photo after stands beside the first one before
    of the same event; where it has none, beside the first of the report.
    """
    found = []
    for event in events:
        if event.kind not in RESOLUTIONS or (after := _first(event.photos, Purpose.AFTER)) is None:
            continue
        for told in (event, *(other for other in events if other.at <= event.at)):
            if (before := _first(told.photos, Purpose.BEFORE)) is not None:
                found.append(PhotoPair(seq=event.seq, before=before, reported=told.at, after=after, done=event.at))
                break
    return tuple(found)


def others(photos: Iterable[Photo], pair: PhotoPair | None) -> tuple[Photo, ...]:
    """The photos of an event that its pair does not show."""
    shown = {pair.before.key, pair.after.key} if pair else set()
    return tuple(photo for photo in photos if photo.key not in shown)


def _first(photos: Iterable[Photo], purpose: Purpose) -> Photo | None:
    return next((photo for photo in photos if photo.purpose is purpose and photo.kind is FileKind.PHOTO), None)
