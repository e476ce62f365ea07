"""A small city in which one agency checks what others say is done: agreed, refused, disputed, open, closed, hidden."""

from __future__ import annotations

from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.intake.record import record_many
from portal.actions.moderate import change_visibility
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.record import Record, Step
from portal.domain.visibility import Visibility
from tests.support.asked import ticket_id
from tests.support.complaints import complaint, step
from tests.support.installed import install

CHECKER = "Biro Pemerintahan"


def done(hours: float) -> Step:
    return step(Kind.COMPLETED, hours, text="Sudah kami tambal.")


def agreed(hours: float) -> Step:
    return step(Kind.VALIDATED, hours, agency=CHECKER, text="Foto sesuai dengan tempatnya.")


def refused(hours: float) -> Step:
    return step(Kind.VALIDATION_REFUSED, hours, agency=CHECKER, text="Lubang masih ada di foto.")


def records() -> list[Record]:
    """1: agreed after a day; 2: refused, then agreed, then disputed; 3: open; 4: closed unchecked; 5: hidden."""
    return [
        complaint(1, done(2), agreed(26), title="Lubang di Jalan Ampera"),
        complaint(2, done(3), refused(9), done(20), agreed(32), step(Kind.DISPUTED, 40, text="Masih berlubang.")),
        complaint(3, done(40), title="Lampu padam"),
        complaint(4, done(5), step(Kind.CLOSED, 20, text="Dibatalkan.")),
        complaint(5, done(50), title="Rahasia"),
    ]


def checked_city(session: Session, city: City) -> None:
    """Install the city, take in the complaints, and hide the fifth."""
    install(city)
    record_many(records(), city)
    change_visibility(ticket_id(session, "5"), Visibility.HIDDEN, "Menyebut nama orang.", Act(city))
    session.commit()
