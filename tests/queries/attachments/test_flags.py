"""A flag names the earlier report only where anybody may see the earlier photo there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.actions.intake.record import record
from portal.domain.attachment import EarlierUse, FlagKind
from portal.domain.city import City
from portal.domain.event import Kind
from portal.extensions import db
from portal.media.store import MediaStore
from portal.models import Attachment, Category, Event, Ticket
from portal.queries.attachments.flags import flags_of_photos
from tests.support.complaints import complaint
from tests.support.flagged import add, publish, scene_file
from tests.support.installed import install
from tests.support.one_ticket import ticket
from tests.support.photos import told


@pytest.fixture
def pair(session: Session, city: City, tmp_path: Path) -> tuple[str, str]:
    """The same photo in the answers to two reports of one agency; the keys of both."""
    install(city)
    for number in (1, 2):
        record(complaint(number), city)
    store, keys = MediaStore(str(tmp_path)), []
    for source_id in ("1", "2"):
        keys.append(add(city, store, source_id, scene_file(exif=told(time="2023:01:20 10:00:00"))))
        publish(city, source_id)
    return keys[0], keys[1]


def earlier(key: str) -> EarlierUse:
    flag = flags_of_photos(db.session(), [key])[key][0]
    assert flag.kind is FlagKind.USED_BEFORE and flag.earlier is not None
    return flag.earlier


def test_a_flag_leads_to_the_earlier_photo_and_says_whose_it_was(pair: tuple[str, str]) -> None:
    found = flags_of_photos(db.session(), pair)
    assert [flag.kind for flag in found[pair[0]]] == [FlagKind.BEFORE_COMPLAINT]
    used, early = found[pair[1]]
    assert (used.kind, early.kind) == (FlagKind.USED_BEFORE, FlagKind.BEFORE_COMPLAINT)
    assert used.earlier is not None and used.earlier.same_agency and not used.earlier.own
    first = db.session.query(Attachment).filter_by(key=pair[0]).one()
    assert (used.earlier.code, used.earlier.seq, used.earlier.key) == (ticket("1").code, first.event_seq, pair[0])
    assert early.received_at == ticket("2").submitted_at and early.taken_at == first.taken_at
    assert flags_of_photos(db.session(), []) == {}


def test_of_an_earlier_use_that_is_not_public_nothing_is_told_but_that_there_was_one(pair: tuple[str, str]) -> None:
    first = db.session.query(Attachment).filter_by(key=pair[0]).one()
    ways: list[tuple[Any, Any, dict[str, Any], dict[str, Any]]] = [
        (Ticket, Ticket.id == first.ticket_id, {"visibility": "hidden", "text": ""}, {"visibility": "full"}),
        (Ticket, Ticket.id == first.ticket_id, {"visibility": "stub", "text": ""}, {"visibility": "full"}),
        (Category, Category.id == ticket("1").category_id, {"sensitive": True}, {"sensitive": False}),
        (Event, Event.seq == first.event_seq, {"public": False}, {"public": True}),
        (Attachment, Attachment.id == first.id, {"removed_at": first.added_at}, {"removed_at": None}),
    ]
    for table, where, kept_back, shown in ways:
        assert earlier(pair[1]).code == ticket("1").code
        db.session.execute(update(table).where(where).values(kept_back))
        db.session.commit()
        assert earlier(pair[1]) == EarlierUse(), table
        db.session.execute(update(table).where(where).values(shown))
        db.session.commit()


def test_a_photo_with_which_a_report_came_in_is_no_agencys(pair: tuple[str, str]) -> None:
    """The event that it came in names who has the report first, who has taken no photo."""
    for key in pair:
        carrier = update(Event).where(
            Event.seq == select(Attachment.event_seq).where(Attachment.key == key).scalar_subquery()
        )
        db.session.execute(carrier.values(kind=Kind.RECEIVED.value))
        db.session.execute(update(Attachment).where(Attachment.key == key).values(officer_id=None))
        db.session.commit()
        used = earlier(pair[1])
        assert used.code and (used.same_agency, used.other_agency) == (False, False), key
        db.session.execute(carrier.values(kind=Kind.RESPONDED.value))
        db.session.commit()
    assert earlier(pair[1]).same_agency
