"""What the worker does for photos: those that sources have named come, and files go when they are due."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date
from time import monotonic

from .. import clock
from ..actions.fetch_photos import fetch_photos
from ..actions.sweep_photos import sweep, sweep_originals
from ..actions.waiting_photos import sweep_waiting
from ..context import current_portal
from ..media.fetch import fetch

FETCH_SECONDS = 50


@dataclass(slots=True)
class PhotoChore:
    """Each minute what was taken from view; once a day, and at the start, the whole store."""

    looked: date | None = None

    def __call__(self) -> None:
        portal, today = current_portal(), clock.now().date()
        sweep(portal.media, portal.settings.originals_kept)
        sweep_waiting(portal.media)
        if today != self.looked:
            sweep_originals(portal.media, portal.settings.originals_kept)
            self.looked = today


def fetch_wanted(stop: threading.Event) -> None:
    """Fetch what imports have named by its address, for most of a minute; what is left has its turn in the next."""
    portal, ends = current_portal(), monotonic() + FETCH_SECONDS
    hosts = portal.settings.photo_hosts
    fetch_photos(
        portal.city,
        portal.media,
        lambda address: fetch(address, hosts),
        remote=True,
        until=lambda: stop.is_set() or monotonic() > ends,
    )
