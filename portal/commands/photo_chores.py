"""What the worker does for photos: their files go when they are due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .. import clock
from ..actions.sweep_photos import sweep, sweep_originals
from ..context import current_portal


@dataclass(slots=True)
class PhotoChore:
    """Each minute what was taken from view; once a day, and at the start, the whole store."""

    looked: date | None = None

    def __call__(self) -> None:
        portal, today = current_portal(), clock.now().date()
        sweep(portal.media, portal.settings.originals_kept)
        if today != self.looked:
            sweep_originals(portal.media, portal.settings.originals_kept)
            self.looked = today
