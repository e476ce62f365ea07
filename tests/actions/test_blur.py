"""A photo with unreadable parts takes the place of one, in the open; the one as it was is kept apart and can return."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select

from portal import clock
from portal.actions.blur import Blur, blur, unblur
from portal.actions.notices import SaidAgainst, give
from portal.actions.sweep_photos import sweep
from portal.actions.withdrawals import Wish
from portal.domain.blur import HiddenPart
from portal.domain.city import City
from portal.domain.notice import NoticeReason, NoticeSubject
from portal.domain.permission import Role
from portal.domain.status import Refused
from portal.domain.visibility import Visibility
from portal.domain.withdrawal import WithdrawalReason
from portal.extensions import db
from portal.media.store import MediaStore
from portal.models import Attachment, Notice
from portal.queries.attachments.flags import flags_of_photos
from portal.queries.attachments.served import desk_picture, public_ticket
from portal.queries.attachments.shown import photos_of
from portal.queries.attachments.verify_photos import photo_differences
from portal.queries.log.verify_chain import ChainCheck
from portal.queries.notices.subject import noticed
from portal.queries.tickets.events import events_of
from tests.support.accounts import acts
from tests.support.one_ticket import actor, by, events, holder, refused, ticket, validator, withdraw
from tests.support.photos import photo, photo_of_answer, told

pytestmark = pytest.mark.usefixtures("one_ticket")
FACE = HiddenPart(10, 10, 30, 30)
KEPT = timedelta(days=730)


@pytest.fixture
def store(tmp_path: Path) -> MediaStore:
    return MediaStore(str(tmp_path / "media"))


@pytest.fixture
def key(city: City, store: MediaStore) -> str:
    """Of a public photo that was taken before the report came in."""
    return photo_of_answer(city, store, photo(exif=told(time="2023:01:20 10:00:00")), alt="Lubang sudah ditambal")


def blur_it(key: str, city: City, store: MediaStore) -> int:
    return blur(Blur(key, [FACE], WithdrawalReason.PERSONAL_DATA), by(validator(city), city), store)


def rows() -> list[Attachment]:
    db.session.expire_all()
    return list(db.session.scalars(select(Attachment).order_by(Attachment.id)))


def shown() -> str:
    """The key of the one photo that the ticket shows, in the place where it was."""
    ((photo,),) = photos_of(db.session(), ticket().id).values()
    return photo.key


def differences(store: MediaStore) -> list[str]:
    return list(photo_differences(db.session(), store, lambda _done, _of: None))


def test_a_blurred_photo_takes_the_place_of_the_old_one_which_has_no_public_address_any_more(
    city: City, store: MediaStore, key: str
) -> None:
    budi = validator(city)
    seq = blur_it(key, city, store)
    old, new = rows()
    assert shown() == new.key != key and new.blurred_from == old.id and new.blurred_seq == seq
    assert public_ticket(db.session(), key) is None and public_ticket(db.session(), new.key) == ticket().code
    assert desk_picture(db.session(), key) is not None, "officers may still see it"
    was, now = (Image.open(io.BytesIO(store.get(one, "large.webp"))).convert("RGB") for one in (key, new.key))
    assert was.size == now.size and was.getpixel((64, 48)) != now.getpixel((64, 48))
    assert "original" not in store.names(new.key)
    event = events()[-1]
    assert (event.kind, event.changed, event.corrects, event.text) == ("corrected", ["blurred"], old.event_seq, "")
    assert (event.agency_id, event.officer_id, event.reason_kind) == (budi.agency, budi.officer, "personal_data")
    assert event.attached and acts()[-1][:2] == ("ticket_changed", budi.officer)
    (photo,) = photos_of(db.session(), ticket().id)[old.event_seq or 0]
    assert photo.blurred_at == event.happened_at and photo.blurred_by and photo.alt == "Lubang sudah ditambal"
    assert [told.blurred for told in events_of(db.session(), ticket().id, Visibility.FULL)][-1] is True


def test_the_log_and_the_files_hold_together_and_flags_of_the_old_one_stay(
    city: City, store: MediaStore, key: str
) -> None:
    before = flags_of_photos(db.session(), [key])[key]
    blur_it(key, city, store)
    assert before and flags_of_photos(db.session(), [shown()])[shown()] == before
    assert differences(store) == [] and list(ChainCheck(db.session.connection()).differences()) == []
    once = shown()
    blur(Blur(once, [HiddenPart(60, 60, 20, 20)], WithdrawalReason.CHILD), by(validator(city), city), store)
    first, second, third = rows()
    assert third.blurred_from == first.id and second.removed_at is not None and shown() == third.key
    assert flags_of_photos(db.session(), [third.key])[third.key] == before and differences(store) == []


def test_who_has_an_interest_blurs_nothing(city: City, store: MediaStore, key: str) -> None:
    for role, reason in (
        (Role.COORDINATOR, "own_work"),
        (Role.ADMIN, "own_work"),
        (Role.SUPERVISOR, "validator_needed"),
    ):
        act = by(actor(holder().agency, role), city)
        with refused(reason):
            blur(Blur(key, [FACE], WithdrawalReason.PERSONAL_DATA), act, store)
    act = by(validator(city), city)
    with refused("parts_needed"):
        blur(Blur(key, [], WithdrawalReason.PERSONAL_DATA), act, store)
    with pytest.raises(LookupError):
        blur(Blur("unknown" * 4, [FACE], WithdrawalReason.PERSONAL_DATA), act, store)
    assert list(store.keys()) == [key]


def test_what_was_said_about_the_photo_is_closed_and_the_same_is_not_done_twice(
    city: City, store: MediaStore, key: str
) -> None:
    about = noticed(db.session(), NoticeSubject.PHOTO, key)
    assert about
    give(about, SaidAgainst(NoticeReason.FACE, "", "k" * 22, "192.0.2.1"), city, "secret")
    seq = blur_it(key, city, store)
    assert [(row.outcome, row.done_seq) for row in db.session.scalars(select(Notice))] == [("blurred", seq)]
    with pytest.raises(Refused, match="photo_gone"):
        blur_it(key, city, store)
    assert len(rows()) == 2


def test_the_old_one_comes_back_by_an_event_while_it_is_kept_and_goes_when_its_term_ends(
    city: City, store: MediaStore, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = by(validator(city), city)
    with pytest.raises(Refused, match="not_blurred"):
        unblur(key, act)
    blur_it(key, city, store)
    unblur(shown(), act)
    assert shown() == key and events()[-1].changed == ["unblurred"] and differences(store) == []
    blur_it(key, city, store)
    moment = clock.now() + timedelta(days=731)
    monkeypatch.setattr(clock, "now", lambda: moment)
    assert sweep(store, KEPT) == 2 and store.names(key) == []
    assert shown() and differences(store) == []
    with pytest.raises(Refused, match="original_gone"):
        unblur(shown(), act)


def test_words_that_are_taken_back_take_both_along(city: City, store: MediaStore, key: str) -> None:
    blur_it(key, city, store)
    withdraw(Wish(seq=rows()[0].event_seq), "Nama orang di dalamnya.", city)
    assert photos_of(db.session(), ticket().id) == {} and sweep(store, KEPT) == 2
    assert list(store.keys()) == []
