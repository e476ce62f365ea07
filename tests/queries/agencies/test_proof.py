"""An agency's resolutions in a period, counted from the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.attachment import FlagKind, Purpose
from portal.domain.city import City
from portal.domain.figure import wilson
from portal.domain.period import ALL
from portal.models import Attachment, AttachmentFlag, Event
from portal.queries.agencies.proof import agency_proof
from tests.support.checked import checked_city
from tests.support.complaints import MORNING
from tests.support.one_ticket import agency

LATER = MORNING + timedelta(days=90)


def photo(session: Session, seq: int, purpose: Purpose) -> Attachment:
    """A photo that the event carries."""
    ticket = session.execute(select(Event.ticket_id).where(Event.seq == seq)).scalar_one()
    kept = Attachment(
        ticket_id=ticket, event_seq=seq, position=0, purpose=purpose.value, file_kind="photo", key=f"key-{seq}",
        sha256=b"x", width=4, height=3, size=9, added_at=MORNING,
    )  # fmt: skip
    session.add(kept)
    session.flush()
    return kept


def test_photos_flags_checks_and_disputes_of_an_agency(session: Session, city: City) -> None:
    """Called done: 1 and 2 (twice) and 3, 4 and the hidden 5; checked: agreed, refused, agreed and then disputed."""
    checked_city(session, city)
    done = session.scalars(select(Event.seq).where(Event.kind == "completed").order_by(Event.seq)).all()
    flagged = photo(session, done[0], Purpose.AFTER)
    session.add(AttachmentFlag(attachment_id=flagged.id, kind=FlagKind.FAR_AWAY.value, evidence={"metres": 900}))
    photo(session, done[1], Purpose.AFTER)
    photo(session, done[2], Purpose.OTHER)
    photo(session, done[3], Purpose.AFTER).removed_at = LATER
    session.commit()
    its = agency("kelurahan-ragunan")
    found = agency_proof(session, its, ALL, LATER)
    assert (found.photo, found.flagged) == (wilson(2, 6), wilson(1, 2))
    assert (found.refused, found.disputed) == (wilson(1, 3), wilson(1, 2))
    early = agency_proof(session, its, ALL, MORNING + timedelta(hours=10))
    assert (early.photo.n, early.refused) == (3, wilson(1, 1)), "what was not known then"
    march = replace(ALL, since=MORNING + timedelta(hours=19), until=MORNING + timedelta(hours=41))
    assert agency_proof(session, its, march, LATER).photo.n == 2
    assert agency_proof(session, agency("pam-jaya"), ALL, LATER).photo == wilson(0, 0)
