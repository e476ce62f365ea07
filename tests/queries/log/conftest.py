"""A log with one of everything that may happen to words: answered, noted, corrected, redacted, masked, merged."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from portal.actions import moderate, respond
from portal.actions.apply_events import Act
from portal.actions.intake.record import record_many
from portal.actions.withdrawals import Wish
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.permission import Role
from portal.domain.visibility import Visibility
from portal.queries.log.verify_chain import ChainCheck
from tests.support.complaints import complaint, step
from tests.support.installed import install
from tests.support.one_ticket import by, holder, ticket, withdraw

Check = Callable[[], list[str]]


@pytest.fixture
def told(session: Session, city: City) -> Session:
    """Nine events: the first ticket has 1 and 5 to 9, the second 2 to 4."""
    install(city)
    steps = (step(Kind.RESPONDED, 5, text="Sudah kami terima."), step(Kind.CLOSED, 9, text="Dibatalkan."))
    record_many([complaint(1, agency="kelurahan-ragunan"), complaint(2, *steps)], city)
    one = ticket().id

    def act() -> Act:
        return by(holder(Role.SUPERVISOR), city)

    answered = respond.respond(one, "Petugas datang besok.", act())
    respond.note(one, "Pelapor pemilik warung.", act())
    moderate.correct(one, answered, "Petugas datang lusa.", act())
    withdraw(Wish(seq=answered), "Memuat nama.", city)
    withdraw(Wish(visibility=Visibility.STUB), "Menyebut nama tetangga.", city)
    return session


@pytest.fixture
def check(told: Session) -> Iterator[Check]:
    """What verification says of the log now."""

    def differences() -> list[str]:
        told.rollback()
        return list(ChainCheck(told.connection()).differences())

    yield differences


@pytest.fixture
def tamper(told: Session) -> Callable[..., None]:
    """Plain SQL behind the portal's back."""

    def run(*statements: str) -> None:
        for statement in statements:
            told.execute(text(statement))
        told.commit()

    return run
