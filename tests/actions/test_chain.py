"""Every event gets its hash on its way into the log, whoever writes; one of an older release gets it afterwards."""

from __future__ import annotations

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from portal.actions.chain import fill
from portal.actions.intake.record import record, record_many
from portal.domain import chain
from portal.domain.city import City
from portal.domain.event import Kind
from portal.models import Event
from portal.queries.log.verify_chain import ChainCheck
from tests.support.complaints import complaint, step
from tests.support.installed import install


def hashes(session: Session) -> list[bytes | None]:
    session.rollback()
    return list(session.scalars(select(Event.head).order_by(Event.seq)))


def test_two_events_with_the_same_words_have_other_hashes(session: Session, city: City) -> None:
    record_many([complaint(n, step(Kind.RESPONDED, 9, text="Sama.")) for n in (1, 2)], city)
    salts = session.scalars(select(Event.salt).where(Event.text == "Sama.")).all()
    assert len({*salts}) == 2 and all(salt is not None and len(salt) == chain.SALT for salt in salts)
    assert len({*hashes(session)}) == 4


def test_what_an_older_release_wrote_is_given_its_hashes_by_the_next_writer(session: Session, city: City) -> None:
    install(city)
    record_many([complaint(1), complaint(2, step(Kind.RESPONDED, 9, text="Kami cek."))], city)
    before = hashes(session)
    session.execute(
        text("UPDATE event SET head = NULL, salt = NULL, report_salt = NULL, report_hash = NULL WHERE seq > 1")
    )
    session.commit()
    record(complaint(3), city)
    assert None not in hashes(session) and hashes(session)[0] == before[0]
    assert list(ChainCheck(session.connection()).differences()) == []


def test_a_hash_that_was_taken_out_of_the_middle_is_not_given_anew(session: Session, city: City) -> None:
    record_many([complaint(n) for n in (1, 2, 3)], city)
    session.execute(text("UPDATE event SET head = NULL WHERE seq = 2"))
    session.commit()
    record(complaint(4), city)
    assert [head is None for head in hashes(session)] == [False, True, False, False]


def test_filling_a_log_that_lacks_nothing_changes_nothing(session: Session, city: City) -> None:
    record_many([complaint(n) for n in (1, 2)], city)
    before = hashes(session)
    assert fill(session.connection()) == before[-1]
    session.commit()
    assert hashes(session) == before


def test_a_source_that_tells_a_report_anew_leaves_no_salt_of_the_old_words(session: Session, city: City) -> None:
    record(complaint(1), city)
    record(complaint(1, text="Bukan lubang, hanya retak."), city)
    stated = session.execute(
        select(Event.seq, Event.report_salt.is_not(None)).where(Event.report_hash.is_not(None)).order_by(Event.seq)
    ).all()
    assert [tuple(row) for row in stated] == [(1, False), (2, True)]
    assert session.scalar(select(func.count()).select_from(Event)) == 2
