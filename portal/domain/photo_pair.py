"""Before and after: which two photos show what a resolution has changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from .attachment import FileKind, Photo, Purpose
from .event import Kind
from .timeline import TimelineEvent, TimelinePeriod

#: In which events an agency says that the work is done.
RESOLUTIONS = (Kind.COMPLETED, Kind.RESOLVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoPair:
    """``reported`` and ``done``: when the photos came in. ``unchecked``: the work ended without a check. ``contested``:
    the agency's photo of the work beside the one by which the reporter contests it."""

    before: Photo
    reported: datetime
    after: Photo
    done: datetime
    unchecked: bool = False
    contested: bool = False

    def others(self, photos: Iterable[Photo]) -> tuple[Photo, ...]:
        """Those of an event that the pair does not show."""
        return tuple(photo for photo in photos if photo.key not in (self.before.key, self.after.key))


def photo_pairs(events: Sequence[TimelineEvent]) -> dict[int, PhotoPair]:
    """Those of a ticket, in order of time, by the number of their event.

    Whoever says that it is done chooses which photo of the ticket stands as before. Where they have not, the first
    photo after stands beside the first one before of the same event; where it has none, beside the first of the report.
    A photo that contests the work stands beside the first one of the work that was called done last.
    """
    found: dict[int, PhotoPair] = {}
    for event in events:
        if event.kind is Kind.DISPUTED and (pair := _contested(event, events)) is not None:
            found[event.seq] = pair
        if event.kind not in RESOLUTIONS or (after := _first(event.photos, Purpose.AFTER)) is None:
            continue
        until = [event, *(other for other in events if other.at <= event.at)]
        first = ((of, one) for of in until if (one := _first(of.photos, Purpose.BEFORE)) is not None)
        told = _chosen(event, until) or next(first, None)
        if told is not None:
            found[event.seq] = PhotoPair(
                before=told[1],
                reported=told[0].at,
                after=after,
                done=event.at,
                unchecked=event.unchecked is not None,
            )
    return found


def _contested(event: TimelineEvent, events: Iterable[TimelineEvent]) -> PhotoPair | None:
    photo = next((one for one in event.photos if one.kind is FileKind.PHOTO), None)
    done = [other for other in events if other.kind in RESOLUTIONS and other.at <= event.at and other.seq < event.seq]
    work = _first(done[-1].photos, Purpose.AFTER) if done else None
    if photo is None or work is None:
        return None
    return PhotoPair(before=work, reported=done[-1].at, after=photo, done=event.at, contested=True)


def _chosen(event: TimelineEvent, until: Iterable[TimelineEvent]) -> tuple[TimelineEvent, Photo] | None:
    """The photo that was chosen, if it is still to be seen."""
    photos = ((told, photo) for told in until for photo in told.photos) if event.beside else ()
    return next((one for one in photos if event.beside in (one[1].digest, one[1].handed_in)), None)


def events_in(spells: Iterable[TimelinePeriod]) -> list[TimelineEvent]:
    """The events of a timeline, in its order."""
    return [entry for spell in spells for entry in spell.entries if isinstance(entry, TimelineEvent)]


def _first(photos: Iterable[Photo], purpose: Purpose) -> Photo | None:
    return next((photo for photo in photos if photo.purpose is purpose and photo.kind is FileKind.PHOTO), None)
