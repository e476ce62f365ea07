"""A notice is about what anybody may read now, and about nothing else."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.actions.intake.record import record
from portal.actions.respond import note, respond
from portal.context import portal_of
from portal.domain.city import City
from portal.domain.notice import NoticeSubject
from portal.domain.visibility import Visibility
from portal.models import Attachment, Ticket
from portal.queries.notices.subject import noticed
from tests.support.complaints import complaint
from tests.support.installed import install
from tests.support.one_ticket import AREA, by, holder, ticket
from tests.support.photos import photo_of_answer


@pytest.fixture
def one(session: Session, city: City, quick_passwords: None) -> Session:
    install(city)
    record(complaint(1, area=AREA), city)
    return session


def test_the_report_an_answer_and_a_photo_are_found_while_they_are_public(app: Flask, one: Session, city: City) -> None:
    key = photo_of_answer(city, portal_of(app).media)
    seq = respond(ticket().id, "Sudah kami cek.", by(holder(), city))
    named = {NoticeSubject.REPORT: ticket().code, NoticeSubject.ANSWER: str(seq), NoticeSubject.PHOTO: key}
    found = {subject: noticed(one, subject, name) for subject, name in named.items()}
    assert all(about and about.code == ticket().code for about in found.values())
    assert (answer := found[NoticeSubject.ANSWER]) and answer.text == "Sudah kami cek."
    assert (shown := found[NoticeSubject.PHOTO]) and shown.photo and shown.photo.key == key
    one.execute(update(Attachment).values(removed_at=1))
    one.execute(update(Ticket).values(visibility=Visibility.STUB.value, title="", text=""))
    assert [noticed(one, subject, name) for subject, name in named.items()] == [None] * 3


@pytest.mark.parametrize("name", ["", "0", "-1", "²", "9" * 30, "x", "1; DROP"])
def test_what_is_no_number_of_a_public_event_is_about_nothing(one: Session, city: City, name: str) -> None:
    note(ticket().id, "Catatan.", by(holder(), city))
    assert noticed(one, NoticeSubject.ANSWER, name) is None
    assert noticed(one, NoticeSubject.ANSWER, str(ticket().last_seq)) is None, "an internal note"
