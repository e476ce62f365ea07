"""What was taken from view is counted by month, agency and kind of reason; what was published is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.apply_events import Act
from portal.actions.intake.record import record_many
from portal.actions.moderate import change_visibility, redact
from portal.actions.respond import note
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.visibility import Visibility
from portal.queries.city.withdrawn import Withdrawal, WithdrawalKind, withdrawn
from tests.support.complaints import complaint, step
from tests.support.installed import install
from tests.support.one_ticket import holder, ticket

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


def test_the_document_says_the_same(city_with_two: Session, city: City) -> None:
    change_visibility(ticket("2").id, Visibility.HIDDEN, "Menyebut nama.", Act(city))
    (row,) = withdrawn(city_with_two, "Asia/Jakarta").rows
    assert row == Withdrawal("2023-03", "kelurahan-ragunan", row.name, WithdrawalKind.HIDDEN, 1)
    assert withdrawn(city_with_two, "Asia/Jakarta").document() == {
        "hidden": 1,
        "hidden_open": 1,
        "withdrawn": [
            {"month": "2023-03", "agency": "kelurahan-ragunan", "name": row.name, "kind": "hidden", "count": 1}
        ],
    }
