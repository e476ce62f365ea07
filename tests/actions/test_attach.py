"""Photos wait with a half-written form, and the event that comes of it carries them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from portal.actions import attach, respond
from portal.actions.apply_events import Act, FilledForm
from portal.actions.attach import HalfForm, Upload
from portal.domain.attachment import EACH_EVENT, Purpose, digest
from portal.domain.city import City
from portal.domain.status import Refused
from portal.extensions import db
from portal.media.store import MediaStore
from portal.models import Attachment
from portal.models.draft import ANSWER
from tests.support.one_ticket import actor, agency, by, events, holder, refused, ticket
from tests.support.photos import photo, told

pytestmark = pytest.mark.usefixtures("one_ticket")
FILES = ["large.webp", "medium.webp", "original", "small.webp"]


@pytest.fixture
def store(tmp_path: Path) -> MediaStore:
    return MediaStore(str(tmp_path / "media"))


def half(form: str = ANSWER) -> HalfForm:
    return HalfForm(ticket().id, holder().officer, form)


def sending(city: City) -> Act:
    """The holder's officer sends the answer."""
    return replace(by(holder(), city), form=FilledForm("k" * 22, ANSWER))


def waiting(form: str = ANSWER) -> list[Attachment]:
    db.session.expire_all()
    return attach.waiting(db.session(), half(form))


def test_a_photo_waits_with_its_form_and_tells_what_it_knows(city: City, store: MediaStore) -> None:
    said = told(time="2026:11:20 10:00:00", lat=(6, 15, 36, "S"), lon=(106, 48, 0, "E"))
    content = photo(exif=said)
    added = attach.add(
        half(), Upload(content, Purpose.AFTER, " Lubang  ditambal, hubungi 0812-3456-7890 "), city, store
    )
    (row,) = waiting()
    assert (row.key, row.purpose, row.event_seq, row.size) == (added.key, "after", None, len(content))
    assert (row.lat, row.lon, row.device, row.width, row.height) == (-6.26, 106.8, "phone", 640, 480)
    assert row.alt.startswith("Lubang ditambal, hubungi") and "3456" not in row.alt
    assert store.names(row.key) == FILES
    assert store.get(row.key, "original") == content


def test_the_event_carries_what_waited_with_its_form_and_nothing_else(city: City, store: MediaStore) -> None:
    mine = [attach.add(half(), Upload(photo(seed=seed)), city, store).key for seed in (1, 2)]
    other = attach.add(half("refuse"), Upload(photo(seed=3)), city, store).key
    attach.throw_away(half(), mine[0])
    seq = respond.respond(ticket().id, "Sudah ditambal.", sending(city))
    rows = {row.key: (row.event_seq, row.form) for row in db.session.query(Attachment)}
    assert rows == {mine[0]: (None, ANSWER), mine[1]: (seq, ""), other: (None, "refuse")}
    carried = db.session.scalars(select(Attachment).where(Attachment.event_seq == seq)).one()
    assert events()[-1].attached == [digest(mine[1], carried.sha256)], "the log binds what the event shows"
    assert (waiting(), [row.key for row in waiting("refuse")]) == ([], [other])


def test_an_act_that_is_refused_leaves_its_photos_with_the_form(city: City, store: MediaStore) -> None:
    key = attach.add(half(), Upload(photo()), city, store).key
    act = sending(city)
    with refused("text_needed"):
        respond.respond(ticket().id, " ", act)
    assert [row.key for row in waiting()] == [key]
    assert len(events()) == 1


def test_the_same_file_sent_twice_waits_once(city: City, store: MediaStore) -> None:
    keys = {attach.add(half(), Upload(photo()), city, store).key for _ in range(2)}
    assert [row.key for row in waiting()] == [*keys]
    assert [*store.keys()] == [*keys]


def test_what_was_thrown_away_comes_back_at_the_end_and_the_order_can_be_changed(city: City, store: MediaStore) -> None:
    a, b, c = (attach.add(half(), Upload(photo(seed=seed)), city, store).key for seed in (1, 2, 3))
    attach.throw_away(half(), a)
    attach.bring_back(half(), a)
    assert [row.key for row in waiting()] == [b, c, a]
    attach.arrange(half(), [c, a, "unknown"])
    assert [row.key for row in waiting()] == [c, a, b]
    attach.describe(half(), a, Purpose.BEFORE, "Sebelum", city)
    assert [(row.purpose, row.alt) for row in waiting()][1] == ("before", "Sebelum")


def test_one_step_holds_so_many_and_no_more(city: City, store: MediaStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attach, "EACH_EVENT", 2)
    keys = [attach.add(half(), Upload(photo(seed=seed)), city, store).key for seed in (1, 2)]
    with pytest.raises(Refused, match="files_enough"):
        attach.add(half(), Upload(photo(seed=3)), city, store)
    attach.throw_away(half(), keys[0])
    attach.add(half(), Upload(photo(seed=3)), city, store)
    with pytest.raises(Refused, match="files_enough"):
        attach.bring_back(half(), keys[0])
    assert EACH_EVENT == 10


def test_nobody_touches_what_waits_with_somebody_elses_form(city: City, store: MediaStore) -> None:
    key = attach.add(half(), Upload(photo()), city, store).key
    other = HalfForm(ticket().id, actor(agency("pam-jaya")).officer, ANSWER)
    for do in (partial(attach.throw_away, other, key), partial(attach.describe, other, key, Purpose.OTHER, "", city)):
        with pytest.raises(LookupError):
            do()
    assert [row.purpose for row in waiting()] == ["after"]


def test_a_file_that_cannot_be_used_or_kept_leaves_nothing(
    city: City, store: MediaStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Refused, match="file_type"):
        attach.add(half(), Upload(b"<svg/>"), city, store)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(attach, "new_row", full)
        with pytest.raises(OSError, match="No space"):
            attach.add(half(), Upload(photo()), city, store)
    assert (waiting(), [*store.keys()]) == ([], [])
