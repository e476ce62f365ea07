"""Photos wait with the form of a report: each once, five at most, until it is sent or for a day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.reporting import Keeping, NewReport, send
from portal.actions.waiting_photos import MOST, add, drop, keys_of, sweep_waiting
from portal.context import portal_of
from portal.domain.attachment import digest
from portal.domain.city import City
from portal.domain.report_place import AskedPlace
from portal.media.store import MediaStore
from portal.models import Attachment, Event, Ticket, WaitingPhoto
from tests.support.installed import install
from tests.support.one_ticket import refused
from tests.support.photos import photo

FORM, OTHER = "the key of one filling-in", "the key of another"
REPORT = NewReport(key=FORM, text="Lampu jalan mati sejak Senin.", place=AskedPlace("", "", -6.302, 106.82))
KEEPING = Keeping("a secret of forty-four letters, for tests alone", timedelta(days=730))


@pytest.fixture
def store(app: Flask, session: Session, city: City) -> MediaStore:
    install(city)
    return portal_of(app).media


def put(store: MediaStore, number: int, form: str = FORM) -> None:
    add(form, photo(seed=number), "Asia/Jakarta", store)


def test_what_waits_goes_with_the_report_and_waits_no_more(store: MediaStore, session: Session, city: City) -> None:
    for number in (1, 2):
        put(store, number)
    put(store, 3, OTHER)
    keys = keys_of(FORM)
    send(REPORT, city, KEEPING)
    session.rollback()
    found = session.scalars(select(Attachment).order_by(Attachment.position, Attachment.id)).all()
    assert [row.key for row in found] == keys and {row.purpose for row in found} == {"before"}
    received = session.scalars(select(Event).where(Event.kind == "received")).one()
    assert {row.event_seq for row in found} == {received.seq}
    assert received.attached == [digest(row.key, row.sha256) for row in found]
    assert found[0].fingerprint is not None and found[0].width > 0
    assert (keys_of(FORM), len(keys_of(OTHER))) == ([], 1)
    send(REPORT, city, KEEPING)
    session.rollback()
    assert len(session.scalars(select(Ticket)).all()) == 1 and len(session.scalars(select(Attachment)).all()) == 2


def test_the_same_photo_again_is_one_and_a_sixth_is_refused(store: MediaStore) -> None:
    for number in (0, 1, 2, 3, 4, 4, 0):
        if len(keys_of(FORM)) < MOST:
            put(store, number)
    assert len(keys_of(FORM)) == MOST and sorted(store.keys()) == sorted(keys_of(FORM))
    with refused("files_enough"):
        put(store, 5)
    drop(OTHER, keys_of(FORM)[0], store)
    assert len(keys_of(FORM)) == MOST
    first = keys_of(FORM)[0]
    drop(FORM, first, store)
    assert first not in keys_of(FORM) and first not in list(store.keys())
    put(store, 5)


def test_the_same_bytes_wait_once(store: MediaStore) -> None:
    for _ in range(2):
        put(store, 1)
    assert len(keys_of(FORM)) == 1 and list(store.keys()) == keys_of(FORM)


@pytest.mark.parametrize(("content", "reason"), [(b"", "file_empty"), (b"GIF89a", "file_type"), (b"%PDF-1.4", None)])
def test_what_is_no_photo_is_not_kept(store: MediaStore, content: bytes, reason: str | None) -> None:
    with refused(reason or "file_broken"):
        add(FORM, content, "Asia/Jakarta", store)
    assert keys_of(FORM) == [] and list(store.keys()) == []


def test_what_is_never_sent_is_gone_after_a_day(
    store: MediaStore, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, 1)
    assert sweep_waiting(store) == 0
    later = clock.now() + timedelta(hours=25)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert (sweep_waiting(store), sweep_waiting(store)) == (1, 0)
    session.rollback()
    assert session.scalars(select(WaitingPhoto)).all() == [] and list(store.keys()) == []
