"""Files of photos go when they are due, and never before."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from portal import clock
from portal.actions import attach
from portal.actions.attach import HalfForm, Upload
from portal.actions.sweep_photos import sweep, sweep_originals
from portal.actions.withdrawals import Wish
from portal.domain.city import City
from portal.extensions import db
from portal.media.store import MediaStore
from portal.models import Attachment
from tests.support.one_ticket import holder, ticket, withdraw
from tests.support.photos import photo, photo_of_answer

pytestmark = pytest.mark.usefixtures("one_ticket")
KEPT = timedelta(days=730)
SIZES = ["large.webp", "medium.webp", "small.webp"]


@pytest.fixture
def store(tmp_path: Path) -> MediaStore:
    return MediaStore(str(tmp_path / "media"))


def later(monkeypatch: pytest.MonkeyPatch, days: float) -> None:
    moment = clock.now() + timedelta(days=days)
    monkeypatch.setattr(clock, "now", lambda: moment)


def the_only() -> Attachment:
    db.session.expire_all()
    return db.session.query(Attachment).one()


def test_what_was_thrown_away_can_be_brought_back_for_a_day(
    city: City, store: MediaStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    half = HalfForm(ticket().id, holder().officer, "respond")
    key = attach.add(half, Upload(photo()), city, store).key
    attach.throw_away(half, key)
    assert (sweep(store, KEPT), len(store.names(key))) == (0, 4)
    later(monkeypatch, 1.1)
    assert (sweep(store, KEPT), store.names(key), db.session.query(Attachment).count()) == (1, [], 0)


def test_a_form_that_was_never_sent_is_forgotten_with_its_photos(
    city: City, store: MediaStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    half = HalfForm(ticket().id, holder().officer, "respond")
    key = attach.add(half, Upload(photo()), city, store).key
    later(monkeypatch, 29)
    assert sweep(store, KEPT) == 0
    later(monkeypatch, 2)
    assert (sweep(store, KEPT), store.names(key)) == (1, [])


def test_what_is_taken_back_goes_at_once_with_all_its_files(city: City, store: MediaStore) -> None:
    key = photo_of_answer(city, store, alt="Rumah Bu Sari")
    assert sweep(store, KEPT) == 0
    withdraw(Wish(seq=2), "Nama orang di dalamnya.", city)
    row = the_only()
    assert (row.alt, row.lat, row.removed_at is not None) == ("", None, True), "the words go with the event's words"
    assert (sweep(store, KEPT), store.names(key), the_only().files_kept) == (1, [], False)
    assert sweep(store, KEPT) == 0


def test_what_is_hidden_behind_a_blurred_one_is_kept_for_the_citys_term(
    city: City, store: MediaStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = photo_of_answer(city, store)
    the_only().removed_at = clock.now()
    db.session.commit()
    later(monkeypatch, 729)
    assert (sweep(store, KEPT), len(store.names(key))) == (0, 4)
    later(monkeypatch, 2)
    assert (sweep(store, KEPT), store.names(key)) == (1, [])


def test_originals_go_after_their_term_and_what_the_public_sees_stays(
    city: City, store: MediaStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = photo_of_answer(city, store)
    assert sweep_originals(store, KEPT) == 0
    later(monkeypatch, 731)
    assert (sweep_originals(store, KEPT), store.names(key)) == (1, SIZES)
    assert sweep_originals(store, KEPT) == 0


def test_files_without_a_row_go_once_nobody_can_still_be_writing_them(city: City, store: MediaStore) -> None:
    fresh, old = "fresh-fresh-fresh-fresh", "older-older-older-older"
    for key in (fresh, old):
        store.put(key, {"original": b"x"})
    two_days_ago = clock.now().timestamp() - 2 * 86_400
    os.utime(store.place.root / old[:2] / old / "original", (two_days_ago, two_days_ago))  # type: ignore[operator]
    assert (sweep_originals(store, KEPT), [*store.keys()]) == (1, [fresh])


def test_a_store_that_is_away_leaves_the_rows_that_are_due(
    city: City, store: MediaStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo_of_answer(city, store)
    withdraw(Wish(seq=2), "Nama orang di dalamnya.", city)

    def away(*_: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(MediaStore, "remove", away)
        with pytest.raises(OSError, match="Input"):
            sweep(store, KEPT)
    assert the_only().files_kept
    assert sweep(store, KEPT) == 1
