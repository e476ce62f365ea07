"""Missing and altered files of photos are named."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from portal.actions.intake.record import record
from portal.domain.city import City
from portal.media.store import MediaStore
from portal.queries.attachments.verify_photos import photo_differences
from tests.support.complaints import complaint
from tests.support.installed import install
from tests.support.one_ticket import ticket
from tests.support.photos import photo_of_answer


@pytest.fixture
def key(session: Session, city: City, tmp_path: Path, quick_passwords: None) -> str:
    install(city)
    record(complaint(1), city)
    return photo_of_answer(city, MediaStore(str(tmp_path)))


def differences(session: Session, store: MediaStore) -> list[str]:
    return list(photo_differences(session, store, lambda done, of: None))


def test_missing_and_altered_files_are_named(key: str, session: Session, tmp_path: Path) -> None:
    store, named = MediaStore(str(tmp_path)), f"photo {key} of {ticket().code}: "
    assert differences(session, store) == []
    original = store.get(key, "original")
    store.remove(key, "original")
    assert differences(session, store) == [], "it goes when its term ends"
    store.put(key, {"original": original[:-1] + b"x"})
    store.remove(key, "small.webp")
    assert differences(session, store) == [
        f"{named}small.webp not there", f"{named}the file is not the one that was handed in"
    ]  # fmt: skip
    store.remove(key)
    assert differences(session, MediaStore(str(tmp_path), lambda key, name: b"")) == [], "drawn when it is asked for"
    session.execute(text("UPDATE attachment SET files_kept = :no"), {"no": False})
    assert differences(session, store) == []


def test_a_photo_that_its_event_does_not_name_is_told(key: str, session: Session, tmp_path: Path) -> None:
    session.execute(text("UPDATE event SET attached = NULL"))
    told = differences(session, MediaStore(str(tmp_path)))
    assert told == [f"photo {key} of {ticket().code}: event 2 does not name it"]
