"""Pages get the photos that anybody may see, under the events that carry them."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from portal.actions.intake.record import record
from portal.actions.withdrawals import Wish
from portal.domain.attachment import FileKind, Purpose, Size
from portal.domain.city import City
from portal.domain.visibility import Visibility
from portal.extensions import db
from portal.media.store import MediaStore
from portal.queries.attachments.served import DeskPicture, desk_picture, public_ticket
from portal.queries.attachments.shown import photos_of
from tests.support.complaints import complaint
from tests.support.installed import install
from tests.support.one_ticket import ticket, withdraw
from tests.support.photos import document, photo_of_answer


@pytest.fixture(autouse=True)
def one_ticket(session: Session, city: City) -> None:
    install(city)
    record(complaint(1), city)


def test_a_photo_stands_under_its_event_until_the_words_are_taken_back(city: City, tmp_path: Path) -> None:
    key = photo_of_answer(city, MediaStore(str(tmp_path)), document(2), alt="Surat tugas", purpose=Purpose.OTHER)
    found = photos_of(db.session(), ticket().id)
    assert [*found] == [2]
    (photo,) = found[2]
    assert (photo.key, photo.kind, photo.pages, photo.alt) == (key, FileKind.DOCUMENT, 2, "Surat tugas")
    assert (photo.number, photo.purpose, photo.size(Size.SMALL)) == (1, Purpose.OTHER, (226, 320))
    assert public_ticket(db.session(), key) == ticket().code
    withdraw(Wish(seq=2), "Nama orang di dalamnya.", city)
    assert photos_of(db.session(), ticket().id) == {}
    assert public_ticket(db.session(), key) is None


def test_a_report_without_words_shows_no_photo(city: City, tmp_path: Path) -> None:
    key = photo_of_answer(city, MediaStore(str(tmp_path)))
    withdraw(Wish(visibility=Visibility.STUB), "Menyebut tetangga.", city)
    assert photos_of(db.session(), ticket().id) == {}
    assert public_ticket(db.session(), key) is None
    assert desk_picture(db.session(), key) == DeskPicture(ticket().code, None)
    (photo,) = photos_of(db.session(), ticket().id, inside=True)[2]
    assert (photo.key, photo.public) == (key, False)
