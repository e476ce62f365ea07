"""Photos that a source names come in later, stand where they belong, and the log says when they came."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from portal import clock
from portal.actions.attach import take_back
from portal.actions.fetch_photos import TRIES, Fetched, fetch_photos, try_again
from portal.actions.intake.record import record
from portal.actions.log import change
from portal.domain.attachment import Purpose
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.photo_pair import photo_pairs
from portal.domain.record import PhotoAddress, Record
from portal.domain.visibility import Visibility
from portal.extensions import db
from portal.media.fetch import Away
from portal.media.store import MediaStore
from portal.models import Attachment, WantedPhoto
from portal.queries.attachments.verify_photos import photo_differences
from portal.queries.attachments.wanted import failed, wanted
from portal.queries.log.verify_chain import ChainCheck
from portal.queries.tickets.events import events_of
from tests.support.complaints import complaint, step
from tests.support.installed import install
from tests.support.one_ticket import ticket
from tests.support.photos import photo

BEFORE, AFTER = "https://crm.example/before.jpg", "https://crm.example/after.jpg"
FILES = {BEFORE: photo(), AFTER: photo(seed=3), "after.jpg": photo(seed=5), "https://crm.example/a.txt": b"no photo"}


@pytest.fixture(autouse=True)
def context(app: Flask, city: City) -> Iterator[None]:
    with app.app_context():
        install(city)
        yield


@pytest.fixture
def take_in(city: City, tmp_path: Path) -> Callable[..., Fetched]:
    store = MediaStore(str(tmp_path / "media"))

    def fetch(address: str) -> bytes:
        if address not in FILES:
            raise Away(address)
        return FILES[address]

    return lambda remote=True: fetch_photos(city, store, fetch, remote=remote)


def done(number: int = 1, *addresses: str, **changes: object) -> Record:
    """A finished report with a photo before, and other ones after the work."""
    named = (PhotoAddress(BEFORE, Purpose.BEFORE), *(PhotoAddress(address, Purpose.AFTER) for address in addresses))
    answer = step(Kind.RESPONDED, number + 1, agency="Kelurahan Ragunan", text="Kami cek lokasinya.")
    end = step(Kind.RESOLVED, number + 2, agency="Kelurahan Ragunan", text="Lubang sudah ditambal.")
    return complaint(number, answer, end, photo_addresses=named, **changes)


def later(monkeypatch: pytest.MonkeyPatch, hours: float) -> None:
    moment = clock.now() + timedelta(hours=hours)
    monkeypatch.setattr(clock, "now", lambda: moment)


def shown() -> dict[str, list[str]]:
    """The kind of each public event of the report, with what its photos show."""
    events = events_of(db.session(), ticket().id, Visibility.FULL)
    return {event.kind.value: [photo.purpose.value for photo in event.photos] for event in events}


def test_photos_stand_with_the_report_and_its_end_and_make_a_pair(
    city: City, take_in: Callable[..., Fetched], tmp_path: Path
) -> None:
    record(done(1, AFTER), city)
    record(done(1, AFTER), city)
    assert wanted(db.session(), remote=True) == 2
    assert take_in() == Fetched(taken=2)
    assert shown() == {"received": ["before"], "responded": [], "resolved": ["after"], "corrected": []}
    events = events_of(db.session(), ticket().id, Visibility.FULL)
    assert len(photo_pairs(events)) == 1
    store = MediaStore(str(tmp_path / "media"))
    assert list(photo_differences(db.session(), store, lambda *_: None)) == []
    assert list(ChainCheck(db.session().connection()).differences()) == []
    assert take_in() == Fetched() and record(done(1, AFTER), city).reason == ""


def test_an_address_that_comes_with_a_later_telling_is_fetched_then(
    city: City, take_in: Callable[..., Fetched]
) -> None:
    record(done(1), city)
    assert take_in().taken == 1
    record(done(1, AFTER), city)
    assert take_in().taken == 1 and shown()["resolved"] == ["after"]


def test_the_same_picture_under_two_addresses_is_on_the_report_once(
    city: City, take_in: Callable[..., Fetched], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FILES, AFTER, FILES[BEFORE])
    record(done(1, AFTER), city)
    assert take_in().taken == 1 and wanted(db.session(), remote=True) == 0


def test_what_is_away_is_tried_again_and_given_up_in_the_end(
    city: City, take_in: Callable[..., Fetched], monkeypatch: pytest.MonkeyPatch
) -> None:
    record(done(1, "https://crm.example/away.jpg", "https://crm.example/a.txt"), city)
    assert take_in() == Fetched(taken=1, later=1, refused=1)
    for _ in range(TRIES - 1):
        assert take_in() == Fetched(), "not before its time"
        later(monkeypatch, 11)
        take_in()
    reasons = {row.address.rpartition("/")[2]: row.problem for row in failed(db.session())}
    assert reasons == {"away.jpg": "address_away", "a.txt": "file_type"}
    assert try_again() == 2
    monkeypatch.setitem(FILES, "https://crm.example/away.jpg", photo(seed=9))
    assert take_in() == Fetched(taken=1, refused=1) and shown()["resolved"] == ["after"]


def test_nothing_is_fetched_of_a_report_that_the_public_does_not_see(
    city: City, take_in: Callable[..., Fetched]
) -> None:
    record(done(1, AFTER, private=True), city)
    assert take_in() == Fetched() and db.session.scalars(select(Attachment)).all() == []


def test_of_a_report_that_was_taken_back_no_address_is_kept(city: City) -> None:
    record(done(1, AFTER), city)
    with change(db.session()):
        take_back(db.session(), ticket().id, None)
    assert db.session.scalars(select(WantedPhoto)).all() == []


def test_names_of_files_wait_for_the_directory_that_has_them(city: City, take_in: Callable[..., Fetched]) -> None:
    record(done(1, "after.jpg"), city)
    assert take_in().taken == 1
    assert take_in(remote=False).taken == 1 and shown()["resolved"] == ["after"]


def test_when_nothing_is_published_no_file_is_left(
    city: City, take_in: Callable[..., Fetched], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_: object, **_more: object) -> None:
        raise RuntimeError("the database is away")

    record(done(1, AFTER), city)
    monkeypatch.setattr("portal.actions.fetch_photos.apply_events", broken)
    with pytest.raises(RuntimeError):
        take_in()
    assert list(MediaStore(str(tmp_path / "media")).keys()) == []
