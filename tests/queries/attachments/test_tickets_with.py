"""A ticket has a photo while anybody may see one, and a flag while one speaks against what is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.blur import Blur, blur
from portal.actions.intake.record import record
from portal.actions.moderate import change_visibility
from portal.domain.blur import HiddenPart
from portal.domain.city import City
from portal.domain.visibility import Visibility
from portal.domain.withdrawal import WithdrawalReason
from portal.media.store import MediaStore
from portal.queries.attachments.tickets_with import TicketsWithPhotos, tickets_with_photos
from tests.support.complaints import complaint
from tests.support.flagged import add, publish, scene_file
from tests.support.installed import install
from tests.support.one_ticket import by, ticket, validator
from tests.support.photos import told

NONE = TicketsWithPhotos(frozenset(), frozenset())


@pytest.fixture
def store(session: Session, city: City, tmp_path: Path, quick_passwords: None) -> MediaStore:
    install(city)
    for number in (1, 2, 3):
        record(complaint(number), city)
    return MediaStore(str(tmp_path))


def test_only_public_photos_count_and_a_blurred_one_keeps_its_flags(
    session: Session, city: City, store: MediaStore
) -> None:
    ids = [ticket(number).id for number in ("1", "2", "3")]
    key = add(city, store, "1", scene_file(1, exif=told(time="2023:01:20 10:00:00")))
    assert tickets_with_photos(session, ids) == NONE, "it waits with its form"
    publish(city, "1")
    add(city, store, "2", scene_file(2))
    publish(city, "2")
    both = TicketsWithPhotos(frozenset(ids[:2]), frozenset(ids[:1]))
    assert tickets_with_photos(session, ids) == both
    assert tickets_with_photos(session, ids[1:]) == TicketsWithPhotos(frozenset(ids[1:2]), frozenset())
    why = WithdrawalReason.PERSONAL_DATA
    blur(Blur(key, [HiddenPart(10, 10, 20, 20)], why), by(validator(city), city), store)
    assert tickets_with_photos(session, ids) == both
    change_visibility(ids[0], Visibility.STUB, "Menyebut nama.", Act(city))
    assert tickets_with_photos(session, ids) == TicketsWithPhotos(frozenset(ids[1:2]), frozenset())
    assert tickets_with_photos(session, []) == NONE
