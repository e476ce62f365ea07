"""Takes the demonstration's photos: what each file tells of itself, honest or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum, auto
from hashlib import sha256
from math import cos, pi, radians, sin

from ..domain.attachment import Device, Provenance, Purpose
from ..domain.record import Record, RecordPhoto
from .pictures.files import HEIGHT, WIDTH, key
from .pictures.picture import DrawnPlace, Recipe
from .pictures.scenes import words
from .places import METRES
from .rng import Rng


class Flaw(Enum):
    """What is wrong with a photo as proof."""

    USED = auto()
    EARLY = auto()
    ELSEWHERE = auto()
    MACHINE = auto()
    EDITED = auto()


class Photographer:
    """Photos of one report, each with a key of its own."""

    def __init__(self, record: Record, rng: Rng) -> None:
        self._record = record
        self._rng = rng
        self._taken = 0

    def before(self, place: DrawnPlace) -> RecordPhoto:
        """The citizen's, a moment before they report it."""
        at = self._record.submitted_at - timedelta(seconds=self._rng.randint(40, 2400))
        return self._told(self._photo(place, done=False), at, self._rng.randint(2, 30))

    def after(self, place: DrawnPlace, at: datetime, flaw: Flaw | None) -> RecordPhoto:
        """The office's, some time before ``at``; for USED ``place`` is one that was shown before."""
        rng, photo = self._rng, self._photo(place, done=True)
        taken = max(at - timedelta(seconds=rng.randint(240, 9000)), self._record.submitted_at + timedelta(seconds=600))
        taken = min(taken, at - timedelta(seconds=60))
        if flaw is Flaw.EARLY:
            taken = self._record.submitted_at - timedelta(seconds=rng.randint(3 * 86_400, 70 * 86_400))
            return replace(self._told(photo, taken, rng.randint(3, 60)), taken_at=taken)
        if flaw is Flaw.ELSEWHERE:
            far = self._told(photo, taken, rng.randint(420, 2800))
            return far if far.lat is not None else self._placed(far, rng.randint(420, 2800))
        if flaw is Flaw.USED:
            return photo  # sent on, so the file tells nothing any more
        if flaw is Flaw.MACHINE:
            return replace(photo, provenance=Provenance.MACHINE)
        told = self._told(photo, taken, rng.randint(3, 60))
        return replace(told, provenance=Provenance.EDITED) if flaw is Flaw.EDITED else told

    def _photo(self, place: DrawnPlace, *, done: bool) -> RecordPhoto:
        self._taken += 1
        recipe, shows = Recipe(place, done), words()[place.scene][done]
        return RecordPhoto(
            key=key(recipe, f"{self._record.code}-{self._taken}"),
            purpose=Purpose.AFTER if done else Purpose.BEFORE,
            sha256=sha256(str(recipe).encode()).digest(),
            fingerprint=None,
            width=WIDTH,
            height=HEIGHT,
            size=len(str(recipe)),
            alt=f"Gambar peragaan: {shows[0].lower()}{shows[1:]}",
        )

    def _told(self, photo: RecordPhoto, at: datetime, metres: int) -> RecordPhoto:
        """With what most files tell; some are stripped on their way."""
        if self._rng.chance(0.14):
            return photo
        told = replace(photo, taken_at=at, device=Device.PHONE)
        return self._placed(told, metres) if self._rng.chance(0.8) else told

    def _placed(self, photo: RecordPhoto, metres: int) -> RecordPhoto:
        """With a point so far from the report's, if that has one."""
        lat, lon = self._record.lat, self._record.lon
        if lat is None or lon is None:
            return photo
        turn, degrees = self._rng.random() * 2 * pi, metres / METRES
        north, east = degrees * sin(turn), degrees * cos(turn) / cos(radians(lat))
        return replace(photo, lat=round(lat + north, 6), lon=round(lon + east, 6))
