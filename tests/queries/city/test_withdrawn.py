"""What was taken from view is counted by month, agency and kind of reason; what was published is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.apply_events import Act
from portal.actions.assign import transfer
from portal.actions.intake.record import record, record_many
from portal.actions.moderate import change_visibility, redact
from portal.actions.respond import note, respond
from portal.actions.withdrawals import Wish
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.permission import Role
from portal.domain.visibility import Visibility
from portal.domain.withdrawal import WithdrawalReason
from portal.models import Event, Ticket
from portal.queries.city.withdrawn import Withdrawal, WithdrawalKind, withdrawn
from tests.support.complaints import complaint, step
from tests.support.installed import install
from tests.support.one_ticket import actor, agency, by, events, holder, ticket, withdraw

At = Callable[[datetime], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    def stands(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    stands(datetime(2023, 3, 31, 16, 59, tzinfo=UTC))
    return stands


@pytest.fixture
def city_with_two(session: Session, city: City, at: At) -> Session:
    install(city)
    record_many([complaint(1, step(Kind.RESPONDED, 20, text="Kami cek.")), complaint(2)], city)
    return session


def found(session: Session) -> list[tuple[str, str, WithdrawalKind, int]]:
    return [(w.month, w.agency, w.kind, w.count) for w in withdrawn(session, "Asia/Jakarta").rows]


def test_nothing_was_taken_from_view_at_first(city_with_two: Session, city: City) -> None:
    note(ticket().id, "Catatan.", Act(city, holder()))
    assert found(city_with_two) == []


def test_an_internal_note_that_is_taken_back_was_never_published(city_with_two: Session, city: City) -> None:
    written = note(ticket().id, "Pelapor bernama Budi.", Act(city, holder()))
    withdraw(Wish(seq=written), "Memuat nama.", city)
    assert (events()[-1].kind, events()[-1].public, events()[-2].text) == ("redacted", False, "")
    assert found(city_with_two) == []
    city_with_two.execute(update(Event).where(Event.kind == "redacted").values(public=True))
    city_with_two.commit()
    assert found(city_with_two) == [], "as an earlier release said it"


def test_each_kind_counts_in_its_month_and_for_the_responsible_agency(
    city_with_two: Session, city: City, at: At
) -> None:
    change_visibility(ticket("2").id, Visibility.HIDDEN, "Menyebut nama.", Act(city))
    at(datetime(2023, 3, 31, 17, 0, tzinfo=UTC))  # in Jakarta April has begun
    change_visibility(ticket("1").id, Visibility.STUB, "", Act(city))
    redact(ticket("1").id, None, "Memuat nama.", Act(city))
    assert found(city_with_two) == [
        ("2023-04", "kelurahan-ragunan", WithdrawalKind.PRIVATE, 1),
        ("2023-04", "kelurahan-ragunan", WithdrawalKind.REPORT, 1),
        ("2023-03", "kelurahan-ragunan", WithdrawalKind.HIDDEN, 1),
    ]
    assert withdrawn(city_with_two, "Asia/Jakarta").hidden.total == 1


def test_publishing_is_no_withdrawal(city_with_two: Session, city: City) -> None:
    change_visibility(ticket("2").id, Visibility.HIDDEN, "Menyebut nama.", Act(city))
    change_visibility(ticket("2").id, Visibility.FULL, "Nama sudah dihapus.", Act(city))
    change_visibility(ticket("1").id, Visibility.STUB, "delay", Act(city))
    assert [row[2] for row in found(city_with_two)] == [WithdrawalKind.HIDDEN]
    assert withdrawn(city_with_two, "Asia/Jakarta").hidden.total == 0


def test_what_two_people_agreed_on_is_counted_by_its_kind_of_reason_and_agrees_with_the_log(
    city_with_two: Session, city: City
) -> None:
    answer = respond(ticket().id, "Pelapor bernama Budi.", by(holder(), city))
    for wish in (Wish(seq=answer), Wish(visibility=Visibility.STUB), Wish(), Wish(visibility=Visibility.HIDDEN)):
        withdraw(wish, "Menyebut nama.", city)
    change_visibility(ticket("2").id, Visibility.HIDDEN, "Perintah pengadilan.", Act(city))
    rows = withdrawn(city_with_two, "Asia/Jakarta").rows
    assert [(row.kind, row.reason) for row in rows] == [
        (WithdrawalKind.ANSWER, WithdrawalReason.PERSONAL_DATA),
        (WithdrawalKind.HIDDEN, None),
        (WithdrawalKind.HIDDEN, WithdrawalReason.PERSONAL_DATA),
        (WithdrawalKind.REDUCED, WithdrawalReason.PERSONAL_DATA),
        (WithdrawalKind.REPORT, WithdrawalReason.PERSONAL_DATA),
    ]
    logged = [event for event in events() if event.kind in ("redacted", "visibility_changed")]
    assert sum(row.count for row in rows) == len(logged)
    assert withdrawn(city_with_two, "Asia/Jakarta").document()["withdrawn"][0]["reason"] == "personal_data"  # type: ignore[index]


def test_showing_more_of_what_was_hidden_is_no_withdrawal(city_with_two: Session, city: City) -> None:
    withdraw(Wish(visibility=Visibility.HIDDEN), "Menyebut nama.", city)
    change_visibility(ticket().id, Visibility.STUB, "Nama tidak tampil.", by(holder(Role.SUPERVISOR), city))
    assert [row[2] for row in found(city_with_two)] == [WithdrawalKind.HIDDEN]
    withdraw(Wish(visibility=Visibility.HIDDEN), "Tempatnya pun dikenali.", city)
    assert [(row[2], row[3]) for row in found(city_with_two)] == [(WithdrawalKind.HIDDEN, 2)]


def test_publishing_what_waits_for_a_look_as_a_stub_is_no_withdrawal(city_with_two: Session, city: City) -> None:
    record(replace(complaint(3), source="form"), replace(city, moderated=True))
    three = ticket("3")
    change_visibility(three.id, Visibility.STUB, "Menyebut nama.", by_one_of(three, Role.COORDINATOR, city))
    assert ticket("3").visibility == "stub" and found(city_with_two) == []


def by_one_of(its: Ticket, role: Role, city: City) -> Act:
    """An act of somebody of the agency that has the ticket."""
    return Act(city, actor(its.holder_id, role), its.last_seq)


def test_a_ticket_that_moves_on_leaves_the_count_with_who_was_responsible(
    city_with_two: Session, city: City, at: At
) -> None:
    withdraw(Wish(seq=respond(ticket().id, "Budi.", by(holder(), city))), "Menyebut nama.", city)
    at(datetime(2023, 3, 31, 17, 0, tzinfo=UTC))
    transfer(ticket().id, agency("pam-jaya"), "Pipa bocor.", by(holder(), city))
    withdraw(Wish(), "Memuat nama.", city)
    assert found(city_with_two) == [
        ("2023-04", "pam-jaya", WithdrawalKind.REPORT, 1),
        ("2023-03", "kelurahan-ragunan", WithdrawalKind.ANSWER, 1),
    ]


def test_the_document_says_the_same(city_with_two: Session, city: City) -> None:
    change_visibility(ticket("2").id, Visibility.HIDDEN, "Menyebut nama.", Act(city))
    (row,) = withdrawn(city_with_two, "Asia/Jakarta").rows
    assert row == Withdrawal("2023-03", "kelurahan-ragunan", row.name, WithdrawalKind.HIDDEN, None, 1)
    assert withdrawn(city_with_two, "Asia/Jakarta").document() == {
        "hidden": 1,
        "hidden_open": 1,
        "notices": {"total": 0, "waiting": 0},
        "withdrawn": [
            {
                "month": "2023-03",
                "agency": "kelurahan-ragunan",
                "name": row.name,
                "kind": "hidden",
                "reason": None,
                "count": 1,
            }
        ],
    }
