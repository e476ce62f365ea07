"""Of which photos of a ticket one may stand as before the work."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.domain.attachment import FileKind, Purpose, digest
from portal.domain.city import City
from portal.domain.event import Kind
from portal.models import Attachment
from portal.queries.attachments.earlier import digest_of, earlier_photos
from portal.queries.tickets.state import log_of
from tests.support.asked import ticket_id
from tests.support.complaints import MORNING, complaint, step
from tests.support.installed import install


def carried(session: Session, number: str, kind: Kind, key: str, **more: str) -> None:
    """A photo that the ticket's event of this kind carries."""
    its = ticket_id(session, number)
    seq = next(seq for seq, draft in log_of(session, its) if draft.kind is kind)
    said: dict[str, Any] = {"purpose": Purpose.BEFORE.value, "file_kind": FileKind.PHOTO.value} | more
    row = Attachment(
        ticket_id=its,
        event_seq=seq,
        position=0,
        key=key,
        sha256=b"x",
        width=4,
        height=3,
        size=9,
        added_at=MORNING,
        **said,
    )
    session.add(row)
    session.commit()


@pytest.fixture(autouse=True)
def two(session: Session, city: City) -> None:
    install(city)
    answered = step(Kind.RESPONDED, 3, text="Kami lihat besok.")
    record_many([complaint(1, answered), complaint(2)], city)


def test_photos_of_public_events_in_order_of_time_and_no_documents(session: Session) -> None:
    carried(session, "1", Kind.RESPONDED, "later", purpose=Purpose.OTHER.value)
    carried(session, "1", Kind.RECEIVED, "first")
    carried(session, "1", Kind.RECEIVED, "letter", file_kind=FileKind.DOCUMENT.value)
    found = earlier_photos(session, ticket_id(session, "1"))
    assert [(one.photo.key, one.came - MORNING) for one in found] == [
        ("first", timedelta(hours=1)),
        ("later", timedelta(hours=3)),
    ]
    assert earlier_photos(session, ticket_id(session, "2")) == ()


def test_a_photo_of_another_ticket_is_none_of_these(session: Session) -> None:
    carried(session, "1", Kind.RECEIVED, "first")
    assert digest_of(session, ticket_id(session, "1"), "first") == digest("first", b"x")
    assert digest_of(session, ticket_id(session, "2"), "first") is None
