"""The worker looks after files of photos: each minute at what was taken from view, once a day at the whole store."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from portal import clock
from portal.commands import photo_chores
from portal.commands.photo_chores import PhotoChore
from portal.context import portal_of
from portal.media.store import MediaStore

pytestmark = pytest.mark.only_on("sqlite")


def test_the_whole_store_is_looked_through_at_the_start_and_once_a_day(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def note(name: str) -> None:
        def swept(store: MediaStore, kept: timedelta) -> int:
            assert (store, kept) == (portal_of(app).media, timedelta(days=730))
            done.append(name)
            return 0

        monkeypatch.setattr(photo_chores, name, swept)

    note("sweep")
    note("sweep_originals")
    chore, started = PhotoChore(), clock.now()
    with app.app_context():
        for hours in (0, 0.02, 0.04, 25, 25.02):
            monkeypatch.setattr(clock, "now", lambda hours=hours: started + timedelta(hours=hours))
            chore()
    assert done == ["sweep", "sweep_originals", "sweep", "sweep", "sweep", "sweep_originals", "sweep"]
