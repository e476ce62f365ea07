"""Flags are there when the officer sees the photo, right when it is published, and can be found anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import delete, update

from portal import clock
from portal.actions import attach
from portal.actions.attach import HalfForm
from portal.actions.attachment_flags import flag_all
from portal.actions.intake.record import record
from portal.domain.attachment import Purpose
from portal.domain.city import City
from portal.extensions import db
from portal.media.store import MediaStore
from portal.models import Attachment, AttachmentFlag, Checkpoint, Ticket
from portal.models.draft import ANSWER
from tests.support.complaints import complaint
from tests.support.flagged import add, file_of, flags, publish, scene_file
from tests.support.one_ticket import AREA, actor, ticket
from tests.support.photo_changes import cut
from tests.support.photos import told
from tests.support.scenes import plain, scene
from tests.support.signed_photos import signed, step

pytestmark = pytest.mark.usefixtures("one_ticket")


@pytest.fixture
def store(tmp_path: Path, city: City) -> MediaStore:
    record(complaint(2, area=AREA), city)
    return MediaStore(str(tmp_path / "media"))


def test_a_picture_of_another_report_is_found_before_and_after_it_is_published(city: City, store: MediaStore) -> None:
    first = add(city, store, "1", scene_file())
    again = add(city, store, "2", file_of(cut(scene(3), bottom=0.08)))
    assert flags(again) == {}, "nobody has published it yet"
    publish(city, "1")
    publish(city, "2")
    found = flags(again)["used_before"]
    assert found.other_id == db.session.query(Attachment.id).filter(Attachment.key == first).scalar()
    assert found.evidence["cut"] and not found.evidence["same_file"] and found.evidence["bits"] <= 50
    assert flags(first) == {}, "the earlier one is not to blame"
    third = add(city, store, "2", scene_file())
    assert flags(third)["used_before"].evidence["same_file"], "seen by the officer while it waits"


def test_one_report_may_show_a_picture_again_but_not_the_photo_before_as_the_photo_after(
    city: City, store: MediaStore
) -> None:
    add(city, store, "1", scene_file(), Purpose.BEFORE)
    publish(city, "1")
    assert flags(add(city, store, "1", scene_file(), Purpose.BEFORE)) == {}
    after = add(city, store, "1", scene_file(quality=60))
    assert flags(after)["used_before"].evidence["own"]
    half = HalfForm(ticket().id, actor(ticket().holder_id).officer, ANSWER)
    attach.describe(half, after, Purpose.OTHER, "", city)
    assert flags(after) == {}


def test_one_photo_may_answer_reports_that_were_merged(city: City, store: MediaStore) -> None:
    add(city, store, "1", scene_file())
    publish(city, "1")
    db.session.execute(update(Ticket).where(Ticket.id == ticket("2").id).values(duplicate_of=ticket("1").id))
    db.session.commit()
    assert flags(add(city, store, "2", scene_file())) == {}


def test_what_a_file_says_is_held_against_its_report(city: City, store: MediaStore) -> None:
    before = told(time="2023:01:20 10:00:00", lat=(6, 15, 36, "S"), lon=(106, 48, 0, "E"))
    found = flags(add(city, store, "1", scene_file(5, before)))
    assert set(found) == {"before_complaint", "far_away"}
    assert 44 * 86_400 < found["before_complaint"].evidence["seconds"] < 46 * 86_400
    assert found["far_away"].evidence == {"metres": pytest.approx(5_160, abs=30), "limit": city.photo_metres}
    made = flags(add(city, store, "1", signed(step("created", "trainedAlgorithmicMedia"), image=scene_file(6))))
    assert made["made_by_machine"].evidence["sources"] == ["trainedAlgorithmicMedia"]


def test_a_report_that_keeps_its_place_to_itself_gives_no_distance(city: City, store: MediaStore) -> None:
    far = told(lat=(6, 15, 36, "S"), lon=(106, 48, 0, "E"))
    db.session.execute(update(Ticket).values(visibility="stub", text=""))
    db.session.commit()
    assert flags(add(city, store, "1", scene_file(5, far))) == {}


def test_two_dark_nights_are_not_the_same_picture(city: City, store: MediaStore) -> None:
    add(city, store, "1", file_of(plain(2)))
    publish(city, "1")
    assert flags(add(city, store, "2", file_of(plain(5)))) == {}
    assert "used_before" in flags(add(city, store, "2", file_of(plain(2)))), "the same file is the same all the same"


def test_all_flags_are_found_anew(city: City, store: MediaStore) -> None:
    add(city, store, "1", scene_file())
    publish(city, "1")
    again = add(city, store, "2", scene_file())
    publish(city, "2")
    db.session.execute(delete(AttachmentFlag))
    index = Checkpoint(name="index", seq=9, at=clock.now())
    db.session.add(index)
    db.session.commit()
    assert flag_all(city) == 2
    assert set(flags(again)) == {"used_before"} and index.seq == 0, "is:flagged finds it from now on"
    index.seq = 9
    db.session.commit()
    assert flag_all(city) == 2 and index.seq == 9, "nothing has changed"
